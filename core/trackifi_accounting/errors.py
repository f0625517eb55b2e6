"""The one error tree, ordered by remedy.

AccountingError
├─ ConfigurationError    someone changes a setting
│  ├─ CredentialsRejected  ├─ WrongRemoteCompany  ├─ PermissionMissing  ├─ FeatureDisabled
│  ├─ NotActivated         ├─ UnknownProvider     └─ ConnectionStopped
├─ RecordError           this invoice or link is put right
│  ├─ PartnerNotLinked     ├─ InvoiceRejected     ├─ DocumentRejected   └─ NotFound
├─ TemporaryError        wait
│  ├─ RateLimited          ├─ ProviderUnavailable ├─ DeliveryInProgress └─ DatabaseBusy
│  ├─ ClockApart           ├─ HeldUp              ├─ RestoredLately     └─ StorageFull
├─ OutcomeUnknown        it may have been booked: only a look-up may settle it
└─ UnexpectedAnswer      a defect here or a change there
"""

from typing import ClassVar

from trackifi_accounting.domain.problems.catalogue.number_formats import plain
from trackifi_accounting.domain.problems.problems import Problem


class AccountingError(Exception):
    """The root. ``code`` names the exact cause in the problem catalogue, ``facts`` fill its words; no secrets."""

    default: ClassVar[str] = "unclassified"

    def __init__(self, code: str | None = None, /, **facts: object) -> None:
        self.code = code or self.default
        self.facts = {name: plain(value) for name, value in facts.items()}
        shown = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        super().__init__(f"{self.code} ({shown})" if shown else self.code)

    @property
    def problem(self) -> Problem:
        """The same, as a value that can be stored and shown."""
        return Problem(code=self.code, facts=self.facts)


class ConfigurationError(AccountingError):
    """Someone must change a setting."""


class CredentialsRejected(ConfigurationError):
    """The provider does not accept the key, or it can't be one."""

    default = "key_rejected"


class WrongRemoteCompany(ConfigurationError):
    """The key opens another company than the one this integration is pinned to."""

    default = "key_of_other_company"


class PermissionMissing(ConfigurationError):
    """The key's user lacks a right at the provider."""

    default = "right_missing"


class FeatureDisabled(ConfigurationError):
    """A feature that is needed is off at the provider."""

    default = "documents_off"


class NotActivated(ConfigurationError):
    """The company has no active integration with this provider."""

    default = "not_activated"


class UnknownProvider(ConfigurationError):
    """No installed plugin has this name."""

    default = "unknown_provider"


class ConnectionStopped(ConfigurationError):
    """Our own records contradict each other: no call is made for this integration before support has looked."""

    default = "connection_stopped"


class RecordError(AccountingError):
    """This invoice, document or link must be put right."""


class PartnerNotLinked(RecordError):
    """The customer or freelancer has no usable link."""

    default = "partner_not_linked"


class InvoiceRejected(RecordError):
    """The invoice can't be booked as it is; ``reasons`` say why, field by field."""

    default = "invoice_rejected"

    def __init__(self, code: str | None = None, /, *, reasons: tuple[Problem, ...] = (), **facts: object) -> None:
        super().__init__(code, **facts)
        self.reasons = reasons or (self.problem,)


class DocumentRejected(RecordError):
    """The PDF can't be attached as it is."""

    default = "document_not_pdf"


class NotFound(RecordError):
    """There is no such record in this company; said the same way whether another company has one or not."""

    default = "not_found"


class TemporaryError(AccountingError):
    """Waiting helps; nothing was booked. ``retry_after`` is in seconds, None when nobody said."""

    def __init__(self, code: str | None = None, /, *, retry_after: float | None = None, **facts: object) -> None:
        super().__init__(code, **facts)
        self.retry_after = retry_after


class RateLimited(TemporaryError):
    """Too many requests."""

    default = "rate_limited"


class ProviderUnavailable(TemporaryError):
    """The provider can't be reached, and no request that writes has left."""

    default = "provider_unavailable"


class DeliveryInProgress(TemporaryError):
    """Somebody else is sending this invoice at this moment."""

    default = "delivery_in_progress"


class DatabaseBusy(TemporaryError):
    """The database did not answer in time: mostly somebody holds a row that is needed. Nothing was written."""

    default = "database_busy"


class StorageFull(TemporaryError):
    """There is no room left on the disk of the database or of the PDFs; nothing was written."""

    default = "storage_full"


class ClockApart(TemporaryError):
    """This machine's clock is too far from the database's: it sends nothing until that is put right."""

    default = "clock_apart"


class HeldUp(TemporaryError):
    """The machine stood still right before a request would have left; nothing left."""

    default = "held_up"


class RestoredLately(TemporaryError):
    """The database was put back from a backup a moment ago: only look-ups leave for a while."""

    default = "restored_lately"


class OutcomeUnknown(AccountingError):
    """A write may have left the machine and got no clean answer: it may have been booked."""

    default = "outcome_unknown"


class UnexpectedAnswer(AccountingError):
    """The provider answered outside its contract. ``said`` is what came instead, in the fact that is called ``code``.

    ``code`` is the cause in the catalogue here as well, by its place or by its name: never what was answered.
    """

    default = "unexpected_answer"

    def __init__(self, code: str | None = None, *, said: str | None = None, **facts: object) -> None:
        super().__init__(code, **(facts if said is None else facts | {"code": said}))
