"""What became of sent invoices, read back from Procountor by change and by id."""

from datetime import UTC, datetime, timedelta

import pytest
from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.state.rights import with_changes
from trackifi_accounting.domain.activation.access import FIND
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteState
from trackifi_accounting.domain.partners.business_partners import PartnerRole
from trackifi_accounting.domain.values.references import InvoiceNumber, RemoteInvoiceId
from trackifi_accounting.errors import PermissionMissing
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.doubles.fence import open_fence
from trackifi_procountor.connection import Procountor

from tests.procountor.connecting import KEY, request_for
from tests.procountor.translation import invoice, order, partner

HOUR = timedelta(hours=1)


@pytest.fixture
def sandbox():
    with RunningSandbox(api_key=KEY) as running:
        yield running


@pytest.fixture
def accounting(sandbox):
    return Procountor().connect(request_for(sandbox.url, clock=ManualClock(datetime.now(UTC)))).accounting


def book(accounting, *numbers):
    linked = next(one for one in accounting.partners() if one.role is PartnerRole.CUSTOMER and one.active)
    today = datetime.now(UTC).date()
    made = [
        order(
            partner=partner(id=linked.id),
            invoice=invoice(number=InvoiceNumber(number), issued=today, due=today + timedelta(days=14)),
        )
        for number in numbers
    ]
    return [accounting.create(accounting.draft(one), fence=open_fence) for one in made]


def person_sets(sandbox, there, status):
    found = sandbox.state.first.invoices.get(int(there.id))
    found.changed(version=sandbox.state.clock.stamp(), status=status)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("NOT_SENT", RemoteState.APPROVED),
        ("APPROVED", RemoteState.APPROVED),
        ("SENT", RemoteState.SENT),
        ("PARTLY_PAID", RemoteState.PARTLY_PAID),
        ("PAID", RemoteState.PAID),
        ("MARKED_PAID", RemoteState.PAID),
        ("INVALIDATED", RemoteState.REMOVED),
        ("DELETED", RemoteState.REMOVED),
        ("PAYMENT_QUEUED", RemoteState.OTHER),
    ],
)
def test_a_state_is_read_back_by_change_and_by_id(sandbox, accounting, status, state):
    (there,) = book(accounting, "R-1")
    person_sets(sandbox, there, status)
    (changed,) = accounting.changed_invoices(datetime.now(UTC) - HOUR)
    (read,) = accounting.read_invoices([there.id])
    assert (changed.id, changed.state, read.state) == (there.id, state, state)
    assert changed.totals == read.totals == there.totals


def test_only_what_changed_since_then_comes(sandbox, accounting):
    first, second = book(accounting, "R-1", "R-2")
    sandbox.state.clock.advance(7200)
    person_sets(sandbox, second, "SENT")
    assert {one.id for one in accounting.changed_invoices(datetime.now(UTC) + HOUR)} == {second.id}
    assert {one.id for one in accounting.changed_invoices(datetime.now(UTC) - HOUR)} == {first.id, second.id}


def test_a_deleted_invoice_is_left_out(sandbox, accounting):
    kept, gone = book(accounting, "R-1", "R-2")
    sandbox.state.first.invoices.remove(int(gone.id))
    assert [one.id for one in accounting.read_invoices([gone.id, kept.id])] == [kept.id]
    assert list(accounting.read_invoices([gone.id])) == []


def test_two_hundred_ids_go_in_one_request(sandbox, accounting):
    (there,) = book(accounting, "R-1")
    sandbox.state.journal.clear()
    ids = [there.id, *(RemoteInvoiceId(str(900_000 + one)) for one in range(400))]
    assert [one.id for one in accounting.read_invoices(ids)] == [there.id]
    assert [entry.path.count(",") + 1 for entry in sandbox.state.journal if "/invoices/" in entry.path] == [200, 200, 1]


@pytest.mark.parametrize("travel", ["ALL_RIGHTS", "NO_ACCESS"])
def test_a_lacking_right_may_look_like_a_deleted_invoice_but_the_rights_tell(sandbox, accounting, travel):
    (there,) = book(accounting, "R-1")
    user = sandbox.state.first.users[sandbox.state.keys[KEY].user_id]
    lacking = {"sales": {"salesInvoiceSearch": "NO_ACCESS"}, "purchases": {"purchaseInvoiceSearch": "NO_ACCESS"}}
    lacking |= {"travelAndExpenses": {"travelAndExpenseInvoiceSearch": travel}}
    user.rights = with_changes(user.rights, lacking)
    assert not set(FIND.values()) & accounting.access().granted
    with pytest.raises(PermissionMissing, match="find_customer_invoices, find_freelancer_invoices"):
        list(accounting.read_invoices([there.id]))
    if travel == "ALL_RIGHTS":
        assert list(accounting.changed_invoices(datetime.now(UTC) - HOUR)) == []
        return
    with pytest.raises(PermissionMissing):
        list(accounting.changed_invoices(datetime.now(UTC) - HOUR))
