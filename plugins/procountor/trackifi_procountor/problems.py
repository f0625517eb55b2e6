"""Problems that only Procountor has, in the core catalogue's manner: happened, did, to do, in both languages."""

from typing import Final

from trackifi_accounting.domain.problems import Entry, Place, Who, Words

_UNSENT: Final = ("Nothing was sent.", "Mitään ei lähetetty.")
_UNCHANGED: Final = ("Nothing was changed.", "Mitään ei muutettu.")
_SENT: Final = ("The invoice can be sent all the same.", "Lasku voidaan silti lähettää.")

Phrases = tuple[tuple[str, str], tuple[str, str], tuple[str, str]]
"""Happened, did and to do, each in English and Finnish."""


def _entry(code: str, who: Who, place: Place, phrases: Phrases, *, retry_helps: bool = False) -> Entry:
    happened, did, todo = phrases
    return Entry(
        code=f"procountor_{code}",
        who=who,
        place=place,
        retry_helps=retry_helps,
        en=Words(happened=happened[0], did=did[0], todo=todo[0]),
        fi=Words(happened=happened[1], did=did[1], todo=todo[1]),
    )


_SETUP: Final = (
    _entry(
        "setting_invalid",
        Who.TRACKIFI,
        Place.NOWHERE,
        (
            (
                "The setting {setting} of this installation is missing or wrong.",
                "Asetus {setting} puuttuu tai on väärä.",
            ),
            _UNSENT,
            ("Ask Trackifi to correct the setting.", "Pyydä Trackifia korjaamaan asetus."),
        ),
    ),
    _entry(
        "client_rejected",
        Who.TRACKIFI,
        Place.NOWHERE,
        (
            ("Procountor does not accept Trackifi as an API client.", "Procountor ei hyväksy Trackifia asiakkaaksi."),
            _UNCHANGED,
            (
                "Check that API clients are allowed in Usage Settings; if they are, tell Trackifi.",
                "Tarkista, että API-asiakkaat on sallittu käyttöasetuksissa; jos on, kerro Trackifille.",
            ),
        ),
    ),
    _entry(
        "not_verified",
        Who.TRACKIFI,
        Place.NOWHERE,
        (
            ("The secure connection to Procountor could not be verified.", "Suojattua yhteyttä ei voitu varmistaa."),
            _UNSENT,
            ("Trackifi looks into it; the invoice waits safely.", "Trackifi selvittää asian; lasku odottaa tallessa."),
        ),
        retry_helps=True,
    ),
    _entry(
        "version_ended",
        Who.TRACKIFI,
        Place.NOWHERE,
        (
            (
                "Procountor no longer answers at the address we use ({status}).",
                "Procountorin osoite ei vastaa ({status}).",
            ),
            _UNSENT,
            ("Trackifi updates the connection; nothing to do.", "Trackifi päivittää yhteyden; odota."),
        ),
    ),
    _entry(
        "call_refused",
        Who.TRACKIFI,
        Place.NOWHERE,
        (
            ("Trackifi's own guard stopped a call: {call}.", "Trackifin oma suoja pysäytti kutsun: {call}."),
            _UNSENT,
            ("Tell Trackifi's support.", "Ilmoita Trackifin tukeen."),
        ),
    ),
    _entry(
        "paging_stuck",
        Who.TRACKIFI,
        Place.SYNC,
        (
            ("Procountor repeated the same page of a list.", "Procountor toisti luettelon samaa sivua."),
            ("The import stopped; the earlier list is kept.", "Tuonti pysähtyi; aiempi luettelo säilyy."),
            (
                "Press Sync Data later; if it stays, tell Trackifi.",
                "Synkronoi myöhemmin; jos ei auta, kerro Trackifille.",
            ),
        ),
        retry_helps=True,
    ),
)

_VAT: Final = (
    _entry(
        "vat_combination",
        Who.ACCOUNTANT,
        Place.INVOICE,
        (
            ("{field}: VAT status and rate don't fit together.", "{field}: ALV-käsittely ja -kanta eivät sovi yhteen."),
            _UNSENT,
            ("Check the VAT of the line with your accountant.", "Tarkista rivin ALV kirjanpitäjän kanssa."),
        ),
    ),
    _entry(
        "vat_status_unclear",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        (
            ("{field}: several VAT statuses fit: {choices}.", "{field}: useampi ALV-käsittely sopii: {choices}."),
            _UNSENT,
            ("Ask the accountant to leave one in use.", "Pyydä kirjanpitäjää jättämään yksi käyttöön."),
        ),
    ),
    _entry(
        "vat_country",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        (
            (
                "{field}: {category} does not fit the country {country}.",
                "{field}: {category} ei sovi maahan {country}.",
            ),
            _UNSENT,
            ("Correct the country or the VAT treatment.", "Korjaa maa tai ALV-käsittely."),
        ),
    ),
    _entry(
        "vat_not_registered",
        Who.FREELANCER,
        Place.INVOICE,
        (
            (
                "{field}: {rate} % VAT, but the freelancer isn't VAT-registered.",
                "{field}: ALV {rate} %, ei ALV-rekisterissä.",
            ),
            _UNSENT,
            ("Correct the invoice or the freelancer's details.", "Korjaa lasku tai freelancerin tiedot."),
        ),
    ),
)

_FIELDS: Final = (
    _entry(
        "bic_malformed",
        Who.ADMINISTRATOR,
        Place.CUSTOMER,
        (
            ("{field}: {value} is not a bank's BIC.", "{field}: {value} ei ole pankin BIC."),
            _UNSENT,
            ("Correct the BIC.", "Korjaa BIC."),
        ),
    ),
    _entry(
        "period_reversed",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        (
            ("{field}: the period ends before it starts.", "{field}: jakso päättyy ennen alkuaan."),
            _UNSENT,
            ("Correct one of the two dates.", "Korjaa jompikumpi päivämäärä."),
        ),
    ),
    _entry(
        "ovt_refused",
        Who.ADMINISTRATOR,
        Place.PROVIDER,
        (
            ("{field}: Procountor refuses the OVT code.", "{field}: Procountor ei hyväksy OVT-tunnusta."),
            _UNSENT,
            ("Correct or remove it in Procountor, then press Sync Data.", "Korjaa tai poista se ja synkronoi tiedot."),
        ),
    ),
    _entry(
        "ledger_account",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        (
            ("{field}: the ledger account does not go with this VAT.", "{field}: tili ei sovi tähän ALV-kantaan."),
            _UNSENT,
            ("Ask the accountant to correct the product's account.", "Pyydä kirjanpitäjää korjaamaan tuotteen tili."),
        ),
    ),
    _entry(
        "dimension_closed",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        (
            (
                "A dimension in use is closed or gone in Procountor.",
                "Käytössä oleva dimensio on suljettu tai poistettu.",
            ),
            _UNSENT,
            ("Ask the accountant to correct the defaults.", "Pyydä kirjanpitäjää korjaamaan oletukset."),
        ),
    ),
    _entry(
        "cash_discount",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        (
            ("Procountor refuses the cash discount.", "Procountor ei hyväksy kassa-alennusta."),
            _UNSENT,
            (
                "Ask the accountant to allow it in Usage Settings.",
                "Pyydä kirjanpitäjää sallimaan se käyttöasetuksissa.",
            ),
        ),
    ),
)

_PDF: Final = (
    _entry(
        "pdf_refused",
        Who.ADMINISTRATOR,
        Place.PROVIDER,
        (
            ("Procountor did not accept the PDF: {message}.", "Procountor ei hyväksynyt PDF:ää: {message}."),
            ("The invoice itself stands.", "Itse lasku on perillä."),
            ("Retry the attachment, or add it there by hand.", "Yritä uudelleen tai lisää liite siellä käsin."),
        ),
    ),
    _entry(
        "attachment_forbidden",
        Who.ADMINISTRATOR,
        Place.PROVIDER,
        (
            (
                "The key's user may not add a file to this invoice.",
                "Avaimen käyttäjä ei saa liittää tiedostoa laskuun.",
            ),
            ("The invoice itself stands.", "Itse lasku on perillä."),
            (
                "If it is approved already, add the PDF there by hand; otherwise grant the right.",
                "Jos lasku on jo hyväksytty, lisää PDF siellä käsin; muuten anna oikeus.",
            ),
        ),
        retry_helps=True,
    ),
)

_OURS: Final = (
    _entry(
        "form_broken",
        Who.TRACKIFI,
        Place.NOWHERE,
        (
            (
                "{field}: Trackifi made a form that Procountor would refuse ({place}).",
                "{field}: lomake on virheellinen ({place}).",
            ),
            _UNSENT,
            ("Tell Trackifi's support.", "Ilmoita Trackifin tukeen."),
        ),
    ),
)

_WARNINGS: Final = (
    _entry(
        "channel_none",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        (
            ("{field}: no way of sending that we know is set.", "{field}: laskutuskanavaa ei ole asetettu."),
            _SENT,
            (
                "The accountant chooses how it goes on to the customer.",
                "Kirjanpitäjä valitsee, miten se lähtee asiakkaalle.",
            ),
        ),
    ),
    _entry(
        "account_differs",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        (
            ("{field}: {ours} isn't in Procountor; {theirs} is used.", "{field}: {ours} puuttuu; käytetään {theirs}."),
            _SENT,
            ("Check which account the customer shall pay to.", "Tarkista, mille tilille asiakas maksaa."),
        ),
    ),
    _entry(
        "finland_only",
        Who.NOBODY,
        Place.INVOICE,
        (
            (
                "{field}: Procountor takes it in Finnish companies only.",
                "{field}: käytössä vain suomalaisissa yrityksissä.",
            ),
            _SENT,
            ("Write it into the message if the buyer needs it.", "Kirjoita se viestiin, jos ostaja tarvitsee sen."),
        ),
    ),
)

PROBLEMS: Final[tuple[Entry, ...]] = (*_SETUP, *_VAT, *_FIELDS, *_PDF, *_OURS, *_WARNINGS)
"""Every entry's code starts with the plugin's name."""
