"""Stored records outlive renames in the domain: specimens of each, with all its fields, are read without a loss.

A specimen is never changed, for databases hold what it holds. A new field is added to it; a field that is renamed keeps
its former name there, and gets its line in ``bodies.FORMER``.
"""

import json
from collections.abc import Iterator
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.partners.products import ProductSide
from trackifi_accounting_adapters.database.sql import bodies

STORED = Path(__file__).parent / "stored"
BODIES = {name.lower(): body for name, body in vars(bodies).items() if isinstance(body, bodies.Body)}
IN_A_COLUMN_OF_ITS_OWN = {(Delivery, "payload")}

every_record = pytest.mark.parametrize("name", sorted(BODIES))


def specimen(name: str) -> str:
    return (STORED / f"{name}.json").read_text()


def lost(body: bodies.Body[Any], text: str) -> set[str]:
    """The paths of what reading and writing again leaves out."""
    stored = bodies.today(json.loads(text), body.record, body.former)
    return set(paths(stored)) - set(paths(json.loads(body.write(body.read(text)))))


def paths(found: object, at: str = "") -> Iterator[str]:
    parts = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    for name, part in parts:
        yield f"{at}{name}"
        yield from paths(part, f"{at}{name}.")


def idle(record: object) -> Iterator[str]:
    """The fields of a record, and of its parts, that stand at their default: a specimen tells nothing of them."""
    if isinstance(record, tuple):
        for one in record:
            yield from idle(one)
    if not is_dataclass(record):
        return
    for one in fields(record):
        value = getattr(record, one.name)
        if value == default_of(one) and (type(record), one.name) not in IN_A_COLUMN_OF_ITS_OWN:
            yield f"{type(record).__name__}.{one.name}"
        yield from idle(value)


def default_of(one: Field[Any]) -> object:
    return one.default if one.default_factory is MISSING else one.default_factory()


def test_every_record_that_is_stored_has_its_specimen():
    assert {one.stem for one in STORED.glob("*.json")} == set(BODIES)


@every_record
def test_no_field_of_a_stored_record_is_unknown_to_the_domain(name):
    gone = lost(BODIES[name], specimen(name))
    assert not gone, f"{name}: nobody reads {', '.join(sorted(gone))}; a field that is renamed stands in bodies.FORMER"


@every_record
def test_what_is_read_is_written_again_to_the_value(name):
    body, text = BODIES[name], specimen(name)
    assert json.loads(body.write(body.read(text))) == bodies.today(json.loads(text), body.record, body.former)


@every_record
def test_a_specimen_has_every_field(name):
    missing = sorted(set(idle(BODIES[name].read(specimen(name)))))
    assert not missing, f"add {', '.join(missing)} to {STORED.name}/{name}.json, with another value than the default"


def test_a_former_name_leads_to_a_field_and_is_none_itself():
    for kind, names in bodies.FORMER.items():
        current = {one.name for one in fields(kind)}
        assert set(names.values()) <= current
        assert not set(names) & current


@dataclass(frozen=True, kw_only=True)
class Tag:
    text: str
    colour: str = ""


@dataclass(frozen=True, kw_only=True)
class Ware:
    """A product after its fields were renamed."""

    id: str
    face: ProductSide
    title: str
    amount: Decimal | None = None
    tags: tuple[Tag, ...] = ()
    first: Tag | None = None
    prices: dict[str, str] = field(default_factory=dict)


WRITTEN = (
    '{"id":"1","side":"sales","name":"Work","price":"12.3400","tags":[{"text":"a","hue":"red"}],'
    '"first":{"text":"b","hue":"blue"},"prices":{"side":"x"}}'
)
FORMER = {Ware: {"side": "face", "name": "title", "price": "amount"}, Tag: {"hue": "colour"}}


def test_a_renamed_field_without_its_former_name_is_seen():
    partly = {**FORMER, Ware: {"side": "face", "name": "title"}}
    assert lost(bodies.Body(Ware, partly), WRITTEN) == {"price"}


def test_former_names_are_read_at_any_depth_and_new_ones_are_written():
    body = bodies.Body(Ware, FORMER)
    read = Ware(
        id="1",
        face=ProductSide.SALES,
        title="Work",
        amount=Decimal("12.3400"),
        tags=(Tag(text="a", colour="red"),),
        first=Tag(text="b", colour="blue"),
        prices={"side": "x"},
    )
    assert body.read(WRITTEN) == read
    assert body.read(body.write(read)) == read
    assert not lost(body, WRITTEN)
