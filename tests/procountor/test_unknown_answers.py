"""The plugin under every answer that docs/unknowns.md thinks of: the page's rows are the tests."""

import json
import re
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Literal, NamedTuple, get_args, get_origin

import pytest
from trackifi_accounting.domain.documents import invoice_document
from trackifi_accounting.domain.drafts import Draft
from trackifi_accounting.domain.invoices import totals_of
from trackifi_accounting.domain.parties import PartyKind
from trackifi_accounting.domain.partners import PartnerRole, SendingChannel
from trackifi_accounting.domain.references import InvoiceNumber
from trackifi_accounting.domain.remote import InvoiceKey
from trackifi_accounting.errors import AccountingError, InvoiceRejected
from trackifi_accounting.testing.clock import ManualClock
from trackifi_accounting.testing.fence import open_fence
from trackifi_accounting.testing.specimens import PDF
from trackifi_procountor.connection import Procountor
from trackifi_procountor.exchange import Call
from trackifi_procountor.sandbox.server import RunningSandbox
from trackifi_procountor.sandbox.state.switches import Switches

from tests.procountor.connecting import KEY, request_for
from tests.procountor.raw_server import http, raw_server, sending
from tests.procountor.translation import invoice, line, order, partner, party

PAGE = Path(__file__).parents[2] / "docs" / "unknowns.md"
ROW = re.compile(r"^\| (\d+|\+) \| (.+?) \| (`[^`|]+`|-) \| ([a-z -]+) \| (.+) \|$", re.MULTILINE)
SALES, PURCHASE = PartyKind.CUSTOMER, PartyKind.FREELANCER
FINNISH = {"Domestic": "Kotimaa", "No VAT handling": "Ei ALV-käsittelyä"}


class Row(NamedTuple):
    number: str
    answer: str
    set: str
    tried: str
    outcome: str

    @property
    def settings(self) -> dict[str, str]:
        return dict(one.split("=", 1) for one in self.set.strip("`-").split())

    @property
    def code(self) -> str:
        return re.findall(r"`([^`]+)`", self.outcome)[-1]


ROWS = [Row(*found) for found in ROW.findall(PAGE.read_text(encoding="utf-8"))]


class Place:
    """A sandbox as the row sets it, and a connection to it."""

    def __init__(self, sandbox: RunningSandbox, settings: dict[str, str]) -> None:
        self.sandbox, self.settings = sandbox, settings
        self.company = sandbox.state.first
        self.base = settings.get("base", "/api")
        self.clock = ManualClock(datetime.now(UTC))
        self.accounting, self.documents = self.open()
        for name, value in settings.items():
            if name not in SWITCHED:
                ACTS[name](self, value)

    def open(self, *, key: str = KEY):
        opened = Procountor().connect(request_for(self.sandbox.url + self.base, key=key, clock=self.clock))
        return opened.accounting, opened.documents

    def drafted(self, number="U-1", kind=SALES, **changes):
        role = PartnerRole.CUSTOMER if kind is SALES else PartnerRole.SUPPLIER
        linked = next(one for one in self.accounting.partners() if one.role is role and one.active)
        today = self.sandbox.state.clock.today()
        dated = {"issued": today, "due": today + timedelta(days=14), "number": InvoiceNumber(number)}
        asked = order(
            kind,
            partner=replace(partner(kind, id=linked.id), **changes.pop("partner", {})),
            party=replace(party(kind), **changes.pop("party", {})),
            invoice=invoice(kind, **dated, **changes),
        )
        return self.accounting.draft(asked)

    def booked(self, number="U-1", kind=SALES, **changes):
        draft = self.drafted(number, kind, **changes)
        if refusal := self.settings.get("refusal"):
            return self.refused(draft, refusal)
        return self.accounting.create(draft, fence=open_fence)

    def refused(self, draft: Draft, refusal: str):
        """Give the body to a server that refuses it in exactly these words."""
        message, _, place = refusal.partition("@")
        error = {"status": 400, "field": place, "message": message.replace("_value", " value").replace("_is_", " is ")}
        body = json.dumps({"errors": [error]}).encode()
        with raw_server(post_invoices=sending(http(body, status="400 Bad Request"))) as server:
            accounting = Procountor().connect(request_for(server.url)).accounting
            with pytest.raises(InvoiceRejected) as told:
                accounting.create(draft, fence=open_fence)
        (reason,) = told.value.reasons
        assert reason.facts["message"] == error["message"]
        assert reason.field
        raise told.value


def rename(place, names):
    place.company.vat_statuses[:] = [
        replace(one, description=names.get(one.description, one.description)) for one in place.company.vat_statuses
    ]


def statuses(place, how):
    if how == "renumbered":
        place.company.vat_statuses[:] = [replace(one, id=one.id + 700) for one in place.company.vat_statuses]
    else:
        every = {one.description: f"Käsittely {one.id}" for one in place.company.vat_statuses}
        rename(place, FINNISH if how == "finnish" else every)


def documents(place, how):
    place.booked("U-0")
    place.company.settings.documents = how == "on"


ACTS: dict[str, Callable[[Place, str], object]] = {
    "invoiceable_clients": lambda place, how: setattr(place.company.settings, "invoiceable_clients", how == "on"),
    "documents": documents,
    "vat_statuses": statuses,
    "base": lambda *_: None,
    "refusal": lambda *_: None,
    "token_refusal": lambda *_: None,
}
SWITCHED = {one.name for one in fields(Switches)}


# What is tried; each gives what came of it, in a word.


def activate(place):
    if how := place.settings.get("token_refusal"):
        body = json.dumps({"error": "invalid_request", "error_description": f"{how} is required"}).encode()
        with raw_server(post_oauth__token=sending(http(body, status="400 Bad Request"))) as server:
            return Procountor().connect(request_for(server.url)).accounting.company()
    return place.open(key="not-a-key.of-any.company")[0].company()


def read(place):
    assert place.accounting.company().id == "11001"
    return "read"


def hurry(place):
    for _ in range(20):
        place.accounting.company()


def look_up(place):
    for number in ("A-1", "a-1", "A-10"):
        place.booked(number)
    assert place.accounting.find(InvoiceKey(kind=SALES, number=InvoiceNumber("A-"))) == ()
    found = place.accounting.find(InvoiceKey(kind=SALES, number=InvoiceNumber("A-1")))
    assert [one.own_number for one in found] == ["A-1"]
    return "found"


def look_up_at_once(place):
    place.booked("A-1")
    return _found(place, "A-1")


def _found(place, number):
    return "found" if place.accounting.find(InvoiceKey(kind=SALES, number=InvoiceNumber(number))) else "nothing"


def attach(place):
    there = place.booked()
    if place.company.settings.documents:
        return _attached(place, there)
    with pytest.raises(AccountingError) as told:
        _attached(place, there)
    place.company.settings.documents = True
    assert _attached(place, there) == "attached"
    raise told.value


def _attached(place, there):
    place.documents.attach(invoice_document(there.own_number, PDF), to=there, fence=open_fence)
    assert len(place.documents.attached(there)) == 1
    return "attached"


def attach_to_nothing(place):
    there = place.booked()
    place.company.invoices.remove(int(there.id))
    place.documents.attach(invoice_document(there.own_number, PDF), to=there, fence=open_fence)


def walk(place):
    names = {one.id for one in place.accounting.partners()}
    assert len(names) == sum(one.type != "PERSON" for one in place.company.partners)
    assert list(place.accounting.products())
    queries = [entry.query for entry in place.sandbox.state.journal]
    assert not [one for one in queries if "page=" in one or "DESC" in one]
    return "ascending"


def no_email(place):
    return _unsent(place, partner={"channel": SendingChannel.EMAIL, "email": None}, party={"email": None})


def odd_letter(place):
    return _unsent(place, notes="Żółw")


def longer_name(place):
    return _unsent(place, **_lines(line(name="x" * 101)))


def fine_price(place):
    return _unsent(place, **_lines(line(unit_price=Decimal("1.23456"))))


def no_account(place):
    return _unsent(place, kind=PURCHASE, party={"iban": None}, partner={"iban": None})


def _unsent(place, **changes):
    """Nothing may leave, whatever Procountor would say to it."""
    try:
        return place.booked(**changes)
    finally:
        assert not [one for one in place.sandbox.state.journal if one.method == "POST" and "token" not in one.path]


def _lines(*lines):
    return {"lines": lines, "totals": totals_of(lines, currency="EUR")}


def long_name(place):
    place.booked(**_lines(line(name="x" * 100)))
    return "booked"


def add_up(place):
    draft = place.drafted(**_lines(*(line(quantity=Decimal(1), unit_price=Decimal("0.30")) for _ in range(2))))
    return "equal" if place.accounting.create(draft, fence=open_fence).totals == draft.totals else "totals_differ"


def headers(_place):
    assert set(Call.__dataclass_fields__) == {"method", "path", "query", "content_type", "body"}
    return "no header"


def book(place):
    place.booked()
    return "booked"


def book_purchase(place):
    place.booked(kind=PURCHASE)
    return "booked"


TRIALS = {
    "activate": activate,
    "read": read,
    "hurry": hurry,
    "look up": look_up,
    "look up at once": look_up_at_once,
    "look for nothing": lambda place: _found(place, "nowhere"),
    "attach": attach,
    "attach to nothing": attach_to_nothing,
    "walk": walk,
    "no e-mail": no_email,
    "odd letter": odd_letter,
    "long name": long_name,
    "longer name": longer_name,
    "fine price": fine_price,
    "no account": no_account,
    "add up": add_up,
    "headers": headers,
    "book": book,
    "book purchase": book_purchase,
}


def outcome(place, trial):
    try:
        return TRIALS[trial](place)
    except InvoiceRejected as refused:
        (code,) = {reason.code for reason in refused.reasons}
        return code
    except AccountingError as error:
        return error.code


def typed(name, text):
    wanted = next(one.type for one in fields(Switches) if one.name == name)
    if get_origin(wanted) is Literal:
        return next(one for one in get_args(wanted) if str(one) == text)
    if wanted is bool:
        return text == "true"
    return float(text) if wanted is float else int(text) if wanted is int else text.split(",")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.number}: {row.answer}")
def test_the_plugin_does_what_the_page_says(row):
    with RunningSandbox(api_key=KEY) as sandbox:
        switches = {name: typed(name, value) for name, value in row.settings.items() if name in SWITCHED}
        early = {name: value for name, value in switches.items() if not name.startswith("rate_limit")}
        sandbox.state.switches.change(early)
        place = Place(sandbox, row.settings)
        if len(early) < len(switches):
            # The token must be there before the budget is tight.
            place.accounting.company()
            sandbox.state.switches.change(switches)
        assert outcome(place, row.tried) == row.code


def test_every_line_of_the_tables_is_a_row():
    lines = [one for one in PAGE.read_text(encoding="utf-8").splitlines() if re.match(r"\| [\d+]", one)]
    assert len(lines) == len(ROWS) > 60


def test_each_of_the_fifteen_has_at_least_two_answers():
    numbers = [row.number for row in ROWS]
    assert {one for one in numbers if one != "+"} == {str(number) for number in range(1, 16)}
    # Of two there is one answer only that matters: the plugin never asks.
    assert {one for one in numbers if numbers.count(one) == 1} == {"13"}


def test_every_trial_is_on_the_page():
    assert {row.tried for row in ROWS} == set(TRIALS)


def test_every_position_of_every_switch_is_tried():
    tried = {(name, value) for row in ROWS for name, value in row.settings.items()}
    for one in fields(Switches):
        positions = get_args(one.type) if get_origin(one.type) is Literal else (True, False) if one.type is bool else ()
        assert {(one.name, str(position).lower()) for position in positions} <= tried
        assert one.name in {name for name, _ in tried}
