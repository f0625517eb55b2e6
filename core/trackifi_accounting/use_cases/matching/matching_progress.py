"""How far a matching is: kept for whoever looks later, and told to whoever watches."""

from datetime import timedelta

from trackifi_accounting.domain.values.references import ProviderName
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import UnitOfWork
from trackifi_accounting.use_cases.scheduling.progress import Progress, Step

LEASE = timedelta(minutes=10)
"""Who has told of no progress for so long is taken for dead; reading 100,000 parties takes ten seconds."""


class MatchingProgress:
    """The counter of partners that were matched, kept in the database and told to whoever watches."""

    def __init__(self, *, total: int, provider: ProviderName, clock: Clock, progress: Progress) -> None:
        self.done = 0
        self._total = total
        self._provider = provider
        self._clock = clock
        self._progress = progress

    def keep(self, work: UnitOfWork, matched: int) -> None:
        """Write it down, and keep the claim, in the transaction that keeps what was found."""
        self.done += matched
        self._total = max(self._total, self.done)
        until = self._clock.now() + LEASE
        work.matching.go_on(self._provider, until=until, done=self.done, total=self._total)

    def let_go(self, work: UnitOfWork) -> None:
        """Let another one begin at once."""
        work.matching.go_on(self._provider, until=self._clock.now(), done=self.done, total=self._total)

    def tell(self) -> None:
        """Tell it, once that transaction is over."""
        self._progress(Step(what="suggestions", done=self.done, total=self._total))
