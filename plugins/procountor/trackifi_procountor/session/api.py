"""Authorised calls of one connection: guarded, within the budget, with a valid token, every fault translated."""

from typing import Final

from pydantic import TypeAdapter, ValidationError
from trackifi_accounting.domain.activation.access import Capability
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.domain.values.secrets import Secret
from trackifi_accounting.errors import ProviderUnavailable, RateLimited
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.fence import Fence
from trackifi_accounting.ports.limiter import Limiter, Priority

from trackifi_procountor.errors import translate
from trackifi_procountor.http import allow_list, strict_json
from trackifi_procountor.http.deadline import Withheld
from trackifi_procountor.http.messages import Answer, AnswerGarbled, AnswerLost, Call, ExchangeFailure
from trackifi_procountor.session.answers import SessionAnswer, T
from trackifi_procountor.session.auth import Token, TokenAnswer, token_call, token_from
from trackifi_procountor.session.exchange_outcomes import exchange_of
from trackifi_procountor.session.sessions import Session

NAME: Final = ProviderName("procountor")
JSON_SECONDS: Final = 30.0
UPLOAD_SECONDS: Final = 60.0
JSON_LIMIT: Final = 2_000_000  # bytes
BATCH_LIMIT: Final = 16_000_000  # bytes: 200 partners or invoices with all their details
UPLOAD_SIZE: Final = 1_000_000  # bytes: a larger body counts as an upload
WORTH_WAITING: Final = 10.0  # seconds: for a provider that is away longer, nobody is kept waiting
PAUSES: Final = (0.5, 2.0)  # seconds between the attempts of a bulk read

_TOKEN: Final = TypeAdapter(TokenAnswer)
_SESSION: Final = TypeAdapter(SessionAnswer)


class Api:
    """The client of one company's connection.

    A permission from the limiter is asked last, right before the bytes leave.
    """

    def __init__(self, *, session: Session, company: CompanyId, limiter: Limiter, clock: Clock) -> None:
        self.session = session
        self.clock = clock
        self._company = company
        self._limiter = limiter

    def get(self, path: str, *query: tuple[str, str], priority: Priority, needs: Capability | None = None) -> Answer:
        """Read; a bulk read is tried three times. ``needs`` names the right whose lack a 403 would mean."""
        answer = self.look(path, *query, priority=priority)
        if answer.status != translate.OK:
            raise translate.of_read(answer, needs=needs)
        return answer

    def look(self, path: str, *query: tuple[str, str], priority: Priority) -> Answer:
        """Read, and give a refusal as it came, for calls whose refusal is an answer."""
        call = Call(method="GET", path=path, query=query)
        for pause in PAUSES if priority is Priority.IMPORT else ():
            try:
                return self._passable(self.call(call, priority))
            except (ProviderUnavailable, RateLimited) as fault:
                if isinstance(fault, ProviderUnavailable) and (fault.retry_after or 0) > WORTH_WAITING:
                    raise
                self.clock.sleep(max(pause, fault.retry_after or 0))
        return self._passable(self.call(call, priority))

    def call(self, call: Call, priority: Priority, fence: Fence | None = None) -> Answer:
        """Make the call; a token that is no longer valid is exchanged and the call repeated, once.

        ``fence`` comes with each write and with nothing else. Raises:
            ProviderUnavailable: the new token was refused, too. The key is good, or there were no token: only the
                token endpoint refuses a key.
        """
        token = self._token(priority)
        answer = self._exchange(call, token, priority, fence)
        if answer.status != translate.UNAUTHORIZED:
            self.session.tokens.accepted()
            return answer
        # 401 is a refusal: nothing was booked, so the repetition is safe even for a write.
        self.session.tokens.drop(token)
        token = self._token(priority)
        answer = self._exchange(call, token, priority, fence)
        if answer.status == translate.UNAUTHORIZED:
            tokens = self.session.tokens
            tokens.drop(token)
            pause = tokens.refused_fresh()
            failure = translate.of_fresh_token(pause)
            tokens.remember(self.clock, failure, seconds=pause)
            raise failure
        self.session.tokens.accepted()
        return answer

    def _passable(self, answer: Answer) -> Answer:
        if answer.status == translate.TOO_MANY or answer.status >= translate.BROKEN:
            raise translate.of_read(answer, needs=None)
        return answer

    def _token(self, priority: Priority) -> Secret:
        patient = self.session.pinned is not None
        return self.session.tokens.token(self.clock, lambda: self._new_token(priority), patient=patient)

    def _new_token(self, priority: Priority) -> Token:
        settings = self.session.settings
        call = token_call(
            client_id=settings.client_id, client_secret=settings.client_secret, api_key=self.session.api_key
        )
        answer = self._exchange(call, None, priority)
        if answer.status != translate.OK:
            raise translate.of_token(answer)
        token = token_from(parsed(_TOKEN, answer, call), now=self.clock.monotonic())
        self._check_company(token, priority)
        return token

    def _check_company(self, token: Token, priority: Priority) -> None:
        pinned = self.session.pinned
        if pinned is None:
            return
        call = Call(method="GET", path="/sessioninfo")
        answer = self._exchange(call, token.value, priority)
        if answer.status == translate.UNAUTHORIZED:
            raise translate.of_fresh_token(self.session.tokens.refused_fresh())
        if answer.status != translate.OK:
            raise translate.of_read(answer, needs=None)
        found = parsed(_SESSION, answer, call)
        if str(found.company_id) != pinned:
            raise translate.of_other_company(found.name or found.company_id, pinned=pinned)

    def _exchange(self, call: Call, token: Secret | None, priority: Priority, fence: Fence | None = None) -> Answer:
        try:
            allow_list.check(call)
            self.session.wire.prepare()
            self._limiter.wait(NAME, self._company, priority, writes=call.writes)
            answer = self._reported(call, token, fence)
        except ExchangeFailure as failure:
            raise translate.of_exchange_failure(failure, call) from failure
        if answer.status == translate.TOO_MANY:
            self._limiter.slow_down(NAME, seconds=translate.pause_after(answer))
        return answer

    def _reported(self, call: Call, token: Secret | None, fence: Fence | None) -> Answer:
        """Make the exchange, and tell the limiter how it ended; one that the fence withheld has not been made."""
        began = self.clock.monotonic()
        end: Answer | ExchangeFailure | None = AnswerLost("it was broken off")
        try:
            end = self.session.wire.exchange(
                call,
                token=token,
                seconds=UPLOAD_SECONDS if len(call.body) > UPLOAD_SIZE else JSON_SECONDS,
                limit=BATCH_LIMIT if "," in call.path else JSON_LIMIT,
                fence=fence,
            )
        except ExchangeFailure as failure:
            end = failure
            raise
        except Withheld as withheld:
            end = None
            raise withheld.reason from None
        finally:
            seconds = self.clock.monotonic() - began
            if end is None:
                self._limiter.give_back(NAME, self._company)
            else:
                self._limiter.report(NAME, self._company, exchange_of(call, end, seconds))
        if call.method == "POST":  # a cache may answer anything else, with the time of long ago
            self.session.skew.heard(end.date, ended=self.clock.now(), seconds=seconds)
        return end


def parsed(shape: TypeAdapter[T], answer: Answer, call: Call) -> T:
    """Read the answer strictly; numbers come as Decimal.

    Raises:
        UnexpectedAnswer: it is not what the API document promises.
        OutcomeUnknown: the same, of a write.
    """
    return shaped(shape, document(answer, call), call)


def document(answer: Answer, call: Call) -> object:
    """The answer as JSON, all of it. Raises: as ``parsed``."""
    check_json(answer, call)
    try:
        return strict_json.read(answer.body)
    except AnswerGarbled as error:
        raise translate.of_unreadable(call, type(error).__name__) from error


def shaped(shape: TypeAdapter[T], found: object, call: Call) -> T:
    """What the plugin reads of an answer's ``document``. Raises: as ``parsed``."""
    try:
        return shape.validate_python(found)
    except ValidationError as error:
        raise translate.of_unreadable(call, type(error).__name__) from error


def check_json(answer: Answer, call: Call) -> None:
    """Raises: as ``parsed``, when the answer does not even claim to be JSON."""
    if "json" not in answer.content_type:
        raise translate.of_unreadable(call, f"content type {answer.content_type[:60]}")


def reading(path: str) -> Call:
    """The call that a read of the path makes, to name it when its answer can't be read."""
    return Call(method="GET", path=path)
