"""Integrations, in and out. Keys come in and never go out."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Final, Self

from pydantic import ConfigDict, Field, SecretStr
from trackifi_accounting.domain.activation.access import Access, Capability
from trackifi_accounting.domain.activation.integrations import Integration, IntegrationState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.reconciliation.list_filters import DeliveryShow
from trackifi_accounting.domain.values.secrets import Secret
from trackifi_accounting.use_cases.activation.survey import IntegrationOverview

from trackifi_accounting_adapters.web.http.values import Incoming, Outgoing, RemoteId
from trackifi_accounting_adapters.web.problems.explaining import Teller
from trackifi_accounting_adapters.web.problems.schemas import ProblemOut

LONGEST_KEY: Final = 4096
MOST_FIELDS: Final = 10
FIELD_NAME: Final = "^[a-z][a-z0-9_]{0,59}$"

FieldName = Annotated[str, Field(pattern=FIELD_NAME)]
Pasted = Annotated[SecretStr, Field(max_length=LONGEST_KEY, json_schema_extra={"writeOnly": True})]


class CredentialsIn(Incoming):
    """What an administrator pastes: the fields that the provider declares. Never given back by any operation."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"credentials": {"api_key": "example-not-a-real-key"}}]})

    credentials: Annotated[
        dict[FieldName, Pasted],
        Field(max_length=MOST_FIELDS, json_schema_extra={"additionalProperties": False}),
    ]

    def secrets(self) -> Mapping[str, Secret]:
        """The values, wrapped so that they can't be shown."""
        return {name: Secret(value.get_secret_value()) for name, value in self.credentials.items()}


class ProductChoiceIn(Incoming):
    """The product of lines that name none; null takes the choice back."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"product": "p-100"}]})

    product: RemoteId | None
    kind: Annotated[
        PartyKind | None,
        Field(description="Whose invoices; by default those of the product's side, and both when it is null."),
    ] = None


class RemoteCompanyOut(Outgoing):
    """The company at the provider, to which the integration is pinned."""

    id: str
    name: str
    business_id: str | None
    currency: str


class KeyOut(Outgoing):
    """What is told of the key in use; the fingerprint has nothing of it."""

    fingerprint: str | None
    updated_at: datetime | None
    updated_by: str | None


class AccessOut(Outgoing):
    """What the key may do."""

    granted: list[Capability]
    missing: list[Capability]
    surplus: Annotated[list[str], Field(description="Rights beyond need, in the provider's words.")]
    documents: Annotated[bool | None, Field(description="Whether PDFs are taken; null when that can't be told.")]

    @classmethod
    def made_of(cls, access: Access) -> Self:
        """Make it, in a fixed order."""
        return cls(
            granted=[one for one in Capability if one in access.granted],
            missing=[one for one in Capability if one in access.missing],
            surplus=list(access.surplus),
            documents=access.documents,
        )


class CountsOut(Outgoing):
    """Active records that were imported."""

    customers: int
    suppliers: int
    products: int


class CardOut(Outgoing):
    """One provider on the page Integrations."""

    provider: str
    title: str
    state: IntegrationState
    remote_company: RemoteCompanyOut | None
    synced_at: datetime | None
    problems: list[ProblemOut]

    @classmethod
    def made_of(cls, standing: IntegrationOverview, tell: Teller) -> Self:
        """Make it, its problems told."""
        return cls(**_card(standing, tell))


class IntegrationOut(CardOut):
    """One integration, with all that is known of it."""

    key: KeyOut
    access: AccessOut | None
    default_product: Annotated[str | None, Field(description="That of customers' invoices, else of freelancers'.")]
    default_products: Annotated[dict[PartyKind, str], Field(description="By kind of invoice.")]
    fully_synced_at: datetime | None
    counts: CountsOut
    links: int
    stale_links: int
    deliveries: Annotated[dict[str, int], Field(description="How many by state; PDF states begin with pdf_.")]
    shows: Annotated[dict[DeliveryShow, int], Field(description="How many each filter of the list shows.")]

    @classmethod
    def made_of(cls, standing: IntegrationOverview, tell: Teller) -> Self:
        """Make it, its problems told."""
        integration, chosen = standing.integration, standing.default_products
        return cls(
            **_card(standing, tell),
            key=_key(integration),
            access=AccessOut.made_of(integration.access) if integration.access else None,
            default_product=next((chosen[one] for one in PartyKind if one in chosen), None),
            default_products=dict(chosen),
            fully_synced_at=integration.fully_synced_at,
            counts=CountsOut.model_validate(standing.counts),
            links=standing.links,
            stale_links=standing.stale,
            deliveries=standing.deliveries,
            shows=standing.shows,
        )


class CardList(Outgoing):
    """Every installed provider, by name."""

    items: list[CardOut]


class ImportedOut(Outgoing):
    """What a sync read; ``stale`` counts links that can't be used for now."""

    read_partners: int
    read_products: int
    before: CountsOut
    after: CountsOut
    stale: int


class ActivatedOut(Outgoing):
    """The integration is active. Where the import stopped, ``problem`` says why, and Sync Data goes on."""

    integration: IntegrationOut
    imported: ImportedOut | None
    problem: ProblemOut | None


class SyncedOut(Outgoing):
    """What was read, and how the integration stands now.

    ``problem`` names the rights whose lack left a register as it was.
    """

    integration: IntegrationOut
    imported: ImportedOut
    problem: ProblemOut | None


def _card(standing: IntegrationOverview, tell: Teller) -> dict[str, object]:
    integration = standing.integration
    remote = integration.remote
    return {
        "provider": integration.provider,
        "title": standing.title,
        "state": integration.state,
        "remote_company": RemoteCompanyOut.model_validate(remote) if remote else None,
        "synced_at": integration.synced_at,
        "problems": [ProblemOut.model_validate(one) for one in tell.every(standing.problems)],
    }


def _key(integration: Integration) -> KeyOut:
    return KeyOut(
        fingerprint=integration.key_fingerprint,
        updated_at=integration.key_updated_at,
        updated_by=integration.key_updated_by,
    )
