"""What the rows of docs/reference/unknowns.md try; each gives what came of it, in a word."""

import json
from decimal import Decimal

import pytest
from procountor_sandbox.values import data
from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey
from trackifi_accounting.domain.invoices.documents import invoice_document
from trackifi_accounting.domain.invoices.invoices import totals_of
from trackifi_accounting.domain.partners.business_partners import SendingChannel
from trackifi_accounting.domain.partners.parties import Address
from trackifi_accounting.domain.values.references import InvoiceNumber
from trackifi_accounting.errors import AccountingError
from trackifi_accounting.testing.doubles.fence import open_fence
from trackifi_accounting.testing.examples.records import PDF
from trackifi_procountor.connection import Procountor
from trackifi_procountor.http.messages import Call

from tests.procountor.connecting import request_for
from tests.procountor.raw_server import http, raw_server, sending
from tests.procountor.translation import line
from tests.procountor.unknown_place import PURCHASE, SALES


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
    return _unsent(place, **_lines(line(quantity=Decimal(1000), unit_price=Decimal("1.23456"))))


def fine_quantity(place):
    place.booked(**_lines(line(quantity=Decimal("0.83333333"))))
    return "booked"


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


def echo(place):
    found = place.booked(order_reference="Tilausviite 2026-000017").differences
    assert {one.field for one in found} <= {"order_reference", "party.name", "lines[0].name"}
    return found[0].code if found else "equal"


def other_currency(place):
    rate = Decimal(dict(data.EXCHANGE_RATES)["USD"])
    lines = (line(quantity=Decimal(1)),)
    place.booked(currency="USD", currency_rate=rate, lines=lines, totals=totals_of(lines, currency="USD"))
    return "booked"


def long_tax_code(place):
    address = Address(street="Testweg 1", postcode="8001", city="Testdorf", country="CH")
    draft = place.drafted(party={"address": address, "vat_number": "CHE-107.787.577 MWST"})
    place.accounting.create(draft, fence=open_fence)
    (told,) = draft.warnings
    return told.code


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
    "fine quantity": fine_quantity,
    "no account": no_account,
    "add up": add_up,
    "echo": echo,
    "other currency": other_currency,
    "long tax code": long_tax_code,
    "headers": headers,
    "book": book,
    "book purchase": book_purchase,
}
