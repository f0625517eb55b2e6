"""What no single look-up finds has to be found by the sweep, and the drift report has to tell it all."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from trackifi_accounting.domain.deliveries.deliveries import Delivery, PdfState
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice, RemoteState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.reconciliation.checker import Accounts, ProviderSide, check
from trackifi_accounting.domain.reconciliation.findings import Finding, FindingKind
from trackifi_accounting.domain.reconciliation.questions import question_of
from trackifi_accounting.domain.reconciliation.sweeps import DUPLICATE, ORPHAN, id_of
from trackifi_accounting.domain.values.references import CompanyId, ProviderName, RemoteInvoiceId
from trackifi_accounting.errors import AccountingError, NotActivated
from trackifi_accounting.testing.doubles.provider.drafting import booked
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting.use_cases.reconciliation.drift_report import DriftReport

from tests.simulation.landings import Landed
from tests.simulation.tenants import Tenant
from tests.simulation.town import Town

DAY = 24 * 3600.0
ROUGHLY: Final = {
    FindingKind.SECOND_BY_US: FindingKind.MISSING_HERE,
    FindingKind.PDF_OTHER: FindingKind.PDF_MISSING,
    FindingKind.PDF_TWICE: FindingKind.PDF_MISSING,
}
"""Kinds that the books themselves, asked here, do not tell apart."""
TOLD_APART: Final = {
    *ROUGHLY,
    *ROUGHLY.values(),
    *(FindingKind.MISSING_THERE, FindingKind.REMOVED_THERE, FindingKind.AMOUNT, FindingKind.PARTNER),
}
"""Kinds that are found once more here, without a function of the checker's."""
Rows = set[tuple[FindingKind, RemoteInvoiceId]]


class Watch:
    """Holds what was reported against the books themselves. ``told`` are the seconds at which an alarm was given."""

    def __init__(self, town: Town, found: Callable[[str, str], None]) -> None:
        self._town = town
        self._found = found
        self.told: dict[tuple[CompanyId, RemoteInvoiceId], float] = {}
        self.reported = 0
        town.alarm = self._alarm

    def _alarm(self, company: CompanyId, _provider: ProviderName, problem: Problem) -> None:
        self._town.trace.note(f"{company} is told {problem.code} {id_of(problem)}")
        if problem.code in {DUPLICATE, ORPHAN}:
            self.told.setdefault((company, id_of(problem)), self._town.engine.elapsed)

    def take_stock(self) -> None:
        """At the end, when all faults have been over for a day."""
        for tenant in self._town.tenants:
            rows = [one for one in self._town.store.deliveries() if one.company == tenant.id]
            if self._town.swarm.swept and any(one.settled for one in rows):  # without one nothing begins a sweep
                for one in _unaccounted(tenant, rows):
                    self._shown(tenant, one)
            self._counted(tenant, rows)
            if self._town.swarm.drift:
                self._report(tenant, rows)

    def _shown(self, tenant: Tenant, one: Landed) -> None:
        """It is reported now, and was so within a day."""
        standing = {id_of(problem) for problem in self._standing(tenant)}
        if one.id not in standing:
            self._found("silent", f"{one.key.number} of {tenant.id}: nothing tells of {one.id}")
            return
        twice = next(
            (each for each in self._standing(tenant) if id_of(each) == one.id and each.code == DUPLICATE), None
        )
        if twice and (twice.facts["second"] != f"M-{one.id}" or twice.facts["first"] == twice.facts["second"]):
            self._found("silent", f"{one.key.number} of {tenant.id}: {twice.facts} is told of {one.id}")
        self.reported += 1
        told = self.told.get((tenant.id, one.id))
        since = max(self._town.well, *(other.landed for other in tenant.books.landed.values() if other.key == one.key))
        if told is None or told > since + DAY + self._town.clock.furthest:
            self._found("silent", f"{one.key.number} of {tenant.id}: {one.id} is told of at {told}, not within a day")

    def _standing(self, tenant: Tenant) -> tuple[Problem, ...]:
        return self._town.store.swept(tenant.id).problems

    def _counted(self, tenant: Tenant, rows: list[Delivery]) -> None:
        """A second file of a PDF's name is told: on the delivery, or to whoever compares the books."""
        for one in rows:
            names = [file.name for file in tenant.books.files.get(one.remote or "", ())]  # type: ignore[call-overload]
            there = tenant.books.invoices.get(one.remote) if one.remote else None
            stands = there is not None and there.state is not RemoteState.REMOVED
            twice = stands and one.pdf_state is PdfState.ATTACHED and names.count(one.pdf_name or "") > 1
            if twice and not (one.pdf_problem or FindingKind.PDF_TWICE in self._told_of(tenant, one)):
                self._found("second pdf", f"{one.number} of {tenant.id} has {names}, and nothing tells of it")

    def _told_of(self, tenant: Tenant, delivery: Delivery) -> set[FindingKind]:
        try:
            drift = list(self._town.program()(DriftReport)(tenant.id, MEMORY))
        except AccountingError:  # whoever can't compare is told nothing
            return set()
        return {one.what for one in drift if one.invoice == delivery.invoice}

    def _report(self, tenant: Tenant, rows: list[Delivery]) -> None:
        try:
            drift = list(self._town.program()(DriftReport)(tenant.id, MEMORY))
        except NotActivated:
            return
        except AccountingError as error:
            self._found("drift", f"{tenant.id}: {error}")
            return
        told = {(ROUGHLY.get(one.what, one.what), one.remote) for one in drift if one.what in TOLD_APART}
        aside = {one for row in rows for one in row.set_aside}  # a person's word: told or not as that is understood
        truth = {*_of_ours(tenant, rows), *_of_theirs(tenant, rows)}
        told, truth = ({one for one in some if one[1] not in aside} for some in (told, truth))
        if told != truth or len(drift) != len(set(drift)):
            self._found("drift", f"{tenant.id}: too much {sorted(told - truth)}, too little {sorted(truth - told)}")
        whole = self._whole(tenant, rows)
        if set(drift) != whole:
            apart = sorted({(one.what, one.number) for one in whole ^ set(drift)})
            self._found("drift", f"{tenant.id}: piece by piece it is not what it is as a whole: {apart}")

    def _whole(self, tenant: Tenant, rows: list[Delivery]) -> set[Finding]:
        """What the checker of accounts says of the three sides as they are, not as they were read."""
        integration = self._town.store.integration(tenant.id)
        assert integration is not None, "there is a report"
        with self._town.store.write(tenant.id) as work:
            links = work.links.all(MEMORY)
        hidden = {one for one in PartyKind if one in tenant.books.own_invoices_only}
        remote = integration.remote
        accounts = Accounts(
            side=ProviderSide(
                user=remote.user if remote else None, pinned=remote.id if remote else None, hidden=frozenset(hidden)
            ),
            invoices=[one for kind in PartyKind for one in self._town.host.invoices(tenant.id, kind, limit=10_000)],
            deliveries=rows,
            books=[_with_files(tenant, one) for one in tenant.books.invoices.values()],
            linked={(one.kind, one.party) for one in links},
            asked=lambda one: booked(one.payload, as_id=RemoteInvoiceId("")) if one.payload else None,
        )
        return set(check(accounts))


def _with_files(tenant: Tenant, invoice: RemoteInvoice) -> RemoteInvoice:
    return replace(invoice, attachments=tuple(one.name for one in tenant.books.files.get(invoice.id, ())))


def _unaccounted(tenant: Tenant, rows: list[Delivery]) -> Iterator[Landed]:
    """Ours that stand there, while no delivery knows them and nobody is asked about their number."""
    known = {one.remote for one in rows if one.settled} | {aside for one in rows for aside in one.set_aside}
    asked = {one.key for one in rows if question_of(one) or one.in_flight}
    for one in tenant.books.landed.values():
        there = tenant.books.invoices.get(one.id)
        if there and there.state is not RemoteState.REMOVED and one.id not in known and one.key not in asked:
            yield one


def _of_ours(tenant: Tenant, rows: list[Delivery]) -> Iterator[tuple[FindingKind, RemoteInvoiceId]]:
    for one in rows:
        if not one.settled or one.remote is None:
            continue
        there = tenant.books.invoices.get(one.remote)
        names = [file.name for file in tenant.books.files.get(one.remote, ())]
        if there is None:
            yield FindingKind.MISSING_THERE, one.remote
        elif there.state is RemoteState.REMOVED:
            yield FindingKind.REMOVED_THERE, one.remote
        else:
            if one.totals and there.totals and one.totals.gross != there.totals.gross:
                yield FindingKind.AMOUNT, one.remote
            if one.partner != there.partner:
                yield FindingKind.PARTNER, one.remote
            if not names if one.foreign else names.count(one.pdf_name or "") != 1:
                yield FindingKind.PDF_MISSING, one.remote


def _of_theirs(tenant: Tenant, rows: list[Delivery]) -> Iterator[tuple[FindingKind, RemoteInvoiceId]]:
    """What the key's user has made, by our doing or by a person's, but for what a person has called another invoice."""
    known = {one.remote for one in rows if one.settled} | {aside for one in rows for aside in one.set_aside}
    for one in tenant.books.invoices.values():
        ours = one.created_by == tenant.user and one.state is not RemoteState.REMOVED
        if ours and one.id not in known:
            yield FindingKind.MISSING_HERE, one.id
