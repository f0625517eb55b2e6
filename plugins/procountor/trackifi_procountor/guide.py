"""The setup guide: what an administrator does in Procountor. Menu paths are data, because menus move."""

from typing import Final

from trackifi_accounting.plugins.offer import GuideStep, Text

from trackifi_procountor.settings import CLIENT_ID

_CREATE_KEY: Final = GuideStep(
    title=Text(en="Create a Procountor API key", fi="Luo Procountorin API-avain"),
    menu=("Management", "Integrations", "API management"),
    todo=(
        Text(en="Log in to Procountor.", fi="Kirjaudu Procountoriin."),
        Text(
            en="Go to Management > Integrations > API management. If your menu has no such entry, open Basics at the "
            "top right and choose API client keys.",
            fi="Siirry kohtaan Hallinta > Integraatiot > API-hallinta. Jos valikossa ei ole sitä, avaa oikean "
            "yläkulman Perustiedot ja valitse API-avaimet.",
        ),
        Text(en="Click Create new API key.", fi="Valitse Luo uusi API-avain."),
        Text(
            en="Choose the user the key works as: best one made for Trackifi alone, with the rights listed below.",
            fi="Valitse käyttäjä, jonka oikeuksilla avain toimii: mieluiten vain Trackifia varten luotu.",
        ),
        Text(
            en="Enter the client ID and the description shown here.",
            fi="Syötä tässä näkyvät asiakasohjelmiston tunniste ja kuvaus.",
        ),
        Text(
            en="Copy the generated API key and store it securely.",
            fi="Kopioi luotu API-avain ja tallenna se turvallisesti.",
        ),
    ),
    values={"Client ID": CLIENT_ID, "Description": "Trackifi integration"},
    note=Text(
        en="The key is only shown once. Procountor charges for API access; see its pricing.",
        fi="Avain näytetään vain kerran. Procountor veloittaa API-käytöstä; katso sen hinnasto.",
    ),
)

_ALLOW_CLIENTS: Final = GuideStep(
    title=Text(en="Allow API clients", fi="Salli API-asiakasohjelmat"),
    menu=("Management", "Company Info", "Usage Settings", "Integration settings"),
    todo=(
        Text(
            en="Check that Allow the usage of invoiceable API clients is on; a new key is refused while it is off.",
            fi="Varmista, että laskutettavien API-asiakasohjelmien käyttö on sallittu; muuten avainta ei hyväksytä.",
        ),
    ),
)

_RIGHTS: Final = GuideStep(
    title=Text(en="Give the user of the key its rights", fi="Anna avaimen käyttäjälle oikeudet"),
    menu=("Management", "Users", "User rights"),
    todo=(
        Text(en="Company info: viewing rights.", fi="Yrityksen tiedot: katseluoikeus."),
        Text(
            en="Customer, supplier and product registers: viewing rights.",
            fi="Asiakas-, toimittaja- ja tuoterekisteri: katseluoikeus.",
        ),
        Text(
            en="Sales invoices and purchase invoices: all rights, and the search of both.",
            fi="Myyntilaskut ja ostolaskut: kaikki oikeudet sekä kummankin haku.",
        ),
        Text(
            en="Leave Personal invoices only off: Trackifi looks for each invoice before it sends one.",
            fi="Jätä Vain omat laskut pois käytöstä: Trackifi etsii laskua aina ennen lähettämistä.",
        ),
    ),
)

_DOCUMENTS: Final = GuideStep(
    title=Text(en="Enable Documents feature", fi="Ota Dokumentit-toiminto käyttöön"),
    menu=("Management", "Company Info", "Usage Settings", "Documents"),
    todo=(
        Text(
            en="In Procountor, go to Management > Company Info > Usage Settings.",
            fi="Siirry Procountorissa kohtaan Hallinta > Yrityksen tiedot > Käyttöasetukset.",
        ),
        Text(en="Find the Documents section.", fi="Etsi Dokumentit-osio."),
        Text(en="Enable the feature.", fi="Ota toiminto käyttöön."),
    ),
    note=Text(
        en="Needed to attach PDF invoices. The Documents feature and API access may incur additional fees; see "
        "Procountor pricing. It can't be enabled while dimension-limited user rights are in use.",
        fi="Tarvitaan PDF-laskujen liittämiseen. Dokumentit-toiminto ja API-käyttö voivat maksaa erikseen; katso "
        "Procountorin hinnasto. Sitä ei voi ottaa käyttöön, jos käyttöoikeuksia on rajattu dimensioilla.",
    ),
    optional=True,
)

GUIDE: Final = (_CREATE_KEY, _ALLOW_CLIENTS, _RIGHTS, _DOCUMENTS)
