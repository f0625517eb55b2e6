"""The rig's own counts held against the checker of accounts: two oracles that know nothing of each other."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState
from trackifi_accounting.domain.reconciliation.findings import Finding, FindingKind
from trackifi_accounting.domain.values.references import CompanyId

from tests.resilience.middle.books import Stand

SECOND = frozenset({FindingKind.SECOND_BY_US, FindingKind.SECOND_BY_HAND})
TWICE = frozenset({FindingKind.PDF_TWICE})


def disagreements(
    stands: Sequence[Stand],
    deliveries: Mapping[CompanyId, Sequence[Delivery]],
    findings: Mapping[CompanyId, Sequence[Finding]],
    remotes: Mapping[CompanyId, int],
) -> Iterator[str]:
    """Where one of them sees two of a number, or two of a file, of an invoice that was sent, and the other doesn't."""
    often = Counter(one.key for one in stands)
    files = {(one.company, str(one.id)): _most(file.name for file in one.files) for one in stands}
    for company, those in deliveries.items():
        found = {(one.what, one.kind.value, str(one.number)) for one in findings[company]}
        for one in those:
            if one.state is not DeliveryState.SENT or one.foreign:
                continue
            key = (remotes[company], one.kind.value, str(one.number))
            seen = files.get((key[0], str(one.remote)), 0)
            yield from _apart("two of the number", key, rig=often[key] > 1, checker=_any(SECOND, key, found))
            yield from _apart("two files", key, rig=seen > 1, checker=_any(TWICE, key, found))


def _any(kinds: Iterable[FindingKind], key: tuple[int, str, str], found: set[tuple[FindingKind, str, str]]) -> bool:
    return any((kind, key[1], key[2]) in found for kind in kinds)


def _apart(what: str, key: tuple[int, str, str], *, rig: bool, checker: bool) -> Iterator[str]:
    if rig != checker:
        yield f"{what} {key}: only the {'rig' if rig else 'checker'} sees it"


def _most(names: Iterable[str]) -> int:
    return max(Counter(names).values(), default=0)
