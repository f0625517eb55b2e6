"""What a user sees, read through the use cases on the real stack."""

from trackifi_accounting.domain.activation.integrations import IntegrationState
from trackifi_accounting.domain.matching.suggestions import Suggestion, words
from trackifi_accounting.domain.partners.business_partners import ROLE_OF, BusinessPartner
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import InvoiceId
from trackifi_accounting.errors import AccountingError
from trackifi_accounting.ports.repositories.partners import LinkFilter, PartnerQuery
from trackifi_accounting.ports.store import UnitOfWork
from trackifi_accounting.use_cases.deliveries.journal import reasons_of

from tests.steps.driver import Card, Delivered, GuideStep, Previewed, Row
from tests.steps.host_side import HostSide
from tests.steps.shown import DIFFERENCES, state_of

STATES = {
    IntegrationState.NOT_CONNECTED: "Not connected",
    IntegrationState.ACTIVE: "Active",
    IntegrationState.NEEDS_ATTENTION: "Needs attention",
    IntegrationState.DISABLED: "Disabled",
}


class UseCaseViews(HostSide):
    """The half of the driver that looks and changes nothing."""

    def preview(self, kind: PartyKind, invoice: str) -> Previewed:
        try:
            plan = self._box.preview()(self._company, self._provider, kind, InvoiceId(invoice))
        except AccountingError as error:
            return Previewed(partner="", net="", vat="", total="", pdf="", notices=self._notices(reasons_of(error)))
        totals = plan.draft.totals
        return Previewed(
            partner=plan.order.partner.name,
            net=str(totals.net),
            vat=str(totals.vat),
            total=str(totals.gross),
            pdf=plan.document.name,
            notices=self._notices(plan.warnings),
            treatments=plan.draft.treatments,
            credits=plan.order.credited.number if plan.order.credited else "",
        )

    def guide(self) -> tuple[GuideStep, ...]:
        return tuple(
            GuideStep(
                title=step.title.in_language(self.language),
                menu=" > ".join(step.menu),
                values=dict(step.values),
                note=step.note.in_language(self.language) if step.note else "",
                optional=step.optional,
            )
            for step in self._box.registry()[self._provider].guide
        )

    def card(self) -> Card:
        standing = self._box.survey()(self._company, self._provider)
        integration, found = standing.integration, standing.counts
        remote = integration.remote if integration.usable else None
        return Card(
            title=standing.title,
            state=STATES[integration.state],
            connected_to=remote.name if remote else "",
            key_entered_by=integration.key_updated_by or "",
            customers=found.customers,
            suppliers=found.suppliers,
            products=found.products,
            notices=self._notices(standing.problems),
            findings=self._notices(standing.findings),
        )

    def rows(self, kind: PartyKind) -> tuple[Row, ...]:
        suggestions = {one.left_id: one for one in self._box.suggest_links()(self._company, self._provider, kind)}
        names = {str(party.id): party.name for party in self._box.host().parties(self._company, kind)}
        with self._box.store().write(self._company) as work:
            shown = work.partners.page(self._provider, PartnerQuery(role=ROLE_OF[kind], limit=1000))
            stale = work.partners.page(self._provider, PartnerQuery(linked=LinkFilter.STALE, inactive=True))
            links = work.links.of_partners(self._provider, [one.id for one in stale])
            rows = {one.id: one for one in (*shown, *(one for one in stale if links[one.id].kind is kind))}
            return tuple(self._row(work, one, suggestions.get(one.id), names, kind) for one in rows.values())

    def delivered(self, kind: PartyKind, invoice: str) -> Delivered:
        with self._box.store().write(self._company) as work:
            delivery = work.deliveries.get(self._provider, kind, InvoiceId(invoice))
        problems = delivery.told if delivery else ()
        return Delivered(
            state=state_of(delivery, provider=self._title),
            number=(delivery and delivery.remote_number) or "",
            notices=self._notices(problems),
        )

    def differences(self) -> tuple[tuple[str, str], ...]:
        found = self._box.drift_report()(self._company, self._provider)
        return tuple((one.number, DIFFERENCES[one.what]) for one in found if one.differs)

    @property
    def _title(self) -> str:
        return self._box.registry()[self._provider].title

    def _row(
        self,
        work: UnitOfWork,
        partner: BusinessPartner,
        suggestion: Suggestion | None,
        names: dict[str, str],
        kind: PartyKind,
    ) -> Row:
        link = work.links.of_partners(self._provider, [partner.id]).get(partner.id)
        stale = (
            Problem(code=link.stale, facts={"partner": partner.name, "before": link.partner_name})
            if (link and link.stale)
            else None
        )
        return Row(
            partner=partner.name,
            business_id=partner.business_id or "",
            kind=kind,
            linked_to=names.get(link.party, "") if link else "",
            suggested=names[suggestion.right_id] if suggestion else "",
            strength=suggestion.band.value if suggestion else "",
            reason=words(suggestion, "fi" if self.language == "fi" else "en") if suggestion else "",
            stale=self._notice(stale) if stale else None,
        )
