"""Copies of a PDF among the files of its invoice: one is right, whoever added the others."""

from collections.abc import Collection
from dataclasses import replace

from trackifi_accounting.domain.deliveries.deliveries import Delivery, PdfState
from trackifi_accounting.domain.invoices.documents import copies_of
from trackifi_accounting.domain.problems.problems import Problem

TWICE = "pdf_twice"


def twice(delivery: Delivery, names: Collection[str]) -> Problem | None:
    """The problem of a PDF that is there more than once, by the names of the invoice's files; None when it is not."""
    count = len(copies_of(delivery.pdf_name or "", names))
    if count <= 1:
        return None
    facts = {"number": delivery.number, "name": delivery.pdf_name or "", "count": str(count)}
    return Problem(code=TWICE, facts={**facts, "ours": "1", "theirs": str(count)})


def counted(delivery: Delivery, names: Collection[str] | None) -> Delivery:
    """The delivery with what the count of its PDF says; as it was where its files are not known, or none is attached.

    A copy that was removed there is told no more.
    """
    if names is None or delivery.pdf_state is not PdfState.ATTACHED:
        return delivery
    return replace(delivery, pdf_problem=twice(delivery, names))
