"""Problems: a catalogued cause, with its fix in words for people."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Who(StrEnum):
    """Whoever has to act before a problem goes away."""

    ADMINISTRATOR = "administrator"
    ACCOUNTANT = "accountant"
    FREELANCER = "freelancer"
    TRACKIFI = "trackifi"
    NOBODY = "nobody"


class Place(StrEnum):
    """The place where a problem is fixed, so that a page can lead there."""

    KEY = "key"
    PARTNERS = "partners"
    INVOICE = "invoice"
    CUSTOMER = "customer"
    SYNC = "sync"
    PROVIDER = "provider"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A catalogued cause in the way of one thing. ``facts`` fill the words; ``field`` names the part of the record."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)
    field: str | None = None


def mark_of(problem: Problem) -> str:
    """What a person marks as seen: this cause with these two values, so that another difference is told anew."""
    values = (problem.facts.get(name, "") for name in ("ours", "theirs", "fields", "id"))
    return " ".join((problem.code, problem.field or "-", *values))


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The sentences of a problem: what happened, what we did, what to do; each may name facts in braces."""

    happened: str
    did: str
    todo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One cause of the catalogue, in English and Finnish."""

    code: str
    who: Who
    place: Place
    retry_helps: bool
    en: Words
    fi: Words


class _Facts(dict[str, str]):
    """A fact nobody gave is shown as its name, never as a traceback."""

    def __missing__(self, key: str) -> str:
        return f"[{key}]"


class Catalogue:
    """The entries of the core and of one plugin; a code without an entry is shown as ``unclassified``."""

    def __init__(self, *entries: Iterable[Entry]) -> None:
        self._entries: dict[str, Entry] = {}
        for entry in (one for part in entries for one in part):
            if entry.code in self._entries:
                raise ValueError(f"problem code {entry.code!r} is defined twice")
            self._entries[entry.code] = entry

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def entry(self, code: str) -> Entry:
        """Give the entry of a code, or that of ``unclassified``."""
        return self._entries.get(code) or self._entries["unclassified"]

    def words(self, problem: Problem, *, language: str) -> Words:
        """Fill the entry's words with the problem's facts; ``language`` is en or fi."""
        entry = self.entry(problem.code)
        facts = _Facts({"code": problem.code, "field": problem.field or "", **problem.facts})
        words = entry.fi if language == "fi" else entry.en
        return Words(
            happened=words.happened.format_map(facts),
            did=words.did.format_map(facts),
            todo=words.todo.format_map(facts),
        )
