"""One company's integration with one provider."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from trackifi_accounting.domain.activation.access import Access, Capability, RemoteCompany
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import Actor, CompanyId, ProductId, ProviderName

STOPPED: Final = "connection_stopped"


class IntegrationState(StrEnum):
    """The state of an integration, as an administrator sees it on the provider's card."""

    NOT_CONNECTED = "not_connected"
    ACTIVE = "active"
    NEEDS_ATTENTION = "needs_attention"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Integration:
    """One company's integration with one provider, as it is stored; times are aware, UTC.

    ``remote`` pins the remote company: no key of another is ever accepted. ``key_generation`` grows with each
    accepted key, ``epoch`` with each disabling, so that work begun before can tell. ``key_fingerprint`` identifies a
    key without containing any of it. ``watermark`` is the provider's time up to which changes have been read.
    ``findings`` are those of the last examination, without what ``access`` tells. ``invoices_read_to`` is for sent
    invoices what ``watermark`` is for registers. ``default_products`` are the products of lines that name none, by
    kind of invoice; ``default_product`` is the one of former times, used for the kind that it is meant for.
    ``unread`` are the rights to registers that the latest sync lacked.
    """

    company: CompanyId
    provider: ProviderName
    state: IntegrationState = IntegrationState.NOT_CONNECTED
    remote: RemoteCompany | None = None
    access: Access | None = None
    key_generation: int = 0
    key_fingerprint: str | None = None
    key_updated_at: datetime | None = None
    key_updated_by: Actor | None = None
    epoch: int = 0
    synced_at: datetime | None = None
    fully_synced_at: datetime | None = None
    watermark: datetime | None = None
    default_product: ProductId | None = None
    findings: tuple[Problem, ...] = ()
    examined_at: datetime | None = None
    invoices_read_to: datetime | None = None
    invoices_fully_read_at: datetime | None = None
    problem: Problem | None = None
    default_products: Mapping[PartyKind, ProductId] = field(default_factory=dict)
    unread: frozenset[Capability] = frozenset()

    @property
    def stopped(self) -> bool:
        """Whether a contradiction in our own records ended all calls; disabling and activating anew lifts it."""
        return self.problem is not None and self.problem.code == STOPPED

    @property
    def usable(self) -> bool:
        """Whether calls may be made for it."""
        return (
            not self.stopped
            and self.state in {IntegrationState.ACTIVE, IntegrationState.NEEDS_ATTENTION}
            and self.key_generation > 0
        )
