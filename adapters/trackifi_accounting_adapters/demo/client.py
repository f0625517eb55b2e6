"""Trackifi's part: it hands records over and drives the integration through the REST API."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from types import TracebackType
from typing import Any, Self

from trackifi_accounting.domain.invoices.invoices import Invoice, Line
from trackifi_accounting.domain.partners.parties import Company, Party, PartyKind
from trackifi_accounting.domain.values.references import CompanyId, InvoiceId, ProviderName
from trackifi_accounting.domain.values.secrets import Secret

from trackifi_accounting_adapters.console.output import plain
from trackifi_accounting_adapters.console.signals import CommandStopped
from trackifi_accounting_adapters.demo.http_library import httpx
from trackifi_accounting_adapters.demo.people import COMPANY, PEOPLE

PATIENCE = 120.0
"""Seconds for one answer: an import is one request."""
REFUSED = 400


class TrackifiClient:
    """One company's use of the API; a context manager. What the API refuses becomes a CommandStopped."""

    def __init__(self, url: str, token: Secret, *, company: CompanyId, provider: ProviderName) -> None:
        headers = {"Authorization": f"Bearer {token.reveal()}", "Trackifi-User": "demo"}
        # No proxy of the environment may stand between processes of one machine.
        self._http = httpx.Client(base_url=f"{url}/v1", headers=headers, timeout=PATIENCE, trust_env=False)
        self._company = f"/companies/{company}"
        self._integration = f"{self._company}/integrations/{provider}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def hand_over(self, papers: Mapping[Invoice, bytes]) -> None:
        """Hand all records of the demonstration over."""
        self.put_company(COMPANY)
        for party in PEOPLE:
            self.put_party(party)
        for invoice, pdf in papers.items():
            self.put_invoice(invoice, pdf)

    def put_company(self, company: Company) -> None:
        """Hand the company over."""
        self._call("PUT", self._company, json=_without_key(asdict(company), "id"))

    def put_party(self, party: Party) -> None:
        """Hand a customer or a freelancer over."""
        self._call("PUT", f"{self._company}/{party.kind}s/{party.id}", json=_without_key(asdict(party), "id", "kind"))

    def put_invoice(self, invoice: Invoice, pdf: bytes) -> None:
        """Hand an invoice over, then its PDF."""
        path = f"{self._company}/{invoice.kind}-invoices/{invoice.id}"
        self._call("PUT", path, json=_invoice_body(invoice))
        self._call("PUT", f"{path}/pdf", content=pdf, headers={"Content-Type": "application/pdf"})

    def activate(self, credentials: Mapping[str, Secret]) -> Any:
        """Paste the key and press Activate."""
        values = {name: secret.reveal() for name, secret in credentials.items()}
        return self._call("POST", f"{self._integration}/activate", json={"credentials": values})

    def partners(self) -> Any:
        """The Business Partners tab with its suggestions."""
        return self._call("GET", f"{self._integration}/partners?suggest=true&limit=200")["items"]

    def save_links(self, choices: Sequence[Mapping[str, str]]) -> Any:
        """Press Save in the Business Partners tab."""
        return self._call("PUT", f"{self._integration}/links", json={"choices": list(choices)})

    def preview(self, kind: PartyKind, invoice: InvoiceId) -> Any:
        """See what would be sent."""
        return self._call("POST", f"{self._integration}/{kind}-invoices/{invoice}/preview")

    def send(self, kind: PartyKind, invoice: InvoiceId) -> Any:
        """Press Create invoice."""
        return self._call("POST", f"{self._integration}/{kind}-invoices/{invoice}/send")

    def refresh(self) -> Any:
        """Read back now what the worker reads back each hour."""
        return self._call("POST", f"{self._integration}/refresh")

    def drift(self) -> Any:
        """Compare both sides now."""
        return self._call("GET", f"{self._integration}/drift")

    def delivery(self, kind: PartyKind, invoice: InvoiceId) -> Any:
        """How the sending stands."""
        return self._call("GET", f"{self._integration}/{kind}-invoices/{invoice}/delivery")

    def _call(self, method: str, path: str, **request: Any) -> Any:
        answer = self._http.request(method, path, **request)
        if answer.status_code >= REFUSED:
            problem = answer.json()
            raise CommandStopped(f"{problem['happened']} ({problem['code']})", todo=problem["todo"])
        return answer.json()


def _without_key(record: Mapping[str, Any], *names: str) -> dict[str, object]:
    return {name: plain(value) for name, value in record.items() if name not in names and value is not None}


def _invoice_body(invoice: Invoice) -> dict[str, object]:
    record = _without_key(asdict(invoice), "kind", "id", "lines", "totals")
    totals = {name: str(getattr(invoice.totals, name)) for name in ("net", "vat", "gross")}
    return record | {"lines": [_line_body(line) for line in invoice.lines], "totals": totals}


def _line_body(line: Line) -> dict[str, object]:
    vat = {name: plain(value) for name, value in asdict(line.vat).items() if value is not None}
    return _without_key(asdict(line), "vat") | {"vat": vat}
