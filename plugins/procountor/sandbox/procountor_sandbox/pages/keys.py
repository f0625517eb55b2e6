"""Management > Integrations > API management."""

from procountor_sandbox.pages.view import Visit, company_page, not_found, redirect
from procountor_sandbox.serving.answer import Answer
from procountor_sandbox.state.access import ApiKey
from procountor_sandbox.values import data

HERE = "/api-management"
LONGEST = 200


def list_keys(visit: Visit) -> Answer:
    """All keys of the company, the newest first; never their values."""
    keys = [key for key in visit.world.keys.values() if key.company_id == visit.company.id]
    return company_page(visit, "keys.html", here=HERE, keys=keys[::-1])


def ask_for_key(visit: Visit) -> Answer:
    """The form of a new key."""
    return _form(visit, {"client_id": "", "description": "", "user": str(data.TECHNICAL_USER_ID)}, {})


def _form(visit: Visit, values: dict[str, str], problems: dict[str, str]) -> Answer:
    status = 400 if problems else 200
    return company_page(visit, "key_new.html", here=HERE, status=status, values=values, problems=problems)


def create_key(visit: Visit) -> Answer:
    """Makes the key and leads to the page that shows it once."""
    form = visit.form()
    values = {name: form.get(name, "")[:LONGEST] for name in ("client_id", "description", "user")}
    problems = {}
    if not values["client_id"]:
        problems["client_id"] = "Enter the Client ID of the integration."
    elif values["client_id"] not in visit.world.clients:
        problems["client_id"] = "There is no API client with this Client ID. Upper and lower case matter."
    if not values["user"].isdigit() or int(values["user"]) not in visit.company.users:
        problems["user"] = "Choose a user."
    if problems:
        return _form(visit, values, problems)
    key = visit.world.issue_key(
        company_id=visit.company.id,
        client_id=values["client_id"],
        user_id=int(values["user"]),
        description=values["description"],
    )
    visit.world.unseen_keys.add(key.id)
    return redirect(f"/companies/{visit.company.id}{HERE}/{key.id}")


def show_key_once(visit: Visit) -> Answer:
    """The new key; a second look leads back to the list."""
    key = _key(visit)
    if key is None or key.id not in visit.world.unseen_keys:
        return redirect(f"/companies/{visit.company.id}{HERE}")
    visit.world.unseen_keys.discard(key.id)
    return company_page(visit, "key_created.html", here=HERE, key=key)


def revoke_key(visit: Visit) -> Answer:
    """The key opens nothing any more."""
    key = _key(visit)
    if key is None:
        return not_found(visit.world)
    visit.world.revoke(key)
    return redirect(f"/companies/{visit.company.id}{HERE}")


def _key(visit: Visit) -> ApiKey | None:
    key = visit.world.key_with_id(visit.ids[0])
    return key if key is not None and key.company_id == visit.company.id else None
