"""Keep suggestions up to date: everything is matched once, afterwards only what changed."""

from dataclasses import dataclass
from datetime import datetime

from trackifi_accounting.domain.matching.state import MatchingState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.connections.sessions import Connections
from trackifi_accounting.use_cases.matching.match_partners import MatchPartners
from trackifi_accounting.use_cases.matching.matching_plan import MatchingPlan, PlanMatching, Scope
from trackifi_accounting.use_cases.matching.matching_progress import LEASE, MatchingProgress
from trackifi_accounting.use_cases.scheduling.progress import Progress, Stopped, no_progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """The result of an update: how many partners were matched; ``full`` when these were all."""

    partners: int
    full: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateSuggestions:
    """The update of suggestions, one at a time however many workers; a minute for a large register."""

    sessions: Connections
    store: Store
    clock: Clock
    plan: PlanMatching
    match: MatchPartners

    def __call__(
        self, company: CompanyId, provider: ProviderName, *, full: bool = False, progress: Progress = no_progress
    ) -> Updated | None:
        """Match what changed since the last time, or all; None when somebody else is at it.

        Raises: NotActivated, UnknownProvider, and Stopped when ``progress`` does.
        """
        self.sessions.integration(company, provider)
        started = self.clock.now()
        state = self._claim(company, provider, started, full=full)
        if state is None:
            return None
        all_of_them = full or state.matched_at is None
        plans = [
            self._planned(Scope(company=company, provider=provider, kind=kind), state, full=all_of_them)
            for kind in PartyKind
        ]
        total = sum(plan.total for plan in plans)
        tracker = MatchingProgress(total=total, provider=provider, clock=self.clock, progress=progress)
        try:
            for plan in plans:
                self.match(plan, tracker)
        except Stopped:
            with self.store.write(company) as work:
                tracker.let_go(work)
            raise
        with self.store.write(company) as work:
            work.matching.finish(provider, matched_at=started)
        return Updated(partners=tracker.done, full=all_of_them)

    def _claim(self, company: CompanyId, provider: ProviderName, now: datetime, *, full: bool) -> MatchingState | None:
        with self.store.write(company) as work:
            afresh = full or work.matching.state(provider).matched_at is None
            return work.matching.claim(provider, now=now, until=now + LEASE, afresh=afresh)

    def _planned(self, scope: Scope, state: MatchingState, *, full: bool) -> MatchingPlan:
        return self.plan.all(scope) if full else self.plan.changed(scope, state)
