"""Fields by which an invoice is paid."""

from typing import Final

from trackifi_accounting.domain.problems.catalogue.entries import refused
from trackifi_accounting.domain.problems.problems import Entry, Place, Who

PAYMENTS: Final[tuple[Entry, ...]] = (
    refused(
        "iban_missing",
        Place.CUSTOMER,
        en=("the bank account number (IBAN) is missing.", "Add it in Trackifi, then send again."),
        fi=("tilinumero (IBAN) puuttuu.", "Lisää se Trackifissa ja lähetä uudelleen."),
    ),
    refused(
        "iban_malformed",
        Place.CUSTOMER,
        en=("{value} is not a valid IBAN.", "Copy the account number again and correct it."),
        fi=("{value} ei ole kelvollinen IBAN.", "Kopioi tilinumero uudelleen ja korjaa se."),
    ),
    refused(
        "reference_malformed",
        Place.INVOICE,
        en=(
            "{value} is not a valid payment reference: its check digit does not agree.",
            "Correct the reference, or leave it out.",
        ),
        fi=(
            "{value} ei ole kelvollinen viitenumero: tarkistusnumero ei täsmää.",
            "Korjaa viitenumero tai jätä se pois.",
        ),
    ),
    refused(
        "reference_not_finnish",
        Place.INVOICE,
        en=(
            "{value} is no Finnish RF reference: RF, two digits, a reference.",
            "Correct the reference, or leave it out.",
        ),
        fi=(
            "{value} ei ole suomalainen RF-viite: RF, kaksi numeroa, viite.",
            "Korjaa viitenumero tai jätä se pois.",
        ),
    ),
    refused(
        "reference_zeros",
        Place.INVOICE,
        en=("{value} is all zeros, which is no payment reference.", "Correct the reference, or leave it out."),
        fi=("{value} on pelkkiä nollia, ei viitenumero.", "Korjaa viitenumero tai jätä se pois."),
    ),
    refused(
        "bank_account_missing",
        Place.PROVIDER,
        who=Who.ACCOUNTANT,
        en=(
            "your company has no bank account for invoices in {provider}.",
            "Add a default bank account there, then send again.",
        ),
        fi=(
            "yritykselläsi ei ole pankkitiliä laskutusta varten {provider}-ohjelmassa.",
            "Lisää oletuspankkitili siellä ja lähetä uudelleen.",
        ),
    ),
)
