"""Spreads everybody's acts over the time in which people act."""

from collections.abc import Callable

from trackifi_accounting.domain.invoices.invoices import Invoice

from tests.simulation.bulk_people import BulkPeople
from tests.simulation.chance import Swarm
from tests.simulation.others import Others
from tests.simulation.people import People
from tests.simulation.tenants import Tenant
from tests.simulation.town import Town

ACTIVE = 4 * 3600.0  # seconds in which people act
ALONE = 0.25  # of the invoices of a run with batches are pressed one by one
On = Callable[[Tenant], None]
OnInvoice = Callable[[Tenant, Invoice], None]


class Plan:
    """The acts of one run, each drawn when it is planned."""

    def __init__(self, town: Town, people: People, others: Others, bulk: BulkPeople) -> None:
        self._town = town
        self._swarm: Swarm = town.swarm
        self._people = people
        self._others = others
        self._bulk = bulk

    def make(self) -> None:
        """Put everything on the engine's list."""
        engine, draw = self._town.engine, self._town.draw
        on_tenant = self._on_tenant()
        for tenant in self._town.tenants:
            for invoice in tenant.invoices:
                if invoice is not tenant.twin:
                    self._of_invoice(tenant, invoice)
            for name, act_on in on_tenant.items():
                for _ in range(6):
                    if draw() < getattr(self._swarm, name):
                        engine.at(draw() * ACTIVE, lambda act=act_on, t=tenant: act(t))  # type: ignore[misc]
            if self._swarm.bulk:
                self._batches(tenant)
        engine.at(draw() * ACTIVE * 0.5, self._others.back_up)

    def _on_tenant(self) -> dict[str, On]:
        """By the rate that says how often; the order is that of the draws."""
        people, others = self._people, self._others
        return {
            "again": people.press_asked,
            "answered": people.answer,
            "synced": people.sync,
            "disabled": people.disable,
            "exchanged": people.exchange,
            "foreign_key": people.give_foreign_key,
            "revoked": people.lose_key,
            "removed": others.remove,
            "approved": others.approve,
            "edited_there": others.alter,
            "deleted": others.delete,
            "rights": others.withdraw,
            "documents_off": others.turn_documents_off,
            "partner_gone": others.lose_partner,
            "outage": others.go_down,
            "blinded": others.blind,
            "limiter_down": others.lose_limiter,
            "clock_back": others.set_clock_back,
            "clock_on": others.set_clock_on,
            "restored": others.restore,
        }

    def _of_invoice(self, tenant: Tenant, invoice: Invoice) -> None:
        engine, draw, swarm = self._town.engine, self._town.draw, self._swarm
        at = draw() * ACTIVE * 0.8
        press = self._people.press_twice if draw() < swarm.double else self._people.press
        if not swarm.bulk or self._bulk.draw() < ALONE:
            engine.at(at, lambda: press(tenant, invoice))
        around: tuple[tuple[float, OnInvoice], ...] = (
            (swarm.again, self._people.press),
            (swarm.by_hand, self._others.type_in),
            (swarm.edited_here, self._people.edit),
            (swarm.retry_pdf, self._people.retry_pdf),
        )
        for rate, act in around:
            if draw() < rate:
                near = max(0.0, at + (draw() - 0.3) * 600)
                engine.at(near, lambda act=act: act(tenant, invoice))  # type: ignore[misc]

    def _batches(self, tenant: Tenant) -> None:
        engine, draw, bulk = self._town.engine, self._bulk.draw, self._bulk
        engine.at(draw() * ACTIVE * 0.5, lambda: bulk.send_many(tenant, everything=True))
        acts: dict[str, On] = {
            "bulk": bulk.send_many,
            "stopped": bulk.stop,
            "retried": bulk.retry,
            "excluded": bulk.exclude,
            "drift": bulk.compare,
        }
        for name, act_on in acts.items():
            for _ in range(6 if name != "bulk" else 1):
                if draw() < getattr(self._swarm, name):
                    engine.at(draw() * ACTIVE, lambda act=act_on: act(tenant))  # type: ignore[misc]
