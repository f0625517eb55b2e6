"""How far the suggestions are, as the Business Partners tab shows it."""

from dataclasses import dataclass

from trackifi_accounting.domain.values.references import CompanyId, ProviderName

from trackifi_accounting_adapters.container import Container

WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparing:
    """A progress in per cent; ``percent`` is None before anything was counted."""

    percent: int | None


def preparing(container: Container, company: CompanyId, provider: ProviderName) -> Preparing | None:
    """What is to be said while not all suggestions are there; None when they are.

    Someone's link or rejection has a few partners matched again within seconds: that is not worth telling.
    """
    with container.store().read(company) as work:
        state = work.matching.state(provider)
    if state.matched_at and not (state.runs(container.clock().now()) and state.total):
        return None
    done = state.done * WHOLE // state.total if state.total else None
    return Preparing(percent=done)
