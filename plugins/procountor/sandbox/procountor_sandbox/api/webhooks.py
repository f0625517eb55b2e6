"""Webhooks are kept and listed; the sandbox calls none of them."""

from uuid import UUID, uuid4

from procountor_sandbox.api.calls.call import Call, Routes, answer_json, answer_page
from procountor_sandbox.api.calls.json_body import json_body
from procountor_sandbox.serving.answer import Answer
from procountor_sandbox.serving.json_text import json_bytes
from procountor_sandbox.serving.refusals import RefusedError, invalid, not_found
from procountor_sandbox.validation import words
from procountor_sandbox.validation.shapes import Anything, ArrayOf, Choice, Record, Text

WEBHOOK = Record(
    fields={
        "uuid": Anything(),
        "url": Text(shortest=1),
        "authenticationType": Choice(("HMAC", "NONE")),
        "authenticationMeta": Record(fields={}),
        "subscriptions": ArrayOf(item=Choice(words.WEBHOOK_EVENTS)),
    },
    required=("url", "authenticationType", "subscriptions"),
)


def _webhook(call: Call) -> dict[str, object]:
    body = json_body(call.request)
    issues = list(WEBHOOK.issues(body, ""))
    if not issues and not body["subscriptions"]:
        issues = [invalid("subscriptions", "at least one event is expected")]
    if issues:
        raise RefusedError(400, *issues)
    return {name: value for name, value in body.items() if name in WEBHOOK.fields and name != "uuid"}


def search_webhooks(call: Call) -> Answer:
    """GET /webhooks."""
    window = call.query.window()
    url = call.query.text("url")
    events = call.query.choices("eventType", words.WEBHOOK_EVENTS - {"TRACKING_PERIOD_STATUS_UPDATED"})
    order = call.query.choice("orderByCreatedDate", ("ASC", "DESC")) or "DESC"
    found = [
        entry
        for entry in call.company.webhooks.values()
        if url in {"", entry["url"]} and (not events or events & set(entry["subscriptions"]))
    ]
    if order == "DESC":
        found.reverse()
    page = found[window.page * window.size :][: window.size]
    return answer_page(call, [json_bytes(entry) for entry in page], window=window, total=len(found))


def create_webhook(call: Call) -> Answer:
    """POST /webhooks."""
    webhook = _webhook(call)
    number = str(uuid4())
    call.company.webhooks[number] = {"uuid": number, **webhook}
    return answer_json({"status": 200, "uuid": number})


def update_webhook(call: Call) -> Answer:
    """PUT /webhooks/{uuid}."""
    number = _known(call)
    call.company.webhooks[number] = {"uuid": number, **_webhook(call)}
    return answer_json({"message": "Webhook was successfully updated"})


def delete_webhook(call: Call) -> Answer:
    """DELETE /webhooks/{uuid}."""
    del call.company.webhooks[_known(call)]
    return Answer(status=204)


def _known(call: Call) -> str:
    try:
        number = str(UUID(call.id))
    except ValueError:
        number = ""
    if number not in call.company.webhooks:
        raise not_found("Webhook not found")
    return number


ROUTES: Routes = {
    ("GET", "/webhooks"): search_webhooks,
    ("POST", "/webhooks"): create_webhook,
    ("PUT", "/webhooks/{id}"): update_webhook,
    ("DELETE", "/webhooks/{id}"): delete_webhook,
}
