"""Broken rules of the checker of accounts, and of what is told after sending."""

from benchmarks.mutant import Mutant
from tests.simulation.chance import BELATED

BOOKS, COUNTS = "domain.reconciliation.books", "domain.reconciliation.counts"
ONE_DIFFERENCE = "tests/core/reconciliation/test_checker.py::test_one_difference_is_found_once_and_nothing_beside_it"
AFTER = "tests/core/use_cases/test_after_sending.py"
STANDING = {"removed": 0.0, "deleted": 0.0, "disabled": 0.0, "outage": 0.0}
COMPARED = {"drift": 1.0, "swept": 1.0}


def _without(promise: str) -> str:
    return f"PROMISES = tuple(one for one in PROMISES if one is not {promise})"


def _unheld(promise: str, kind: str) -> Mutant:
    return Mutant(
        name=f"the checker passes over: {kind}",
        module=BOOKS,
        lines=_without(promise),
        tests=(f"{ONE_DIFFERENCE}[{kind}]",),
    )


OF_ACCOUNTS = (
    Mutant(
        name="the checker passes over sums",
        module=BOOKS,
        lines=_without("amount"),
        profile={**COMPARED, **STANDING, "edited_there": 0.8},
    ),
    Mutant(
        name="the checker passes over files",
        module=BOOKS,
        lines=_without("pdf"),
        profile={**COMPARED, **STANDING, "replayed": 0.5},
    ),
    Mutant(
        name="the checker takes two files of a name for one",
        module=BOOKS,
        lines="def pdf(pair):\n"
        "    names = pair.there.attachments or ()\n"
        "    ours = pair.delivery.pdf_name\n"
        "    return None if ours in names else row(FindingKind.PDF_MISSING, pair.delivery)\n"
        "PROMISES = (*PROMISES[:-2], pdf, progress)",
        profile={**COMPARED, **STANDING, "replayed": 0.5},
    ),
    Mutant(
        name="the checker passes over what was removed there",
        module=BOOKS,
        lines="def removed(pair): return None",
        profile={**COMPARED, "removed": 0.8},
    ),
    Mutant(
        name="the checker passes over what is gone there",
        module="domain.reconciliation.checker",
        lines="_sent = of_sent\n"
        "def of_sent(*more, **named): return (one for one in _sent(*more, **named) if one.what != 'missing_there')",
        tests=(f"{ONE_DIFFERENCE}[missing_there]",),
    ),
    Mutant(
        name="a second one that we made is not counted",
        module=COUNTS,
        lines="_surplus = surplus\n"
        "def surplus(invoice, holders, *, user):\n"
        "    found = _surplus(invoice, holders, user=user)\n"
        "    return None if found and found.what is FindingKind.SECOND_BY_US else found",
        profile={**BELATED, "replayed": 0.4},
    ),
    Mutant(
        name="a second one that a person made is not counted",
        module=COUNTS,
        lines="_surplus = surplus\n"
        "def surplus(invoice, holders, *, user):\n"
        "    found = _surplus(invoice, holders, user=user)\n"
        "    return None if found and found.what is FindingKind.SECOND_BY_HAND else found",
        tests=(f"{ONE_DIFFERENCE}[second_by_hand]",),
    ),
    Mutant(
        name="one invoice of two deliveries is not counted",
        module=COUNTS,
        lines="def held_twice(deliveries): return iter(())",
        tests=(f"{ONE_DIFFERENCE}[held_twice]",),
    ),
    Mutant(
        name="a second invoice is told with one number",
        module="domain.reconciliation.sweeps",
        lines="from dataclasses import replace\n"
        "_twice = duplicate\n"
        "def duplicate(delivery, second, *, ours=True):\n"
        "    told = _twice(delivery, second, ours=ours)\n"
        "    return replace(told, facts={**told.facts, 'second': told.facts['first']})",
        profile={**BELATED, "replayed": 0.4},
    ),
    Mutant(
        name="an edit after sending is not told",
        module="use_cases.invoices.hand_over",
        lines="class HandOver(HandOver):\n    def _tell_edit(self, company, kind, invoice): pass",
        # Reading back tells it, too, but later.
        tests=(f"{AFTER}::test_an_edit_is_told_with_what_was_sent_what_it_is_now_and_the_difference",),
    ),
    Mutant(
        name="an edit is taken while a question stands",
        module="use_cases.invoices.hand_over",
        lines="from trackifi_accounting.domain.deliveries.deliveries import DeliveryState\n"
        "Delivery.in_doubt = property(lambda self: self.in_flight)",
        tests=(f"{AFTER}::test_while_a_question_stands_after_an_attempt_nothing_is_changed",),
    ),
    Mutant(
        name="another PDF after sending is no edit",
        module="domain.reconciliation.edits",
        lines="def _other_pdf(delivery, document): return False",
        tests=(f"{AFTER}::test_another_pdf_after_sending_is_told_until_it_is_the_sent_one_again",),
    ),
    *(
        _unheld(promise, kind)
        for promise, kind in (
            ("number", "number"),
            ("day", "date"),
            ("due_day", "due_date"),
            ("lines", "lines"),
            ("currency", "currency"),
            ("partner", "partner"),
            ("company", "other_company"),
        )
    ),
    Mutant(
        name="what waits here is no difference",
        module="domain.reconciliation.host",
        lines="def waiting_here(delivery): return None",
        tests=(f"{ONE_DIFFERENCE}[waiting_here]",),
    ),
    Mutant(
        name="what was never sent is no difference",
        module="domain.reconciliation.checker",
        lines="def of_unsent(finished, *, begun): return iter(())",
        tests=(f"{ONE_DIFFERENCE}[never_sent]",),
    ),
    Mutant(
        name="batches are compared without their edits",
        module="domain.reconciliation.host",
        lines="def edited_here(delivery, invoice, *, document=None): return None",
        tests=(f"{ONE_DIFFERENCE}[edited_here]",),
    ),
)
