"""Whether two names are close enough to support another piece of evidence."""

from trackifi_accounting.domain.matching.entries import name_keys
from trackifi_accounting.domain.matching.legal_forms import in_conflict
from trackifi_accounting.domain.matching.names import Name
from trackifi_accounting.domain.matching.similarity import extra_words, numbers


def names_agree(left: Name, right: Name) -> bool:
    """Equal keys, or the same words but for misspellings; symmetric. Weak names never agree.

    Sisters share addresses: another legal form, another figure or a further word is no agreement.
    """
    if left.weak or right.weak or in_conflict(left.forms, right.forms):
        return False
    if not set(name_keys(left)).isdisjoint(name_keys(right)):
        return True
    return numbers(left.words) == numbers(right.words) and not any(extra_words(left, right))
