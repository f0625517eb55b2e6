"""One broken rule."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One rule that is broken. ``profile`` fixes rates of the runs, so that the rule is needed often enough.

    ``first`` is the seed that the search begins with: one that caught it before, where few do.
    """

    name: str
    module: str
    lines: str
    profile: dict[str, float] = field(default_factory=dict)
    first: int = 0
