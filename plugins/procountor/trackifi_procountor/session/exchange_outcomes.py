"""What is told of each exchange: how it ended, without the id of any record."""

import re

from trackifi_accounting.domain.limits.exchanges import Exchange, ExchangeOutcome

from trackifi_procountor.errors import translate
from trackifi_procountor.http.messages import Answer, Call, ExchangeFailure, NotSent


def outcome_of(answer: Answer) -> ExchangeOutcome:
    """A 4xx is an answer in good health; 429 is documented for too many requests (Procountor API 26.04)."""
    if answer.status == translate.TOO_MANY:
        return ExchangeOutcome.THROTTLED
    return ExchangeOutcome.FAILED if answer.status >= translate.BROKEN else ExchangeOutcome.OK


def exchange_of(call: Call, end: Answer | ExchangeFailure, seconds: float) -> Exchange:
    """One attempt of the call and its end. A certificate that was not accepted counts as not reached."""
    answered = end if isinstance(end, Answer) else None
    missed = ExchangeOutcome.UNREACHABLE if isinstance(end, NotSent) else ExchangeOutcome.FAILED
    return Exchange(
        outcome=outcome_of(answered) if answered else missed,
        method=call.method,
        path=re.sub(r"/\d[\d,]*", "/{id}", call.path),
        writes=call.writes,
        seconds=seconds,
        status=answered.status if answered else None,
    )
