"""Fields of customers, freelancers and business partners by which an invoice finds its way."""

from typing import Final

from trackifi_accounting.domain.problems.catalogue.entries import refused
from trackifi_accounting.domain.problems.problems import Entry, Place

_ADD = (
    "Add it; if it is kept in {provider}, press Sync Data afterwards.",
    "Lisää se; jos se kuuluu {provider}-ohjelmaan, valitse sitten Synkronoi tiedot.",
)
_CORRECT = (
    "Correct it; if it is kept in {provider}, press Sync Data afterwards.",
    "Korjaa se; jos se on {provider}-ohjelmassa, valitse sitten Synkronoi tiedot.",
)

ADDRESSES: Final[tuple[Entry, ...]] = (
    refused(
        "address_incomplete",
        Place.PROVIDER,
        en=("the address lacks: {missing}.", _ADD[0]),
        fi=("osoitteesta puuttuu: {missing}.", _ADD[1]),
    ),
    refused(
        "country_unknown",
        Place.CUSTOMER,
        en=("there is no country with the code {country}.", _CORRECT[0]),
        fi=("maatunnusta {country} ei ole.", _CORRECT[1]),
    ),
    refused(
        "email_missing",
        Place.PROVIDER,
        en=("invoices go by email, and the address is missing.", _ADD[0]),
        fi=("laskut lähtevät sähköpostitse, mutta osoite puuttuu.", _ADD[1]),
    ),
    refused(
        "email_malformed",
        Place.PROVIDER,
        en=("{value} is not an email address.", _CORRECT[0]),
        fi=("{value} ei ole sähköpostiosoite.", _CORRECT[1]),
    ),
    refused(
        "e_invoice_address_missing",
        Place.PROVIDER,
        en=("invoices go as e-invoices, and the address is missing.", _ADD[0]),
        fi=("laskut lähtevät verkkolaskuina, mutta osoite puuttuu.", _ADD[1]),
    ),
    refused(
        "e_invoice_operator_missing",
        Place.PROVIDER,
        en=("invoices go as e-invoices, and the operator is missing.", _ADD[0]),
        fi=("laskut lähtevät verkkolaskuina, mutta välittäjä puuttuu.", _ADD[1]),
    ),
    refused(
        "business_id_malformed",
        Place.CUSTOMER,
        en=("{value} is not a valid business ID.", _CORRECT[0]),
        fi=("{value} ei ole kelvollinen Y-tunnus.", _CORRECT[1]),
    ),
    refused(
        "vat_number_malformed",
        Place.CUSTOMER,
        en=("{value} is not a valid VAT number.", _CORRECT[0]),
        fi=("{value} ei ole kelvollinen ALV-numero.", _CORRECT[1]),
    ),
)
