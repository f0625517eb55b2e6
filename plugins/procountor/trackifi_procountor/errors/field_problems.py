"""Problems of single fields, and warnings about them, that only Procountor has."""

from typing import Final

from trackifi_accounting.domain.problems.problems import Entry, Place, Who

from trackifi_procountor.errors.problem_entry import SENT, UNSENT, entry

_VAT: Final = (
    entry(
        "vat_combination",
        Who.ACCOUNTANT,
        Place.INVOICE,
        (
            ("{field}: VAT status and rate don't fit together.", "{field}: ALV-käsittely ja -kanta eivät sovi yhteen."),
            UNSENT,
            ("Check the VAT of the line with your accountant.", "Tarkista rivin ALV kirjanpitäjän kanssa."),
        ),
    ),
    entry(
        "vat_status_unclear",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        (
            ("{field}: several VAT statuses fit: {choices}.", "{field}: useampi ALV-käsittely sopii: {choices}."),
            UNSENT,
            ("Ask the accountant to leave one in use.", "Pyydä kirjanpitäjää jättämään yksi käyttöön."),
        ),
    ),
    entry(
        "vat_country",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        (
            (
                "{field}: {category} does not fit the country {country}.",
                "{field}: {category} ei sovi maahan {country}.",
            ),
            UNSENT,
            ("Correct the country or the VAT treatment.", "Korjaa maa tai ALV-käsittely."),
        ),
    ),
    entry(
        "vat_not_registered",
        Who.FREELANCER,
        Place.INVOICE,
        (
            (
                "{field}: {rate} % VAT, but the freelancer isn't VAT-registered.",
                "{field}: ALV {rate} %, ei ALV-rekisterissä.",
            ),
            UNSENT,
            ("Correct the invoice or the freelancer's details.", "Korjaa lasku tai freelancerin tiedot."),
        ),
    ),
)

_FIELDS: Final = (
    entry(
        "vat_letters",
        Who.ADMINISTRATOR,
        Place.CUSTOMER,
        (
            (
                "{field}: {value} is no VAT number of the country; those begin with {letters}.",
                "{field}: {value} ei ole maan ALV-numero; ne alkavat {letters}.",
            ),
            UNSENT,
            ("Correct the VAT number or the country.", "Korjaa ALV-numero tai maa."),
        ),
    ),
    entry(
        "bic_malformed",
        Who.ADMINISTRATOR,
        Place.CUSTOMER,
        (
            ("{field}: {value} is not a bank's BIC.", "{field}: {value} ei ole pankin BIC."),
            UNSENT,
            ("Correct the BIC.", "Korjaa BIC."),
        ),
    ),
    entry(
        "period_reversed",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        (
            ("{field}: the period ends before it starts.", "{field}: jakso päättyy ennen alkuaan."),
            UNSENT,
            ("Correct one of the two dates.", "Korjaa jompikumpi päivämäärä."),
        ),
    ),
    entry(
        "ovt_refused",
        Who.ADMINISTRATOR,
        Place.PROVIDER,
        (
            ("{field}: Procountor refuses the OVT code.", "{field}: Procountor ei hyväksy OVT-tunnusta."),
            UNSENT,
            ("Correct or remove it in Procountor, then press Sync Data.", "Korjaa tai poista se ja synkronoi tiedot."),
        ),
    ),
    entry(
        "ledger_account",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        (
            ("{field}: the ledger account does not go with this VAT.", "{field}: tili ei sovi tähän ALV-kantaan."),
            UNSENT,
            ("Ask the accountant to correct the product's account.", "Pyydä kirjanpitäjää korjaamaan tuotteen tili."),
        ),
    ),
    entry(
        "dimension_closed",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        (
            (
                "A dimension in use is closed or gone in Procountor.",
                "Käytössä oleva dimensio on suljettu tai poistettu.",
            ),
            UNSENT,
            ("Ask the accountant to correct the defaults.", "Pyydä kirjanpitäjää korjaamaan oletukset."),
        ),
    ),
    entry(
        "cash_discount",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        (
            ("Procountor refuses the cash discount.", "Procountor ei hyväksy kassa-alennusta."),
            UNSENT,
            (
                "Ask the accountant to allow it in Usage Settings.",
                "Pyydä kirjanpitäjää sallimaan se käyttöasetuksissa.",
            ),
        ),
    ),
)

_WARNINGS: Final = (
    entry(
        "vat_rate_day",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        (
            ("{field}: {rate} % was not in force on {date}.", "{field}: {rate} % ei ollut voimassa {date}."),
            SENT,
            (
                "Right only if it was delivered at another time; give the line its dates.",
                "Oikein vain, jos toimitus oli muulloin; lisää riville päivät.",
            ),
        ),
    ),
    entry(
        "vat_rate_advance",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        (
            (
                "{field}: {rate} % is not in force on {date}, but was on the invoice date.",
                "{field}: {rate} % ei ole voimassa {date}, mutta oli laskun päivänä.",
            ),
            SENT,
            (
                "Right for a payment in advance, else take the later rate.",
                "Oikein ennakkomaksulle; muuten käytä uutta kantaa.",
            ),
        ),
    ),
    entry(
        "credited_unsaid",
        Who.ACCOUNTANT,
        Place.INVOICE,
        (
            (
                "{field}: message and notes are full, so {number} isn't named.",
                "{field}: viesti ja muistiinpanot ovat täynnä; {number} ei mahdu.",
            ),
            SENT,
            ("Shorten one of the two texts.", "Lyhennä jompaakumpaa tekstiä."),
        ),
    ),
    entry(
        "rate_apart",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        (
            ("{field}: {ours}, but Procountor has {theirs}.", "{field}: {ours}, mutta Procountorissa {theirs}."),
            SENT,
            ("Check the rate: the sum in the books follows it.", "Tarkista kurssi: kirjattava summa riippuu siitä."),
        ),
    ),
    entry(
        "decimals_rounded",
        Who.NOBODY,
        Place.INVOICE,
        (
            ("{field}: {ours} goes as {theirs}.", "{field}: {ours} lähtee muodossa {theirs}."),
            ("The line's sum stays the same.", "Rivin summa pysyy samana."),
            ("Nothing to do.", "Ei toimenpiteitä."),
        ),
    ),
    entry(
        "surcharge_in_price",
        Who.NOBODY,
        Place.INVOICE,
        (
            (
                "{field}: the surcharge of {rate} % is part of the price, {theirs}.",
                "{field}: lisä {rate} % sisältyy hintaan {theirs}.",
            ),
            ("The line's sum stays the same.", "Rivin summa pysyy samana."),
            ("Nothing to do.", "Ei toimenpiteitä."),
        ),
    ),
    entry(
        "channel_none",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        (
            ("{field}: no way of sending that we know is set.", "{field}: laskutuskanavaa ei ole asetettu."),
            SENT,
            (
                "The accountant chooses how it goes on to the customer.",
                "Kirjanpitäjä valitsee, miten se lähtee asiakkaalle.",
            ),
        ),
    ),
    entry(
        "account_differs",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        (
            ("{field}: {ours} isn't in Procountor; {theirs} is used.", "{field}: {ours} puuttuu; käytetään {theirs}."),
            SENT,
            ("Check which account the customer shall pay to.", "Tarkista, mille tilille asiakas maksaa."),
        ),
    ),
    entry(
        "finland_only",
        Who.NOBODY,
        Place.INVOICE,
        (
            (
                "{field}: Procountor takes it in Finnish companies only.",
                "{field}: käytössä vain suomalaisissa yrityksissä.",
            ),
            SENT,
            ("Write it into the message if the buyer needs it.", "Kirjoita se viestiin, jos ostaja tarvitsee sen."),
        ),
    ),
)

FIELD_PROBLEMS: Final[tuple[Entry, ...]] = (*_VAT, *_FIELDS, *_WARNINGS)
