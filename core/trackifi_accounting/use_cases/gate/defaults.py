"""The products of lines that name none, for each kind of invoice."""

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.partners.products import fits
from trackifi_accounting.domain.values.references import ProductId
from trackifi_accounting.ports.repositories.products import Products


def defaults_of(integration: Integration, products: Products) -> dict[PartyKind, ProductId]:
    """By kind, those without one left out.

    The one default of former times counts for the kind that it is meant for; one that is gone is left to be refused.
    """
    found = dict(integration.default_products)
    former = integration.default_product
    if former is not None:
        product = products.get(integration.provider, former)
        found |= {kind: former for kind in PartyKind if kind not in found and (not product or fits(product, kind))}
    return found
