"""Faults on demand: which requests go wrong, how, and how often."""

import random
from dataclasses import asdict, dataclass, field
from itertools import count
from typing import Any

BEFORE = frozenset({"drop-before-commit", "error-before-commit", "html", "rate-limit", "expire-token", "revoke-key"})
"""The operation does not happen."""
AFTER = frozenset(
    {"drop-after-commit", "error-after-commit", "html-after-commit", "late-commit"}
    | {"truncate", "drip", "latency", "drift", "rewrite"}
)
"""The operation happens, now or later."""
KINDS = BEFORE | AFTER


@dataclass(slots=True, kw_only=True)
class Fault:
    """A rule. Empty ``method``, ``path`` and ``company`` fit everything; ``path`` is a part of the API path.

    ``times`` is how often it still strikes (None: without end), ``chance`` runs from 0 to 1, ``seconds`` is the
    latency, the pause of a drip or the delay of a late commit; ``retry_after`` is sent as it is, empty sends none;
    ``changes`` are values by dotted path into the JSON of an answer, None takes the value away.
    """

    id: int
    kind: str
    method: str = ""
    path: str = ""
    company: int = 0
    times: int | None = 1
    chance: float = 1.0
    status: int = 500
    seconds: float = 0.0
    retry_after: str = ""
    changes: dict[str, Any] = field(default_factory=dict)

    def fits(self, method: str, path: str, company: int) -> bool:
        """The rule is about this request."""
        return self.times != 0 and self.method in {"", method} and self.path in path and self.company in {0, company}


@dataclass(slots=True, kw_only=True)
class Faults:
    """The rules in force, tried in the order they were made."""

    rules: list[Fault] = field(default_factory=list)
    rng: random.Random = field(default_factory=lambda: random.Random(0))  # noqa: S311 - chance, not secrecy
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def add(self, kind: str, **values: Any) -> Fault:
        """One more rule; raises ValueError for a kind that does not exist."""
        if kind not in KINDS:
            raise ValueError(f"There is no fault {kind!r}; there are {', '.join(sorted(KINDS))}.")
        fault = Fault(id=next(self._numbers), kind=kind, **values)
        self.rules.append(fault)
        return fault

    def seed(self, seed: int) -> None:
        """Makes the chances repeatable from here on."""
        self.rng = random.Random(seed)  # noqa: S311 - chance, not secrecy

    def strike(self, method: str, path: str, company: int) -> Fault | None:
        """The rule that strikes this request, if any; counts it."""
        for fault in self.rules:
            if fault.fits(method, path, company) and (fault.chance >= 1 or self.rng.random() < fault.chance):
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return None

    def clear(self) -> None:
        """No rule is left."""
        self.rules.clear()

    def documents(self) -> list[dict[str, Any]]:
        """The rules as data."""
        return [asdict(fault) for fault in self.rules]
