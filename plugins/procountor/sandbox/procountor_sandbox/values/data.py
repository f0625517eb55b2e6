"""The fixed data of the first company: names and ids that other code may rely on.

Every name carries a word nobody trades under (Hiekkala, Koehovi, Testisalo ...); e-mail addresses end in ``.example``.
"""

from dataclasses import dataclass

CLIENT_ID = "trackifiClient"
CLIENT_SECRET = "sandbox"  # noqa: S105 - the sandbox's published secret, good for nothing else
OTHER_CLIENT_ID = "sandboxOtherClient"
OTHER_CLIENT_SECRET = "sandbox-other"  # noqa: S105 - as above

FIRST_COMPANY_ID = 11001
FIRST_COMPANY = "Hiekkala Koeyritys Oy"
SECOND_COMPANY_ID = 11002
SECOND_COMPANY = "Testisalo Sivuyritys Oy"
TECHNICAL_USER_ID = 301
PERSON_USER_ID = 302

FIRST_ACCOUNT = "FI2112345600000785"
SECOND_ACCOUNT = "FI5542345670000081"
"""Example accounts with fitting check digits; the first is the default for invoices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A partner of the first company. ``base`` makes the business id, 0 leaves it out."""

    id: int
    type: str
    name: str
    base: int
    channel: str = "EMAIL"
    active: bool = True
    country: str = "FINLAND"


CUSTOMERS = (
    Named(id=1001, type="CUSTOMER", name="Koehovi Konsultointi Oy", base=9100001),
    Named(id=1002, type="CUSTOMER", name="Testisalo Teollisuus Oyj", base=9100012, channel="ELECTRONIC_INVOICE"),
    Named(id=1003, type="CUSTOMER", name="Hiekkala Rakennus Oy", base=9100023, channel="MAIL"),
    Named(id=1004, type="CUSTOMER", name="Mallivaara Media Oy", base=9100034),
    Named(id=1005, type="CUSTOMER", name="Näytelampi Ääni & Valo Ky", base=9100045, channel="NO_SENDING"),
    Named(id=1006, type="CUSTOMER", name="Harjoituskunta", base=9100056, channel="ELECTRONIC_INVOICE"),
    Named(id=1007, type="CUSTOMER", name="Esimerkkilä Energia Oy", base=9100067),
    Named(id=1008, type="CUSTOMER", name="Kokeilukoski Ohjelmistot Oy", base=9100078),
    Named(id=1009, type="CUSTOMER", name="Leikkilä Logistiikka Oy", base=9100089, active=False),
    Named(id=1010, type="CUSTOMER", name="Testholm Provbyrå AB", base=0, country="SWEDEN"),
    Named(id=1011, type="CUSTOMER", name="Koehovi Konsultointi Oy", base=9100102, channel="NO_SENDING"),
    Named(id=1012, type="CUSTOMER", name="Mallivaara Säätiö sr", base=0, channel="MAIL"),
)
SUPPLIERS = (
    Named(id=1101, type="SUPPLIER", name="Aino Koehovi Tmi", base=9200002, channel="NO_SENDING"),
    Named(id=1102, type="SUPPLIER", name="Väinö Testisalo Tmi", base=9200013, channel="NO_SENDING"),
    Named(id=1103, type="SUPPLIER", name="Studio Hiekkala Oy", base=9200024, channel="NO_SENDING"),
    Named(id=1104, type="SUPPLIER", name="Mallivaara Käännökset Ky", base=9200035, channel="NO_SENDING"),
    Named(id=1105, type="SUPPLIER", name="Kokeilukoski Koodi Osuuskunta", base=9200046, channel="NO_SENDING"),
    Named(id=1106, type="SUPPLIER", name="Esimerkkilä Design Oy", base=9200057, channel="NO_SENDING"),
    Named(id=1107, type="SUPPLIER", name="Leikkilä Foto Tmi", base=9200068, channel="NO_SENDING", active=False),
    Named(id=1108, type="SUPPLIER", name="Näytelampi Tekstit Tmi", base=9200079, channel="NO_SENDING"),
)
PERSONS = (
    Named(id=1201, type="PERSON", name="Testihenkilö Koehovi", base=0, channel="NO_SENDING"),
    Named(id=1202, type="PERSON", name="Testihenkilö Mallivaara", base=0, channel="NO_SENDING"),
)
PUBLIC_BUYER_ID = 1006
"""The customer that wants a buyer reference and an agreement number on its invoices."""
FIRST_GENERATED_ID = 10_001

SALES_PRODUCTS = (
    (2001, "Konsultointi", "KONS", "HOUR", "95.00", "25.5"),
    (2002, "Suunnittelutyö", "SUUN", "HOUR", "88.50", "25.5"),
    (2003, "Ohjelmointityö", "OHJ", "HOUR", "105.00", "25.5"),
    (2004, "Projektin hallinta", "PROJ", "HOUR", "98.00", "25.5"),
    (2005, "Koulutuspäivä", "KOUL", "DAY", "1200.00", "25.5"),
    (2006, "Kuukausimaksu", "KK", "MONTH", "49.90", "25.5"),
    (2007, "Matkakulut", "MATK", "NO_UNIT", "1.00", "13.5"),
    (2008, "Aikakauslehti", "LEHTI", "PIECE", "12.00", "10"),
)
PURCHASE_PRODUCTS = (
    (2101, "Alihankintatyö", "ALIH", "HOUR", "60.00", "25.5"),
    (2102, "Freelancerin palkkio", "FREE", "HOUR", "55.00", "25.5"),
    (2103, "Kulukorvaus", "KULU", "NO_UNIT", "1.00", "0"),
)
TRAVEL_PRODUCT = (2201, "Kilometrikorvaus", "KM", "KILOMETER", "0.55", "0")

VAT_RATES = (
    ("25.5", True, True),
    ("24", False, True),
    ("14", True, True),
    ("13.5", True, True),
    ("10", True, True),
    ("0", True, True),
)
"""Percentage, in use for sales, for purchases. 24 is kept for late purchase invoices, so the direction matters."""

VAT_STATUSES = (
    (1, "Domestic", True, True, True),
    (3, "Outside of the EU", True, False, False),
    (4, "EU community purchase (product)", False, True, False),
    (5, "EU community sales (product)", True, False, False),
    (6, "EU community sales (service)", True, False, False),
    (7, "EU community purchase (service)", False, True, False),
    (12, "No VAT handling", True, True, False),
    (21, "Construction reverse VAT 25.5 %", True, True, False),
    (22, "Import of services, outside of the EU", False, True, False),
)
"""Id, description, sales, purchases, carries a percentage. Ids 1, 3, 5 and 12 are known from Procountor's help centre;
the others are made up: a client has to read them."""

EXCHANGE_RATES = (("USD", "1.0850"), ("SEK", "11.3200"), ("NOK", "11.7400"), ("DKK", "7.4590"), ("GBP", "0.8430"))
"""Foreign units for one euro; made up."""
