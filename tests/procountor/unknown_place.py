"""A sandbox set as a row of docs/reference/unknowns.md says, and a connection to it."""

import json
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.state.switches import Switches
from trackifi_accounting.domain.invoices.drafts import Draft
from trackifi_accounting.domain.partners.business_partners import PartnerRole
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import InvoiceNumber
from trackifi_accounting.errors import InvoiceRejected
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.doubles.fence import open_fence
from trackifi_procountor.connection import Procountor

from tests.procountor.connecting import KEY, request_for
from tests.procountor.raw_server import http, raw_server, sending
from tests.procountor.translation import invoice, order, partner, party

SALES, PURCHASE = PartyKind.CUSTOMER, PartyKind.FREELANCER
FINNISH = {"Domestic": "Kotimaa", "No VAT handling": "Ei ALV-käsittelyä"}
SWITCHED = {one.name for one in fields(Switches)}


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
