"""Creating and reading invoices."""

from procountor_sandbox.api.calls.call import Call, Routes, answer_batch
from procountor_sandbox.api.calls.json_body import json_body
from procountor_sandbox.api.calls.query import batch_ids
from procountor_sandbox.api.invoices.rights import may_create, may_see, require_any_search
from procountor_sandbox.api.invoices.saved import save_invoice
from procountor_sandbox.api.invoices.search import search_invoices
from procountor_sandbox.serving.answer import Answer
from procountor_sandbox.serving.refusals import RefusedError, invalid, no_rights, not_found
from procountor_sandbox.validation.draft import Draft
from procountor_sandbox.validation.invoice import invoice_issues


def create_invoice(call: Call) -> Answer:
    """POST /invoices: saved as UNFINISHED, or refused with every fault at once."""
    body = json_body(call.request)
    if not isinstance(body, dict):
        raise RefusedError(400, invalid("body", "an object is expected"))
    call.query.flag("addCollectionPenalCosts")
    if not may_create(call.user.rights, str(body.get("type", ""))):
        raise no_rights()
    issues = invoice_issues(Draft(body=body, company=call.company, switches=call.world.switches))
    if issues:
        raise RefusedError(400, *issues)
    return Answer(body=save_invoice(call, body).encoded())


def read_invoices(call: Call) -> Answer:
    """GET /invoices/{id}, one id or several. The search may lag behind, this does not."""
    require_any_search(call.user.rights)
    missing = not_found("Invoice not found.")
    ids = batch_ids(call.id, missing=missing)
    found = [invoice for number in ids if (invoice := call.company.invoices.get(number))]
    seen = [invoice for invoice in found if may_see(call.user, invoice)]
    if found and not seen:
        raise no_rights()
    if not found:
        raise missing
    return answer_batch((invoice.encoded() for invoice in seen), many="," in call.id)


ROUTES: Routes = {
    ("POST", "/invoices"): create_invoice,
    ("GET", "/invoices"): search_invoices,
    ("GET", "/invoices/{id}"): read_invoices,
}
