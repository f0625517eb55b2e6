"""None of the plugin's problems is unreachable: each is provoked, and told in both languages with what to do."""

import pytest
from procountor_sandbox.server import RunningSandbox
from trackifi_accounting.domain.problems.catalogue.core import CORE
from trackifi_accounting.domain.problems.catalogue.facts import in_words
from trackifi_accounting.domain.problems.problems import Catalogue, Problem
from trackifi_accounting.errors import AccountingError, InvoiceRejected
from trackifi_procountor.errors.problems import PROBLEMS

from tests.procountor.connecting import KEY
from tests.procountor.provocations import PROVOKED, refused

PREFIX = "procountor_"


def provoked(provocation) -> tuple[Problem, ...]:
    """What a provocation leads to."""
    with RunningSandbox(api_key=KEY) as sandbox:
        try:
            return tuple(provocation(sandbox))
        except InvoiceRejected as told:
            return told.reasons
        except AccountingError as told:
            return (told.problem,)


@pytest.mark.parametrize("name", PROVOKED)
def test_each_problem_comes_about_and_is_told_without_a_gap(name):
    problems = {one.code: one for one in provoked(PROVOKED[name])}
    assert PREFIX + name in problems, sorted(problems)
    for language in ("en", "fi"):
        problem = in_words(problems[PREFIX + name], language=language)
        words = Catalogue(CORE, PROBLEMS).words(problem, language=language)
        told = f"{words.happened} {words.did} {words.todo}"
        assert not {"[", "{"} & set(told), told
        assert len(told) <= 300, told


def test_every_problem_of_the_plugin_is_provoked():
    assert {PREFIX + name for name in PROVOKED} == {entry.code for entry in PROBLEMS}


@pytest.mark.parametrize("message", ["ERROR_NEVER_HEARD_OF", "Jokin outo lause.", "x" * 299, "[brackets] {braces}"])
def test_an_unknown_reason_is_told_word_for_word_in_both_languages(message):
    (problem,) = provoked(refused(message, "somewhere.odd"))
    assert (problem.code, problem.field) == ("unclassified", "somewhere.odd")
    for language in ("en", "fi"):
        words = Catalogue(CORE, PROBLEMS).words(in_words(problem, language=language), language=language)
        assert message in words.happened
        assert "400" in words.happened
