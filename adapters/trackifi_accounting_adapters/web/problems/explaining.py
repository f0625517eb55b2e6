"""Problems as the API tells them: a code for programs, words for people."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from trackifi_accounting.domain.problems.catalogue.facts import in_words
from trackifi_accounting.domain.problems.problems import Place, Problem, Who
from trackifi_accounting.domain.values.references import ProviderName
from trackifi_accounting.use_cases.problems.explain import Explain, Explained

from trackifi_accounting_adapters.web.problems.language import Language
from trackifi_accounting_adapters.web.problems.words import CATALOGUE, CODES


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldProblem:
    """One problem, told in one language."""

    code: str
    field: str | None
    happened: str
    did: str
    todo: str
    who: Who
    place: Place
    retry_helps: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """The teller of problems in one language, with one provider's words where the core has none."""

    explain: Explain
    language: Language
    provider: ProviderName | None = None

    def __call__(self, problem: Problem) -> ToldProblem:
        """Tell one."""
        if problem.code in CODES:
            explained = _own(problem, self.language)
        else:
            explained = self.explain(problem, provider=self.provider, language=self.language)
        return ToldProblem(
            code=explained.code,
            field=explained.field,
            happened=explained.words.happened,
            did=explained.words.did,
            todo=explained.words.todo,
            who=explained.who,
            place=explained.place,
            retry_helps=explained.retry_helps,
        )

    def about(self, provider: ProviderName) -> "Teller":
        """The same for another provider."""
        return replace(self, provider=provider)

    def every(self, problems: Iterable[Problem | None]) -> list[ToldProblem]:
        """Tell those that there are."""
        return [self(problem) for problem in problems if problem is not None]


def _own(problem: Problem, language: Language) -> Explained:
    entry = CATALOGUE.entry(problem.code)
    words = CATALOGUE.words(in_words(problem, language=language), language=language)
    return Explained(
        code=problem.code,
        field=problem.field,
        words=words,
        who=entry.who,
        place=entry.place,
        retry_helps=entry.retry_helps,
    )
