"""The problem catalogue: complete, in both languages, short enough to be read."""

import ast
import inspect
import re
import string
from collections.abc import Iterable, Iterator
from decimal import Decimal
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from trackifi_accounting import errors
from trackifi_accounting.domain.problems.catalogue.core import CORE, FIELDS
from trackifi_accounting.domain.problems.catalogue.corrections import CORRECTIONS
from trackifi_accounting.domain.problems.catalogue.facts import in_words
from trackifi_accounting.domain.problems.catalogue.labels import label_of
from trackifi_accounting.domain.problems.catalogue.number_formats import plain
from trackifi_accounting.domain.problems.problems import Catalogue, Entry, Place, Problem, Who, Words
from trackifi_accounting.domain.reconciliation.finding_texts import DRIFT
from trackifi_accounting.errors import InvoiceRejected
from trackifi_accounting.plugins.hooks import ENTRY_POINTS

ORDINARY = {
    "provider": "Procounting",
    "reason": "characters",
    "remote": "Koeyritys Pohjoinen Oy",
    "pinned": "Koeyritys Eteläinen Oy",
    "rights": "create_customer_invoices",
    "code": "VALIDATION_FAILED",
    "message": "Unknown dimension",
    "party": "Koeasiakas Oy",
    "partner": "Koekumppani Oy",
    "before": "Koekumppani Ky",
    "status": "draft",
    "size": "12000000",
    "limit": "10000000",
    "number": "2026-1042",
    "by": "user 1042",
    "ours": "124.00 EUR",
    "theirs": "124.01 EUR",
    "length": "93",
    "characters": "☃ (U+2603)",
    "value": "FI00 1234 5600 0007",
    "lowest": "0",
    "highest": "9999",
    "days": "400",
    "unit": "fortnight",
    "currency": "USD",
    "rate": "25.5",
    "date": "2026-01-31",
    "category": "AE",
    "missing": "street, postcode",
    "parts": "party, currency",
    "country": "XX",
    "side": "host",
    "other_side": "register",
    "other_country": "SE",
    "product": "Koetuote 7",
    "count": "1200",
    "kinds": "customer, freelancer",
    "id": "10042177",
    "sum": "1240.00 EUR",
    "incident": "same_place:customer/INVOICE-1042/7",
    "other": "2026-1040",
    "minutes": "11",
    "seconds": "1200",
    "numbers": "2026-1042, 2026-1043",
    "changes": "U+2212>U+002D, U+00AD>, U+0009>U+0020",
    "written": "NO_UNIT",
    "copies": "toinen@koe.example, kolmas@koe.example",
    "first": "20001042",
    "second": "20001043",
    "difference": "0.01 EUR",
    "fields": "issued, totals",
    "settings": "fsync, full_page_writes",
    "sent": "2026-11-30 20:32 UTC",
    "name": "2026-1042.9517b60b39.pdf",
}
NUMERIC = {"value": "33.333333", "limit": "4", "lowest": "0", "highest": "9999999.99"}
ORDINARY_OF = {"too_many_decimals": NUMERIC, "value_out_of_range": NUMERIC, "text_too_long": NUMERIC}
CORE_SOURCE = Path(errors.__file__).parent
LEAVES = [one for _, one in inspect.getmembers(errors, inspect.isclass) if issubclass(one, errors.AccountingError)]
BLAME = re.compile(
    r"\b(you (must|failed|forgot)|your (fault|mistake)|invalid input|sinun (vikasi|virheesi))\b", re.IGNORECASE
)


def facts_of(words: Words) -> set[str]:
    texts = (words.happened, words.did, words.todo)
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


def shown(entry: Entry, language: str) -> str:
    field = "partner.e_invoice.operator" if entry in (*FIELDS, *CORRECTIONS) else None
    ordinary = ORDINARY | ORDINARY_OF.get(entry.code, {})
    facts = {name: ordinary[name] for name in facts_of(entry.en) - {"field"}}
    problem = Problem(code=entry.code, facts=facts, field=field)
    words = Catalogue(CORE, DRIFT).words(in_words(problem, language=language), language=language)
    return f"{words.happened} {words.did} {words.todo}"


SAID = [(entry, language) for entry in (*CORE, *DRIFT) for language in ("en", "fi")]


def places(found: Iterable[tuple[Entry, str]]) -> list[str]:
    return [f"{entry.code} in {language}" for entry, language in found]


def test_every_code_is_defined_once():
    assert [one.code for one in Catalogue(CORE)] == [one.code for one in CORE]


def test_every_part_is_said_in_both_languages():
    def whole(words: Words) -> bool:
        return all(text.strip().endswith((".", "}")) for text in (words.happened, words.did, words.todo))

    assert places((entry, language) for entry, language in SAID if not whole(getattr(entry, language))) == []


def test_the_two_languages_differ():
    parts = ("happened", "did", "todo")
    same = [one.code for one in CORE for x in parts for y in parts if getattr(one.en, x) == getattr(one.fi, y)]
    assert same == []


def test_both_languages_name_the_same_facts():
    assert [one.code for one in CORE if facts_of(one.en) - {"provider"} != facts_of(one.fi) - {"provider"}] == []


def test_a_problem_is_said_in_two_hundred_characters():
    assert [text for text in (shown(*one) for one in SAID) if len(text) > 200] == []


def test_ordinary_facts_leave_no_gap_in_the_words():
    assert [text for text in (shown(*one) for one in SAID) if "[" in text or "{" in text] == []


def test_no_entry_names_a_provider_or_blames_anyone():
    names = re.compile("|".join(re.escape(one.name) for one in entry_points(group=ENTRY_POINTS)), re.IGNORECASE)
    words = [getattr(getattr(*said), part) for said in SAID for part in ("happened", "did", "todo")]
    assert [text for text in words if names.search(text) or BLAME.search(text)] == []


def test_a_problem_of_nobody_needs_no_place_of_a_fix_and_every_other_has_someone_who_acts():
    assert [
        entry.code
        for entry in CORE
        if (entry.who is Who.NOBODY and entry.place not in {Place.NOWHERE, Place.INVOICE})
        or (entry.place is Place.KEY and entry.who is not Who.ADMINISTRATOR)
    ] == []


@pytest.mark.parametrize("entry", FIELDS, ids=lambda one: one.code)
def test_a_field_cause_begins_with_the_field_and_says_that_nothing_was_sent(entry):
    assert entry.en.happened.startswith("{field}: ")
    assert entry.fi.happened.startswith("{field}: ")
    assert entry.en.did == "Nothing was sent."
    assert not entry.retry_helps


@pytest.mark.parametrize("entry", CORRECTIONS, ids=lambda one: one.code)
def test_a_correction_begins_with_the_field_and_says_that_the_invoice_goes(entry):
    assert entry.en.happened.startswith("{field}: ")
    assert entry.fi.happened.startswith("{field}: ")
    assert entry.en.did == "The invoice can be sent all the same."


@pytest.mark.parametrize(
    ("name", "value", "english", "finnish"),
    [
        ("changes", "U+2212>U+002D", "minus sign → -", "miinusmerkki → -"),
        (
            "changes",
            "U+00AD>, U+0009>U+0020",
            "soft hyphen → left out, tab → space",
            "tavuvihje → pois, sarkain → välilyönti",
        ),
        ("changes", "U+1F642>", "🙂 → left out", "🙂 → pois"),
        ("changes", "U+2192>U+002D U+003E", "→ → ->", "→ → ->"),
        ("characters", "U+00A0, U+0020", "no-break space, space", "sitova välilyönti, välilyönti"),
        ("characters", "Ł, U+2060, U+110000", "Ł, U+2060, U+110000", "Ł, U+2060, U+110000"),
        ("characters", "☃ (U+2603)", "☃ (U+2603)", "☃ (U+2603)"),
    ],
)
def test_a_sign_that_cannot_be_seen_is_told_by_its_name(name, value, english, finnish):
    problem = Problem(code="specimen", facts={name: value}, field="message")
    assert in_words(problem, language="en").facts[name] == english
    assert in_words(problem, language="fi").facts[name] == finnish


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("9E+1"), "90"), (Decimal("1E-7"), "0.0000001"), (Decimal("12.50"), "12.50"),
        (Decimal("-0E+3"), "-0"), (7, "7"), ("9E+1", "9E+1"),
    ],
)  # fmt: skip
def test_a_number_in_a_sentence_has_no_exponent(value, shown):
    assert plain(value) == shown
    assert InvoiceRejected(reasons=(), value=value).facts["value"] == shown


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda one: one.__name__)
def test_every_error_has_an_entry_for_its_default_code(leaf):
    assert Catalogue(CORE).entry(leaf.default).code == leaf.default


def codes_in(module: Path) -> Iterator[str]:
    """Codes that the module's calls write out: the first argument of an error leaf, or ``code=``."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            first = node.args[:1] if node.func.id in {*(leaf.__name__ for leaf in LEAVES), "_problem"} else []
            named = [one.value for one in node.keywords if one.arg == "code" and node.func.id != "VatChoice"]
            yield from (one.value for one in (*first, *named) if isinstance(one, ast.Constant) and one.value)


@pytest.mark.parametrize("layer", ["domain", "use_cases", "plugins", "testing"])
def test_every_code_that_the_core_writes_out_has_an_entry(layer):
    codes = {code for module in (CORE_SOURCE / layer).rglob("*.py") for code in codes_in(module)}
    assert codes <= {one.code for one in CORE}


def test_codes_are_found_in_the_use_cases():
    assert "number_used_twice" in set(codes_in(CORE_SOURCE / "use_cases" / "gate" / "rules.py"))


def test_a_code_without_an_entry_is_shown_verbatim():
    problem = Problem(code="zz_unheard_of", facts={"message": "Unknown dimension", "provider": "Procounting"})
    words = Catalogue(CORE).words(problem, language="en")
    assert "zz_unheard_of" in words.happened
    assert "Unknown dimension" in words.happened


def test_a_fact_that_nobody_gave_is_shown_by_its_name():
    words = Catalogue(CORE).words(Problem(code="several_found"), language="fi")
    assert "[number]" in words.happened


def test_a_plugin_may_not_redefine_a_code_of_the_core():
    with pytest.raises(ValueError, match="key_rejected"):
        Catalogue(CORE, (next(one for one in CORE if one.code == "key_rejected"),))


def test_hostile_braces_in_a_fact_are_text_and_never_a_template():
    problem = Problem(code="partner_not_linked", facts={"party": "{code.__class__}"})
    assert Catalogue(CORE).words(problem, language="en").happened.startswith("{code.__class__} is not linked")


@pytest.mark.parametrize(
    ("path", "english", "finnish"),
    [
        ("lines[2].comment", "Line 3, comment", "Rivi 3, selite"),
        ("partner.address.street", "Business partner, street", "Liikekumppani, katuosoite"),
        ("references.order_number", "order number", "tilausnumero"),
        ("party.address", "Customer or freelancer, address", "Asiakas tai freelancer, osoite"),
        ("due", "Due date", "Eräpäivä"),
        ("invented.part", "invented, part", "invented, part"),
    ],
)
def test_a_field_is_called_as_people_call_it(path, english, finnish):
    assert label_of(path, language="en") == english
    assert label_of(path, language="fi") == finnish


def test_known_facts_are_said_in_the_readers_language_and_others_verbatim():
    rights = "read_products, find_customer_invoices"
    assert in_words(Problem(code="right_missing", facts={"rights": rights}), language="fi").facts == {
        "rights": "tuotteiden luku, myyntilaskujen katselu"
    }
    foreign = Problem(code="right_missing", facts={"rights": "Purchase invoices: view"})
    assert in_words(foreign, language="fi") == foreign


@pytest.mark.parametrize(
    ("name", "value", "field", "english", "finnish"),
    [
        ("sum", "905.66 EUR", None, "905.66 EUR", "905,66 EUR"),
        ("rate", "25.5", "lines[0].vat.rate", "25.5", "25,5"),
        ("date", "2026-02-28", "issued", "28 February 2026", "28.2.2026"),
        ("date", "2026-02-30", "issued", "2026-02-30", "2026-02-30"),
        ("value", "7.5000001", "lines[0].quantity", "7.5000001", "7,5000001"),
        ("value", "2062-02-28", "issued", "28 February 2062", "28.2.2062"),
        ("theirs", "20.10", "number", "20.10", "20.10"),
        ("theirs", "2026-02-28", "notes", "2026-02-28", "2026-02-28"),
        ("number", "20.10", None, "20.10", "20.10"),
        ("partner", "2026-02-28", None, "2026-02-28", "2026-02-28"),
        ("limit", "10000000", "document", "10000000", "10000000"),
    ],
)
def test_numbers_and_days_are_written_as_the_reader_does_and_names_never(name, value, field, english, finnish):
    problem = Problem(code="specimen", facts={name: value}, field=field)
    assert in_words(problem, language="en").facts[name] == english
    assert in_words(problem, language="fi").facts[name] == finnish
