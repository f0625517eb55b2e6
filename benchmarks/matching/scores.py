"""Right and wrong suggestions against the answers, per band."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.suggestions import Band, Suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts of one run: how many partners have a customer, and what was suggested."""

    matches: int
    suggested: int
    right: int
    certain: int
    certain_right: int

    @property
    def figures(self) -> tuple[str, ...]:
        """Certain wrong, certain recall, precision, recall and F1 of both bands."""
        precision = self.right / self.suggested if self.suggested else 1.0
        recall = self.right / self.matches
        f1 = 2 * precision * recall / (precision + recall) if self.right else 0.0
        certain = str(self.certain - self.certain_right), f"{self.certain_right / self.matches:.3f}"
        return (*(certain if self.certain else ("-", "-")), f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}")


def score(found: Iterable[Suggestion], truth: Mapping[str, str]) -> Score:
    """Count suggestions; `truth` has the customer of each partner, empty where there is none."""
    pairs = [(pair.band, truth.get(pair.left_id) == pair.right_id) for pair in found]
    return Score(
        matches=sum(map(bool, truth.values())),
        suggested=len(pairs),
        right=sum(right for _, right in pairs),
        certain=sum(band is Band.CERTAIN for band, _ in pairs),
        certain_right=sum(right for band, right in pairs if band is Band.CERTAIN),
    )


def load(folder: Path, *, ids: bool) -> tuple[list[Record], list[Record], dict[str, str]]:
    """Partners, customers and answers of one set; without `ids` the business ids are left out."""
    partners, customers = (
        [Record(id=row["id"], name=row["name"], business_id=row["business_id"] if ids else None) for row in _rows(file)]
        for file in (folder / "left.csv", folder / "right.csv")
    )
    return partners, customers, {row["left_id"]: row["right_id"] for row in _rows(folder / "truth.csv")}


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))
