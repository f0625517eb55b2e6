"""The driver that carries out the use cases themselves, on the real stack."""

from collections.abc import Callable, Iterator, Sequence

from trackifi_accounting.domain.catalogue.labels import label_of
from trackifi_accounting.domain.integrations import Integration
from trackifi_accounting.domain.invoices import Invoice
from trackifi_accounting.domain.links import LinkChoice
from trackifi_accounting.domain.matching.suggestions import Suggestion, words
from trackifi_accounting.domain.parties import Company, Party, PartyKind
from trackifi_accounting.domain.partners import KIND_OF, ROLE_OF, BusinessPartner
from trackifi_accounting.domain.problems import Problem
from trackifi_accounting.domain.references import Actor, CompanyId, InvoiceId, ProviderName
from trackifi_accounting.domain.secrets import Credentials, Secret
from trackifi_accounting.errors import AccountingError
from trackifi_accounting.ports.repositories import LinkFilter, PartnerQuery
from trackifi_accounting.ports.store import UnitOfWork
from trackifi_accounting.use_cases.journal import reasons_of
from trackifi_accounting.use_cases.sync import counts
from trackifi_accounting_adapters.container import Container

from tests.steps.driver import Card, Chosen, Delivered, Driver, GuideStep, Notice, Notices, Previewed, Row
from tests.steps.installation import Installation, variable
from tests.steps.shown import state_of

ADMINISTRATOR = Actor("Administrator Specimen")
STATES = {
    "not_connected": "Not connected",
    "active": "Active",
    "needs_attention": "Needs attention",
    "disabled": "Disabled",
}
MINUTE = 60.0  # seconds


class UseCaseDriver(Driver):
    """Drives one installation; its worker does a round a minute while the user waits."""

    def __init__(self, installation: Installation, *, provider: str) -> None:
        self._installation = installation
        self._provider = ProviderName(provider)
        self._company = CompanyId("")

    @property
    def _box(self) -> Container:
        return self._installation.container

    def keep_company(self, company: Company) -> None:
        self._company = company.id
        self._box.hand_over().company(company)

    def keep_party(self, party: Party) -> None:
        self._box.hand_over().party(self._company, party)

    def keep_invoice(self, invoice: Invoice, pdf: bytes | None) -> None:
        self._box.hand_over().invoice(self._company, invoice)
        if pdf is not None:
            self._box.hand_over().document(self._company, invoice.kind, invoice.id, pdf)

    def activate(self, key: str) -> Notices:
        def act() -> list[Problem]:
            done = self._box.activate()(self._company, self._provider, self._credentials(key), by=ADMINISTRATOR)
            return [done.problem] if done.problem else []

        return self._act(act)

    def update_key(self, key: str) -> Notices:
        return self._act(
            lambda: self._box.update_key()(self._company, self._provider, self._credentials(key), by=ADMINISTRATOR)
        )

    def disable(self) -> Notices:
        return self._act(lambda: self._box.disable()(self._company, self._provider, by=ADMINISTRATOR))

    def sync(self) -> Notices:
        return self._act(lambda: self._box.sync()(self._company, self._provider, by=ADMINISTRATOR))

    def save_links(self, rows: Sequence[Chosen]) -> Notices:
        def act() -> list[Problem]:
            choices = tuple(self._choice(row) for row in rows)
            saved = self._box.save_links()(self._company, self._provider, choices, by=ADMINISTRATOR)
            return [Problem(code=one.code) for one in saved.conflicts]

        return self._act(act)

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
            notices=self._notices(plan.draft.warnings),
        )

    def create_invoice(self, kind: PartyKind, invoice: str) -> Notices:
        def act() -> tuple[Problem, ...]:
            send = self._box.send_invoice()
            return send(self._company, self._provider, kind, InvoiceId(invoice), by=ADMINISTRATOR).problems

        return self._act(act)

    def retry_pdf(self, kind: PartyKind, invoice: str) -> Notices:
        def act() -> list[Problem]:
            retry = self._box.retry_attachment()
            done = retry(self._company, self._provider, kind, InvoiceId(invoice), by=ADMINISTRATOR)
            return [done.pdf_problem] if done.pdf_problem else []

        return self._act(act)

    def wait(self, minutes: int) -> None:
        for _ in range(minutes):
            self._installation.clock.advance(MINUTE)
            self._box.work_due()()

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
        with self._box.store().begin(self._company) as work:
            integration = work.integrations.get(self._provider)
            found = counts(work, self._provider)
        integration = integration or Integration(company=self._company, provider=self._provider)
        remote = integration.remote if integration.usable else None
        return Card(
            title=self._title,
            state=STATES[integration.state],
            connected_to=remote.name if remote else "",
            key_entered_by=integration.key_updated_by or "",
            customers=found.customers,
            suppliers=found.suppliers,
            products=found.products,
            notices=self._notices(_findings(integration)),
        )

    def rows(self, kind: PartyKind) -> tuple[Row, ...]:
        suggestions = {
            one.left_id: one for one in self._box.suggest_links()(self._company, self._provider, kind)
        }
        names = {party.id: party.name for party in self._box.host().parties(self._company, kind)}
        with self._box.store().begin(self._company) as work:
            shown = work.partners.page(self._provider, PartnerQuery(role=ROLE_OF[kind], limit=1000))
            stale = work.partners.page(self._provider, PartnerQuery(linked=LinkFilter.STALE, inactive=True))
            links = work.links.of_partners(self._provider, [one.id for one in stale])
            rows = {one.id: one for one in (*shown, *(one for one in stale if links[one.id].kind is kind))}
            return tuple(self._row(work, one, suggestions.get(one.id), names, kind) for one in rows.values())

    def delivered(self, kind: PartyKind, invoice: str) -> Delivered:
        with self._box.store().begin(self._company) as work:
            delivery = work.deliveries.get(self._provider, kind, InvoiceId(invoice))
        problems = (*delivery.problems, delivery.pdf_problem) if delivery else ()
        return Delivered(
            state=state_of(delivery, provider=self._title),
            number=(delivery and delivery.remote_number) or "",
            notices=self._notices([one for one in problems if one]),
        )

    def stored(self) -> Iterator[tuple[str, bytes]]:
        for path in sorted(self._installation.folder.rglob("*")):
            if path.is_file():
                yield path.name, path.read_bytes()

    def lose_encryption_keys(self) -> None:
        (self._installation.folder / "keys").unlink()
        self._installation.restart()

    def change_setting(self, name: str, value: str) -> None:
        self._installation.restart({variable(self._provider, name): value})

    @property
    def _title(self) -> str:
        return self._box.registry()[self._provider].title

    def _credentials(self, key: str) -> Credentials:
        field = self._box.registry()[self._provider].fields[0].name
        return Credentials(values={field: Secret(key)})

    def _act(self, act: Callable[[], object]) -> Notices:
        try:
            shown = act()
        except AccountingError as error:
            return self._notices(reasons_of(error))
        return self._notices(shown) if isinstance(shown, list | tuple) else ()

    def _notices(self, problems: Sequence[Problem]) -> Notices:
        return tuple(map(self._notice, problems))

    def _notice(self, problem: Problem) -> Notice:
        told = self._box.explain()(problem, provider=self._provider, language=self.language)
        text = " ".join((told.words.happened, told.words.did, told.words.todo))
        return Notice(code=told.code, about=label_of(told.field, language=self.language) if told.field else "", text=text, place=told.place.value)

    def _choice(self, row: Chosen) -> LinkChoice:
        parties = self._box.host().parties(self._company, row.kind)
        party = next((one.id for one in parties if one.name == row.party), None) if row.party else None
        return LinkChoice(partner=self._partner(row.partner).id, kind=row.kind, party=party)

    def _partner(self, called: str) -> BusinessPartner:
        """By name, or by business ID where two share a name."""
        with self._box.store().begin(self._company) as work:
            every = work.partners.page(self._provider, PartnerQuery(inactive=True, limit=1000))
        (found,) = (one for one in every if called in (one.name, one.business_id))
        return found

    def _row(
        self,
        work: UnitOfWork,
        partner: BusinessPartner,
        suggestion: Suggestion | None,
        names: dict[str, str],
        kind: PartyKind,
    ) -> Row:
        link = work.links.of_partners(self._provider, [partner.id]).get(partner.id)
        stale = Problem(code=link.stale, facts={"partner": partner.name, "before": link.partner_name}) if (
            link and link.stale
        ) else None
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


def _findings(integration: Integration) -> list[Problem]:
    """What the card shows: the integration's own problem, and what the key can't do."""
    found = [integration.problem] if integration.problem else []
    access = integration.access if integration.usable else None
    if access and access.missing:
        found.append(Problem(code="right_missing", facts={"rights": ", ".join(sorted(access.missing))}))
    if access and access.documents is False:
        found.append(Problem(code="documents_off"))
    return found


