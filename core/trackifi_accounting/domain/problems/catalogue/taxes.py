"""Fields with VAT and currency that the company does not use at the provider."""

from typing import Final

from trackifi_accounting.domain.problems.catalogue.entries import refused
from trackifi_accounting.domain.problems.problems import Entry, Place, Who

TAXES: Final[tuple[Entry, ...]] = (
    refused(
        "currency_not_in_use",
        Place.PROVIDER,
        who=Who.ACCOUNTANT,
        en=(
            "the currency {currency} is not in use in {provider}.",
            "Take it into use there, or invoice in a currency that is.",
        ),
        fi=(
            "valuutta {currency} ei ole käytössä {provider}-ohjelmassa.",
            "Ota se siellä käyttöön tai laskuta käytössä olevassa valuutassa.",
        ),
    ),
    refused(
        "currency_unknown",
        Place.INVOICE,
        en=("{currency} is no currency that invoices are made out in.", "Correct the currency."),
        fi=("{currency} ei ole valuutta, jossa laskutetaan.", "Korjaa valuutta."),
    ),
    refused(
        "currency_rate_inverted",
        Place.INVOICE,
        en=(
            "{ours} is the wrong way round; {provider} has {theirs}.",
            "Enter units of the invoice's currency for one of your own.",
        ),
        fi=(
            "{ours} on väärin päin; {provider} tuntee kurssin {theirs}.",
            "Syötä, montako laskun valuutan yksikköä saa yhdellä omalla.",
        ),
    ),
    refused(
        "currency_rate_missing",
        Place.INVOICE,
        en=("the exchange rate for {currency} is missing.", "Enter the rate; we never assume one."),
        fi=("valuutan {currency} kurssi puuttuu.", "Syötä kurssi; emme koskaan arvaa sitä."),
    ),
    refused(
        "vat_rate_not_in_use",
        Place.INVOICE,
        en=(
            "VAT at {rate} % is not in use in {provider} on {date}.",
            "Choose a rate valid on that date, or take this one into use there.",
        ),
        fi=(
            "ALV {rate} % ei ole käytössä {provider}-ohjelmassa {date}.",
            "Valitse silloin voimassa oleva kanta tai ota tämä siellä käyttöön.",
        ),
    ),
    refused(
        "vat_rate_not_in_force",
        Place.INVOICE,
        en=(
            "VAT at {rate} % was not in force on {date}.",
            "Choose the rate of the day of delivery, or correct the line's dates.",
        ),
        fi=(
            "ALV {rate} % ei ollut voimassa {date}.",
            "Valitse toimituspäivän verokanta tai korjaa rivin päivät.",
        ),
    ),
    refused(
        "countries_contradict",
        Place.CUSTOMER,
        en=(
            "{side}: {country}, but {other_side}: {other_country}.",
            "Correct whichever is wrong: the country decides the VAT.",
        ),
        fi=(
            "{side}: {country}, mutta {other_side}: {other_country}.",
            "Korjaa väärä tieto: maa ratkaisee ALV:n.",
        ),
    ),
    refused(
        "vat_reason_missing",
        Place.INVOICE,
        en=("the line is without VAT, and no reason is given.", "State why there is no VAT."),
        fi=("rivi on veroton, mutta perustetta ei ole annettu.", "Kerro, miksi rivi on veroton."),
    ),
    refused(
        "vat_category_not_supported",
        Place.INVOICE,
        en=(
            "VAT category {category} can't be booked in {provider} for this invoice.",
            "Choose another VAT treatment, or enter this invoice there by hand.",
        ),
        fi=(
            "ALV-luokkaa {category} ei voi kirjata tälle laskulle {provider}-ohjelmassa.",
            "Valitse toinen ALV-käsittely tai syötä tämä lasku siellä käsin.",
        ),
    ),
    refused(
        "vat_rate_for_category",
        Place.INVOICE,
        en=(
            "the rate {rate} % does not go with VAT category {category}.",
            "Correct the rate or the category of the line.",
        ),
        fi=(
            "verokanta {rate} % ei sovi ALV-luokkaan {category}.",
            "Korjaa rivin verokanta tai luokka.",
        ),
    ),
    refused(
        "vat_buyer_number_missing",
        Place.CUSTOMER,
        en=(
            "reverse charge and sales to another EU country need the buyer's VAT number.",
            "Add the VAT number, or choose another VAT treatment.",
        ),
        fi=(
            "käännetty verovelvollisuus ja myynti toiseen EU-maahan vaativat ostajan ALV-numeron.",
            "Lisää ALV-numero tai valitse toinen ALV-käsittely.",
        ),
    ),
)
