"""The judge of a case: the list, the preview, the sending and the sandbox's books say the same, or it is a violation."""

from collections.abc import Iterable
from dataclasses import dataclass

from trackifi_accounting.domain.deliveries.deliveries import Delivery, PdfState
from trackifi_accounting.domain.invoices.documents import digest_of
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.errors import AccountingError, OutcomeUnknown, TemporaryError, UnexpectedAnswer
from trackifi_accounting.use_cases.deliveries.journal import reasons_of
from trackifi_accounting.use_cases.gate.plan import Plan
from trackifi_procountor.session.api import NAME

from tests.property.cases import Before, Case, case_of
from tests.property.place import ACME, ANNA, Place, rows_of

Told = frozenset[tuple[str, str | None]]
DEFECTS = (OutcomeUnknown, UnexpectedAnswer, TemporaryError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What became of a case: the codes and fields that stopped it, and in what the four disagree; () when in nothing."""

    case: Case
    told: Told
    violations: tuple[str, ...]


def judge(place: Place, seed: int) -> Judged:
    """Try the case of this seed."""
    case = case_of(seed, today=place.sandbox.state.clock.today(), parties=place.parties)
    invoice = place.prepare(case)
    before, there = place.writes(), len(place.books)
    listed = _told(place.gate.here(place.integration, [invoice])[invoice.id])
    plan, told, wrong = _previewed(place, invoice)
    if place.writes() != before:
        wrong.append(f"the preview wrote: {before} became {place.writes()}")
    if not listed <= told:
        wrong.append(f"the list says {sorted(listed - told, key=str)} and the preview does not")
    if case.before is Before.SENT:
        return Judged(case=case, told=told, violations=tuple(wrong))
    wrong += _sent_as_previewed(place, invoice, plan, there) if plan else _refused_alike(place, invoice, told, there)
    return Judged(case=case, told=told, violations=tuple(wrong))


def _previewed(place: Place, invoice: Invoice) -> tuple[Plan | None, Told, list[str]]:
    try:
        return place.preview(ACME, NAME, invoice.kind, invoice.id), frozenset(), []
    except DEFECTS as error:
        return None, _told(reasons_of(error)), [f"the preview raised {error!r}"]
    except AccountingError as error:
        return None, _told(reasons_of(error)), []
    except Exception as error:  # noqa: BLE001 - any other is a defect, and the next case is tried
        return None, frozenset(), [f"the preview broke: {error!r}"]


def _sent(place: Place, invoice: Invoice) -> tuple[Delivery | None, Told, list[str]]:
    try:
        delivery = place.send(ACME, NAME, invoice.kind, invoice.id, by=ANNA)
    except AccountingError as error:
        return None, _told(reasons_of(error)), []
    except Exception as error:  # noqa: BLE001 - as above
        return None, frozenset(), [f"the sending broke: {error!r}"]
    return delivery, _told(delivery.problems), []


def _refused_alike(place: Place, invoice: Invoice, told: Told, there: int) -> list[str]:
    delivery, said, wrong = _sent(place, invoice)
    if said != told:
        wrong.append(f"preview {sorted(told, key=str)}, sending {sorted(said, key=str)}")
    if len(place.books) != there or (delivery and delivery.settled):
        wrong.append("the preview refused it, and it was booked")
    return wrong


def _sent_as_previewed(place: Place, invoice: Invoice, plan: Plan, there: int) -> list[str]:
    delivery, said, wrong = _sent(place, invoice)
    if delivery is None or not delivery.settled:
        return [*wrong, f"the preview let it pass, the sending says {sorted(said, key=str)}"]
    if said:
        wrong.append(f"it was sent with {sorted(said, key=str)}")
    if digest_of(delivery.payload or b"") != plan.draft.digest:
        wrong.append("other bytes were sent than previewed")
    if delivery.totals != plan.draft.totals:
        wrong.append(f"previewed {plan.draft.totals}, sent {delivery.totals}")
    wrong += _warned(invoice, plan)
    if delivery.pdf_state is not PdfState.ATTACHED:
        wrong.append(f"its PDF is {delivery.pdf_state}")
    booked = place.booked(plan.order.invoice.number)
    if len(place.books) != there + 1 or not booked:
        return [*wrong, f"{len(place.books) - there} invoices were booked"]
    if not booked[-1].total == rows_of(booked[-1]) == plan.draft.totals.gross:
        wrong.append(f"booked {booked[-1].total}, rows {rows_of(booked[-1])}, previewed {plan.draft.totals.gross}")
    return wrong


def _warned(invoice: Invoice, plan: Plan) -> list[str]:
    """Sums that will be others than the printed ones, such as yen with decimals, are told of beforehand; others not."""
    printed, expected = invoice.computed_totals, plan.draft.totals
    figures = [{"ours": _sums(printed), "theirs": _sums(expected)}] if printed != expected else []
    told = [one.facts for one in plan.warnings if one.code == "booked_otherwise"]
    return [] if told == figures else [f"printed {printed}, previewed {expected}, warned with {told}"]


def _sums(totals: Totals) -> str:
    return f"{totals.net} + {totals.vat} = {totals.gross}"


def _told(problems: Iterable[Problem]) -> Told:
    return frozenset((one.code, one.field) for one in problems)
