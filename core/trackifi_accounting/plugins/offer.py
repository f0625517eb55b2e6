"""What a plugin offers: a declaration that can be listed without connecting to anything."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from types import TracebackType
from typing import Generic, Self, TypeVar

from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Entry
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.domain.values.references import (
    CompanyId,
    InvoiceNumber,
    PartnerId,
    ProviderName,
    RemoteCompanyId,
)
from trackifi_accounting.domain.values.secrets import Credentials, Secret
from trackifi_accounting.ports.accounting import AccountingProvider
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.documents import DocumentStorage
from trackifi_accounting.ports.limiter import Limiter
from trackifi_accounting.ports.vault import CredentialVault

Answer_co = TypeVar("Answer_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text for people in both languages."""

    en: str
    fi: str

    def in_language(self, language: str) -> str:
        """The Finnish words for fi, the English ones for any other language."""
        return self.fi if language == "fi" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialField:
    """One field of the activation form; a secret one is never shown again."""

    name: str
    label: Text
    secret: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideStep:
    """One step an administrator takes at the provider: menu path, what to do there, values to copy, costs."""

    title: Text
    menu: tuple[str, ...]
    todo: tuple[Text, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    note: Text | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerKey:
    """The promise of a provider that refuses a second creation under the same key for ``lifetime``."""

    lifetime: timedelta


class Search(StrEnum):
    """A form in which a provider is searched for an invoice: ``find``, or ``new_invoices``."""

    NUMBER = "number"
    SINCE = "since"


@dataclass(frozen=True, slots=True, kw_only=True)
class NaturalKey:
    """The promise of a provider whose invoices can be looked up.

    A creation is safe because it can be looked up; absence counts only ``window`` after a doubtful attempt.

    ``searches`` are the forms that ask the provider in different ways: with fewer than two absence is never proven.
    """

    fields: tuple[str, ...]
    window: timedelta
    searches: frozenset[Search] = frozenset({Search.NUMBER})


@dataclass(frozen=True, slots=True, kw_only=True)
class NoKey:
    """The lack of any promise: a person decides after every doubtful attempt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingField:
    """One setting of an installation, such as the address of a test environment; ``default`` None means needed."""

    name: str
    help: str
    default: str | None = None
    secret: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectRequest:
    """The arguments of ``connect``: all that a plugin is given to open a connection.

    ``pinned`` is the remote company the key must open, None while activating. ``key_generation`` tells an exchanged key
    from its predecessor, for what is cached of it.
    """

    company: CompanyId
    credentials: Credentials
    key_generation: int
    pinned: RemoteCompanyId | None
    settings: Mapping[str, Secret]
    clock: Clock
    limiter: Limiter


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """One open session with two ports; a context manager that closes it."""

    accounting: AccountingProvider
    documents: DocumentStorage
    closing: Callable[[], None] = lambda: None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing()


@dataclass(frozen=True, kw_only=True)
class SandboxRequest(Generic[Answer_co]):
    """One request to a sandbox's own controls; ``path`` follows its address, ``read`` understands the answer."""

    method: str
    path: str
    body: bytes
    read: Callable[[bytes], Answer_co]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One invoice as a sandbox lists it; ``number`` is the sandbox's, ``own_number`` ours.

    ``partner`` is whose account it is on, ``partner_name`` what is printed on it. ``files`` gives the path of each
    file's content below the sandbox's address, by the file's name.
    """

    kind: PartyKind
    number: str
    own_number: InvoiceNumber
    partner: PartnerId
    partner_name: str
    totals: Totals
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sandbox:
    """A local stand-in for the provider that talks to nobody, for demonstrations and trying things out.

    ``command`` gives the arguments of a process that serves it on a port of this machine, 0 for any that is free; one
    line of its output names its address, which begins with ``http://``, and it ends on SIGTERM. ``settings`` are the
    plugin's settings by which it reaches a sandbox at an address. ``pages`` are paths worth a visit. ``new_key`` makes
    what the activation form asks for, by field name. ``month`` lets its people work on what arrived, and gives the
    numbers of those that were ``copied`` by hand, ``approved``, ``paid`` and made ``due_later``; None where it can't.
    """

    command: Callable[[int], tuple[str, ...]]
    settings: Callable[[str], Mapping[str, str]]
    pages: Mapping[str, Text]
    new_key: SandboxRequest[Mapping[str, Secret]]
    arrivals: SandboxRequest[tuple[Arrival, ...]]
    month: SandboxRequest[Mapping[str, str]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderPlugin:
    """One accounting provider. ``connect`` makes no call; ``vault`` decorates the built-in vault.

    ``document_limit`` is in bytes. ``creation`` declares how a creation is made safe; the core runs it. ``unmapped``
    are the fields of an InvoiceOrder that the provider has no place for, as paths such as ``party.archived`` or
    ``invoice.lines[].comment``; one that ends in a part, such as ``company.address``, covers all of the part.
    ``sandbox`` is None when there is no stand-in.
    """

    name: ProviderName
    title: str
    fields: tuple[CredentialField, ...]
    guide: tuple[GuideStep, ...]
    problems: tuple[Entry, ...]
    settings: tuple[SettingField, ...]
    creation: ServerKey | NaturalKey | NoKey
    document_limit: int
    connect: Callable[[ConnectRequest], Connection]
    vault: Callable[[CredentialVault], CredentialVault] = lambda built_in: built_in
    unmapped: frozenset[str] = frozenset()
    sandbox: Sandbox | None = None
