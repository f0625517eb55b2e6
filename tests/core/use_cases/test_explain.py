"""Problems as people read them."""

from dataclasses import replace

import pytest
from trackifi_accounting.domain.problems.problems import Entry, Place, Problem, Who, Words
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY, memory_plugin
from trackifi_accounting.use_cases.problems.explain import Explain


@pytest.fixture
def explain(world):
    own = Entry(
        code="memory_full",
        who=Who.ACCOUNTANT,
        place=Place.PROVIDER,
        retry_helps=True,
        en=Words(happened="{provider} is full.", did="Nothing was sent.", todo="Make room."),
        fi=Words(happened="{provider} on täynnä.", did="Mitään ei lähetetty.", todo="Tee tilaa."),
    )
    plugin = replace(memory_plugin(world.books), title="Memory Books", problems=(own,))
    return Explain(providers={MEMORY: plugin})


def test_a_problem_is_explained_with_the_providers_title(explain):
    explained = explain(Problem(code="documents_off"), provider=MEMORY, language="en")
    assert explained.words.happened == "The Documents feature is off in Memory Books."
    assert (explained.who, explained.place, explained.retry_helps) == (Who.ADMINISTRATOR, Place.PROVIDER, True)


def test_a_plugins_own_problem_is_explained_in_its_words(explain):
    explained = explain(Problem(code="memory_full"), provider=MEMORY, language="fi")
    assert explained.words.happened == "Memory Books on täynnä."
    assert explained.who is Who.ACCOUNTANT


def test_a_code_that_nobody_knows_is_shown_verbatim(explain):
    problem = Problem(code="E-4711", facts={"message": "Unknown dimension"})
    explained = explain(problem, provider=MEMORY, language="en")
    assert "Unknown dimension (E-4711)" in explained.words.happened
    assert explained.code == "E-4711"


@pytest.mark.parametrize(("language", "label"), [("en", "Line 3, comment:"), ("fi", "Rivi 3, selite:")])
def test_a_field_is_named_as_people_call_it(explain, language, label):
    problem = Problem(code="text_too_long", facts={"length": "93", "limit": "80"}, field="lines[2].comment")
    explained = explain(problem, provider=MEMORY, language=language)
    assert explained.words.happened.startswith(label)
    assert explained.field == "lines[2].comment"
