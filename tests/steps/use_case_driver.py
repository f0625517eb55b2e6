"""The driver that carries out the use cases themselves, on the real stack."""

from collections.abc import Sequence

from trackifi_accounting.domain.partners.business_partners import BusinessPartner
from trackifi_accounting.domain.partners.links import LinkChoice
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.reconciliation.questions import Answer, Reply
from trackifi_accounting.domain.values.references import InvoiceId
from trackifi_accounting.domain.values.secrets import Credentials, Secret
from trackifi_accounting.ports.repositories.partners import PartnerQuery

from tests.steps.driver import Chosen, Notices
from tests.steps.host_side import ADMINISTRATOR
from tests.steps.use_case_views import UseCaseViews

ANSWERS = {"It is there": Answer.THERE, "It isn't, send it": Answer.SEND, "Leave it": Answer.LEAVE}
ANSWERS |= {"It is another one, send it": Answer.ANOTHER}


class UseCaseDriver(UseCaseViews):
    """Drives one installation."""

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
        def act() -> tuple[Problem, ...]:
            done = self._box.sync()(self._company, self._provider, by=ADMINISTRATOR)
            return (done.problem,) if done.problem else ()

        return self._act(act)

    def save_links(self, rows: Sequence[Chosen]) -> Notices:
        def act() -> list[Problem]:
            choices = tuple(self._choice(row) for row in rows)
            saved = self._box.save_links()(self._company, self._provider, choices, by=ADMINISTRATOR)
            return [Problem(code=one.code) for one in saved.conflicts]

        return self._act(act)

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

    def mark_seen(self, kind: PartyKind, invoice: str) -> Notices:
        def act() -> tuple[Problem, ...]:
            seen = self._box.mark_seen()
            return seen(self._company, self._provider, kind, InvoiceId(invoice), by=ADMINISTRATOR).open_problems

        return self._act(act)

    def answer(
        self, kind: PartyKind, invoice: str, words: str, *, remote: str = "", confirmed: bool = False, reason: str = ""
    ) -> Notices:
        def act() -> tuple[Problem, ...]:
            seen = frozenset(one.invoice.id for one in asked.found)
            reply = Reply(answer=ANSWERS[words], remote=remote or None, confirmed=confirmed, seen=seen, reason=reason)
            answer = self._box.answer()
            return answer(self._company, self._provider, kind, InvoiceId(invoice), reply, by=ADMINISTRATOR).problems

        asked = self._box.ask()(self._company, self._provider, kind, InvoiceId(invoice))
        return self._act(act)

    def _credentials(self, key: str) -> Credentials:
        field = self._box.registry()[self._provider].fields[0].name
        return Credentials(values={field: Secret(key)})

    def _choice(self, row: Chosen) -> LinkChoice:
        parties = self._box.host().parties(self._company, row.kind)
        party = next((one.id for one in parties if one.name == row.party), None) if row.party else None
        return LinkChoice(partner=self._partner(row.partner).id, kind=row.kind, party=party)

    def _partner(self, called: str) -> BusinessPartner:
        """By name, or by business ID where two share a name."""
        with self._box.store().write(self._company) as work:
            every = work.partners.page(self._provider, PartnerQuery(inactive=True, limit=1000))
        (found,) = (one for one in every if called in (one.name, one.business_id))
        return found
