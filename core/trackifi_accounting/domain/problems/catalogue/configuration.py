"""Problems that go away when someone changes a setting."""

from typing import Final

from trackifi_accounting.domain.problems.catalogue.entries import NOTHING_CHANGED, NOTHING_SENT, entry
from trackifi_accounting.domain.problems.problems import Entry, Place, Who

CONFIGURATION: Final[tuple[Entry, ...]] = (
    entry(
        "key_rejected",
        Who.ADMINISTRATOR,
        Place.KEY,
        en=(
            "{provider} does not accept the API key: it is mistyped, revoked or expired.",
            NOTHING_CHANGED[0],
            "Copy the whole key again, or create a new one in {provider}, and enter it here.",
        ),
        fi=(
            "{provider} ei hyväksy API-avainta: se on virheellinen, peruttu tai vanhentunut.",
            NOTHING_CHANGED[1],
            "Kopioi koko avain uudelleen tai luo uusi ja syötä se tähän.",
        ),
    ),
    entry(
        "key_malformed",
        Who.ADMINISTRATOR,
        Place.KEY,
        en=(
            "The text entered can't be an API key: {reason}.",
            "It was neither stored nor sent.",
            "Copy the key alone, from its first character to its last, and paste it again.",
        ),
        fi=(
            "Syötetty teksti ei voi olla API-avain: {reason}.",
            "Sitä ei tallennettu eikä lähetetty.",
            "Kopioi pelkkä avain ensimmäisestä merkistä viimeiseen ja liitä se uudelleen.",
        ),
    ),
    entry(
        "key_of_other_company",
        Who.ADMINISTRATOR,
        Place.KEY,
        en=(
            "This key opens {remote}; the integration belongs to {pinned}.",
            "Nothing was changed; an earlier key stays in use.",
            "Create the key in the right company and enter it.",
        ),
        fi=(
            "Avain on yrityksen {remote}, integraatio yrityksen {pinned}.",
            "Mitään ei muutettu; aiempi avain jää käyttöön.",
            "Luo avain oikeassa yrityksessä ja syötä se.",
        ),
    ),
    entry(
        "right_missing",
        Who.ADMINISTRATOR,
        Place.PROVIDER,
        retry_helps=True,
        en=(
            "The user of the API key lacks rights in {provider}: {rights}.",
            "What needs them was left undone.",
            "Ask your administrator there to grant them, then try again.",
        ),
        fi=(
            "API-avaimen käyttäjältä puuttuu oikeuksia {provider}-ohjelmassa: {rights}.",
            "Niitä vaativat toimet jäivät tekemättä.",
            "Pyydä pääkäyttäjää myöntämään ne ja yritä sitten uudelleen.",
        ),
    ),
    entry(
        "rights_surplus",
        Who.ADMINISTRATOR,
        Place.PROVIDER,
        en=(
            "Rights of the key's user beyond need in {provider}: {count}, such as {rights}.",
            "Trackifi makes no use of them.",
            "Better: a user for Trackifi alone, with the rights the guide lists.",
        ),
        fi=(
            "Avaimen käyttäjän ylimääräisiä oikeuksia: {count}, kuten {rights}.",
            "Trackifi ei käytä niitä.",
            "Parempi: oma käyttäjä Trackifille, vain ohjeen oikeuksin.",
        ),
    ),
    entry(
        "own_invoices_only",
        Who.ADMINISTRATOR,
        Place.PROVIDER,
        en=(
            "The key's user sees only its own invoices in {provider}: {kinds}.",
            "Invoices go out, but we can't see what others entered.",
            "Turn the limit off for this user there.",
        ),
        fi=(
            "Avaimen käyttäjä näkee vain omat laskunsa: {kinds}.",
            "Laskut lähtevät, mutta muiden syöttämiä emme näe.",
            "Poista rajaus tältä käyttäjältä {provider}-ohjelmassa.",
        ),
    ),
    entry(
        "documents_off",
        Who.ADMINISTRATOR,
        Place.PROVIDER,
        retry_helps=True,
        en=(
            "The Documents feature is off in {provider}.",
            "Invoices go without their PDFs; the PDFs wait.",
            "Enable the feature in {provider}, then press Sync Data: the PDFs follow by themselves.",
        ),
        fi=(
            "Dokumentit-toiminto on pois käytöstä {provider}-ohjelmassa.",
            "Laskut lähtevät ilman liitteitä; liitteet odottavat.",
            "Ota se käyttöön ja valitse Synkronoi tiedot: liitteet lähtevät itsestään.",
        ),
    ),
    entry(
        "not_activated",
        Who.ADMINISTRATOR,
        Place.KEY,
        en=(
            "The {provider} integration is not active.",
            NOTHING_SENT[0],
            "Activate it in Company Settings > Integrations.",
        ),
        fi=(
            "{provider}-integraatio ei ole käytössä.",
            NOTHING_SENT[1],
            "Ota se käyttöön kohdassa Yrityksen asetukset > Integraatiot.",
        ),
    ),
    entry(
        "unknown_provider",
        Who.TRACKIFI,
        Place.NOWHERE,
        en=(
            "No installed plugin is named {provider}.",
            "Nothing was done.",
            "Check the name, or ask Trackifi to install the plugin.",
        ),
        fi=(
            "Lisäosaa nimeltä {provider} ei ole asennettu.",
            "Mitään ei tehty.",
            "Tarkista nimi tai pyydä Trackifia asentamaan lisäosa.",
        ),
    ),
    entry(
        "key_unreadable",
        Who.ADMINISTRATOR,
        Place.KEY,
        en=(
            "The stored API key can't be opened any more.",
            "Nothing was sent; links and history are kept.",
            "Enter the API key of {provider} again and press Update.",
        ),
        fi=(
            "Tallennettua API-avainta ei voi enää avata.",
            "Mitään ei lähetetty; linkit ja historia säilyvät.",
            "Syötä {provider}-ohjelman API-avain uudelleen ja valitse Päivitä.",
        ),
    ),
    entry(
        "database_not_durable",
        Who.TRACKIFI,
        Place.NOWHERE,
        en=(
            "A power cut may make the database forget: {settings} off.",
            "No server or worker starts like this.",
            "Switch it on in postgresql.conf (SQLite: synchronous FULL) and restart.",
        ),
        fi=(
            "Sähkökatko voi saada tietokannan unohtamaan: {settings} pois päältä.",
            "Palvelin ja työprosessit eivät käynnisty näin.",
            "Kytke päälle postgresql.conf-tiedostossa (SQLite: synchronous FULL).",
        ),
    ),
)
