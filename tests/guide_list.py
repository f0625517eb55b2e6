"""The user's guide page sentence by sentence, and docs/reference/guide.md, the list of what makes each of them true."""

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parents[1]
LIST = ROOT / "docs" / "reference" / "guide.md"
PLACE_OF_PAGE = "TRACKIFI_GUIDE"
HASH_LENGTH = 12
_MARKER = re.compile(r"^\s*(?:\d+\.|•)\s+")
_END = re.compile(r"(?<=\.) (?=[A-Z])")
_ROW = re.compile(r"\| (?P<number>\d+) \| (?P<about>[^|]+) \| (?P<evidence>[^|]+) \| `(?P<hash>[0-9a-f]+)` \|")
_SCENARIO = re.compile(r"scenario `(?P<file>[\w/]+\.feature)`: (?P<title>.+)")
_ELEMENT = re.compile(r"(?P<state>new|active|Procountor) `(?P<address>[^`]+)` `(?P<selector>[^`]+)`: (?P<text>.+)")
_FURNITURE = re.compile(r"no statement: .+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, or one line of a list: where it stands and a hash of its words."""

    heading: str
    number: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A part of a page. ``state`` is new, active or Procountor: before and after activation, or the local Procountor."""

    state: str
    address: str
    selector: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row of the list. With neither scenarios nor elements it says why the line states nothing."""

    sentence: Sentence
    about: str
    scenarios: tuple[tuple[str, str], ...]
    elements: tuple[Element, ...]


def sentences(headings: tuple[str, ...]) -> list[Sentence] | None:
    """Those of the page, in its order; None when the page is not here."""
    named = os.environ.get(PLACE_OF_PAGE)
    if not named:
        return None
    lines = [line.strip() for line in Path(named).read_text(encoding="utf-8").splitlines() if line.strip()]
    parted = list(_under_headings(lines, headings))
    return [
        Sentence(heading=heading, number=number, hash=_hash(words))
        for heading, group in groupby(parted, key=lambda one: one[0])
        for number, (_, words) in enumerate(group, start=1)
    ]


def _under_headings(lines: list[str], headings: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    heading = "Above the title"
    for line in lines:
        if line in headings:
            heading = line
            if line == headings[-1]:  # it has nothing under it: the button's name is the sentence
                yield heading, line
            continue
        for words in _END.split(_MARKER.sub("", line)):
            yield heading, words


def _hash(words: str) -> str:
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:HASH_LENGTH]


def entries() -> list[Entry]:
    """The rows of docs/reference/guide.md."""
    found, heading = [], ""
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading = line.removeprefix("## ")
        elif row := _ROW.fullmatch(line):
            found.append(_entry(heading, row))
    return found


def _entry(heading: str, row: re.Match[str]) -> Entry:
    parts = [part.strip() for part in row["evidence"].split("<br>")]
    scenarios = [one for part in parts if (one := _SCENARIO.fullmatch(part))]
    elements = [one for part in parts if (one := _ELEMENT.fullmatch(part))]
    others = [part for part in parts if not _SCENARIO.fullmatch(part) and not _ELEMENT.fullmatch(part)]
    assert all(_FURNITURE.fullmatch(part) for part in others), f"not understood: {others}"
    assert not others or len(parts) == 1, f"a line states something or nothing: {parts}"
    return Entry(
        sentence=Sentence(heading=heading, number=int(row["number"]), hash=row["hash"]),
        about=row["about"].strip(),
        scenarios=tuple((one["file"], one["title"]) for one in scenarios),
        elements=tuple(Element(**one.groupdict()) for one in elements),
    )
