"""People at the provider: they type numbers that are ours, restart their numbering, and answer what is asked."""

import http.client
import json
import random
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.values import data
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState
from trackifi_accounting.domain.reconciliation.questions import Answer, Reply, answers_to
from trackifi_accounting.domain.values.references import CompanyId
from trackifi_accounting.errors import AccountingError
from trackifi_accounting_adapters.container import Container

from tests.resilience.middle.books import fingerprint
from tests.resilience.middle.record import Record
from tests.resilience.rig.fast_time import Pace
from tests.resilience.rig.stock import PROVIDER, WHO, Asked

AGE = timedelta(days=300)
UNCLEAR = "outcome_unclear"


@dataclass(slots=True)
class People:
    """What they made is remembered: when, and what each thing looked like then. Times are the rig's seconds."""

    sandbox: RunningSandbox
    pace: Pace
    remotes: Mapping[CompanyId, int]
    chance: random.Random
    typed: dict[tuple[int, int], float] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)
    to_type: list[tuple[int, str, bytes]] = field(default_factory=list)

    def prepare(self, container: Container, asked: list[Asked], *, typing: int, restarted: int) -> None:
        """Choose whose numbers will be typed, and whose were used last year by our own user: paid, same sum."""
        chosen = self.chance.sample(asked, min(len(asked), typing + restarted))
        for one in chosen[:restarted]:
            self._last_year(one, self._draft(container, one))
        for one in chosen[restarted:]:
            self.to_type.append((self.remotes[one.company], str(one.invoice.number), self._draft(container, one)))

    def type_one(self) -> None:
        """Enter the next of the numbers that is not there yet, over another sum."""
        while self.to_type:
            remote, number, draft = self.to_type.pop(self.chance.randrange(len(self.to_type)))
            if not self.sandbox.state.companies[remote].invoices.ids_numbered(number):
                body = json.loads(draft)
                row = body["invoiceRows"][0]
                row["unitPrice"] = round(row["unitPrice"] + 1, 2)
                made = self._post(remote, data.PERSON_USER_ID, json.dumps(body).encode())
                self.typed[(remote, made)] = self.pace.seconds()
                self._remember(remote, made)
                return

    def answer(self, container: Container, record: Record) -> int:
        """Answer what can't be found out otherwise, as one who looks at the books, once nothing is under way."""
        answered = 0
        for company, remote in self.remotes.items():
            with container.store().read(company) as work:
                asked = [one for one in work.deliveries.page(PROVIDER, limit=100_000) if answers_to(one)]
            for one in asked:
                unclear = one.state is DeliveryState.NEEDS_ATTENTION and any(p.code == UNCLEAR for p in one.problems)
                if not unclear or any(record.under_way.values()):
                    continue
                there = self.sandbox.state.companies[remote].invoices.ids_numbered(str(one.number))
                reply = Reply(answer=Answer.THERE, remote=str(there[0])) if there else Reply(answer=Answer.SEND)
                with suppress(AccountingError):
                    container.answer()(company, PROVIDER, one.kind, one.invoice, reply, by=WHO)
                    answered += 1
        return answered

    def _last_year(self, one: Asked, draft: bytes) -> None:
        remote = self.remotes[one.company]
        made = self._post(remote, data.TECHNICAL_USER_ID, draft)
        invoice = self.sandbox.state.companies[remote].invoices.get(made)
        assert invoice is not None
        day = (self.sandbox.state.clock.today() - AGE).isoformat()
        invoice.created = f"{day}T09:00:00"
        invoice.changed(version=f"{day}T10:00:00", status="PAID", date=day)
        invoice.visible_from = 0.0
        self._remember(remote, made)

    def _draft(self, container: Container, one: Asked) -> bytes:
        sessions = container.sessions()
        with sessions.opened(sessions.integration(one.company, PROVIDER)) as books:
            verdict = container.gate()(books, one.invoice, find=lambda _: ())
        assert verdict.plan is not None, verdict.reasons
        return verdict.plan.draft.payload

    def _post(self, remote: int, user: int, body: bytes) -> int:
        world = self.sandbox.state
        key = world.issue_key(company_id=remote, client_id=data.CLIENT_ID, user_id=user, description="Person")
        headers = {"Authorization": f"Bearer {world.grant(key).value}", "Content-Type": "application/json"}
        connection = http.client.HTTPConnection(urlsplit(self.sandbox.url).netloc, timeout=30)
        connection.request("POST", "/api/invoices", body, headers)
        answer = connection.getresponse()
        said = answer.read()
        connection.close()
        assert answer.status == 200, said
        return int(json.loads(said)["id"])

    def _remember(self, remote: int, made: int) -> None:
        company = self.sandbox.state.companies[remote]
        invoice = company.invoices.get(made)
        assert invoice is not None
        name, digest = fingerprint(company, invoice)
        self.made[name] = digest
