"""The sandbox as the plugin declares it: how it is started, reached and asked what arrived.

The sandbox itself is not imported: plugin and stand-in share nothing, so that a mistake can't be made twice alike.
"""

import json
import sys
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.domain.values.references import InvoiceNumber, PartnerId
from trackifi_accounting.domain.values.secrets import Secret
from trackifi_accounting.plugins.offer import Arrival, Sandbox, SandboxRequest, Text

from trackifi_procountor.codes.enumerations import TYPES
from trackifi_procountor.settings import CLIENT_ID
from trackifi_procountor.vault import FIELD

COMPANY: Final = 11001
"""The sandbox's first company."""
SECRET: Final = "sandbox"  # noqa: S105 - published, and good for nothing but the sandbox
_HOME: Final = f"/companies/{COMPANY}"
_KINDS: Final[Mapping[str, PartyKind]] = {name: kind for kind, name in TYPES.items()}


def _command(port: int) -> tuple[str, ...]:
    run = "from procountor_sandbox.main import main; main()"
    return (sys.executable, "-c", run, "serve", "--port", str(port))


def _settings(url: str) -> Mapping[str, str]:
    return {"environment": "sandbox", "sandbox_url": f"{url}/api", "client_id": CLIENT_ID, "client_secret": SECRET}


def _key(answer: bytes) -> Mapping[str, Secret]:
    return {FIELD: Secret(json.loads(answer)["value"])}


def _month(answer: bytes) -> Mapping[str, str]:
    done: Mapping[str, str] = json.loads(answer)
    return done


def _arrivals(answer: bytes) -> tuple[Arrival, ...]:
    return tuple(_arrival(invoice) for invoice in json.loads(answer, parse_float=Decimal))


def _arrival(invoice: Mapping[str, Any]) -> Arrival:
    [sums] = invoice["invoiceSumInfo"]
    return Arrival(
        kind=_KINDS[invoice["type"]],
        number=str(invoice["invoiceNumber"]),
        own_number=InvoiceNumber(invoice["originalInvoiceNumber"]),
        partner=PartnerId(str(invoice["partnerId"])),
        partner_name=invoice["counterParty"]["counterPartyAddress"]["name"],
        totals=Totals(
            net=Decimal(sums["excludingVatTotal"]),
            vat=Decimal(sums["vatSumTotal"]),
            gross=Decimal(sums["invoiceSumTotal"]),
            currency=sums["currency"],
        ),
        files={file["name"]: f"{_HOME}/files/{file['attachmentId']}" for file in invoice["files"]},
    )


SANDBOX: Final = Sandbox(
    command=_command,
    settings=_settings,
    pages={
        f"{_HOME}/api-management": Text(en="API keys", fi="API-avaimet"),
        f"{_HOME}/usage-settings": Text(en="Usage settings", fi="Käyttöasetukset"),
        f"{_HOME}/sales-invoices": Text(en="Customer invoices that arrived", fi="Saapuneet asiakaslaskut"),
        f"{_HOME}/purchase-invoices": Text(en="Freelancer invoices that arrived", fi="Saapuneet freelancerlaskut"),
    },
    new_key=SandboxRequest(
        method="POST",
        path="/sandbox/keys",
        body=json.dumps({"company": COMPANY, "client": CLIENT_ID, "description": "Trackifi integration"}).encode(),
        read=_key,
    ),
    month=SandboxRequest(
        method="POST", path="/sandbox/month", body=json.dumps({"company": COMPANY}).encode(), read=_month
    ),
    arrivals=SandboxRequest(method="GET", path=f"/sandbox/invoices?company={COMPANY}", body=b"", read=_arrivals),
)
