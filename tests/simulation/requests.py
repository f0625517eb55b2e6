"""What becomes of a request that writes on its way: lost, late, cut off, carried out twice, answered with another's answer."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey, RemoteInvoice
from trackifi_accounting.domain.values.records import replace
from trackifi_accounting.errors import InvoiceRejected, OutcomeUnknown, RateLimited, UnexpectedAnswer

from tests.simulation.chance import MOST_BELATED, MOST_LATE, Fate

if TYPE_CHECKING:
    from tests.simulation.sim_books import SimBooks

TIMEOUT = 30.0  # seconds
FATES = (*(one for one in Fate if one is not Fate.ANSWERED),)
CLEAN = {Fate.ANSWERED, Fate.REPLAYED, Fate.MISANSWERED}
REPLAYS = (0.2, 30.0, 600.0, 1020.0)  # seconds after which a box in the middle sends a request once more


def carried_out(books: "SimBooks", land: Callable[[], object], key: InvoiceKey | None) -> RemoteInvoice:
    fate = _fate(books)
    books.engine.trace.note(f"{books.owner} request {fate}")
    if fate is Fate.THROTTLED:
        raise RateLimited(retry_after=books.draw() * 100)
    results: list[object] = []
    delay = _delay(books, fate)
    if fate is Fate.REPLAYED:
        books.engine.at(REPLAYS[int(books.draw() * len(REPLAYS))], partial(_replay, land))
    if fate is not Fate.LOST_BEFORE:
        _land_later(books, land, key, results, after=delay)
    _wait_for_answer(books, fate, delay)
    if fate is Fate.GARBLED:
        raise UnexpectedAnswer
    if fate not in CLEAN or not results:
        raise OutcomeUnknown
    if isinstance(results[0], Exception):
        raise results[0]
    if fate is Fate.MISANSWERED and isinstance(results[0], RemoteInvoice):
        return _misanswered(books, results[0])
    return results[0]  # type: ignore[return-value]


def _misanswered(books: "SimBooks", right: RemoteInvoice) -> RemoteInvoice:
    """The answer to somebody else's request, or one that says other sums than it should."""
    if books.chance() < 0.5:
        return replace(right, totals=right.totals and replace(right.totals, gross=right.totals.gross + 1))
    others = [one for books in books.neighbours() for one in books.invoices.values() if one.id != right.id]
    return others[int(books.chance() * len(others))] if others else right


def _replay(land: Callable[[], object]) -> None:
    with suppress(InvoiceRejected):
        land()


def _land_later(
    books: "SimBooks", land: Callable[[], object], key: InvoiceKey | None, results: list[object], *, after: float
) -> None:
    def wait_no_longer() -> None:
        if key is not None:
            books.pending[key] -= 1

    def arrive() -> None:
        if after <= books.bound:
            wait_no_longer()
        try:
            results.append(land())
        except InvoiceRejected as error:
            results.append(error)

    if key is not None:
        books.pending[key] = books.pending.get(key, 0) + 1
    if after > books.bound:
        books.engine.at(books.bound, wait_no_longer)
    if after > 0:
        books.engine.at(after, arrive)
    else:
        arrive()


def _fate(books: "SimBooks") -> Fate:
    rates = books.engine.swarm
    if books.calm:
        return Fate.ANSWERED
    draw = books.draw()
    for fate in FATES:
        draw -= getattr(rates, fate)
        if draw < 0:
            return fate
    return Fate.ANSWERED


def _delay(books: "SimBooks", fate: Fate) -> float:
    if fate is Fate.LATE:
        return books.draw() * MOST_LATE
    if fate is Fate.BELATED:
        return MOST_LATE + books.draw() ** 2 * MOST_BELATED
    slow = not books.calm and books.draw() < books.engine.swarm.slow
    return books.draw() * TIMEOUT if slow else 0.0


def _wait_for_answer(books: "SimBooks", fate: Fate, delay: float) -> None:
    """An answered request has landed by then; the process may die meanwhile."""
    if fate not in {*CLEAN, Fate.GARBLED}:
        books.engine.sleep(books.draw() * TIMEOUT)
    elif delay:
        books.engine.sleep(delay + 0.1)
    books.engine.brink("before the answer")
