"""What a matching run found, as counts and as a readable page."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.suggestions import Band, Suggestion, words
from trackifi_accounting.domain.matching.wording import Language

# A page with more rows than this serves nobody; the CSV file has them all, and the page says so.
MOST_ROWS: Final = 2000


@dataclass(slots=True, kw_only=True)
class Report:
    """The counts of one run, and its first rows for the page; it grows as the run goes on."""

    partners: int = 0
    customers: int = 0
    bands: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    ignored_identifiers: int = 0
    rows: dict[Band, list[tuple[Record, Record, Suggestion]]] = field(
        default_factory=lambda: {Band.CERTAIN: [], Band.LIKELY: []}
    )
    unmatched: list[Record] = field(default_factory=list)
    duplicates: list[tuple[Record, Record]] = field(default_factory=list)

    def add(self, partner: Record, customer: Record, suggestion: Suggestion) -> None:
        """Count a suggestion, and keep its row while there is room."""
        self.bands[suggestion.band] += 1
        self.reasons[suggestion.reason] += 1
        self.ignored_identifiers += "ignored" in suggestion.facts
        if len(rows := self.rows[suggestion.band]) < MOST_ROWS:
            rows.append((partner, customer, suggestion))

    def add_unmatched(self, partner: Record) -> None:
        """Keep a partner without suggestion while there is room."""
        if len(self.unmatched) < MOST_ROWS:
            self.unmatched.append(partner)

    @property
    def without_suggestion(self) -> int:
        """How many partners got none."""
        return self.partners - sum(self.bands.values())

    def summary(self) -> dict[str, object]:
        """The counts, for a script."""
        return {
            "partners": self.partners,
            "customers": self.customers,
            "certain": self.bands[Band.CERTAIN],
            "likely": self.bands[Band.LIKELY],
            "without_suggestion": self.without_suggestion,
            "ignored_identifiers": self.ignored_identifiers,
            "possible_duplicates": len(self.duplicates),
            "reasons": dict(sorted(self.reasons.items())),
        }


def write_page(path: Path, report: Report, language: Language) -> None:
    """The report as one HTML file that needs nothing else: no script, no network."""
    pages = Environment(
        loader=PackageLoader("trackifi_accounting_adapters.matching", "."), autoescape=True, undefined=StrictUndefined
    )
    template = pages.get_template("report.html")
    with path.open("w", encoding="utf-8") as file:
        parts: Iterator[str] = template.generate(report=report, language=language, words=words, most=MOST_ROWS)
        file.writelines(parts)
