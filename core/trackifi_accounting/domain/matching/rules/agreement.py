"""Whether two names are close enough to support other evidence, and whether two namesakes are two companies."""

from trackifi_accounting.domain.matching.cities import other_city
from trackifi_accounting.domain.matching.identifiers import in_doubt
from trackifi_accounting.domain.matching.names.legal_forms import in_conflict
from trackifi_accounting.domain.matching.names.names import Name
from trackifi_accounting.domain.matching.names.similarity import extra_words, numbers
from trackifi_accounting.domain.matching.parsed_records import ParsedRecord, name_keys


def names_agree(left: Name, right: Name) -> bool:
    """Equal keys, or the same words but for misspellings; symmetric. Weak names never agree.

    Sisters share addresses: another legal form, another figure or a further word is no agreement.
    """
    if left.weak or right.weak or in_conflict(left.forms, right.forms):
        return False
    if not set(name_keys(left)).isdisjoint(name_keys(right)):
        return True
    return numbers(left.words) == numbers(right.words) and not any(extra_words(left, right))


def contradict(left: ParsedRecord, right: ParsedRecord) -> bool:
    """Whether two records of one name say that they are two companies: other numbers, another town or legal form."""
    return (
        in_doubt(left.ids, right.ids)
        or other_city(left.record.city, right.record.city)
        or in_conflict(left.name.forms, right.name.forms)
    )
