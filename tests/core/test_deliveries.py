"""The table of a delivery's states, read as a reviewer reads it."""

import itertools
from dataclasses import replace

import pytest
from trackifi_accounting.domain.deliveries.deliveries import ALLOWED, Delivery, DeliveryState
from trackifi_accounting.domain.deliveries.invariants import broken
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import (
    SYSTEM,
    CompanyId,
    InvoiceId,
    InvoiceNumber,
    PartnerId,
    ProviderName,
)

from tests.core.doubles import NOON

READY, SENDING, CHECKING, SENT, ATTENTION, *_ = DeliveryState

DELIVERY = Delivery(
    company=CompanyId("specimen"),
    provider=ProviderName("memory"),
    kind=PartyKind.CUSTOMER,
    invoice=InvoiceId("1"),
    number=InvoiceNumber("2026-1"),
    partner=PartnerId("p"),
    state=READY,
    requested_at=NOON,
    requested_by=SYSTEM,
)


def reachable(start: DeliveryState) -> set[DeliveryState]:
    seen, ahead = set(), [start]
    while ahead:
        fresh = ALLOWED[ahead.pop()] - seen
        seen |= fresh
        ahead.extend(fresh)
    return seen


def test_every_state_has_its_row():
    assert set(ALLOWED) == set(DeliveryState)


def test_what_is_sent_stays_sent_or_is_sent_anew_because_a_person_said_so():
    assert ALLOWED[SENT] == {READY}
    step = replace(DELIVERY, state=READY, number=InvoiceNumber("2026-1"))
    assert broken(step, before=replace(step, state=SENT)) == ("stays_sent",)
    assert broken(step, before=replace(step, state=SENT), by_person=True) == ()


def test_doubt_never_turns_into_ready():
    assert READY not in ALLOWED[CHECKING]


def test_the_request_is_made_only_from_ready_or_after_a_check():
    assert {state for state in DeliveryState if SENDING in ALLOWED[state]} == {READY, CHECKING}


def test_a_person_is_asked_before_anything_is_sent_again_by_hand():
    assert SENDING not in ALLOWED[ATTENTION]


@pytest.mark.parametrize("state", [READY, SENDING, CHECKING, ATTENTION])
def test_every_open_delivery_can_still_be_sent(state):
    assert SENT in reachable(state)


def test_no_state_follows_itself():
    assert not [state for state in DeliveryState if state in ALLOWED[state]]


@pytest.mark.parametrize("state", DeliveryState)
def test_an_invoice_in_flight_is_neither_settled_nor_free_to_be_edited(state):
    delivery = replace(DELIVERY, state=state)
    assert delivery.in_flight == (state in {SENDING, CHECKING})
    assert delivery.settled == (state is SENT)


def test_only_freelancer_invoices_are_looked_up_with_their_partner():
    keys = [replace(DELIVERY, kind=kind).key for kind in PartyKind]
    assert [key.partner for key in keys] == [None, "p"]
    assert all(one != other for one, other in itertools.pairwise(keys))
