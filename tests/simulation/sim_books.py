"""A provider's books whose requests get lost, arrive late or are cut off, and which remember everything."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey, RemoteInvoice, RemoteState
from trackifi_accounting.domain.invoices.documents import Document
from trackifi_accounting.domain.values.records import replace
from trackifi_accounting.domain.values.references import CompanyId, RemoteInvoiceId
from trackifi_accounting.errors import (
    InvoiceRejected,
    OutcomeUnknown,
    ProviderUnavailable,
    RateLimited,
    UnexpectedAnswer,
)
from trackifi_accounting.testing.doubles.provider.books import MemoryBooks

from tests.simulation.engine import SLEEPS, Engine
from tests.simulation.landings import Landed, Upload, key_of
from tests.simulation.requests import TIMEOUT, carried_out
from tests.simulation.sim_clock import TheirClock

WINDOW = 900.0  # seconds, as the plugin offers it
LONGEST_MISSED = 45.0  # seconds, once for an invoice: two looks a minute apart do not both miss it
CACHED = 3600.0  # seconds that searches by number are answered by a cache: longer than the window
WRITES = {"create", "attach"}
IN_BOOKS = (
    *("company", "partners", "invoices", "payloads", "changed", "differences", "files", "numbers"),
    *("by_hand", "uploads", "missed", "uncached", "altered", "removed_at"),
)
"""Fields that are of the books themselves, whoever has a key to them."""
GAP = 1.0  # seconds from the question of the fence to the first byte, at most


@dataclass(slots=True, kw_only=True)
class SimBooks(MemoryBooks):
    """``landed`` are the invoices our requests have made, ``by_hand`` those of people as they left them.

    ``on_leaving`` is told of each request that makes an invoice, ``on_landing`` of each invoice that one has made;
    Of books that two companies of Trackifi share, each has its own (``share``).
    ``pending`` counts requests that still are on their way, and not yet for longer than the window is made for.
    """

    owner: CompanyId
    engine: Engine
    their_clock: TheirClock
    draw: Callable[[], float]
    chance: Callable[[], float]
    neighbours: Callable[[], list["SimBooks"]] = list
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    calm: bool = False
    by_hand: dict[RemoteInvoiceId, RemoteInvoice] = field(default_factory=dict)
    landed: dict[RemoteInvoiceId, Landed] = field(default_factory=dict)
    uploads: dict[RemoteInvoiceId, list[Upload]] = field(default_factory=dict)
    pending: dict[InvoiceKey, int] = field(default_factory=dict)
    blind: bool = False
    ever_blind: bool = False
    missed: dict[RemoteInvoiceId, float | None] = field(default_factory=dict)
    uncached: set[RemoteInvoiceId] = field(default_factory=set)
    altered: dict[RemoteInvoiceId, float] = field(default_factory=dict)
    removed_at: dict[RemoteInvoiceId, float] = field(default_factory=dict)
    on_leaving: Callable[["SimBooks", RemoteInvoice], None] = lambda _books, _invoice: None
    on_adding: Callable[["SimBooks", RemoteInvoiceId], None] = lambda _books, _to: None
    on_landing: Callable[["SimBooks", RemoteInvoice], None] = lambda _books, _invoice: None

    def count(self, call: str) -> bool:
        """Meet the network: right before a call leaves."""
        self.engine.point(f"{self.owner} {call}") if call not in WRITES else self._at_the_brink(call)
        rates = self.engine.swarm
        if self.calm:
            return MemoryBooks.count(self, call)
        if self.draw() < rates.unreachable:
            return False
        if self.draw() < rates.throttled:
            raise RateLimited(retry_after=None if self.draw() < 0.5 else self.draw() * 600)
        if call not in WRITES and self.draw() < rates.read_fails:
            raise UnexpectedAnswer if self.draw() < 0.5 else ProviderUnavailable
        if self.draw() < rates.slow:
            self.engine.sleep(self.draw() * TIMEOUT)
            self._not_over(call)
        return MemoryBooks.count(self, call)

    def _not_over(self, call: str) -> None:
        """A machine that slept while its request was leaving sends no further piece. Raises: OutcomeUnknown."""
        task = self.engine.current
        if call in WRITES and task is not None and self.engine.elapsed - task.asked > GAP + TIMEOUT:
            raise OutcomeUnknown

    def enter(self, invoice: RemoteInvoice, *, payload: bytes = b"") -> RemoteInvoice:
        """Take a request of ours, or what a person types in."""
        if not payload:
            entered = self._enter(invoice, payload)
            self.by_hand[entered.id] = entered
            return entered
        key, slipped, landings = key_of(invoice), self.slipping, count()
        left = self.engine.elapsed
        self.on_leaving(self, invoice)

        def land() -> RemoteInvoice:
            replayed = next(landings) > 0
            if invoice.partner not in self.partners:
                raise InvoiceRejected("link_partner_gone", partner=invoice.partner)
            entered = self._enter(replace(invoice, created=self.their_clock.now()), payload)
            now = self.engine.elapsed
            kept = Landed(id=entered.id, key=key, left=left, landed=now, bound=self.bound)
            self.landed[entered.id] = replace(kept, slipped=slipped, replayed=replayed)
            if self.draw() < self.engine.swarm.hidden:
                self.missed[entered.id] = None
            if self.engine.swarm.cached and self.chance() < self.engine.swarm.cached:
                self.uncached.add(entered.id)
                self.engine.at(CACHED, lambda: self.uncached.discard(entered.id))
            self.on_landing(self, entered)
            return entered

        return carried_out(self, land, None if slipped else key)

    def add_file(self, to: RemoteInvoiceId, document: Document) -> None:
        """Take an upload of ours."""
        left, slipped, landings = self.engine.elapsed, self.slipping, count()
        self.on_adding(self, to)

        def land() -> None:
            self.engine.trace.note(f"{self.owner} file lands on {to}")
            excused = next(landings) > 0 or slipped or self.engine.elapsed - left > WINDOW
            self.uploads.setdefault(to, []).append(Upload(document=document, excused=excused))
            if to in self.files:
                self.files[to].append(document)

        carried_out(self, land, None)

    @property
    def slipping(self) -> bool:
        """Whether the machine of the present task slept between its fence and the first byte."""
        return self.engine.current is not None and self.engine.current.slipped

    @property
    def bound(self) -> float:
        """How late a request may take effect: what it takes longer, a search after the window may not show yet."""
        return WINDOW - self.search_lag.total_seconds()

    def shown(self, identity: RemoteInvoiceId) -> bool:
        """Whether a search shows it at this moment; one that is missed is so from the first search on."""
        if identity in self.missed and self.missed[identity] is None:
            self.missed[identity] = self.engine.elapsed + LONGEST_MISSED
        return not self.blind and self.engine.elapsed >= (self.missed.get(identity) or 0.0)

    def share(self, other: "SimBooks") -> None:
        """Be the way of another company of Trackifi to the same books: what is in them is one, who asks is two."""
        for name in IN_BOOKS:
            setattr(self, name, getattr(other, name))

    def landed_of_others(self) -> dict[RemoteInvoiceId, Landed]:
        """What requests of other companies of Trackifi have made in the same books."""
        others = [books for books in self.neighbours() if books is not self and books.company.id == self.company.id]
        return {identity: one for books in others for identity, one in books.landed.items()}

    def delete(self, identity: RemoteInvoiceId) -> None:
        """Delete for good, as a person does: no search shows it any more."""
        self.invoices.pop(identity, None)
        self.by_hand.pop(identity, None)

    def standing(self, key: InvoiceKey) -> list[Landed]:
        """Ours of this key that are there and not removed."""
        return [
            one
            for one in self.landed.values()
            if one.key == key and one.id in self.invoices and self.invoices[one.id].state is not RemoteState.REMOVED
        ]

    def _enter(self, invoice: RemoteInvoice, payload: bytes) -> RemoteInvoice:
        number = next(self.numbers)
        numbered = replace(invoice, id=RemoteInvoiceId(str(number)), number=f"M-{number}")
        self.engine.trace.note(f"{self.owner} has {numbered.own_number} as {numbered.id} by {numbered.created_by}")
        self.changed[numbered.id] = self.their_clock.now()
        return MemoryBooks.enter(self, numbered, payload=payload)

    def _at_the_brink(self, call: str) -> None:
        """Right after the fence: the process may die, or its machine fall asleep before the first byte leaves."""
        task, slipped = self.engine.current, self.engine.swarm.slipped
        if slipped and task is not None and self.chance() < slipped:
            self.engine.suspend(SLEEPS[int(self.chance() * len(SLEEPS))])
        if task is not None:
            task.slipped = self.engine.elapsed - task.asked > GAP
        self.engine.brink(call)
