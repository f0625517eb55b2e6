"""Values of single fields, even and odd, from which invoices and parties are generated."""

from random import Random
from typing import Final

from procountor_sandbox.values import finnish

TEXTS: Final = (
    "Konsultointi", "Työ & matkat", "Åström \u2013 käynti", "tab\there", "minus \u2212 5", "soft\u00adhyphen", "a\rb", "a\nb",
    "Kiitos 🙂", "\u041aiitos", "nbsp\u00a0end\u00a0", " leading", "", " ", "x" * 101, "y" * 600, "back\\slash",
    "Z\u0308urich", "€ 5 ½", "null\x00", "zero\u200bwidth", "<b>&amp;</b>", "=SUM(A1)", "naïve", "ß", "ŁódŸ", "\ufeffbom",
)  # fmt: skip
COUNTRIES: Final = ("FI", "FI", "FI", "SE", "EE", "DE", "NO", "US", "GB", "AX", "XI", "GR", "EL", "XX", "fi", "", None)
POSTCODES: Final = ("00100", "22100", "123 45", "10117", "BT1 1AA", "", " ", None, "0" * 20)
EMAILS: Final = (
    "talous@specimen.example", "a@b.example; c@d.example", "maija@yhtiö.example", "no-at", "", None, "a@b", " x@y.example "
)  # fmt: skip
VAT_NUMBERS: Final = (
    None, None, "FI91000013", "FI91000012", "SE556000000101", "EE100931558", "DE136695976", "EL094259216", "GR094259216",
    "NO 995 525 828 MVA", "CHE-107.787.577 MWST", "GB123456789", "91000013", "", "SE 556000-0001 01", "fi91000013",
)  # fmt: skip
UNITS: Final = (
    "HUR", "hour", "h", "DAY", "pv", "C62", "pcs", "kpl", "kk", "MON", "KMT", "km", "Std", "Stk", "htp", "vrk", "LS", "ZZ",
    "furlong", "", "%", "licence", "E48", "NO_UNIT", "tunti",
)  # fmt: skip
QUANTITIES: Final = (
    "1",
    "7.5",
    "0.25",
    "-1",
    "0",
    "0.333333",
    "0.3333333",
    "1000000",
    "999999999",
    "1E+3",
    "1E+10",
    "3.70",
)
PRICES: Final = ("80.00", "95", "0.01", "0", "-20", "49.9999", "0.12345", "105.5", "999999.99", "1E+9", "33.33", "1200")
DISCOUNTS: Final = ("0", "0", "0", "10", "12.5", "33.3333", "33.33333", "100", "101", "-1")
RATES: Final = ("25.5", "25.5", "25.5", "13.5", "14", "10", "0", "24", "7", "25.50")
CATEGORIES: Final = ("S", "S", "S", "Z", "E", "AE", "K", "G", "O")
REASONS: Final = (None, "Service outside the EU", "Käännetty verovelvollisuus", "x" * 300, "")
CURRENCIES: Final = ("EUR", "EUR", "USD", "SEK", "JPY", "KWD", "XAU", "ZZZ", "eur", "")
CURRENCY_RATES: Final = (None, "1", "1.085", "11.32", "0", "-1", "0.0885", "2", "1.1234567", "100000000")
LANGUAGES: Final = (None, "fi", "sv", "en", "de", "xx", "FI")
PERCENTS: Final = (None, "8", "7.5", "7.125", "-1", "101")
PRODUCTS: Final = ("2001", "2003", "2008", "2101", "2102", "2201", "9999", "gone", "2001 ", "0")
PDFS: Final = (b"", b"\x89PNG", b"%PDF-1.7\ncut", None)
DUE_DAYS: Final = (14, 0, 30, -1, 999, 1000)
PERIODS: Final = (0, 30, -1, 400)
NUMBERS: Final = ("", " ", "A" * 40, "A" * 41, "no/17", "no 17", "Ä-17", "Ä-17", "17 ", "=1+1", "🙂", "a\tb", "a\nb")


def reference(random: Random) -> str | None:
    """A payment reference, right more often than not."""
    national = finnish.reference(str(random.randint(100, 10**9)))
    odd = (
        "12345",
        "0" * 20,
        "RF18539007547034",
        "RF97C2H5OH",
        "",
        "abc",
        "00" + national,
        f"{national[:2]} {national[2:]}",
    )
    return random.choice((None, national, national, finnish.creditor_reference(national), *odd))


def business_id(random: Random) -> str | None:
    """A business id, right more often than not."""
    right = finnish.business_id(random.randint(9_100_000, 9_199_999)) or "9100001-3"
    return random.choice((None, right, right, right.replace("-", ""), "9100001-9", "556000-0001", "", " "))


def iban(random: Random) -> str | None:
    """An account number, right more often than not."""
    right = finnish.iban("FI", f"9{random.randint(10**12, 10**13 - 1)}")
    estonian = finnish.iban("EE", f"{random.randint(10**15, 10**16 - 1)}")
    return random.choice((right, right, right, estonian, "BE68539007547034", f"{right[:-1]}x", right.lower(), "", None))
