"""Many made-up business partners, quickly."""

import gc
from collections.abc import Iterator
from datetime import timedelta
from itertools import count

from procountor_sandbox.state.clock import Clock
from procountor_sandbox.state.partners import Partner, PartnerRegister
from procountor_sandbox.values.data import FIRST_GENERATED_ID
from procountor_sandbox.values.finnish import business_id, iban

_FIRST = ("Koe", "Testi", "Malli", "Näyte", "Harjoitus", "Esimerkki", "Kokeilu", "Leikki", "Hiekka", "Äänitys")
_SECOND = (
    "hovi",
    "salo",
    "vaara",
    "lampi",
    "koski",
    "niemi",
    "lahti",
    "mäki",
    "järvi",
    "harju",
    "ranta",
    "suo",
    "kangas",
)
_FIELDS = ("Rakennus", "Konsultointi", "Media", "Kuljetus", "Siivous", "Suunnittelu", "Ohjelmistot", "Kauppa", "Sähkö")
_FORMS = ("Oy", "Oy", "Oy", "Ky", "Tmi", "Osuuskunta", "Oyj")
_TOWNS = (("00100", "Helsinki"), ("33100", "Tampere"), ("20100", "Turku"), ("90100", "Oulu"), ("70100", "Kuopio"))
_STREETS = ("Koekatu", "Testitie", "Mallikuja", "Näytepolku", "Harjoitusraitti")
_CHANNELS = ("EMAIL", "ELECTRONIC_INVOICE", "EMAIL", "NO_SENDING", "MAIL")
_FIRST_BASE = 9_300_000


def add_generated(register: PartnerRegister, number: int, clock: Clock) -> None:
    """Adds so many partners: two of three are customers, one of forty inactive; the same ones every time.

    The collector rests meanwhile: a hundred thousand young objects would be walked again and again for nothing.
    """
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        register.add_ascending(_partners(number, clock))
    finally:
        if was_collecting:
            gc.enable()


def _partners(number: int, clock: Clock) -> Iterator[Partner]:
    versions = _versions(clock)
    identifiers = filter(None, map(business_id, count(_FIRST_BASE)))
    for place, identifier in zip(range(number), identifiers, strict=False):
        yield _partner(place, identifier, versions[place % len(versions)])


def _versions(clock: Clock) -> list[str]:
    newest = clock.now() - timedelta(days=2)
    return [(newest - timedelta(hours=7 * step)).isoformat(timespec="seconds") for step in range(1000)]


def _partner(place: int, identifier: str, version: str) -> Partner:
    supplier = place % 3 == 2  # noqa: PLR2004 - every third one
    digits = identifier.replace("-", "")
    name = f"{_FIRST[place % 10]}{_SECOND[place % 13]} {_FIELDS[place % 9]} {place + 1} {_FORMS[place % 7]}"
    town = _TOWNS[place % 5]
    channel = "NO_SENDING" if supplier else _CHANNELS[place // 3 % 5]
    electronic = channel == "ELECTRONIC_INVOICE"
    return Partner(
        id=FIRST_GENERATED_ID + place,
        type="SUPPLIER" if supplier else "CUSTOMER",
        name=name,
        active=place % 40 != 39,  # noqa: PLR2004 - every fortieth one
        version=version,
        customer_number=str(100_000 + place),
        identifier=identifier,
        street=f"{_STREETS[place % 5]} {place % 97 + 1}",
        zip=town[0],
        city=town[1],
        email=f"laskut{place + 1}@sandbox.example",
        channel=channel,
        einvoice_address=f"0037{digits}" if electronic else "",
        einvoice_operator="TESTFIHH" if electronic else "",
        ovt=f"0037{digits}" if electronic else "",
        iban=iban("FI", f"900000{digits}") if supplier else "",
    )
