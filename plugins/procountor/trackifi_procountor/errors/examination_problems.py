"""Problems that an examination finds before an invoice meets them."""

from typing import Final

from trackifi_accounting.domain.problems.problems import Entry, Place, Who

from trackifi_procountor.errors.problem_entry import entry

ONGOING: Final = ("Sending goes on.", "Lähettäminen jatkuu.")

EXAMINED: Final[tuple[Entry, ...]] = (
    entry(
        "service_impaired",
        Who.NOBODY,
        Place.NOWHERE,
        (
            (
                "Procountor says that its service is impaired ({status}).",
                "Procountorin palvelussa on häiriö ({status}).",
            ),
            ONGOING,
            ("Nothing to do; answers may be slow.", "Ei toimenpiteitä; vastaukset voivat viipyä."),
        ),
    ),
    entry(
        "clock_apart",
        Who.NOBODY,
        Place.NOWHERE,
        (
            (
                "Procountor's clock differs from ours by {minutes} minutes.",
                "Procountorin kello poikkeaa omastamme {minutes} minuuttia.",
            ),
            (
                "Its times are compared with the difference taken into account.",
                "Ero otetaan huomioon, kun aikoja verrataan.",
            ),
            ("Nothing to do; sending goes on.", "Ei toimenpiteitä; lähettäminen jatkuu."),
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
    entry(
        "product_other",
        Who.ADMINISTRATOR,
        Place.PROVIDER,
        (
            (
                "The company has {version}; Procountor's API is meant for Procountor Financials.",
                "Yrityksen tuote on {version}; rajapinta on tarkoitettu Procountor Financialsille.",
            ),
            ONGOING,
            (
                "If calls are refused, ask Procountor for a Financials environment.",
                "Jos kutsuja hylätään, pyydä Procountorilta Financials-ympäristö.",
            ),
        ),
    ),
    entry(
        "creation_prevented",
        Who.ADMINISTRATOR,
        Place.PROVIDER,
        (
            (
                "The key's user is barred from creating and editing invoices.",
                "Avaimen käyttäjältä on estetty laskujen luonti ja muokkaus.",
            ),
            ("No invoice can be sent.", "Yhtään laskua ei voi lähettää."),
            (
                "Lift that limitation of the user's accounting rights in Procountor.",
                "Poista käyttäjän kirjanpito-oikeuksien rajaus Procountorissa.",
            ),
        ),
    ),
    entry(
        "fiscal_year_missing",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        (
            ("Procountor has no fiscal year for {date}.", "Päivälle {date} ei ole tilikautta Procountorissa."),
            ("Invoices of this date will be refused.", "Tämän päivän laskuja ei hyväksytä."),
            ("Ask the accountant to add the fiscal year.", "Pyydä kirjanpitäjää lisäämään tilikausi."),
        ),
    ),
    entry(
        "contract_changed",
        Who.TRACKIFI,
        Place.NOWHERE,
        (
            (
                "Procountor's API differs from what we know in {count} places: {changes}.",
                "Rajapinta eroaa tuntemastamme ({count} kohtaa): {changes}.",
            ),
            ONGOING,
            ("Trackifi looks into it; nothing to do.", "Trackifi selvittää asian; odota."),
        ),
    ),
    entry(
        "edition_other",
        Who.TRACKIFI,
        Place.NOWHERE,
        (
            (
                "Procountor's API answers as edition {edition}; we know {known}.",
                "Rajapinnan versio on {edition}; tunnemme version {known}.",
            ),
            ONGOING,
            ("Nothing to do; Trackifi follows its changes.", "Ei toimenpiteitä; Trackifi seuraa muutoksia."),
        ),
    ),
)
