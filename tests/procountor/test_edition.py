"""Another edition of the API: what differs from the known document is found, and what fits is left alone."""

import json
from copy import deepcopy

import pytest
from trackifi_procountor.connection import Procountor
from trackifi_procountor.examination.api_changes import EDITION, FORMS, OPERATIONS, changes

from tests.procountor.connecting import request_for
from tests.procountor.material import ABSENT, material
from tests.procountor.raw_server import SESSION, http, raw_server, sending

DOCUMENT = material("openapi-26.04.json")
OUTSIDE = ("/status", "/fiscalyears")  # the stored document is a part of the whole, without these two


def known():
    """A document that says what the plugin knows."""
    paths = {}
    for method, path in OPERATIONS:
        paths.setdefault(path.replace("{}", "{id}"), {})[method.lower()] = {}
    schemas = {
        name: {"properties": {field: {} for field in form.__annotations__}, "required": sorted(form.__required_keys__)}
        for name, form in FORMS.items()
    }
    return {"openapi": "3.0.1", "paths": paths, "components": {"schemas": schemas}}


def edited(act):
    document = deepcopy(known())
    act(document["paths"], document["components"]["schemas"])
    return document


DRIFTS = [
    (lambda paths, _: paths.pop("/fiscalyears"), ("GET /fiscalyears is gone",)),
    (lambda paths, _: paths["/invoices"].pop("post"), ("POST /invoices is gone",)),
    (lambda _, schemas: schemas.pop("PaymentInfo"), ("PaymentInfo is gone",)),
    (lambda _, schemas: schemas["Invoice"]["properties"].pop("notes"), ("Invoice.notes is gone",)),
    (lambda _, schemas: schemas["InvoiceRow"]["required"].append("vatStatus"), ("InvoiceRow.vatStatus is required",)),
    (lambda _, schemas: schemas["Invoice"]["required"].append("brandNew"), ("Invoice.brandNew is required",)),
    (lambda paths, _: paths.update({"/new": {"get": {}}}), ()),
    (lambda _, schemas: schemas["Invoice"]["properties"].update({"new": {}}), ()),
    (lambda _, schemas: schemas["Invoice"]["required"].remove("discountPercent"), ()),
]


@pytest.mark.parametrize(("act", "told"), DRIFTS)
def test_only_what_matters_to_this_plugin_is_told(act, told):
    assert changes(edited(act)) == told


@pytest.mark.skipif(not DOCUMENT.exists(), reason=ABSENT)
def test_the_known_document_itself_has_no_changes():
    document = json.loads(DOCUMENT.read_text())
    document["paths"] |= {path: {"get": {}} for path in OUTSIDE}
    assert changes(document) == ()


@pytest.mark.skipif(not DOCUMENT.exists(), reason=ABSENT)
def test_every_field_that_is_required_there_is_required_here_and_the_other_way_round():
    schemas = json.loads(DOCUMENT.read_text())["components"]["schemas"]
    assert {name: set(schemas[name].get("required", [])) for name in FORMS} == {
        name: set(form.__required_keys__) for name, form in FORMS.items()
    }


@pytest.mark.parametrize(
    "odd", [None, 7, [], {}, {"paths": []}, {"paths": {}, "components": 3}, {"components": {"schemas": {}}}]
)
def test_what_is_no_api_document_tells_nothing(odd):
    assert changes(odd) == ()


def test_a_document_of_odd_parts_is_read_without_a_fault():
    assert changes({"paths": {"/status": 3}, "components": {"schemas": {"Invoice": {"properties": 4}}}})


# Over the wire.


def codes(**replies):
    status = replies.pop("status", b'{"status":"OK","version":"26.04"}')
    with raw_server(get_sessioninfo=SESSION, get_status=sending(http(status)), **replies) as server:
        found = Procountor().connect(request_for(server.url)).accounting.examine
        return [(one.code, dict(one.facts)) for one in found() if one.code not in IRRELEVANT]


IRRELEVANT = frozenset({"procountor_service_impaired"})
RIGHTS = sending(http(b'{"role":"x","rights":{}}'))
NONE = sending(http(b"{}", status="404 None"))
REPLIES = {"get_users__rights": RIGHTS, "get_company": NONE, "get_bankaccounts": NONE, "get_fiscalyears": NONE}


def document(body):
    return {"get_openapi.json": sending(http(body))}


def test_drift_is_told_with_its_first_places():
    body = json.dumps(edited(lambda paths, schemas: (paths.clear(), schemas.clear()))).encode()
    ((code, facts),) = codes(**REPLIES, **document(body))
    assert code == "procountor_contract_changed"
    assert facts == {
        "changes": "POST /oauth/token is gone; GET /status is gone",
        "count": str(len(OPERATIONS) + len(FORMS)),
    }


def test_a_newer_edition_whose_document_fits_is_no_finding():
    newer = b'{"status":"OK","version":"27.02"}'
    assert codes(**REPLIES, **document(json.dumps(known()).encode()), status=newer) == []


@pytest.mark.parametrize("body", [b"<html>", b'{"paths":', b"7"])
def test_a_document_that_can_not_be_read_tells_nothing(body):
    assert codes(**REPLIES, **document(body)) == []


def test_without_a_document_another_edition_is_told_by_its_name():
    newer = b'{"status":"OK","version":"27.02","procountorVersion":"27.02"}'
    told = codes(**REPLIES, **{"get_openapi.json": NONE}, status=newer)
    assert told == [("procountor_edition_other", {"edition": "27.02", "known": EDITION})]


@pytest.mark.parametrize("version", ["26.04", "", "v3.1.4-build 7", None])
def test_the_known_edition_and_a_name_that_tells_no_edition_are_no_finding(version):
    status = json.dumps({"status": "OK", "version": version}).encode()
    assert codes(**REPLIES, **{"get_openapi.json": NONE}, status=status) == []
