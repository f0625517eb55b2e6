"""Business partners, products, suggestions and links."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Final, Self

from pydantic import ConfigDict, Field, field_validator
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError
from trackifi_accounting.domain.matching.state import MatchingState
from trackifi_accounting.domain.matching.suggestions import Band, Suggestion, words
from trackifi_accounting.domain.partners.business_partners import BusinessPartner, PartnerRole
from trackifi_accounting.domain.partners.links import Link, LinkChoice, LinkConflict
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.partners.products import ProductSide
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import PartnerId, PartyId

from trackifi_accounting_adapters.web.http.values import Id, Incoming, Outgoing, RemoteId
from trackifi_accounting_adapters.web.partners.parties_schemas import AddressOut
from trackifi_accounting_adapters.web.problems.explaining import Teller
from trackifi_accounting_adapters.web.problems.language import Language
from trackifi_accounting_adapters.web.problems.schemas import ProblemOut

MOST_CHOICES: Final = 500
EXAMPLE: Final[JsonDict] = {"choices": [{"partner": "2001", "kind": "customer", "party": "c-1001"}]}


class LinkChoiceIn(Incoming):
    """One row: which customer or freelancer the partner is; null takes its link away."""

    partner: RemoteId
    kind: PartyKind
    party: Id | None

    def to_domain(self) -> LinkChoice:
        """As the core knows it."""
        party = PartyId(self.party) if self.party is not None else None
        return LinkChoice(partner=PartnerId(self.partner), kind=self.kind, party=party)


class LinksIn(Incoming):
    """The rows that were changed; each partner once."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    choices: Annotated[tuple[LinkChoiceIn, ...], Field(max_length=MOST_CHOICES)]

    @field_validator("choices")
    @classmethod
    def _each_partner_once(cls, choices: tuple[LinkChoiceIn, ...]) -> tuple[LinkChoiceIn, ...]:
        if len({choice.partner for choice in choices}) < len(choices):
            raise PydanticCustomError("field_repeated", "a partner is chosen for twice")
        return choices


class LinkOut(Outgoing):
    """A saved link; ``problem`` says why it can't be used for now."""

    kind: PartyKind
    party: str
    saved_at: datetime
    saved_by: str
    problem: ProblemOut | None

    @classmethod
    def made_of(cls, link: Link, partner: BusinessPartner, tell: Teller) -> Self:
        """Make it, its problem told."""
        facts = {"partner": partner.name, "before": link.partner_name}
        told = tell(Problem(code=link.stale, facts=facts)) if link.stale else None
        return cls(
            kind=link.kind,
            party=link.party,
            saved_at=link.saved_at,
            saved_by=link.saved_by,
            problem=ProblemOut.model_validate(told) if told else None,
        )


class SuggestionOut(Outgoing):
    """Who a partner may be; ``score`` runs from 0 to 100 and only orders."""

    partner: str
    kind: PartyKind
    party: str
    band: Band
    score: int
    code: str
    reason: str

    @classmethod
    def made_of(cls, suggestion: Suggestion, kind: PartyKind, language: Language) -> Self:
        """Make it, the reason in the caller's language."""
        return cls(
            partner=suggestion.left_id,
            kind=kind,
            party=suggestion.right_id,
            band=suggestion.band,
            score=suggestion.score,
            code=suggestion.reason,
            reason=words(suggestion, language),
        )


class PartnerOut(Outgoing):
    """One row of the Business Partners tab; ``suggestion`` only when it was asked for."""

    id: str
    role: PartnerRole
    name: str
    active: bool
    business_id: str | None
    vat_number: str | None
    customer_number: str | None
    email: str | None
    address: AddressOut
    link: LinkOut | None
    suggestion: SuggestionOut | None

    @classmethod
    def made_of(cls, partner: BusinessPartner, link: LinkOut | None, suggestion: SuggestionOut | None) -> Self:
        """Make it."""
        same = ("id", "role", "name", "active", "business_id", "vat_number", "customer_number", "email")
        return cls(
            **{name: getattr(partner, name) for name in same},
            address=AddressOut.model_validate(partner.address),
            link=link,
            suggestion=suggestion,
        )


class PartnerList(Outgoing):
    """A page of partners by name; ``total`` counts all pages."""

    items: list[PartnerOut]
    total: int


class MatchingOut(Outgoing):
    """How far suggestions are: ``due`` or ``running`` when some may be out of date; ``done`` of ``total`` partners."""

    matched_at: datetime | None
    due: bool
    running: bool
    done: int
    total: int

    @classmethod
    def made_of(cls, state: MatchingState, now: datetime) -> Self:
        """Make it as of now."""
        return cls(
            matched_at=state.matched_at,
            due=state.due is not None,
            running=state.runs(now),
            done=state.done,
            total=state.total,
        )


class SuggestionList(Outgoing):
    """A page of suggestions by partner; ``more`` tells whether another follows."""

    items: list[SuggestionOut]
    more: bool
    matching: MatchingOut


class RejectionIn(Incoming):
    """A pair that does not belong together."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"partner": "2001", "party": "c-1001"}]})

    partner: RemoteId
    party: Id


class RejectedOut(Outgoing):
    """The pair that is never suggested again."""

    partner: str
    party: str


class LinkChoiceOut(Outgoing):
    """A choice as it was sent."""

    partner: str
    kind: PartyKind
    party: str | None


class LinkConflictOut(Outgoing):
    """A choice that was not saved; ``other`` is the partner it collides with."""

    choice: LinkChoiceOut
    problem: ProblemOut
    other: str | None

    @classmethod
    def made_of(cls, conflict: LinkConflict, tell: Teller) -> Self:
        """Make it, its reason told."""
        told = tell(Problem(code=conflict.code, facts={"partner": conflict.choice.partner}))
        return cls(
            choice=LinkChoiceOut.model_validate(conflict.choice),
            problem=ProblemOut.model_validate(told),
            other=conflict.other,
        )


class SavedLinksOut(Outgoing):
    """What was saved and what was not."""

    saved: list[LinkChoiceOut]
    conflicts: list[LinkConflictOut]


class ProductOut(Outgoing):
    """One product of the provider."""

    id: str
    side: ProductSide
    name: str
    code: str | None
    unit: str | None
    price: Decimal | None
    currency: str | None
    vat_rate: Decimal | None


class ProductList(Outgoing):
    """A page of products by name; ``total`` counts all pages."""

    items: list[ProductOut]
    total: int
