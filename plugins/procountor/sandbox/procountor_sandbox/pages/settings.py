"""Management > Company Info > Usage Settings."""

from procountor_sandbox.pages.view import Visit, company_page, redirect
from procountor_sandbox.serving.answer import Answer

HERE = "/usage-settings"
CHANGEABLE = frozenset({"documents", "invoiceable_clients"})


def show_settings(visit: Visit) -> Answer:
    """The sections of the settings."""
    return company_page(visit, "settings.html", here=HERE)


def change_settings(visit: Visit) -> Answer:
    """Turns one setting on or off; anything else in the form is ignored."""
    form = visit.form()
    name, value = form.get("setting", ""), form.get("value", "")
    if name in CHANGEABLE and value in {"on", "off"}:
        setattr(visit.company.settings, name, value == "on")
    return redirect(f"/companies/{visit.company.id}{HERE}")
