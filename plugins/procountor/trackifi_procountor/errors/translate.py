"""The one translator: whatever goes wrong with Procountor becomes an error with a remedy here, and nowhere else."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from trackifi_accounting.domain.activation.access import Capability
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.errors import (
    AccountingError,
    ConfigurationError,
    CredentialsRejected,
    DocumentRejected,
    FeatureDisabled,
    InvoiceRejected,
    NotFound,
    OutcomeUnknown,
    PermissionMissing,
    ProviderUnavailable,
    RateLimited,
    UnexpectedAnswer,
    WrongRemoteCompany,
)

from trackifi_procountor.errors.rejections import complaints, reasons_of
from trackifi_procountor.http.messages import Answer, AnswerGarbled, Call, CallRefused, ExchangeFailure, NotSent

OK: Final = 200
BAD_REQUEST: Final = 400
UNAUTHORIZED: Final = 401
FORBIDDEN: Final = 403
NOT_FOUND: Final = 404
GONE: Final = 410
TOO_LARGE: Final = 413
TOO_MANY: Final = 429
BROKEN: Final = 500

DEFAULT_PAUSE: Final = 60.0  # seconds
LONGEST_PAUSE: Final = 300.0  # seconds


class SettingInvalid(ConfigurationError):
    """A setting of this installation that is missing or can't be right, named by ``setting``; its value is not told."""

    default = "procountor_setting_invalid"


def of_exchange_failure(failure: ExchangeFailure, call: Call) -> AccountingError:
    """Translate an exchange without an answer. Only a write that may have left is in doubt."""
    if isinstance(failure, CallRefused):
        return UnexpectedAnswer("procountor_call_refused", call=str(failure))
    if isinstance(failure, NotSent):
        return ProviderUnavailable("procountor_not_verified" if failure.unverified else None)
    if call.writes:
        return OutcomeUnknown()
    return UnexpectedAnswer(said=str(failure)) if isinstance(failure, AnswerGarbled) else ProviderUnavailable()


def of_unreadable(call: Call, reason: str) -> AccountingError:
    """Translate an answer that said 200 and can't be read."""
    return OutcomeUnknown() if call.writes else UnexpectedAnswer(said=reason)


def of_stuck_paging() -> AccountingError:
    """A page of a list that only repeats what was there before."""
    return UnexpectedAnswer("procountor_paging_stuck")


def of_other_company(remote: object, *, pinned: str) -> AccountingError:
    """The key opens another company than the one it is pinned to; ``remote`` is its name or its id."""
    return WrongRemoteCompany(remote=remote, pinned=pinned)


def of_unseen_registers(missing: Sequence[Capability]) -> AccountingError:
    """Rights that are not granted, without which a register looks empty."""
    return PermissionMissing(rights=", ".join(missing))


def of_documents_off() -> AccountingError:
    """The search of attachments is refused: the Documents feature is off."""
    return FeatureDisabled()


def of_removed(number: str) -> AccountingError:
    """The invoice of this number of ours is no longer there."""
    return NotFound("removed_at_provider", number=number)


def of_read(answer: Answer, *, needs: str | None) -> AccountingError:
    """Translate the answer to a GET; ``needs`` is the capability, or several with commas, that a 403 shows to lack."""
    if answer.barred:
        return _suspended()
    match answer.status:
        case 403:
            return PermissionMissing(rights=needs or Capability.READ_COMPANY)
        case 429:
            return RateLimited(retry_after=pause_after(answer))
        case status if status >= BROKEN:
            return ProviderUnavailable(retry_after=pause_after(answer) if answer.retry_after else None)
    return _unexpected(answer)


def of_token(answer: Answer) -> AccountingError:
    """Translate a refused token request. Statuses of the token endpoint are not documented: 4xx means the key."""
    if answer.status in {BAD_REQUEST, UNAUTHORIZED, FORBIDDEN} and not answer.barred:
        texts = {message for _, _, message in complaints(answer)}
        # The redirect address is optional as far as clients show; a demand for it is nothing a customer can meet.
        ours = "invalid_client" in texts or b"redirect_uri" in answer.body
        return CredentialsRejected("procountor_client_rejected" if ours else None)
    if answer.status in {NOT_FOUND, GONE}:
        # Every edition has a token endpoint; one that is gone is how clients saw an edition end.
        return UnexpectedAnswer("procountor_version_ended", status=answer.status)
    return of_read(answer, needs=None)


def of_fresh_token(pause: float) -> AccountingError:
    """A token that was just granted is refused; try again after so many seconds. The key was good a moment ago."""
    return ProviderUnavailable("procountor_token_refused", retry_after=pause)


def of_new_invoice(answer: Answer, payload: object, *, needs: Capability) -> AccountingError:
    """Translate the answer to POST /invoices; documented refusals are 400, 403 and 404 (Procountor API 26.04)."""
    if (early := _of_any_write(answer)) is not None:
        return early
    if answer.status not in {BAD_REQUEST, FORBIDDEN, NOT_FOUND}:
        return OutcomeUnknown()
    reasons = reasons_of(answer, payload)
    # A closed period is told as 403 on some state-changing calls, so the status alone does not mean a missing right.
    if answer.status == FORBIDDEN and not any(reason.code == "period_closed" for reason in reasons):
        return PermissionMissing(rights=needs)
    return InvoiceRejected(reasons=reasons)


def of_new_attachment(answer: Answer, *, size: int, limit: int, number: str) -> AccountingError:
    """Translate the answer to POST /attachments; only 400 is documented, 403 and 404 were met by others."""
    if answer.status == TOO_LARGE or (answer.status == BAD_REQUEST and size > limit):
        return DocumentRejected("document_too_large", size=size, limit=limit)
    if (early := _of_any_write(answer)) is not None:
        return early
    match answer.status:
        case 400:
            return DocumentRejected("procountor_pdf_refused", message=_first(reasons_of(answer, {})))
        case 403:
            return PermissionMissing("procountor_attachment_forbidden")
        case 404:
            return of_removed(number)
    return OutcomeUnknown()


def pause_after(answer: Answer) -> float:
    """Seconds that the answer asks to wait, within reason; HTTP dates are counted from the machine's clock."""
    text = (answer.retry_after or "").strip()
    try:
        seconds = float(text) if text.isdecimal() else (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return DEFAULT_PAUSE
    return min(seconds, LONGEST_PAUSE) if seconds > 0 else DEFAULT_PAUSE


def _of_any_write(answer: Answer) -> AccountingError | None:
    if answer.barred:
        return _suspended()
    if answer.status == TOO_MANY:
        return RateLimited(retry_after=pause_after(answer))
    # A page of HTML comes from something in between, which may have passed the request on.
    if answer.body and "json" not in answer.content_type:
        return OutcomeUnknown()
    return None


def _suspended() -> AccountingError:
    # A refusal books nothing, and no company can do anything about it: everything waits until Trackifi has.
    return ProviderUnavailable("procountor_client_suspended", retry_after=LONGEST_PAUSE)


def _unexpected(answer: Answer) -> AccountingError:
    if answer.status == GONE or (answer.status == NOT_FOUND and "json" not in answer.content_type):
        return UnexpectedAnswer("procountor_version_ended", status=answer.status)
    told = "; ".join(message for _, _, message in complaints(answer))
    return UnexpectedAnswer(said=f"{answer.status} {told}".strip())


def _first(reasons: tuple[Problem, ...]) -> str:
    facts: Mapping[str, str] = reasons[0].facts if reasons else {}
    return facts.get("message", "")
