"""The part of the provider contract about completeness: every field that is handed over goes somewhere, or is declared.

A field is mapped when a change of it, in an order that is otherwise the same, changes the draft: its bytes, its sums,
its warnings or the reasons for which it is refused.
"""

# ruff: noqa: D102 -- a test's name is its sentence.

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from typing import Final

from trackifi_accounting.domain.invoices.drafts import Draft, InvoiceOrder
from trackifi_accounting.domain.invoices.invoices import Line, totals_of
from trackifi_accounting.domain.invoices.vat import VatCategory
from trackifi_accounting.domain.partners.business_partners import ROLE_OF, BusinessPartner, SendingChannel
from trackifi_accounting.domain.partners.parties import Party, PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.errors import InvoiceRejected
from trackifi_accounting.plugins.offer import Connection, ProviderPlugin
from trackifi_accounting.testing.contracts.provider.fixtures import ContractFixtures, order_for
from trackifi_accounting.testing.contracts.provider.provider_controls import ProviderControls
from trackifi_accounting.testing.examples.changes import E_INVOICE, changes
from trackifi_accounting.testing.examples.records import ADDRESS, line

SETTLED_BY_THE_CORE: Final = frozenset(
    {
        "company.id",
        "party.kind",
        "party.id",
        "party.archived",
        "party.other_names",
        "partner.role",
        "partner.active",
        "partner.other_names",
        "partner.version",
        "partner.payment_days",
        "invoice.id",
        "invoice.party",
        "invoice.status",
        "invoice.totals",
        "invoice.credited",
        "invoice.vat_rounding",
        "invoice.revision",
    }
)
"""Fields that no provider is told: identities, what decides whether an invoice goes, what sums are held against."""

_SWEDISH: Final = "SE556012579001"

ADVICE: Final = "map each in draft, or name it in ProviderPlugin.unmapped"

Drafting = Callable[[InvoiceOrder], Draft]


class MappingContract(ContractFixtures):
    """Nothing that Trackifi hands over is lost without a word."""

    def test_every_field_of_an_order_is_mapped_or_declared_unmapped(
        self, connection: Connection, provider_controls: ProviderControls, offer: ProviderPlugin
    ) -> None:
        orders = tuple(orders_for(connection, provider_controls))
        check_mapping(connection.accounting.draft, orders, unmapped=offer.unmapped)


def check_mapping(drafting: Drafting, orders: Iterable[InvoiceOrder], *, unmapped: frozenset[str]) -> None:
    """Hold the declaration against what drafting does. Raises: AssertionError, which names the fields."""
    shown = _shown(drafting, orders, excused=unmapped | SETTLED_BY_THE_CORE)
    silent = {path for path, told in shown.items() if not told}
    lost = sorted(path for path in silent if not _within(path, unmapped | SETTLED_BY_THE_CORE))
    assert not lost, f"fields that go nowhere: {', '.join(lost)}; {ADVICE}"
    idle = sorted(one for one in unmapped if not any(_within(path, {one}) for path in silent))
    idle += sorted(path for path in shown.keys() - silent if _within(path, unmapped))
    assert not idle, f"declared unmapped, yet mapped or no field at all: {', '.join(idle)}"


def orders_for(connection: Connection, provider_controls: ProviderControls) -> Iterator[InvoiceOrder]:
    """Orders in which each field can show: those of them that the provider takes as they are."""
    for kind in PartyKind:
        plain = order_for(connection, provider_controls.add_partner(ROLE_OF[kind]), kind)
        channels = SendingChannel if kind is PartyKind.CUSTOMER else (None,)
        orders = (*(one for channel in channels for one in _sides(plain, channel)), *_taxed_otherwise(plain))
        yield from (one for one in orders if isinstance(_said(connection.accounting.draft, one), Draft))


def _sides(order: InvoiceOrder, channel: SendingChannel | None) -> Iterator[InvoiceOrder]:
    """The same order with all that is known of the other side in Trackifi, and with all of it in the register."""
    known, partner = order.party, order.partner
    register = BusinessPartner(id=partner.id, role=partner.role, name=partner.name, channel=channel)
    yield replace(order, partner=register, party=replace(known, e_invoice=E_INVOICE))
    bare = Party(kind=known.kind, id=known.id, name=known.name)
    full = replace(
        register,
        business_id=known.business_id,
        email=known.email,
        address=known.address,
        iban=known.iban,
        e_invoice=E_INVOICE,
    )
    yield replace(order, partner=full, party=bare)


def _taxed_otherwise(order: InvoiceOrder) -> Iterator[InvoiceOrder]:
    """The same order without VAT, and between two member states, by either number of the company alone."""
    yield _of_lines(order, line())
    abroad = replace(order.party, address=replace(ADDRESS, country="SE"), business_id=None, vat_number=_SWEDISH)
    goods = replace(line(), vat=replace(line().vat, category=VatCategory.INTRA_COMMUNITY))
    for company in (replace(order.company, business_id=None), replace(order.company, vat_number=None)):
        yield replace(_of_lines(order, goods), party=abroad, company=company)


def _of_lines(order: InvoiceOrder, *lines: Line) -> InvoiceOrder:
    totals = totals_of(lines, currency=order.invoice.currency)
    return replace(order, invoice=replace(order.invoice, lines=lines, totals=totals))


def _shown(drafting: Drafting, orders: Iterable[InvoiceOrder], *, excused: Collection[str]) -> dict[str, bool]:
    """Whether a change of each path shows in any order; an excused one is tried in the first order of each kind."""
    shown: dict[str, bool] = {}
    kinds: set[PartyKind] = set()
    for order in orders:
        first = order.invoice.kind not in kinds
        kinds.add(order.invoice.kind)
        said = cache(partial(_said, drafting))
        for path, before, after in changes(order):
            if shown.setdefault(path, False) or (not first and _within(path, excused)):
                continue
            shown[path] = said(before) != said(after)
    return shown


def _said(drafting: Drafting, order: InvoiceOrder) -> Draft | tuple[Problem, ...]:
    try:
        return drafting(order)
    except InvoiceRejected as refused:
        return refused.reasons


def _within(path: str, declared: Iterable[str]) -> bool:
    return any(path == one or path.startswith((f"{one}.", f"{one}[")) for one in declared)
