"""A company's books at one provider."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from trackifi_accounting.domain.activation.access import Access, RemoteCompany
from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey, RemoteInvoice
from trackifi_accounting.domain.invoices.drafts import Draft, InvoiceOrder
from trackifi_accounting.domain.invoices.vat import VatChoice
from trackifi_accounting.domain.partners.business_partners import BusinessPartner
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.partners.products import Product
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import PartnerId, RemoteInvoiceId
from trackifi_accounting.ports.fence import Fence


class AccountingProvider(ABC):
    """A company's books at a provider, in one open session.

    Only ``create`` writes; nothing that exists is ever changed.

    Every method may raise CredentialsRejected, PermissionMissing, RateLimited, ProviderUnavailable or UnexpectedAnswer.
    Implementations make no second attempt at a write.
    """

    @abstractmethod
    def company(self) -> RemoteCompany:
        """The company the key opens: proves the key, by the cheapest calls there are."""

    @abstractmethod
    def access(self) -> Access:
        """What the key may do, and whether the document feature is on."""

    @abstractmethod
    def examine(self) -> tuple[Problem, ...]:
        """What in the company's settings will be in the way or deserves a look, by reading only; () when all is well.

        Rights and the document feature are told by ``access``. What can't be read tells nothing: no guess is a finding.
        """

    @abstractmethod
    def partners(self, *, changed_since: datetime | None = None) -> Iterator[BusinessPartner]:
        """Customers and suppliers, page by page as they come, private persons never.

        With None the whole register, inactive ones included. Otherwise (aware) active partners that changed at or after
        that time; a partner that became inactive is told by ``read_partners``. A partner may come more than once.

        Raises:
            PermissionMissing: a register can't be read: the answer would look empty. Its ``rights`` name which, and
                partners of a register that can be read have come before.
        """

    @abstractmethod
    def read_partners(self, ids: Collection[PartnerId]) -> Iterator[BusinessPartner]:
        """The partners of these ids, active or not, in any order; one that is gone is left out."""

    @abstractmethod
    def products(self, *, changed_since: datetime | None = None) -> Iterator[Product]:
        """Products of both sides, inactive ones included; ``changed_since`` as for partners."""

    @abstractmethod
    def vat_choices(self) -> tuple[VatChoice, ...]:
        """The VAT rates and treatments that the company has in use."""

    @abstractmethod
    def draft(self, order: InvoiceOrder) -> Draft:
        """Translate an invoice and check it against all that can be known before sending. Reads only.

        The same order gives the same payload. Raises:
            InvoiceRejected: with every reason, field by field.
        """

    @abstractmethod
    def find(self, key: InvoiceKey) -> tuple[RemoteInvoice, ...]:
        """All invoices with exactly this number (and partner), whoever made them and whatever became of them."""

    def find_all(self, keys: Collection[InvoiceKey]) -> Mapping[InvoiceKey, tuple[RemoteInvoice, ...]]:
        """As ``find``, for each of many keys of one kind: no key is left out. Override it where fewer calls do."""
        return {key: self.find(key) for key in keys}

    @abstractmethod
    def create(self, draft: Draft, *, fence: Fence) -> RemoteInvoice:
        """Book the draft, left unfinished for the accountant. Not idempotent: the caller looks first, each time.

        ``fence`` is called after the last wait, right before the bytes leave, and before a repetition again.

        Raises:
            InvoiceRejected: refused, nothing was booked.
            TemporaryError: the request never left, nothing was booked.
            OutcomeUnknown: it may have been booked.
        """

    def read_back(self, payload: bytes, there: RemoteInvoiceId) -> RemoteInvoice | None:  # noqa: ARG002  # for who overrides it
        """The whole invoice of this id, with what it has otherwise than the payload as ``differences``; None when gone.

        Asked before an invoice that was found is taken for ours, and when the answer to ``create`` has other sums or
        lines. Override it to tell differences: by what it leaves out, nothing is proven.
        """
        return next((one for one in self.read_invoices([there]) if one.id == there), None)

    def booked_as(self, payload: bytes) -> RemoteInvoice | None:  # noqa: ARG002  # for who overrides it
        """What ``read_invoices`` would give of an invoice made of this payload, as far as the payload says; no call.

        Its id and its state mean nothing. None where that can't be told: rows and days are then not compared. Override
        it where the provider gives back what it was sent.
        """
        return None

    @abstractmethod
    def read_invoices(self, ids: Collection[RemoteInvoiceId]) -> Iterator[RemoteInvoice]:
        """The invoices of these ids, with rows and attachments' names, in any order; one that is gone is left out.

        Raises: UnexpectedAnswer for one that was not asked for: the answer is not that to this question.
        """

    @abstractmethod
    def changed_invoices(self, since: datetime) -> Iterator[RemoteInvoice]:
        """Invoices of both kinds, whoever made them, that changed at or after ``since`` (aware), in any order.

        ``attachments`` may be None. An invoice that was deleted does not come: only ``read_invoices`` tells that.
        """

    def new_invoices(self, kind: PartyKind, since: datetime) -> Iterator[RemoteInvoice]:
        """Invoices of the kind that were made or changed at or after ``since``: the search that asks for no number.

        It is the second form of a look: what a search by number does not show yet, or shows as it was, this one may.
        Override it where fewer calls do.
        """
        return (one for one in self.changed_invoices(since) if one.kind is kind)
