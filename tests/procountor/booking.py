"""Invoices booked in a sandbox, dated by its clock: whatever day the tests run on, its open year has it."""

from datetime import UTC, datetime, timedelta

from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey
from trackifi_accounting.domain.partners.business_partners import PartnerRole
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import InvoiceNumber
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.doubles.fence import open_fence
from trackifi_procountor.codes.local_time import day_of
from trackifi_procountor.connection import Procountor

from tests.procountor.connecting import request_for
from tests.procountor.translation import invoice, order, partner

SALES, PURCHASE = PartyKind.CUSTOMER, PartyKind.FREELANCER
ROLES = {SALES: PartnerRole.CUSTOMER, PURCHASE: PartnerRole.SUPPLIER}


def connected(sandbox):
    """A connection whose clock stands where the sandbox's does."""
    now = datetime.fromtimestamp(sandbox.state.clock.seconds(), tz=UTC)
    return Procountor().connect(request_for(sandbox.url, clock=ManualClock(now)))


def today(connection):
    return day_of(connection.accounting._api.clock.now())


def draft(connection, number="2026-17", kind=SALES):
    linked = next(one for one in connection.accounting.partners() if one.role is ROLES[kind] and one.active)
    day = today(connection)
    dated = invoice(kind, number=InvoiceNumber(number), issued=day, due=day + timedelta(days=14))
    return connection.accounting.draft(order(kind, partner=partner(kind, id=linked.id), invoice=dated))


def booked(connection, number="2026-17"):
    return connection.accounting.create(draft(connection, number), fence=open_fence)


def key(number):
    return InvoiceKey(kind=SALES, number=InvoiceNumber(number))
