"""The plugin's problems: both languages, short, in the core's manner, and none that nothing can cause."""

import ast
import string
from pathlib import Path

import pytest
import trackifi_procountor
from trackifi_accounting.domain.problems.catalogue.core import CORE
from trackifi_accounting.domain.problems.catalogue.facts import in_words
from trackifi_accounting.domain.problems.problems import Catalogue, Problem
from trackifi_procountor.errors.problems import PROBLEMS
from trackifi_procountor.plugin import accounting_provider

SOURCE = Path(trackifi_procountor.__file__).parent
FACTS = {
    "version": "FINANCIALS_ENTERPRISE",
    "state": "CEASED",
    "date": "2026-01-31",
    "changes": "InvoiceRow.vatStatus is required; Invoice.buyerReferenceIdentifier is gone",
    "count": "12",
    "edition": "27.02",
    "known": "26.04",
    "setting": "client_secret",
    "status": "410",
    "minutes": "11",
    "call": "PUT /invoices/700001/approve",
    "choices": "Construction reverse VAT 25.5 % / Construction reverse VAT 2",
    "category": "AE",
    "country": "SE",
    "rate": "25.5",
    "value": "NDEAFIHHXX",
    "message": "File name is not valid",
    "ours": "FI2112345600000785",
    "theirs": "FI2112345600000785",
    "letters": "SE",
    "number": "2026-1042",
    "place": "counterParty.counterPartyAddress.street",
}

every_entry = pytest.mark.parametrize("entry", PROBLEMS, ids=lambda one: one.code)
both_languages = pytest.mark.parametrize("language", ["en", "fi"])


def named(words):
    texts = (words.happened, words.did, words.todo)
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


@every_entry
@both_languages
def test_a_problem_is_said_in_two_hundred_characters_without_a_gap(entry, language):
    facts = {name: FACTS[name] for name in named(entry.en) - {"field"}}
    problem = in_words(Problem(code=entry.code, facts=facts, field="lines[2].vat"), language=language)
    words = Catalogue(CORE, PROBLEMS).words(problem, language=language)
    shown = f"{words.happened} {words.did} {words.todo}"
    assert len(shown) <= 200, shown
    assert not {"[", "{"} & set(shown), shown


@every_entry
def test_the_languages_differ_and_name_the_same_facts(entry):
    assert {entry.en.happened, entry.en.did, entry.en.todo}.isdisjoint({entry.fi.happened, entry.fi.did, entry.fi.todo})
    assert named(entry.en) == named(entry.fi)


@every_entry
def test_every_sentence_ends(entry):
    for words in (entry.en, entry.fi):
        assert all(text.endswith(".") for text in (words.happened, words.did, words.todo))


def codes_written_out():
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and node.value.startswith("procountor_")
                and node.value != "procountor_"
            ):
                yield node.value


def test_every_problem_has_a_cause_and_every_cause_its_words():
    assert set(codes_written_out()) == {entry.code for entry in PROBLEMS}


def test_every_code_that_is_refused_with_has_words():
    known = {entry.code for entry in (*CORE, *PROBLEMS)}
    calls = [
        node
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in {"refuse", "warn"}
    ]
    refused = {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}
    assert refused
    assert refused <= known


def test_the_offer_joins_the_cores_catalogue():
    assert Catalogue(CORE, accounting_provider().problems).entry("procountor_paging_stuck").retry_helps


def test_the_guide_names_the_client_the_menus_and_the_fees_in_both_languages():
    steps = accounting_provider().guide
    assert steps[0].values == {"Client ID": "trackifiClient", "Description": "Trackifi integration"}
    assert steps[0].menu == ("Management", "Integrations", "API management")
    assert any("invoiceable API clients" in todo.en for step in steps for todo in step.todo)
    assert [step.optional for step in steps] == [False, False, False, True]
    assert "fees" in steps[-1].note.en
    texts = [text for step in steps for text in (step.title, *step.todo, *([step.note] if step.note else []))]
    assert all(text.en != text.fi for text in texts)
