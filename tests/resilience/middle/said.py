"""What the product itself says about each invoice: its delivery, its problems, the sweep's findings, the drift report."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from trackifi_accounting.domain.background.scheduled_tasks import ScheduledTask
from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.reconciliation.questions import question_of
from trackifi_accounting.domain.values.references import CompanyId
from trackifi_accounting_adapters.container import Container

from tests.resilience.rig.stock import PROVIDER

PARTS = re.compile(r"[^\s,;:()]+")
ABOUT_FILES = ("pdf", "file", "attach", "document")


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that is told. ``words`` are the values that are named: numbers, ids, sums, names, each of a list."""

    source: str
    code: str
    words: frozenset[str]

    @classmethod
    def of(cls, source: str, code: str, values: Iterable[str]) -> Self:
        """With each value as it is, and each part of one that is a list."""
        texts = list(values)
        return cls(source, code, frozenset({*texts, *(part for text in texts for part in PARTS.findall(text))}))

    @property
    def about_files(self) -> bool:
        return any(part in self.code for part in ABOUT_FILES)


def deliveries(container: Container, company: CompanyId) -> list[Delivery]:
    """Each one of the company."""
    with container.store().read(company) as work:
        return list(work.deliveries.page(PROVIDER, limit=100_000))


def said_by(container: Container, company: CompanyId) -> Iterator[Said]:
    """All of it, once everything has come to rest; the drift report is asked anew."""
    for one in deliveries(container, company):
        own = {str(one.number), str(one.remote or ""), str(one.remote_number or "")}
        for problem in (*one.problems, *((one.pdf_problem,) if one.pdf_problem else ())):
            yield _said("delivery", problem, own)
        if question_of(one):
            yield _asked(container, one, own)
    with container.store().read(company) as work:
        state = work.scheduled_tasks.state(PROVIDER, ScheduledTask.SWEEP)
    for problem in state.problems:
        yield _said("sweep", problem, set())
    for row in container.drift_report()(company, PROVIDER):
        values = (str(row.number), str(row.remote), str(row.remote_number or ""), row.ours, row.theirs, row.difference)
        yield Said.of("drift", row.what.value, values)


def _asked(container: Container, one: Delivery, own: set[str]) -> Said:
    """What the page of a question shows, both sides of it."""
    question = container.ask()(one.company, PROVIDER, one.kind, one.invoice)
    there = [found.invoice for found in question.found]
    numbers = {word for invoice in there for word in (str(invoice.id), str(invoice.number or ""))}
    return Said.of("question", question.problem.code, numbers | own)


def _said(source: str, problem: Problem, own: set[str]) -> Said:
    return Said.of(source, problem.code, {*problem.facts.values(), *own})
