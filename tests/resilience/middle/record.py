"""What the middle did and what came of it: the rig's own memory, which no side of the test can change."""

from collections import Counter
from dataclasses import dataclass, field

from tests.resilience.middle.acts import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    """One fault and the request it met. ``at`` is in the rig's seconds since 1970."""

    at: float
    act: Act
    company: int
    what: str
    subject: str

    def line(self, began: float) -> str:
        return f"{self.at - began:9.1f} s  {self.act:<28} {self.what:<8} {self.company} {self.subject}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """One time that a write reached the provider. ``id`` is what came of it, None when that was refused or not read.

    ``asked`` is when the plugin's bytes came, ``at`` when they went on; ``again`` marks one that the plugin had sent
    once and that the middle sent once more.
    """

    asked: float
    at: float
    company: int
    what: str
    subject: str
    id: int | None
    again: bool


@dataclass(slots=True)
class Record:
    """All of it, in order."""

    struck: list[Struck] = field(default_factory=list)
    carried: list[Carried] = field(default_factory=list)
    requests: Counter[str] = field(default_factory=Counter)
    under_way: Counter[tuple[int, str]] = field(default_factory=Counter)

    @property
    def counts(self) -> dict[str, int]:
        """How often each fault struck."""
        return dict(sorted(Counter(one.act.value for one in self.struck).items()))

    @property
    def waiting(self) -> int:
        """How many writes the middle still has in its hands."""
        return sum(self.under_way.values())

    def made(self, what: str) -> dict[tuple[int, int], Carried]:
        """What led to each thing that is there, by company and id."""
        return {(one.company, one.id): one for one in self.carried if one.what == what and one.id is not None}
