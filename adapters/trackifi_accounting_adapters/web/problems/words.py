"""The words of what the API itself refuses, in both languages; written down as in the core's catalogue."""

from typing import Final

from trackifi_accounting.domain.problems.catalogue.entries import entry
from trackifi_accounting.domain.problems.problems import Catalogue, Entry, Place, Who

_NOTHING: Final = ("Nothing was done.", "Mitään ei tehty.")


def _request(code: str, *, en: tuple[str, str], fi: tuple[str, str], retry_helps: bool = False) -> Entry:
    """An entry about a request that a program has to put right: happened and todo."""
    return entry(
        code,
        Who.TRACKIFI,
        Place.NOWHERE,
        en=(en[0], _NOTHING[0], en[1]),
        fi=(fi[0], _NOTHING[1], fi[1]),
        retry_helps=retry_helps,
    )


CALLERS: Final = (
    _request(
        "not_signed_in",
        en=("The request has no access token that is in use.", "Send one in the header Authorization, after Bearer."),
        fi=(
            "Pyynnössä ei ole voimassa olevaa tunnistetta.",
            "Lähetä se Authorization-otsakkeessa Bearer-sanan jäljessä.",
        ),
    ),
    entry(
        "not_allowed",
        Who.ADMINISTRATOR,
        Place.NOWHERE,
        en=("Your role does not include this.", _NOTHING[0], "Ask an administrator of the company to do it."),
        fi=("Tämä ei kuulu rooliisi.", _NOTHING[1], "Pyydä yrityksen pääkäyttäjää tekemään se."),
    ),
    entry(
        "too_many_key_attempts",
        Who.ADMINISTRATOR,
        Place.KEY,
        en=(
            "Keys were tried too many times in a short while.",
            "This key was neither tried nor stored.",
            "Try again in {minutes} min, with a key copied whole.",
        ),
        fi=(
            "Avainta kokeiltiin liian monta kertaa lyhyessä ajassa.",
            "Tätä avainta ei kokeiltu eikä tallennettu.",
            "Yritä {minutes} min kuluttua uudelleen kokonaan kopioidulla avaimella.",
        ),
        retry_helps=True,
    ),
)

REQUESTS: Final = (
    _request(
        "request_invalid",
        en=("The request has fields that can't be taken.", "Correct the fields listed and send it again."),
        fi=("Pyynnössä on kenttiä, joita ei voi ottaa vastaan.", "Korjaa luetellut kentät ja lähetä pyyntö uudelleen."),
    ),
    _request(
        "json_malformed",
        en=("The body is not valid JSON in UTF-8.", "Correct it and send it again."),
        fi=("Sisältö ei ole kelvollista JSONia UTF-8-muodossa.", "Korjaa se ja lähetä uudelleen."),
    ),
    _request(
        "json_key_repeated",
        en=("The JSON has the name {key} twice in one object.", "Send each name once."),
        fi=("JSON-oliossa on nimi {key} kahdesti.", "Lähetä kukin nimi kerran."),
    ),
    _request(
        "parameter_repeated",
        en=("The query has the parameter {name} more than once.", "Send each parameter once."),
        fi=("Kyselyssä on parametri {name} useammin kuin kerran.", "Lähetä kukin parametri kerran."),
    ),
    _request(
        "body_too_large",
        en=("The body is larger than {limit} bytes.", "Send less at a time, or a smaller file."),
        fi=("Sisältö on suurempi kuin {limit} tavua.", "Lähetä vähemmän kerrallaan tai pienempi tiedosto."),
    ),
    _request(
        "body_cut_off",
        en=("The connection ended before the whole body had come.", "Send it again."),
        fi=("Yhteys katkesi, ennen kuin koko sisältö oli tullut.", "Lähetä se uudelleen."),
        retry_helps=True,
    ),
    _request(
        "media_type_not_supported",
        en=("The body has to be {expected}, and the header Content-Type has to say so.", "Send it like that."),
        fi=("Sisällön on oltava {expected}, ja Content-Type-otsakkeen on kerrottava se.", "Lähetä se niin."),
    ),
    _request(
        "address_unknown",
        en=("There is nothing at this address.", "Check it against the API's description."),
        fi=("Tässä osoitteessa ei ole mitään.", "Vertaa sitä rajapinnan kuvaukseen."),
    ),
    _request(
        "method_not_allowed",
        en=("This address does not take this method.", "Use one of those in the header Allow."),
        fi=("Tämä osoite ei tunne tätä metodia.", "Käytä jotakin Allow-otsakkeen metodeista."),
    ),
    entry(
        "defect",
        Who.TRACKIFI,
        Place.NOWHERE,
        en=(
            "Something went wrong here that should not.",
            "What was saved before stays saved.",
            "Try again later; if it stays so, tell Trackifi's support the time it happened.",
        ),
        fi=(
            "Palvelussa tapahtui odottamaton virhe.",
            "Aiemmin tallennettu säilyy.",
            "Yritä myöhemmin uudelleen; jos vika jatkuu, kerro sen kellonaika Trackifin tukeen.",
        ),
        retry_helps=True,
    ),
)

FIELDS: Final = (
    _request(
        "field_missing",
        en=("{field} is missing.", "Send it."),
        fi=("{field} puuttuu.", "Lähetä se."),
    ),
    _request(
        "field_unknown",
        en=("{field} is not known here.", "Leave it out, or correct its name."),
        fi=("{field} ei ole tunnettu kenttä.", "Jätä se pois tai korjaa sen nimi."),
    ),
    _request(
        "field_too_long",
        en=("{field} is longer than {limit}.", "Shorten it."),
        fi=("{field} on pidempi kuin {limit}.", "Lyhennä sitä."),
    ),
    _request(
        "field_too_short",
        en=("{field} is shorter than {limit}.", "Fill it in."),
        fi=("{field} on lyhyempi kuin {limit}.", "Täydennä se."),
    ),
    _request(
        "field_out_of_range",
        en=("{field} is beyond the limit {limit}.", "Send a value within the limits."),
        fi=("{field} ylittää rajan {limit}.", "Lähetä arvo rajojen sisältä."),
    ),
    _request(
        "field_not_one_of",
        en=("{field} has to be {allowed}.", "Send one of these."),
        fi=("Kentän {field} sallitut arvot: {allowed}.", "Lähetä jokin niistä."),
    ),
    _request(
        "field_not_amount",
        en=('{field} is not an amount as text, such as "12.50".', "Send digits with a point, in quotes."),
        fi=('{field} ei ole luku tekstinä, kuten "12.50".', "Lähetä numeroita ja piste lainausmerkeissä."),
    ),
    _request(
        "field_not_date",
        en=("{field} is not a date such as 2026-01-31.", "Send year, month and day."),
        fi=("{field} ei ole päivä, kuten 2026-01-31.", "Lähetä vuosi, kuukausi ja päivä."),
    ),
    _request(
        "field_repeated",
        en=("{field} names the same record a second time.", "Send each one once."),
        fi=("{field} nimeää saman tietueen toistamiseen.", "Lähetä kukin kerran."),
    ),
    _request(
        "field_invalid",
        en=("{field} has a form that can't be taken.", "See the API's description for what it may be."),
        fi=("{field} ei ole kelvollista muotoa.", "Katso rajapinnan kuvauksesta, mitä se voi olla."),
    ),
)

DOCUMENTS: Final = (
    entry(
        "document_active",
        Who.TRACKIFI,
        Place.INVOICE,
        en=(
            "The PDF has parts that act or carry other files: {found}.",
            "The PDF was not taken.",
            "Create the PDF without scripts, actions and files; an invoice's own XML may stay.",
        ),
        fi=(
            "PDF:ssä on osia, jotka toimivat itse tai kantavat muita tiedostoja: {found}.",
            "PDF:ää ei otettu vastaan.",
            "Luo PDF ilman skriptejä, toimintoja ja tiedostoja; laskun oma XML saa jäädä.",
        ),
    ),
)

WEB: Final = (*CALLERS, *REQUESTS, *FIELDS, *DOCUMENTS)
CATALOGUE: Final = Catalogue(
    (entry("unclassified", Who.TRACKIFI, Place.NOWHERE, en=("", "", ""), fi=("", "", "")),), WEB
)
CODES: Final = frozenset(one.code for one in WEB)
