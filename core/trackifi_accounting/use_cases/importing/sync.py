"""Sync Data: bring partners and products in, and see whether the links still hold."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from trackifi_accounting.domain.audit import AuditEntry
from trackifi_accounting.domain.integrations import Integration, IntegrationState
from trackifi_accounting.domain.partners import PartnerRole
from trackifi_accounting.domain.references import SYSTEM, Actor, CompanyId, ProviderName
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.partners import PartnerQuery
from trackifi_accounting.ports.store import Store, UnitOfWork
from trackifi_accounting.use_cases.chunks import chunks
from trackifi_accounting.use_cases.importing.link_decay import LinkDecay
from trackifi_accounting.use_cases.progress import Progress, Step, unwatched
from trackifi_accounting.use_cases.resume import Resume
from trackifi_accounting.use_cases.sessions import Sessions

LONGEST = timedelta(minutes=30)
"""A sync is taken for broken off after so long, as far as suggestions are concerned."""
OVERLAP = timedelta(minutes=10)
"""Changes are read again from so long before the last sync: the provider's clock is not ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Active records of a company."""

    customers: int
    suppliers: int
    products: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What a sync read and what it found; ``stale`` counts links that can't be used for now."""

    integration: Integration
    read_partners: int
    read_products: int
    before: Counts
    after: Counts
    stale: int


class SyncData:
    """Reads what changed, or all; deletes nothing: what is gone is marked, and only after a complete pass."""

    def __init__(
        self, *, sessions: Sessions, store: Store, clock: Clock, link_decay: LinkDecay, resume: Resume
    ) -> None:
        self._sessions = sessions
        self._store = store
        self._clock = clock
        self._link_decay = link_decay
        self._resume = resume

    def __call__(
        self,
        company: CompanyId,
        provider: ProviderName,
        *,
        by: Actor,
        full: bool = False,
        progress: Progress = unwatched,
    ) -> Imported:
        """Sync; ``full`` reads everything, as the first sync always does. What was read before an error stays.

        Raises: NotActivated, CredentialsRejected, PermissionMissing, RateLimited, ProviderUnavailable,
        UnexpectedAnswer.
        """
        integration = self._sessions.integration(company, provider)
        since = None if full or integration.watermark is None else integration.watermark
        started = self._clock.now()
        before = self._counts(company, provider)
        with self._sessions.open(integration) as connection:
            access = connection.accounting.access() if since is None else integration.access
            partners = self._partners(integration, connection, since=since, started=started, progress=progress)
            products = self._products(integration, connection, since=since, started=started, progress=progress)
            stale = self._link_decay(integration, connection, seen_at=started)
            if access and access.documents is not True:
                access = replace(access, documents=connection.documents.available())
        synced = self._record(replace(integration, access=access), since=since, started=started, by=by)
        if access and access.documents is not False:
            self._resume(company, provider)
        return Imported(
            integration=synced,
            read_partners=partners,
            read_products=products,
            before=before,
            after=self._counts(company, provider),
            stale=stale,
        )

    def _partners(
        self,
        integration: Integration,
        connection: Connection,
        *,
        since: datetime | None,
        started: datetime,
        progress: Progress,
    ) -> int:
        done = 0
        for chunk in chunks(connection.accounting.partners(changed_since=since)):
            with self._store.begin(integration.company) as work:
                done += work.partners.upsert(integration.provider, chunk, seen_at=started)
                # Should the sync break off, what it has read is matched all the same.
                work.matching.mark(integration.provider, due=started + LONGEST, since=started)
            progress(Step(what="partners", done=done))
        if since is None:
            with self._store.begin(integration.company) as work:
                work.partners.mark_unseen_gone(integration.provider, before=started)
        return done

    def _products(
        self,
        integration: Integration,
        connection: Connection,
        *,
        since: datetime | None,
        started: datetime,
        progress: Progress,
    ) -> int:
        done = 0
        for chunk in chunks(connection.accounting.products(changed_since=since)):
            with self._store.begin(integration.company) as work:
                done += work.products.upsert(integration.provider, chunk, seen_at=started)
            progress(Step(what="products", done=done))
        if since is None:
            with self._store.begin(integration.company) as work:
                work.products.mark_unseen_gone(integration.provider, before=started)
        return done

    def _record(self, integration: Integration, *, since: datetime | None, started: datetime, by: Actor) -> Integration:
        with self._store.begin(integration.company) as work:
            now = work.integrations.get(integration.provider) or integration
            synced = replace(
                now,
                access=integration.access,
                state=IntegrationState.ACTIVE if now.usable else now.state,
                problem=None,
                synced_at=started,
                fully_synced_at=started if since is None else now.fully_synced_at,
                watermark=started - OVERLAP,
            )
            work.integrations.put(synced)
            work.matching.mark(integration.provider, due=self._clock.now(), since=started)
            if by != SYSTEM:  # the trail is about what people do; a quarter-hourly entry would bury it
                work.audit.add(AuditEntry(at=self._clock.now(), actor=by, action="sync", subject=integration.provider))
            return synced

    def _counts(self, company: CompanyId, provider: ProviderName) -> Counts:
        with self._store.begin(company) as work:
            return counts(work, provider)


def counts(work: UnitOfWork, provider: ProviderName) -> Counts:
    """Count the company's active partners and products."""
    return Counts(
        customers=work.partners.count(provider, PartnerQuery(role=PartnerRole.CUSTOMER)),
        suppliers=work.partners.count(provider, PartnerQuery(role=PartnerRole.SUPPLIER)),
        products=work.products.count(provider),
    )
