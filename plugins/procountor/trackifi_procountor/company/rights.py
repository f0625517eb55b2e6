"""The key's rights (Procountor API 26.04, GET /users/rights) as what Trackifi is able to do with them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import TypeAdapter
from trackifi_accounting.domain.activation.access import Access, Capability
from trackifi_accounting.domain.partners.parties import PartyKind

from trackifi_procountor.session.answers import AnswerPart

ALL: Final = "ALL_RIGHTS"
VIEW: Final = "VIEWING_RIGHTS"

NEEDS: Final[Mapping[Capability, tuple[tuple[str, str], ...]]] = {
    Capability.READ_COMPANY: (("management.basicCompanyInfo", VIEW),),
    Capability.READ_CUSTOMERS: (("sales.customerRegister", VIEW),),
    Capability.READ_SUPPLIERS: (("purchases.supplierRegister", VIEW),),
    Capability.READ_PRODUCTS: (("sales.productRegister", VIEW), ("purchases.productRegister", VIEW)),
    Capability.CREATE_CUSTOMER_INVOICES: (("sales.salesOrGroupInvoices", ALL),),
    Capability.FIND_CUSTOMER_INVOICES: (("sales.salesInvoiceSearch", VIEW),),
    Capability.CREATE_FREELANCER_INVOICES: (("purchases.purchaseInvoices", ALL),),
    Capability.FIND_FREELANCER_INVOICES: (("purchases.purchaseInvoiceSearch", VIEW),),
}
"""Each capability with the rights of which any one gives it; which endpoint takes which right is inferred."""

_OWN_ONLY: Final = {
    PartyKind.CUSTOMER: "sales.personalSalesInvoicesOnly",
    PartyKind.FREELANCER: "purchases.personalPurchaseInvoicesOnly",
}
_NO_CREATION: Final = "accounting.preventCreatingEditingInvoices"
_NEW_WORD: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CREATING: Final = frozenset({Capability.CREATE_CUSTOMER_INVOICES, Capability.CREATE_FREELANCER_INVOICES})


class RightsAnswer(AnswerPart):
    """GET /users/rights: groups of access levels and of limitations."""

    rights: dict[str, dict[str, Any] | None] | None = None


RIGHTS: Final = TypeAdapter(RightsAnswer)


def access_from(answer: RightsAnswer, *, documents: bool | None) -> Access:
    """What the key may do, may do beyond need, and which invoices it is not shown."""
    levels = dict(_flat(answer))
    granted = {one for one, rights in NEEDS.items() if any(_enough(levels.get(name), level) for name, level in rights)}
    if creation_prevented(answer):
        granted -= _CREATING
    return Access(
        granted=frozenset(granted),
        surplus=tuple(sorted(_in_words(name) for name, level in levels.items() if _too_much(name, level))),
        own_invoices_only=frozenset(kind for kind, name in _OWN_ONLY.items() if levels.get(name) is True),
        documents=documents,
    )


def creation_prevented(answer: RightsAnswer) -> bool:
    """Whether a limitation takes away what the rights would give."""
    return dict(_flat(answer)).get(_NO_CREATION) is True


def _flat(answer: RightsAnswer) -> Iterator[tuple[str, object]]:
    for group, levels in (answer.rights or {}).items():
        for name, level in (levels or {}).items():
            yield f"{group}.{name}", level


def _in_words(name: str) -> str:
    """Give "Sales: customer register" for ``sales.customerRegister``: the API's own words, for it has no others."""
    group, _, right = _NEW_WORD.sub(" ", name).lower().partition(".")
    return f"{group.capitalize()}: {right}"


def _enough(level: object, needed: str) -> bool:
    return level in {ALL, needed}


def _too_much(name: str, level: object) -> bool:
    needed = {right: wanted for rights in NEEDS.values() for right, wanted in rights}
    return (level == ALL and needed.get(name) != ALL) or (level == VIEW and name not in needed)
