"""What holds for all names: order, idempotence, symmetry, conflicting identifiers, unrelated customers."""

import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st
from trackifi_accounting.domain.matching.identifiers import check_digit_holds, in_conflict
from trackifi_accounting.domain.matching.index import Index
from trackifi_accounting.domain.matching.names.legal_forms import in_conflict as forms_in_conflict
from trackifi_accounting.domain.matching.names.names import parse
from trackifi_accounting.domain.matching.names.similarity import similarity
from trackifi_accounting.domain.matching.names.text import folded, plain
from trackifi_accounting.domain.matching.parsed_records import core_keys, name_keys, named, numbered, read
from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.rules.cascade import suggest
from trackifi_accounting.domain.matching.suggestions import Band

WORDS = ("Testaamo", "Esimerkki", "Koeala", "Säästö", "Saasto", "Holding", "2", "II", "Maija", "/", "c/o", "(TE)", "ja")
FORMS = ("", "Oy", "Ky", "ry", "Tmi", "Oy Ab", "Ltd")
IDS = (None, "9000003-8", "90000046", "FI90000054", "9000003-5", "SC123456", "DE136695976")

names = st.builds(
    lambda words, form: " ".join([*words, form]).strip(),
    st.lists(st.sampled_from(WORDS), max_size=4),
    st.sampled_from(FORMS),
)
any_text = st.text(max_size=40) | names


@st.composite
def registers(draw: st.DrawFn) -> tuple[list[Record], list[Record]]:
    def side(letter: str) -> list[Record]:
        rows = draw(st.lists(st.tuples(names, st.sampled_from(IDS)), max_size=8))
        return [Record(id=f"{letter}{at}", name=name, business_id=number) for at, (name, number) in enumerate(rows)]

    return side("P"), side("C")


@settings(max_examples=200, deadline=None)
@given(any_text)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert [plain(plain(word)) for word in folded(text).split()] == [plain(word) for word in folded(text).split()]


@settings(max_examples=100, deadline=None)
@given(any_text)
@example("Â\x80")
def test_composed_and_decomposed_letters_are_one_name(text: str) -> None:
    assert parse(unicodedata.normalize("NFC", text)) == parse(unicodedata.normalize("NFD", text))


@settings(max_examples=100, deadline=None)
@given(any_text, any_text)
def test_every_comparison_is_the_same_from_either_side(left: str, right: str) -> None:
    one, other = parse(left), parse(right)
    assert similarity(one, other, lambda _: 1.0) == similarity(other, one, lambda _: 1.0)
    assert forms_in_conflict(one.forms, other.forms) == forms_in_conflict(other.forms, one.forms)


@settings(max_examples=60, deadline=None)
@given(names, st.sampled_from(IDS), names, st.sampled_from(IDS))
def test_a_certain_pair_is_certain_with_the_sides_changed(left: str, left_id: str, right: str, right_id: str) -> None:
    one, other = Record(id="1", name=left, business_id=left_id), Record(id="2", name=right, business_id=right_id)
    there = [found.band for found in suggest([one], [other]) if found.band is Band.CERTAIN]
    back = [found.band for found in suggest([other], [one]) if found.band is Band.CERTAIN]
    assert there == back


@settings(max_examples=60, deadline=None)
@given(registers(), st.randoms(use_true_random=False))
def test_the_order_of_rows_never_changes_the_result(sides: tuple[list[Record], list[Record]], chance) -> None:
    partners, customers = sides
    expected = {found.left_id: found for found in suggest(partners, customers)}
    chance.shuffle(partners)
    chance.shuffle(customers)
    assert {found.left_id: found for found in suggest(partners, customers)} == expected


@settings(max_examples=60, deadline=None)
@given(registers())
def test_an_index_kept_up_to_date_answers_like_a_new_one(sides: tuple[list[Record], list[Record]]) -> None:
    partners, customers = sides
    expected = list(suggest(partners, Index(customers)))
    kept = Index([Record(id=record.id, name="Koeala Vanha Oy") for record in customers[:4]])
    kept.add(Record(id="gone", name="Testaamo Esimerkki Oy", business_id="9000003-8"))
    list(suggest(partners, kept))
    for record in customers:
        kept.add(record)
    kept.remove("gone")
    kept.remove("never there")
    assert list(suggest(partners, kept)) == expected


@settings(max_examples=100, deadline=None)
@given(registers())
def test_conflicting_identifiers_are_never_suggested(sides: tuple[list[Record], list[Record]]) -> None:
    partners, customers = sides
    ids = {record.id: read(record).ids for record in (*partners, *customers)}
    found = list(suggest(partners, customers))
    assert [pair for pair in found if in_conflict(ids[pair.left_id], ids[pair.right_id])] == []
    assert len({pair.left_id for pair in found}) == len(found)


@settings(max_examples=60, deadline=None)
@given(registers(), st.integers(0, 9999))
def test_an_unrelated_customer_never_makes_another_one_certain(
    sides: tuple[list[Record], list[Record]], number: int
) -> None:
    partners, customers = sides
    before = {found.left_id: found.right_id for found in suggest(partners, customers) if found.band is Band.CERTAIN}
    more = [*customers, Record(id="unrelated", name=f"Qwxz{number} Vbnjk Oyj")]
    after = {found.left_id: found.right_id for found in suggest(partners, more) if found.band is Band.CERTAIN}
    assert after == before


@settings(max_examples=100, deadline=None)
@given(names)
def test_the_keys_of_a_name_do_not_depend_on_the_order_of_its_words(name: str) -> None:
    words = parse(name).words
    assert parse(" ".join(words)).ordered == parse(" ".join(reversed(words))).ordered
    assert all(name_keys(parse(name))) == bool(words)
    assert all(core_keys(read(Record(id="1", name=name))))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 9_999_999))
def test_every_business_id_has_at_most_one_check_digit(number: int) -> None:
    assert sum(check_digit_holds(f"{number:07}{digit}") for digit in range(10)) <= 1


@settings(max_examples=100, deadline=None)
@given(st.lists(names, max_size=6), any_text)
def test_a_name_taken_over_from_an_equal_one_reads_as_if_it_were_read_anew(there: list[str], name: str) -> None:
    index = Index(Record(id=f"C{at}", name=one) for at, one in enumerate([*there, name.upper()]))
    partner = Record(id="P", name=name, business_id="9000003-8")
    assert named(numbered(partner), index.named) == read(partner)
