"""Put a problem into words for a person."""

from dataclasses import dataclass

from trackifi_accounting.domain.problems.catalogue.core import CORE
from trackifi_accounting.domain.problems.catalogue.facts import in_words
from trackifi_accounting.domain.problems.problems import Catalogue, Place, Problem, Who, Words
from trackifi_accounting.domain.reconciliation.finding_texts import DRIFT
from trackifi_accounting.domain.values.references import ProviderName
from trackifi_accounting.use_cases.connections.sessions import Providers


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A problem in words, as a person reads it."""

    code: str
    field: str | None
    words: Words
    who: Who
    place: Place
    retry_helps: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Explain:
    """The translator of problems into words: the core's, a comparison's, and each plugin's own."""

    providers: Providers

    def __call__(self, problem: Problem, *, provider: ProviderName | None, language: str) -> Explained:
        """Explain in en or fi; ``provider`` None when no provider is concerned."""
        plugin = self.providers[provider] if provider and provider in self.providers else None
        catalogue = Catalogue(CORE, DRIFT, plugin.problems if plugin else ())
        facts = {**problem.facts, "provider": plugin.title if plugin else problem.facts.get("provider", "")}
        named = Problem(code=problem.code, facts=facts, field=problem.field)
        words = catalogue.words(in_words(named, language=language), language=language)
        entry = catalogue.entry(problem.code)
        return Explained(
            code=problem.code,
            field=problem.field,
            words=words,
            who=entry.who,
            place=entry.place,
            retry_helps=entry.retry_helps,
        )
