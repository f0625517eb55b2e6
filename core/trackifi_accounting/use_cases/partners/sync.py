"""Sync Data: bring partners and products in, and see whether the links still hold."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta

from trackifi_accounting.domain.activation.access import Access, Capability
from trackifi_accounting.domain.activation.integrations import Integration, IntegrationState
from trackifi_accounting.domain.partners.business_partners import PartnerRole
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.references import SYSTEM, Actor, CompanyId, ProviderName
from trackifi_accounting.errors import PermissionMissing
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.repositories.partners import PartnerQuery
from trackifi_accounting.ports.store import Store, UnitOfWork
from trackifi_accounting.use_cases.connections.resume import Resume
from trackifi_accounting.use_cases.connections.sessions import Connections
from trackifi_accounting.use_cases.partners.registers import RIGHT, RIGHT_OF, ReadRegisters, RegisterReading
from trackifi_accounting.use_cases.partners.stale_links import MarkStaleLinks
from trackifi_accounting.use_cases.scheduling.progress import Progress, no_progress

OVERLAP = timedelta(minutes=10)
"""Changes are read again from so long before the last sync: the provider's clock is not ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCounts:
    """The active records of a company."""

    customers: int
    suppliers: int
    products: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The result of a sync: what was read and found; ``stale`` counts links that can't be used for now.

    ``problem`` names the rights whose lack left a register as it was; the others were read.
    """

    integration: Integration
    read_partners: int
    read_products: int
    before: RecordCounts
    after: RecordCounts
    stale: int
    problem: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncData:
    """The import of what changed, or of all; what is gone is marked, only after a complete pass, never deleted."""

    sessions: Connections
    store: Store
    clock: Clock
    registers: ReadRegisters
    link_decay: MarkStaleLinks
    resume: Resume

    def __call__(
        self,
        company: CompanyId,
        provider: ProviderName,
        *,
        by: Actor,
        full: bool = False,
        progress: Progress = no_progress,
    ) -> Imported:
        """Sync; ``full`` reads everything, as the first sync always does. What was read before an error stays.

        Raises: NotActivated, CredentialsRejected, RateLimited, ProviderUnavailable, UnexpectedAnswer; PermissionMissing
        when no register at all may be read.
        """
        integration = self.sessions.integration(company, provider)
        since = None if full or integration.watermark is None else integration.watermark
        started, before = self.clock.now(), self._counts(company, provider)
        with self.sessions.open(integration) as connection:
            now = RegisterReading(
                integration=integration, connection=connection, since=since, started=started, progress=progress
            )
            done, access = self._read(now)
        if since is not None and integration.unread - now.unread:
            # What was there before the right was granted has not changed since: only a full reading brings it in.
            return self(company, provider, by=by, full=True, progress=progress)
        synced = self._record(replace(integration, access=access, unread=frozenset(now.unread)), now, by=by)
        if access and access.documents is not False:
            self.resume(company, provider)
        return replace(done, integration=synced, before=before, after=self._counts(company, provider))

    def _read(self, now: RegisterReading) -> tuple[Imported, Access | None]:
        """Raises: PermissionMissing when the key may read no register at all."""
        connection, access = now.connection, now.integration.access
        if now.since is None:
            access = connection.accounting.access()
        partners, products = self.registers.partners(now), self.registers.products(now)
        if len(now.unread) > len(RIGHT):
            raise PermissionMissing(rights=_in_order(now.unread))
        unread = [kind for kind, right in RIGHT_OF.items() if right in now.unread]
        stale = self.link_decay(now.integration, connection, seen_at=now.started, unread=unread)
        if now.since is not None:
            access = self._noticed(now, access)
        nothing = RecordCounts(customers=0, suppliers=0, products=0)
        done = Imported(
            integration=now.integration,
            read_partners=partners,
            read_products=products,
            before=nothing,
            after=nothing,
            stale=stale,
            problem=_missing(now.unread),
        )
        return done, access

    def _noticed(self, now: RegisterReading, access: Access | None) -> Access | None:
        """What may have changed at the provider since: a right that the reading missed, and the document feature."""
        if access and not now.unread <= access.missing:
            return now.connection.accounting.access()
        on = now.connection.documents.available()
        return replace(access, documents=access.documents if on is None else on) if access else None

    def _record(self, integration: Integration, reading: RegisterReading, *, by: Actor) -> Integration:
        since, started = reading.since, reading.started
        with self.store.write(integration.company) as work:
            now = work.integrations.get(integration.provider) or integration
            synced = replace(
                now,
                access=integration.access,
                unread=integration.unread,
                state=IntegrationState.ACTIVE if now.usable else now.state,
                problem=None,
                synced_at=started,
                fully_synced_at=started if since is None else now.fully_synced_at,
                watermark=started - OVERLAP,
            )
            work.integrations.put(synced)
            work.matching.mark(integration.provider, due=self.clock.now(), since=started)
            if by != SYSTEM:  # the trail is about what people do; a quarter-hourly entry would bury it
                work.audit.add(AuditEntry(at=self.clock.now(), actor=by, action="sync", subject=integration.provider))
            return synced

    def _counts(self, company: CompanyId, provider: ProviderName) -> RecordCounts:
        with self.store.write(company) as work:
            return counts(work, provider)


def _in_order(rights: Collection[Capability]) -> str:
    return ", ".join(one for one in Capability if one in rights)


def _missing(unread: Collection[Capability]) -> Problem | None:
    return Problem(code=PermissionMissing.default, facts={"rights": _in_order(unread)}) if unread else None


def counts(work: UnitOfWork, provider: ProviderName) -> RecordCounts:
    """Count the company's active partners and products."""
    return RecordCounts(
        customers=work.partners.count(provider, PartnerQuery(role=PartnerRole.CUSTOMER)),
        suppliers=work.partners.count(provider, PartnerQuery(role=PartnerRole.SUPPLIER)),
        products=work.products.count(provider),
    )
