"""A name taken apart: what must be equal for two names to be the same, and what may differ."""

import re
from typing import Final, NamedTuple

from trackifi_accounting.domain.matching.names.given_names import GIVEN_NAMES
from trackifi_accounting.domain.matching.names.initials import without_initials
from trackifi_accounting.domain.matching.names.legal_forms import SOLE_TRADER, without_forms
from trackifi_accounting.domain.matching.names.text import folded, plain

_WORD: Final = re.compile(r"[^\W_]+")
_ODD: Final = re.compile("[.:/'\u2019\u00b4`]")
_DOTTED: Final = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])\.?")
_INSIDE_WORDS: Final = re.compile(r"(?<=[^\W\d_])[:'\u2019\u00b4`](?=[^\W\d_])|(?<![^\W_])([aki])/(?=s(?![^\W_]))")
_CONNECTORS: Final = frozenset({"ja", "and", "och", "und", "the"})
_SHORTEST_KEY: Final = 2
# Kept by whoever had no name at hand: two rows that say so need not mean the same.
_GENERAL_WORDS: Final = """
    asiakas asiakkaat kateisasiakas kateisasiakkaat satunnainenasiakas muuasiakas muutasiakkaat sekalaiset tuntematon
    yksityishenkilo yksityisasiakas kuluttaja verkkokauppa toimittaja toimittajat yritys yhdistys toimisto koulu kunta
    kaupunki seurakunta customer supplier unknown cashcustomer private company kund kontantkund privatperson
"""
_GENERAL: Final = frozenset(_GENERAL_WORDS.split())


class Name(NamedTuple):
    """A name taken apart into what must be equal and what may differ; a tuple, for hundreds of thousands are made.

    `exact` is only folded; `words` are without accents, legal forms and connectors, in order;
    `spelled` are the same words with their accents; `compact` and `ordered` join the words as written and sorted;
    `bare` is `ordered` without initials that repeat the name. `weak` names tell nobody apart: one letter, nothing
    but a legal form, or a word like "customer".
    """

    exact: str
    words: tuple[str, ...]
    spelled: tuple[str, ...]
    forms: frozenset[str]
    compact: str
    ordered: str
    bare: str
    weak: bool

    @property
    def personal(self) -> bool:
        """A sole trader, or what reads as a person: given names and at most one other word, no other legal form."""
        if self.forms:
            return SOLE_TRADER in self.forms
        return len(self.words) > 1 and len(GIVEN_NAMES.intersection(self.words)) >= len(self.words) - 1


def parse(text: str) -> Name:
    """The parsed name; an empty text has no words."""
    return parse_folded(folded(text))


def parse_folded(exact: str) -> Name:
    """The parsed name of a text that is folded already."""
    every = words_of(exact)
    named, forms = without_forms(every)
    spelled = _joined_letters([word for word in named if word not in _CONNECTORS] or named or every)
    words = spelled if exact.isascii() else [plain(word) for word in spelled]
    shown = tuple(words)
    ordered, rest = "".join(sorted(words)), without_initials(words)
    return Name(
        exact=exact,
        words=shown,
        spelled=shown if words is spelled else tuple(spelled),
        forms=forms,
        compact="".join(words),
        ordered=ordered,
        bare=ordered if rest is words else "".join(sorted(rest)),
        weak=not named or len(ordered) < _SHORTEST_KEY or ordered in _GENERAL,
    )


def words_of(exact: str) -> list[str]:
    """The words of a folded text; "o.y.", "t:mi", "A/S" and "King's" are one word each."""
    if _ODD.search(exact):
        exact = _DOTTED.sub(lambda dotted: dotted[0].replace(".", ""), exact)
        exact = _INSIDE_WORDS.sub(r"\1", exact)
    return _WORD.findall(exact)


def _joined_letters(words: list[str]) -> list[str]:
    if sum(len(word) == 1 for word in words) <= 1:
        return words
    joined: list[str] = []
    run = False
    for word in words:
        letter = len(word) == 1 and word.isalpha()
        if letter and run:
            joined[-1] += word
        else:
            joined.append(word)
        run = letter
    return joined


def same_letters(left: Name, right: Name) -> bool:
    """Whether the words two names share are also spelt with the same accents."""
    if left.spelled is left.words and right.spelled is right.words:
        return True
    ours = dict(zip(left.words, left.spelled, strict=True))
    theirs = dict(zip(right.words, right.spelled, strict=True))
    return all(ours[word] == theirs[word] for word in ours.keys() & theirs.keys())
