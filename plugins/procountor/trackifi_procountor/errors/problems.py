"""Problems that only Procountor has, in the core catalogue's manner."""

from typing import Final

from trackifi_accounting.domain.problems.problems import Entry, Place, Who

from trackifi_procountor.errors.examination_problems import EXAMINED
from trackifi_procountor.errors.field_problems import FIELD_PROBLEMS
from trackifi_procountor.errors.problem_entry import UNCHANGED, UNSENT, entry

_SETUP: Final = (
    entry(
        "setting_invalid",
        Who.TRACKIFI,
        Place.NOWHERE,
        (
            (
                "The setting {setting} of this installation is missing or wrong.",
                "Asetus {setting} puuttuu tai on väärä.",
            ),
            UNSENT,
            ("Ask Trackifi to correct the setting.", "Pyydä Trackifia korjaamaan asetus."),
        ),
    ),
    entry(
        "client_rejected",
        Who.TRACKIFI,
        Place.NOWHERE,
        (
            (
                "Procountor does not accept the key together with Trackifi's client.",
                "Procountor ei hyväksy avainta Trackifin asiakasohjelmalle.",
            ),
            UNCHANGED,
            (
                "Check the key, and that API clients are allowed in Usage Settings; else tell Trackifi.",
                "Tarkista avain ja että API-asiakkaat on sallittu asetuksissa; muuten kerro Trackifille.",
            ),
        ),
    ),
    entry(
        "client_suspended",
        Who.TRACKIFI,
        Place.NOWHERE,
        (
            (
                "Procountor refuses every company alike: Trackifi's API client seems to be suspended.",
                "Procountor torjuu kaikki yritykset: Trackifin API-asiakas näyttää olevan suljettu.",
            ),
            ("Nothing is lost; sending waits.", "Mitään ei katoa; lähettäminen odottaa."),
            ("Trackifi settles it with Procountor; nothing to do.", "Trackifi selvittää asian; ei toimenpiteitä."),
        ),
        retry_helps=True,
    ),
    entry(
        "token_refused",
        Who.ADMINISTRATOR,
        Place.KEY,
        (
            (
                "Procountor accepts the key, but refuses the access it grants for it.",
                "Procountor hyväksyy avaimen, mutta torjuu sillä annetun pääsyn.",
            ),
            ("It is tried again after a pause.", "Yritetään uudelleen tauon jälkeen."),
            (
                "If it lasts, check the key's user and the usage settings in Procountor.",
                "Jos se jatkuu, tarkista avaimen käyttäjä ja käyttöasetukset Procountorissa.",
            ),
        ),
        retry_helps=True,
    ),
    entry(
        "not_verified",
        Who.TRACKIFI,
        Place.NOWHERE,
        (
            ("The secure connection to Procountor could not be verified.", "Suojattua yhteyttä ei voitu varmistaa."),
            UNSENT,
            ("Trackifi looks into it; the invoice waits safely.", "Trackifi selvittää asian; lasku odottaa tallessa."),
        ),
        retry_helps=True,
    ),
    entry(
        "version_ended",
        Who.TRACKIFI,
        Place.NOWHERE,
        (
            (
                "Procountor no longer answers at the address we use ({status}).",
                "Procountorin osoite ei vastaa ({status}).",
            ),
            UNSENT,
            ("Trackifi updates the connection; nothing to do.", "Trackifi päivittää yhteyden; odota."),
        ),
    ),
    entry(
        "call_refused",
        Who.TRACKIFI,
        Place.NOWHERE,
        (
            ("Trackifi's own guard stopped a call: {call}.", "Trackifin oma suoja pysäytti kutsun: {call}."),
            UNSENT,
            ("Tell Trackifi's support.", "Ilmoita Trackifin tukeen."),
        ),
    ),
    entry(
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

_PDF: Final = (
    entry(
        "pdf_refused",
        Who.ADMINISTRATOR,
        Place.PROVIDER,
        (
            ("Procountor did not accept the PDF: {message}.", "Procountor ei hyväksynyt PDF:ää: {message}."),
            ("The invoice itself stands.", "Itse lasku on perillä."),
            ("Retry the attachment, or add it there by hand.", "Yritä uudelleen tai lisää liite siellä käsin."),
        ),
    ),
    entry(
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
    entry(
        "form_broken",
        Who.TRACKIFI,
        Place.NOWHERE,
        (
            (
                "{field}: Trackifi made a form that Procountor would refuse ({place}).",
                "{field}: lomake on virheellinen ({place}).",
            ),
            UNSENT,
            ("Tell Trackifi's support.", "Ilmoita Trackifin tukeen."),
        ),
    ),
)

PROBLEMS: Final[tuple[Entry, ...]] = (*_SETUP, *EXAMINED, *_PDF, *_OURS, *FIELD_PROBLEMS)
"""Every entry's code starts with the plugin's name."""
