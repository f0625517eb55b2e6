"""What a scenario can do and see in Trackifi, in the user's words; how it is done is a driver's business.

A driver may run the use cases, or a browser: the steps are the same.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.partners.parties import Company, Party, PartyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A problem as it is shown. ``about`` is the field's label, ``place`` where its button leads."""

    code: str
    about: str
    text: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideStep:
    """One step of the set-up guide on the provider's page."""

    title: str
    menu: str
    values: dict[str, str]
    note: str
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The provider's card: ``connected_to`` is empty while there is no connection.

    ``notices`` stand in the way of something now, ``findings`` are what the examination advises besides.
    """

    title: str
    state: str
    connected_to: str
    key_entered_by: str
    customers: int
    suppliers: int
    products: int
    notices: tuple[Notice, ...]
    findings: tuple[Notice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the Business Partners tab; empty texts are empty places."""

    partner: str
    business_id: str
    kind: PartyKind
    linked_to: str
    suggested: str
    strength: str
    reason: str
    stale: Notice | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a user leaves in a row before pressing Save; ``party`` empty takes the link away."""

    partner: str
    party: str
    kind: PartyKind = PartyKind.CUSTOMER


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """An invoice's state in the list, with the provider's number once there is one."""

    state: str
    number: str
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """The preview: amounts as texts with two decimals; ``notices`` are what stands in the way, or warnings.

    ``treatments`` are the provider's words for the VAT of each line, ``credits`` the number of the credited invoice.
    """

    partner: str
    net: str
    vat: str
    total: str
    pdf: str
    notices: tuple[Notice, ...]
    treatments: tuple[str, ...] = ()
    credits: str = ""


Notices = tuple[Notice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchShown:
    """The report of a batch: how many stand where, by words such as "needs attention", and what holds them all up."""

    counts: dict[str, int]
    notices: Notices


class Driver(ABC):
    """One administrator of one company. Acts give the problems they showed, none when all went well."""

    language: str = "en"

    @abstractmethod
    def keep_company(self, company: Company) -> None:
        """Trackifi has this company; it is the administrator's."""

    @abstractmethod
    def keep_party(self, party: Party) -> None:
        """Trackifi has this customer or freelancer."""

    @abstractmethod
    def keep_invoice(self, invoice: Invoice, pdf: bytes | None) -> Notices:
        """Trackifi has this invoice, from now on as it is here; a PDF that is None stays as it was."""

    @abstractmethod
    def activate(self, key: str) -> Notices:
        """Paste the key into the card and click Activate."""

    @abstractmethod
    def update_key(self, key: str) -> Notices:
        """Enter the new key in the card and click Update."""

    @abstractmethod
    def disable(self) -> Notices:
        """Click Disable."""

    @abstractmethod
    def sync(self) -> Notices:
        """Click Sync Data."""

    @abstractmethod
    def save_links(self, rows: Sequence[Chosen]) -> Notices:
        """Choose in these rows of the Business Partners tab and click Save."""

    @abstractmethod
    def preview(self, kind: PartyKind, invoice: str) -> Previewed:
        """Look at what would be sent."""

    @abstractmethod
    def create_invoice(self, kind: PartyKind, invoice: str) -> Notices:
        """Click Create Invoice on the invoice with this id."""

    @abstractmethod
    def send_together(self, kind: PartyKind, invoices: Sequence[str]) -> str:
        """Choose invoices in the list and send them together; gives the batch's id."""

    @abstractmethod
    def stop_batch(self, batch: str) -> None:
        """Stop the batch: what has not been begun waits."""

    @abstractmethod
    def retry_failed(self, batch: str) -> None:
        """Try again what needs attention of the batch."""

    @abstractmethod
    def exclude(self, kind: PartyKind, invoice: str, reason: str) -> Notices:
        """Let nobody send the invoice."""

    @abstractmethod
    def answer(
        self, kind: PartyKind, invoice: str, words: str, *, remote: str = "", confirmed: bool = False, reason: str = ""
    ) -> Notices:
        """Answer the question about the invoice in the words of the button; ``remote`` is its number over there."""

    @abstractmethod
    def mark_seen(self, kind: PartyKind, invoice: str) -> Notices:
        """Click Mark as seen on the invoice."""

    @abstractmethod
    def differences(self) -> tuple[tuple[str, str], ...]:
        """Compare both sides now: each invoice's number with what differs."""

    @abstractmethod
    def batch_report(self, batch: str) -> BatchShown:
        """The report of the batch."""

    @abstractmethod
    def retry_pdf(self, kind: PartyKind, invoice: str) -> Notices:
        """Click Retry beside the PDF."""

    @abstractmethod
    def wait(self, minutes: int) -> None:
        """Do nothing while the worker does its rounds."""

    @abstractmethod
    def guide(self) -> tuple[GuideStep, ...]:
        """The set-up guide, step by step."""

    @abstractmethod
    def card(self) -> Card:
        """The provider's card as it is now."""

    @abstractmethod
    def rows(self, kind: PartyKind) -> tuple[Row, ...]:
        """The Business Partners tab, customers' or freelancers' side."""

    @abstractmethod
    def delivered(self, kind: PartyKind, invoice: str) -> Delivered:
        """The invoice's row in the list."""

    @abstractmethod
    def keys_held(self) -> int:
        """How many keys of the company the installation could use, whatever the card says."""

    @abstractmethod
    def stored(self) -> Iterator[tuple[str, bytes]]:
        """Every file of the installation with its bytes: what a thief of the disk would read."""

    @abstractmethod
    def back_up(self) -> None:
        """The operator backs the database up."""

    @abstractmethod
    def put_back(self) -> None:
        """The operator puts that backup back, since the database was lost."""

    @abstractmethod
    def lose_encryption_keys(self) -> None:
        """The file of the key-encryption keys is lost, and another one has been made."""

    @abstractmethod
    def wait_until(self, moment: datetime) -> None:
        """Nothing happens until then."""

    @abstractmethod
    def set_machine_ahead(self, seconds: float) -> None:
        """The clock of Trackifi's computer is so far ahead of its database's; 0 is right."""

    @abstractmethod
    def hold_database(self) -> None:
        """Somebody holds what is needed for writing, to the end of the scenario."""

    @abstractmethod
    def fill_disk(self, *, full: bool) -> None:
        """There is no room on the disk of the database, or room again."""

    @abstractmethod
    def change_setting(self, name: str, value: str) -> None:
        """A setting of the installation's provider is changed, and the installation started anew."""
