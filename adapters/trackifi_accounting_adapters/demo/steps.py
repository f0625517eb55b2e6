"""The four steps of the guide, for a visitor to follow."""

from typing import Final

from trackifi_accounting_adapters.demo.people import COMPANY
from trackifi_accounting_adapters.demo.place import Place
from trackifi_accounting_adapters.demo.screen import Screen

INTEGRATIONS: Final = "/settings/integrations"
"""Company Settings > Integrations."""


def show_addresses(place: Place, screen: Screen) -> None:
    """Where everything is."""
    title = place.plugin.title
    screen.heading("Everything runs on this machine")
    screen.line(f"Trackifi            {place.api_url}{INTEGRATIONS}")
    screen.line(f"  sign in with      {place.visitor.reveal()}")
    screen.line("                    in English or Finnish: choose at the top of each page; these steps are in English")
    screen.line(f"{title} (sandbox)   {place.sandbox_url}")
    for path, name in place.sandbox.pages.items():
        screen.line(f"  {place.sandbox_url}{path}   {name.en}")
    screen.line(f"REST API            {place.api_url}/v1   described at {place.api_url}/v1/openapi.json")
    screen.line(f"  access token      in {place.variables}, as TOKEN")
    screen.line(f"Records             company {COMPANY.id}: 6 customers, 4 freelancers, 12 invoices with their PDFs")


def show_steps(place: Place, screen: Screen) -> None:
    """What to press, and what to type instead."""
    title = place.plugin.title
    _at_the_provider(place, screen)
    screen.heading("Step 3  Activate in Trackifi")
    screen.line(f"Open {place.api_url}{INTEGRATIONS} and sign in with the token above.")
    screen.line(f"Click the {title} card, paste the key, click Activate.")
    screen.heading("Step 4  Link business partners")
    screen.line("Go to the Business Partners tab, review what is suggested, accept what is right, click Save.")
    screen.heading("Then send, and look at what arrived")
    screen.line(f"Customer invoices     {place.api_url}/customer-invoices")
    screen.line(f"Freelancer invoices   {place.api_url}/freelancer-invoices")
    screen.line("Two customer invoices can't go; each says why, and what to do.")
    _by_commands(place, screen)
    screen.heading("Ctrl-C ends everything.")


def _by_commands(place: Place, screen: Screen) -> None:
    command = f"trackifi-accounting {{}} {COMPANY.id}"
    screen.heading("The same by commands, in another terminal")
    screen.line(f". {place.variables}")
    screen.line(f"{command.format('activate')}      and paste the key; it is not shown")
    for kind in ("customer", "freelancer"):
        screen.line(f"{command.format('suggest')} {kind}      and, after a look, the command that it ends with")
    screen.line(f"{command.format('preview')} customer customer-1")
    screen.line(f"{command.format('send')} customer customer-{{1..8}}")
    screen.line(f"{command.format('send')} freelancer freelancer-{{1..4}}")


def _at_the_provider(place: Place, screen: Screen) -> None:
    guide = place.plugin.guide
    needed, optional = guide[0], next((step for step in guide if step.optional), None)
    for number, step in enumerate((needed, optional), start=1):
        if step is None:
            continue
        screen.heading(f"Step {number}  {step.title.en}{' (optional; it is on here)' if step.optional else ''}")
        screen.line(f"In {place.plugin.title}: {' > '.join(step.menu)}")
        for name, value in step.values.items():
            screen.line(f"{name}: {value}")
        if not step.optional:
            screen.line("Copy the key: it is shown only once.")
