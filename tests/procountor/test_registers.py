"""Registers page by page: nothing is lost, nothing goes round for ever, nobody private comes along."""

import json
from datetime import UTC, datetime, timedelta
from math import ceil

import pytest
from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.state.partners import Partner
from procountor_sandbox.state.rights import with_changes
from trackifi_accounting.domain.partners.business_partners import PartnerRole
from trackifi_accounting.domain.values.references import PartnerId
from trackifi_accounting.errors import PermissionMissing, ProviderUnavailable, UnexpectedAnswer
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_procountor.connection import Procountor
from trackifi_procountor.session.paging import Cursor

from tests.procountor.connecting import KEY, request_for
from tests.procountor.raw_server import http, raw_server, sending

RIGHTS = sending(
    http(
        b'{"rights":{"sales":{"customerRegister":"VIEWING_RIGHTS"},"purchases":{"supplierRegister":"VIEWING_RIGHTS"}}}'
    )
)


@pytest.fixture
def sandbox():
    with RunningSandbox(api_key=KEY) as running:
        running.state.first.partners = type(running.state.first.partners)()
        yield running


def fill(sandbox, number, **fields):
    register = sandbox.state.first.partners
    first = register.next_id()
    made = {"type": "CUSTOMER", "version": "2026-01-01T10:00:00"} | fields
    register.add_ascending(Partner(id=first + step, name=f"Koe {first + step}", **made) for step in range(number))


def opened(sandbox, **options):
    return Procountor().connect(request_for(sandbox.url, **options)).accounting


def calls(sandbox, path):
    return [entry for entry in sandbox.state.journal if entry.path.startswith(f"/api{path}")]


@pytest.mark.parametrize("number", [0, 1, 199, 200, 201, 400, 1001])
def test_a_whole_register_comes_whatever_its_length(sandbox, number):
    fill(sandbox, number)
    found = [partner.id for partner in opened(sandbox).partners()]
    assert sorted(map(int, found)) == sorted(partner.id for partner in sandbox.state.first.partners)


def test_details_are_packed_over_the_borders_of_pages_and_registers(sandbox):
    for kind, active, number in (
        ("CUSTOMER", True, 250),
        ("CUSTOMER", False, 130),
        ("SUPPLIER", True, 120),
        ("SUPPLIER", False, 99),
    ):
        fill(sandbox, number, type=kind, active=active)
    assert len(list(opened(sandbox).partners())) == 599
    assert len(calls(sandbox, "/businesspartners/")) == ceil(599 / 200)
    assert len(calls(sandbox, "/businesspartners")) == ceil(599 / 200) + 5


def test_private_persons_are_neither_asked_for_nor_passed_on(sandbox):
    fill(sandbox, 3)
    fill(sandbox, 3, type="PERSON", identifier="010190-123A", identifier_type="HETU")
    accounting = opened(sandbox)
    persons = [one.id for one in sandbox.state.first.partners if one.type == "PERSON"]
    assert len(list(accounting.partners())) == 3
    assert not any(str(person) in entry.path for entry in sandbox.state.journal for person in persons)
    assert list(accounting.read_partners([PartnerId(str(one)) for one in persons])) == []


def test_a_register_that_may_not_be_read_is_told_instead_of_looking_empty(sandbox):
    user = sandbox.state.first.users[sandbox.state.keys[KEY].user_id]
    user.rights = with_changes(user.rights, {"purchases": {"supplierRegister": "NO_ACCESS"}})
    fill(sandbox, 3)
    came, roles = opened(sandbox).partners(), set()
    with pytest.raises(PermissionMissing) as told:
        _ = [roles.add(one.role) for one in came]
    assert roles == {PartnerRole.CUSTOMER}
    assert told.value.facts == {"rights": "read_suppliers"}
    assert not [one for one in calls(sandbox, "/businesspartners") if "SUPPLIER" in one.query]


def test_changes_are_asked_for_in_finnish_time(sandbox):
    since = datetime(2026, 7, 1, 9, 30, tzinfo=UTC)
    list(opened(sandbox).partners(changed_since=since))
    queries = [entry.query for entry in calls(sandbox, "/businesspartners")]
    assert [query.partition("versionStartDate=")[2] for query in queries] == ["2026-07-01T12%3A30%3A00"] * 2
    assert all("active=true" in query for query in queries)


def test_a_sync_without_news_takes_four_calls(sandbox):
    clock = ManualClock(datetime.now(UTC))
    accounting = opened(sandbox, clock=clock)
    accounting.company()
    sandbox.state.journal.clear()
    assert list(accounting.partners(changed_since=clock.now() + timedelta(days=1))) == []
    assert list(accounting.products(changed_since=clock.now() + timedelta(days=1))) == []
    assert len(sandbox.state.journal) <= 4


def test_partners_that_come_and_go_between_pages_lose_nobody_else(sandbox):
    fill(sandbox, 500)
    register = sandbox.state.first.partners
    kept = {partner.id for partner in register}
    stream = opened(sandbox).partners()
    seen = {int(next(stream).id)}
    for gone in (max(kept), min(kept) + 1):
        register.remove(gone)
    fill(sandbox, 3)
    seen |= {int(partner.id) for partner in stream}
    assert kept - {max(kept), min(kept) + 1} <= seen


def page(*ids, size=200, kind="CUSTOMER"):
    rows = [{"id": one, "type": kind} for one in ids]
    return json.dumps({"results": rows, "meta": {"pageSize": size}}).encode()


@pytest.mark.parametrize("ids", [range(1, 201), range(200, 0, -1)])
def test_a_server_that_repeats_itself_ends_the_import(ids):
    same = sending(http(page(*ids)))
    none = sending(http(b"[]"))
    with raw_server(get_users__rights=RIGHTS, get_businesspartners=same, get_businesspartners__=none) as server:
        with pytest.raises(UnexpectedAnswer) as told:
            list(Procountor().connect(request_for(server.url)).accounting.partners())
        assert told.value.code == "procountor_paging_stuck"
        assert sum(line.startswith("GET /api/businesspartners?") for line in server.seen) == 2


def test_a_cursor_keeps_what_is_new_and_moves_on():
    cursor = Cursor()
    assert cursor.fresh([3, 1, 2, 2], page_size=4) == {1, 2, 3}
    assert (cursor.last, cursor.done) == (3, False)
    assert cursor.fresh([3, 4], page_size=4) == {4}
    assert (cursor.last, cursor.done) == (4, True)


def test_a_server_with_smaller_pages_is_not_at_its_end():
    cursor = Cursor()
    cursor.fresh(list(range(1, 51)), page_size=50)
    assert not cursor.done
    cursor.fresh([], page_size=50)
    assert cursor.done


@pytest.mark.parametrize("fault", ["error-before-commit", "html", "truncate", "drop-before-commit"])
def test_a_bulk_read_gets_over_two_bad_answers(sandbox, fault):
    fill(sandbox, 5)
    sandbox.state.faults.add(fault, method="GET", path="/businesspartners", times=2)
    clock = ManualClock()
    assert len(list(opened(sandbox, clock=clock).partners())) == 5
    assert clock.slept == [0.5, 2.0]


def test_a_bulk_read_gives_up_after_three(sandbox):
    sandbox.state.faults.add("error-before-commit", method="GET", path="/businesspartners", times=None)
    with pytest.raises(ProviderUnavailable):
        list(opened(sandbox).partners())
    assert len(calls(sandbox, "/businesspartners")) == 3
