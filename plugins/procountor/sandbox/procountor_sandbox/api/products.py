"""Searching and reading products. The search knows no page: whoever counts pages gets the first one for ever."""

from procountor_sandbox.api.calls.call import Call, Routes, answer_batch, answer_page
from procountor_sandbox.api.calls.query import batch_ids
from procountor_sandbox.serving.answer import Answer
from procountor_sandbox.serving.json_text import json_bytes
from procountor_sandbox.serving.refusals import no_rights, not_found
from procountor_sandbox.state.paging import Window
from procountor_sandbox.state.products import Product
from procountor_sandbox.state.rights import may_view

TYPES = ("SALES", "PURCHASE", "TRAVEL")
_REGISTERS = {"SALES": "sales", "PURCHASE": "purchases", "TRAVEL": "purchases"}


def search_products(call: Call) -> Answer:
    """GET /products; without a type sales and purchase products, without a state active and inactive ones."""
    query = call.query
    asked = query.window(default_order="ASC", paged=False)
    window = Window(size=asked.size, previous=asked.previous or None, descending=asked.descending)
    localized = bool(query.flag("includeLocalizations"))
    found = _found(call)
    by_version = query.choice("orderByVersion", ("ASC", "DESC"))
    products = {product.id: product for product in found}
    ids = list(window.of(sorted(products)))
    if by_version:
        ids.sort(key=lambda number: products[number].version, reverse=by_version == "DESC")
    items = [json_bytes(products[number].document(localized=localized)) for number in ids]
    return answer_page(call, items, window=window, total=len(products))


def _found(call: Call) -> list[Product]:
    query = call.query
    name, code = query.text("name").casefold(), query.text("code", max_length=40).casefold()
    groups, active = query.numbers("group"), query.flag("active")
    start, end = query.moment("versionStartDate"), query.moment("versionEndDate")
    query.day("startDate"), query.day("endDate")
    types = _types(call)
    return [
        product
        for product in call.company.products.values()
        if product.type in types
        and name in product.name.casefold()
        and code in product.code.casefold()
        and (not groups or product.group in groups)
        and (active is None or product.active == active)
        and start <= product.version
        and (not end or product.version <= end)
    ]


def _types(call: Call) -> list[str]:
    wanted = call.query.choice("type", TYPES)
    types = [kind for kind in ([wanted] if wanted else TYPES[:2]) if _may_view(call, kind)]
    if not types:
        raise no_rights()
    return types


def _may_view(call: Call, kind: str) -> bool:
    return may_view(call.user.rights, _REGISTERS[kind], "productRegister")


def read_products(call: Call) -> Answer:
    """GET /products/{id}, one id or several; a register the user may not see is as good as not there."""
    missing = not_found("Product not found.")
    localized = bool(call.query.flag("includeLocalizations"))
    ids = batch_ids(call.id, missing=missing)
    products = call.company.products
    found = [products[number] for number in ids if number in products and _may_view(call, products[number].type)]
    if not found:
        raise missing
    items = (json_bytes(product.document(localized=localized)) for product in found)
    return answer_batch(items, many="," in call.id)


ROUTES: Routes = {
    ("GET", "/products"): search_products,
    ("GET", "/products/{id}"): read_products,
}
