"""Check digits of Finnish identifiers, written for the sandbox alone."""

BUSINESS_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)
REFERENCE_WEIGHTS = (7, 3, 1)


def business_id(base: int) -> str | None:
    """The business id of seven digits, or None where the check digit would be ten."""
    digits = f"{base:07d}"
    rest = sum(int(digit) * weight for digit, weight in zip(digits, BUSINESS_ID_WEIGHTS, strict=True)) % 11
    if rest == 1:
        return None
    return f"{digits}-{0 if rest == 0 else 11 - rest}"


def reference(base: str) -> str:
    """A Finnish reference number: the base and its 7-3-1 check digit."""
    total = sum(int(digit) * REFERENCE_WEIGHTS[place % 3] for place, digit in enumerate(reversed(base)))
    return f"{base}{-total % 10}"


def is_reference(text: str) -> bool:
    """4 to 20 digits, the last of which fits."""
    return text.isascii() and text.isdigit() and 4 <= len(text) <= 20 and reference(text[:-1]) == text  # noqa: PLR2004 - ISO-like length


def creditor_reference(national: str) -> str:
    """The RF form of a national reference (ISO 11649)."""
    return f"RF{98 - _mod_97(f'{national}RF00'):02d}{national}"


def is_creditor_reference(text: str) -> bool:
    """An RF reference with fitting check digits; at most 25 characters, no spaces."""
    well_formed = text.startswith("RF") and text[2:4].isdigit() and text.isascii() and text.isalnum()
    return well_formed and 5 <= len(text) <= 25 and _mod_97(text[4:] + text[:4]) == 1  # noqa: PLR2004 - ISO 11649


def iban(country: str, account: str) -> str:
    """The account with its country and check digits."""
    return f"{country}{98 - _mod_97(f'{account}{country}00'):02d}{account}"


def is_iban(text: str) -> bool:
    """Country code, check digits and 11 to 30 capitals or digits without spaces."""
    well_formed = text.isascii() and text.isalnum() and text == text.upper() and text[:2].isalpha()
    return well_formed and text[2:4].isdigit() and 15 <= len(text) <= 34 and _mod_97(text[4:] + text[:4]) == 1  # noqa: PLR2004 - ISO 13616


def _mod_97(text: str) -> int:
    return int("".join(str(int(letter, 36)) for letter in text)) % 97
