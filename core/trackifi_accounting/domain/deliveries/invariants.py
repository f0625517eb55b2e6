"""What must hold of every delivery whenever it is written; checked in production, too."""

from collections.abc import Callable, Mapping
from typing import Final

from trackifi_accounting.domain.deliveries.deliveries import ALLOWED, Delivery, DeliveryState, PdfState

PDF_UNDER_WAY: Final = frozenset({PdfState.WAITING, PdfState.SENDING, PdfState.CHECKING, PdfState.ATTACHED})
Rule = Callable[[Delivery, Delivery], bool]


def broken(after: Delivery, *, before: Delivery, by_person: bool = False) -> tuple[str, ...]:
    """The names of the rules that writing ``after`` in place of ``before`` would break; () when all is well.

    ``by_person`` tells that a person's explicit answer leads to it: only so may what was proven be taken back.
    """
    rules = ALWAYS if by_person else {**ALWAYS, **UNLESS_ANSWERED}
    return tuple(name for name, holds in rules.items() if not holds(before, after))


def _same_delivery(before: Delivery, after: Delivery) -> bool:
    return _identity(before) == _identity(after)


def _frozen_before_sending(_before: Delivery, after: Delivery) -> bool:
    needed = (after.payload, after.totals, after.pdf_digest, after.not_after)
    return after.state is not DeliveryState.SENDING or None not in needed


def _frozen_in_flight(before: Delivery, after: Delivery) -> bool:
    if not (before.in_flight and after.in_flight):
        return True
    return (before.payload, before.totals, before.number) == (after.payload, after.totals, after.number)


def _known_where(_before: Delivery, after: Delivery) -> bool:
    return after.state is not DeliveryState.SENT or after.remote is not None


def _pdf_follows_invoice(_before: Delivery, after: Delivery) -> bool:
    return after.pdf_state not in PDF_UNDER_WAY or after.state is DeliveryState.SENT


def _nothing_added_to_others(_before: Delivery, after: Delivery) -> bool:
    return not (after.foreign and after.pdf_state in PDF_UNDER_WAY)


def _doubt_is_counted(_before: Delivery, after: Delivery) -> bool:
    return after.attempts >= after.doubtful >= 0


def _attempts_only_grow(before: Delivery, after: Delivery) -> bool:
    return after.attempts >= before.attempts


def _step_of_the_table(before: Delivery, after: Delivery) -> bool:
    return after.state is before.state or after.state in ALLOWED[before.state]


def _same_place(before: Delivery, after: Delivery) -> bool:
    return before.remote is None or after.remote == before.remote


def _stays_sent(before: Delivery, after: Delivery) -> bool:
    return not before.settled or after.settled


def _no_word_put_in_a_persons_mouth(before: Delivery, after: Delivery) -> bool:
    said = (before.told_absent or not after.told_absent) and after.apart in {before.apart, None}
    return set(after.set_aside) <= set(before.set_aside) and said


def _doubt_is_not_forgotten(before: Delivery, after: Delivery) -> bool:
    return after.doubtful >= before.doubtful


def _identity(delivery: Delivery) -> tuple[str, ...]:
    return (delivery.company, delivery.provider, delivery.kind, delivery.invoice)


ALWAYS: Final[Mapping[str, Rule]] = {
    "same_delivery": _same_delivery,
    "frozen_before_sending": _frozen_before_sending,
    "frozen_in_flight": _frozen_in_flight,
    "known_where": _known_where,
    "pdf_follows_invoice": _pdf_follows_invoice,
    "nothing_added_to_others": _nothing_added_to_others,
    "doubt_is_counted": _doubt_is_counted,
    "attempts_only_grow": _attempts_only_grow,
    "step_of_the_table": _step_of_the_table,
}
UNLESS_ANSWERED: Final[Mapping[str, Rule]] = {
    "same_place": _same_place,
    "stays_sent": _stays_sent,
    "no_word_put_in_a_persons_mouth": _no_word_put_in_a_persons_mouth,
    "doubt_is_not_forgotten": _doubt_is_not_forgotten,
}
