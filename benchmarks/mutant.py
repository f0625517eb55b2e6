"""One broken rule."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One rule that is broken. ``profile`` fixes rates of the runs, so that the rule is needed often enough.

    ``first`` is the seed that the search begins with: one that caught it before, where few do. With ``tests``, these
    have to catch it instead of the simulation: what they are about does not come about there.
    """

    name: str
    module: str
    lines: str
    profile: dict[str, float] = field(default_factory=dict)
    first: int = 0
    tests: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The module's whole name; within the core its distribution is left out."""
        return self.module if self.module.startswith("trackifi_") else f"trackifi_accounting.{self.module}"
