"""Problems that only Procountor has, in the core catalogue's manner."""

from typing import Final

from trackifi_accounting.domain.problems import Entry, Place, Who

from trackifi_procountor.field_problems import FIELD_PROBLEMS
from trackifi_procountor.phrases import UNCHANGED, UNSENT, entry

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
            ("Procountor does not accept Trackifi as an API client.", "Procountor ei hyväksy Trackifia asiakkaaksi."),
            UNCHANGED,
            (
                "Check that API clients are allowed in Usage Settings; if they are, tell Trackifi.",
                "Tarkista, että API-asiakkaat on sallittu käyttöasetuksissa; jos on, kerro Trackifille.",
            ),
        ),
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

_EXAMINED: Final = (
    entry(
        "service_impaired",
        Who.NOBODY,
        Place.NOWHERE,
        (
            (
                "Procountor says that its service is impaired ({status}).",
                "Procountorin palvelussa on häiriö ({status}).",
            ),
            ("Sending goes on.", "Lähettäminen jatkuu."),
            ("Nothing to do; answers may be slow.", "Ei toimenpiteitä; vastaukset voivat viipyä."),
        ),
    ),
    entry(
        "product_unknown",
        Who.TRACKIFI,
        Place.PROVIDER,
        (
            ("The Procountor product {version} is new to us.", "Procountorin versio {version} on meille uusi."),
            ("The integration is active.", "Integraatio on käytössä."),
            (
                "If something fails, tell Trackifi the product's name.",
                "Jos jokin ei toimi, kerro version nimi Trackifille.",
            ),
        ),
    ),
    entry(
        "company_ceased",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        (
            ("The company is marked {state} in Procountor.", "Yrityksen tila Procountorissa on {state}."),
            ("Invoices may be refused there.", "Laskuja ei ehkä hyväksytä siellä."),
            (
                "Ask the accountant whether this is the right company.",
                "Varmista kirjanpitäjältä, että yritys on oikea.",
            ),
        ),
    ),
    entry(
        "account_none",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        (
            ("Procountor has no active bank account of the company.", "Yrityksellä ei ole tiliä Procountorissa."),
            ("Customer invoices can't be sent.", "Asiakaslaskuja ei voi lähettää."),
            ("Ask the accountant to add one.", "Pyydä kirjanpitäjää lisäämään tili."),
        ),
    ),
    entry(
        "account_no_default",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        (
            ("No bank account is the default one for invoices.", "Mikään pankkitili ei ole laskujen oletustili."),
            ("Invoices go when the printed account is there.", "Laskut lähtevät, jos painettu tili on siellä."),
            ("Ask the accountant to choose one.", "Pyydä kirjanpitäjää valitsemaan oletus."),
        ),
    ),
    entry(
        "period_closed_today",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        (
            ("The accounting period of {date} is closed.", "Päivän {date} kirjanpitokausi on suljettu."),
            ("Invoices of this date will be refused.", "Tämän päivän laskuja ei hyväksytä."),
            ("Ask the accountant to open the period.", "Pyydä kirjanpitäjää avaamaan kausi."),
        ),
    ),
    entry(
        "vat_sales_unusable",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        (
            ("No domestic VAT is in use for sales.", "Myynnille ei ole kotimaan ALV-käsittelyä."),
            ("Taxed customer invoices can't be sent.", "Verollisia asiakaslaskuja ei voi lähettää."),
            ("Ask the accountant to check the VAT settings.", "Pyydä kirjanpitäjää tarkistamaan ALV-asetukset."),
        ),
    ),
    entry(
        "vat_purchases_unusable",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        (
            ("No domestic VAT is in use for purchases.", "Ostoille ei ole kotimaan ALV-käsittelyä."),
            ("Taxed freelancer invoices can't be sent.", "Verollisia freelancerlaskuja ei voi lähettää."),
            ("Ask the accountant to check the VAT settings.", "Pyydä kirjanpitäjää tarkistamaan ALV-asetukset."),
        ),
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

PROBLEMS: Final[tuple[Entry, ...]] = (*_SETUP, *_EXAMINED, *_PDF, *_OURS, *FIELD_PROBLEMS)
"""Every entry's code starts with the plugin's name."""
