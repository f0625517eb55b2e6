"""What other ways would suggest: one fuzzy score over all pairs, and TF-IDF over words."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from math import log, sqrt

from rapidfuzz import fuzz, process
from trackifi_accounting.domain.matching.names.names import words_of
from trackifi_accounting.domain.matching.names.text import folded
from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.suggestions import Band, Suggestion

Peer = Callable[[Sequence[Record], Sequence[Record]], Iterator[Suggestion]]


def token_sort(partners: Sequence[Record], customers: Sequence[Record]) -> Iterator[Suggestion]:
    """The customer with the best token_sort_ratio, of names in lower case."""
    names = [customer.name.casefold() for customer in customers]
    for partner in partners:
        found = process.extractOne(partner.name.casefold(), names, scorer=fuzz.token_sort_ratio)
        if found:
            yield _pair(partner, customers[found[2]], found[1])


def tf_idf(partners: Sequence[Record], customers: Sequence[Record]) -> Iterator[Suggestion]:
    """The customer with the best cosine of word weights, as the usual libraries do it."""
    documents = [_words(customer) for customer in customers]
    found_in: dict[str, list[int]] = defaultdict(list)
    for at, words in enumerate(documents):
        for word in words:
            found_in[word].append(at)
    weight = {word: log((1 + len(documents)) / (1 + len(rows))) + 1 for word, rows in found_in.items()}
    lengths = [sqrt(sum(weight[word] ** 2 for word in words)) for words in documents]
    for partner in partners:
        ours = _words(partner)
        cosine: dict[int, float] = defaultdict(float)
        for word in sorted(ours & weight.keys()):
            for at in found_in[word]:
                cosine[at] += weight[word] ** 2 / lengths[at]
        unknown = log(1 + len(documents)) + 1
        length = sqrt(sum(weight.get(word, unknown) ** 2 for word in ours)) or 1.0
        if cosine:
            best = max(cosine, key=lambda at: (cosine[at], -at))
            yield _pair(partner, customers[best], 100 * cosine[best] / length)


def at_best_threshold(
    found: Sequence[Suggestion], right: Callable[[Suggestion], bool], matches: int
) -> list[Suggestion]:
    """The peers' suggestions cut where their F1 is best: chosen with the answers, which flatters them."""
    ranked = sorted(found, key=lambda pair: -pair.score)
    best, kept, hits = 0.0, 0, 0
    for count, pair in enumerate(ranked, start=1):
        hits += right(pair)
        f1 = 2 * hits / (count + matches)
        if f1 > best:
            best, kept = f1, count
    return ranked[:kept]


def all_pairs(left: Sequence[str], right: Sequence[str]) -> str:
    """Compare every pair by `ratio` on one core, and say how: cdist where numpy is there, else a bare loop."""
    if find_spec("numpy"):
        for start in range(0, len(left), 500):
            process.cdist(left[start : start + 500], right, scorer=fuzz.ratio, workers=1)
        return "process.cdist"
    for name in left:
        process.extract(name, right, scorer=fuzz.ratio, limit=1)
    return "process.extract, no numpy here"


def _words(record: Record) -> set[str]:
    return set(words_of(folded(record.name)))


def _pair(partner: Record, customer: Record, score: float) -> Suggestion:
    return Suggestion(left_id=partner.id, right_id=customer.id, band=Band.LIKELY, score=round(score * 100), reason="")
