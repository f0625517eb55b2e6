"""Controls of companies, their users and their API keys."""

from typing import Any

from procountor_sandbox.admin.control import Control, ControlError, Controls
from procountor_sandbox.state.access import ApiKey, User
from procountor_sandbox.state.company import Company
from procountor_sandbox.state.rights import PROFILES, Rights, with_changes
from procountor_sandbox.validation.shapes import day_of
from procountor_sandbox.values import data

SETTINGS = (
    "documents", "invoiceable_clients", "cash_discount_sales", "cash_discount_purchases", "sales_by_row",
    "purchases_by_row",
)  # fmt: skip


def _company(control: Control, company: Company) -> dict[str, Any]:
    return {
        "id": company.id,
        "name": company.name,
        "settings": {name: getattr(company.settings, name) for name in SETTINGS},
        "users": [{"id": user.id, "username": user.username, "role": user.role} for user in company.users.values()],
        "keys": [_key(key) for key in control.world.keys.values() if key.company_id == company.id],
        "partners": len(company.partners),
        "products": len(company.products),
        "invoices": len(company.invoices),
        "attachments": len(company.attachments),
    }


def _key(key: ApiKey) -> dict[str, Any]:
    return {
        "id": key.id,
        "company": key.company_id,
        "client": key.client_id,
        "user": key.user_id,
        "description": key.description,
        "ending": key.ending,
        "revoked": key.revoked,
    }


def list_companies(control: Control) -> Any:
    """GET /sandbox/companies."""
    return [_company(control, company) for company in control.world.companies.values()]


def change_company(control: Control) -> Any:
    """PATCH /sandbox/companies/{id}: settings, name, product version; a day whose tracking period closes or opens."""
    company = control.company()
    body = control.only(*SETTINGS, "name", "product_version", "close_period", "open_period")
    for name, value in body.items():
        if name in SETTINGS:
            if not isinstance(value, bool):
                raise ControlError(f"{name} is true or false.")
            setattr(company.settings, name, value)
        elif name in {"close_period", "open_period"}:
            _set_period(company, value, "CLOSED" if name == "close_period" else "OPEN")
        else:
            setattr(company, name, str(value))
    return _company(control, company)


def _set_period(company: Company, value: object, status: str) -> None:
    day = day_of(value)
    periods = [p for year in company.fiscal_years for p in year.periods if day and p.start <= day <= p.end]
    if not periods:
        raise ControlError("A date inside a tracking period is expected.")
    for period in periods:
        period.status = status


def create_key(control: Control) -> Any:
    """POST /sandbox/keys: ``company``, ``client``, ``description``, ``user`` or ``rights`` (a profile), ``value``."""
    body = control.only("company", "client", "description", "user", "rights", "value")
    company = control.company()
    client = str(body.get("client", data.CLIENT_ID))
    if client not in control.world.clients:
        raise ControlError(f"There is no API client {client}.")
    if body.get("value") in control.world.keys:
        raise ControlError("This key exists already.")
    user_id = body.get("user", data.TECHNICAL_USER_ID)
    if "rights" in body:
        user_id = _new_user(company, body["rights"]).id
    if user_id not in company.users:
        raise ControlError(f"There is no user {user_id}.", status=404)
    key = control.world.issue_key(
        company_id=company.id,
        client_id=client,
        user_id=user_id,
        description=str(body.get("description", "")),
        value=body.get("value"),
    )
    return _key(key) | {"value": key.value}


def _new_user(company: Company, rights: object) -> User:
    number = max(company.users) + 1
    user = User(
        id=number,
        username=f"user{number}",
        first_name="Testi",
        last_name=f"Käyttäjä {number}",
        role="Limited user",
        rights=_rights(rights, PROFILES["all"]),
    )
    company.users[number] = user
    return user


def _rights(wanted: object, present: Rights) -> Rights:
    if isinstance(wanted, dict):
        return with_changes(present, wanted)
    if wanted not in PROFILES:
        raise ControlError(f"There are the rights {', '.join(PROFILES)}, or an object of changes.")
    return PROFILES[str(wanted)]


def revoke_key(control: Control) -> Any:
    """DELETE /sandbox/keys/{id}."""
    key = control.key()
    control.world.revoke(key)
    return _key(key)


def change_rights(control: Control) -> Any:
    """PATCH /sandbox/companies/{id}/users/{id}: ``rights`` is a profile or an object of changes."""
    user = control.user(control.company())
    user.rights = _rights(control.only("rights").get("rights"), user.rights)
    return {"id": user.id, "rights": user.rights}


def remove_user(control: Control) -> Any:
    """DELETE /sandbox/companies/{id}/users/{id}: the user's keys open nothing any more."""
    company = control.company()
    user = control.user(company)
    del company.users[user.id]
    return {"id": user.id}


CONTROLS: Controls = {
    ("GET", "/companies"): list_companies,
    ("PATCH", "/companies/#"): change_company,
    ("PATCH", "/companies/#/users/#"): change_rights,
    ("DELETE", "/companies/#/users/#"): remove_user,
    ("POST", "/keys"): create_key,
    ("DELETE", "/keys/#"): revoke_key,
}
