"""Problems as panels: the words, who has to act, and the address of the place where the fix is made."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from fastapi import Request
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.catalogue.labels import label_of
from trackifi_accounting.domain.problems.problems import Place, Problem
from trackifi_accounting.domain.values.references import InvoiceId, ProviderName

from trackifi_accounting_adapters.web.design.rendering import addresses, language_of
from trackifi_accounting_adapters.web.problems.explaining import Teller, ToldProblem

_ANCHORS: Final = {Place.KEY: "#key", Place.SYNC: "#sync"}
"""Parts of the provider's page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One problem; ``address`` is where its fix is made, None when that is not a page of ours.

    ``about`` is what people call the field that is concerned, empty when the problem is about no field.
    """

    told: ToldProblem
    address: str | None
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The teller of problems to this reader, about this provider and, where one is concerned, this invoice."""

    request: Request
    teller: Teller
    invoice: tuple[PartyKind, InvoiceId] | None = None

    def __call__(self, problem: Problem) -> Panel:
        """Tell one."""
        told = self.teller(problem)
        about = label_of(told.field, language=self.teller.language) if told.field else ""
        return Panel(told=told, address=self._address(told.place, problem), about=about)

    def every(self, problems: Iterable[Problem | None]) -> list[Panel]:
        """Tell those that there are, each once."""
        panels = [self(problem) for problem in problems if problem is not None]
        return [panel for place, panel in enumerate(panels) if panel not in panels[:place]]

    def _address(self, place: Place, problem: Problem) -> str | None:
        to, provider = addresses(self.request), self.teller.provider
        if provider is None:
            return None
        if place is Place.PARTNERS:
            return to("page_partners", {"text": problem.facts.get("partner", "")}, provider=provider)
        if place in _ANCHORS:
            return to("page_provider", provider=provider) + _ANCHORS[place]
        if place is Place.PROVIDER:
            return to("page_guide", provider=provider)
        if place is Place.INVOICE and self.invoice:
            return to("page_delivery", kind=self.invoice[0], invoice=self.invoice[1], provider=provider)
        return None


def telling(request: Request, provider: str | None, *, invoice: tuple[PartyKind, InvoiceId] | None = None) -> Telling:
    """Tells in the reader's language."""
    teller = Teller(
        explain=request.app.state.container.explain(),
        language=language_of(request),
        provider=ProviderName(provider) if provider else None,
    )
    return Telling(request=request, teller=teller, invoice=invoice)
