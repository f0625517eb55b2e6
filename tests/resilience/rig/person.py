"""The administrator who is asked after three doubtful attempts: looks at Procountor and answers."""

import contextlib

from procountor_sandbox.server import RunningSandbox
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState
from trackifi_accounting.domain.reconciliation.questions import Answer, Reply, answers_to
from trackifi_accounting.errors import AccountingError
from trackifi_accounting_adapters.container import Container

from tests.resilience.rig.stock import PROVIDER, REMOTE, WHO


def answer_what_is_asked(container: Container, sandbox: RunningSandbox) -> int:
    """Answer every question that is not there: send it; gives how many were answered."""
    answered = 0
    for company, remote in REMOTE.items():
        with container.store().write(company) as work:
            asked = [one for one in work.deliveries.page(PROVIDER, limit=100_000) if answers_to(one)]
        there = {one.own_number for one in sandbox.state.companies[remote].invoices}
        for one in asked:
            if one.state is DeliveryState.NEEDS_ATTENTION and one.number not in there:
                with contextlib.suppress(AccountingError):
                    container.answer()(
                        company,
                        PROVIDER,
                        one.kind,
                        one.invoice,
                        Reply(answer=Answer.SEND, reason="it belongs there"),
                        by=WHO,
                    )
                    answered += 1
    return answered
