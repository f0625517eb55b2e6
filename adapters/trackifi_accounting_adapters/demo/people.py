"""The demonstration's company, customers and freelancers; all of them made up.

Sandboxes hold partners of these names, in spellings that agree more or less, so that there is something to suggest.
"""

from typing import Final

from trackifi_accounting.domain.partners.parties import Address, Company, Party, PartyKind
from trackifi_accounting.domain.values.references import CompanyId, PartyId

HELSINKI: Final = Address(street="Koekatu 7", postcode="00100", city="Helsinki", country="FI")
OULU: Final = Address(street="Koerinne 3", postcode="90100", city="Oulu", country="FI")
TURKU: Final = Address(street="Testiranta 5", postcode="20100", city="Turku", country="FI")
TAMPERE: Final = Address(street="Testitie 12", postcode="33100", city="Tampere", country="FI")
STOCKHOLM: Final = Address(street="Provgatan 3", postcode="111 22", city="Stockholm", country="SE")

COMPANY: Final = Company(
    id=CompanyId("demo"),
    name="Hiekkala Koeyritys Oy",
    business_id="9000001-1",
    vat_number="FI90000011",
    address=HELSINKI,
    iban="FI2112345600000785",
)

NEWCOMER: Final = PartyId("uusi-asiakas")
"""The customer whom no partner is: its invoice has to wait for a link."""

CUSTOMERS: Final = (
    Party(
        kind=PartyKind.CUSTOMER,
        id=PartyId("koehovi"),
        name="Koehovi Konsultointi Oy",
        business_id="9100001-3",
        address=TAMPERE,
    ),
    Party(kind=PartyKind.CUSTOMER, id=PartyId("testisalo"), name="Testisalo Teollisuus", address=TURKU),
    Party(kind=PartyKind.CUSTOMER, id=PartyId("hiekkala"), name="Hiekkala Rakennus Oy", address=OULU),
    Party(
        kind=PartyKind.CUSTOMER,
        id=PartyId("kokeilukoski"),
        name="Kokeilukosken Ohjelmistot",
        vat_number="FI91000785",
        address=HELSINKI,
    ),
    Party(
        kind=PartyKind.CUSTOMER,
        id=PartyId("testholm"),
        name="Testholm Provbyrå AB",
        vat_number="SE556000000101",
        address=STOCKHOLM,
        language="sv",
    ),
    Party(kind=PartyKind.CUSTOMER, id=NEWCOMER, name="Uusi Esimerkkiasiakas Oy", address=HELSINKI),
)
FREELANCERS: Final = (
    Party(
        kind=PartyKind.FREELANCER,
        id=PartyId("aino"),
        name="Aino Koehovi Tmi",
        business_id="9200002-3",
        address=TAMPERE,
        iban="FI6490000092000023",
    ),
    Party(
        kind=PartyKind.FREELANCER,
        id=PartyId("vaino"),
        name="Väinö Testisalo",
        address=HELSINKI,
        iban="FI6390000092000138",
        vat_registered=False,
    ),
    Party(
        kind=PartyKind.FREELANCER,
        id=PartyId("studio"),
        name="Studio Hiekkala Oy",
        business_id="9200024-2",
        address=HELSINKI,
        iban="FI6890000092000242",
    ),
    Party(
        kind=PartyKind.FREELANCER,
        id=PartyId("koodi"),
        name="Kokeilukoski Koodi osk",
        address=TAMPERE,
        iban="FI7290000092000461",
    ),
)
PEOPLE: Final = (*CUSTOMERS, *FREELANCERS)
BY_ID: Final = {(party.kind, party.id): party for party in PEOPLE}
