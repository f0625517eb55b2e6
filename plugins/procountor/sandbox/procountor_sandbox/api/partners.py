"""Searching and reading business partners.

Missing rights show up as an empty search, not as an error: the document of API 26.04 knows no 403 for the search, and
an integrator reports empty data.
"""

from collections.abc import Iterable, Sequence

from procountor_sandbox.api.calls.call import Call, Routes, answer_batch, answer_page
from procountor_sandbox.api.calls.query import batch_ids
from procountor_sandbox.api.partner_text import basic_text, full_text
from procountor_sandbox.serving.answer import Answer
from procountor_sandbox.serving.refusals import no_rights, not_found
from procountor_sandbox.state.partners import CUSTOMER, PERSON, SUPPLIER, TYPES, Partner
from procountor_sandbox.state.rights import may_view

_REGISTERS = {
    CUSTOMER: ("sales", "customerRegister"),
    SUPPLIER: ("purchases", "supplierRegister"),
    PERSON: ("salaries", "personRegister"),
}


def search_partners(call: Call) -> Answer:
    """GET /businesspartners; ``active`` is true unless said otherwise."""
    query = call.query
    window = query.window()
    wanted = query.choice("type", TYPES)
    active = query.flag("active")
    start, end = query.moment("versionStartDate"), query.moment("versionEndDate")
    filters = _filters(call)
    types = [kind for kind in ([wanted] if wanted else TYPES) if may_view(call.user.rights, *_REGISTERS[kind])]
    register = call.company.partners
    ids: Sequence[int] = (
        register.ids(types=types, active=active is not False, changed_from=start, changed_to=end) if types else ()
    )
    if filters:
        ids = [number for number in ids if (partner := register.get(number)) and _fits(partner, filters)]
    found = (register.get(number) for number in window.of(ids))
    return answer_page(call, [basic_text(partner) for partner in found if partner], window=window, total=len(ids))


def _filters(call: Call) -> dict[str, str]:
    """What the partner must show; ``name`` and ``identifier`` come as headers since API 23.09."""
    headers = call.request.headers
    wanted = {
        "customer_number": call.query.text("customerNumber"),
        "identifier_type": call.query.text("identifierType"),
        "group": call.query.text("mainGroup") or call.query.text("partnerGroup"),
        "name": headers.get("name", ""),
        "identifier": headers.get("identifier", ""),
    }
    return {name: value for name, value in wanted.items() if value}


def _fits(partner: Partner, filters: dict[str, str]) -> bool:
    for name, value in filters.items():
        if name == "group":
            return False
        if name == "name":
            if value.casefold() not in partner.name.casefold():
                return False
        elif getattr(partner, name) != value:
            return False
    return True


def read_partners(call: Call) -> Answer:
    """GET /businesspartners/{id}, one id or several."""
    missing = not_found("Partner not found.")
    ids = batch_ids(call.id, missing=missing)
    found = [partner for number in ids if (partner := call.company.partners.get(number))]
    if not found:
        raise missing
    seen = _visible(call, found)
    if not seen:
        raise no_rights()
    return answer_batch((full_text(partner) for partner in seen), many="," in call.id)


def _visible(call: Call, partners: Iterable[Partner]) -> list[Partner]:
    may = {kind: may_view(call.user.rights, *register) for kind, register in _REGISTERS.items()}
    return [partner for partner in partners if may[partner.type]]


ROUTES: Routes = {
    ("GET", "/businesspartners"): search_partners,
    ("GET", "/businesspartners/{id}"): read_partners,
}
