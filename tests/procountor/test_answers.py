"""What the plugin reads is what the API document promises: each field it knows is there, and each answer can be read."""

import json
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import TypeAdapter
from trackifi_procountor.company.rights import NEEDS, RIGHTS
from trackifi_procountor.http.messages import Answer, Call
from trackifi_procountor.invoices.remote_invoices import FOUND, INVOICE, ONE_OR_MANY
from trackifi_procountor.partners.answers import LIST, ONE
from trackifi_procountor.partners.products import ProductAnswer, ProductsAnswer
from trackifi_procountor.session.answers import AccountsAnswer, CompanyAnswer, SessionAnswer, UsageAnswer, VatAnswer
from trackifi_procountor.session.api import parsed
from trackifi_procountor.session.auth import TokenAnswer

from tests.procountor.generated_answers import answers
from tests.procountor.material import ABSENT, material
from tests.procountor.test_contract import DOCUMENT, validator

CASES = material("cases")
pytestmark = pytest.mark.skipif(not DOCUMENT.exists(), reason=ABSENT)

READS = {
    "POST /oauth/token": ("AccessToken", TypeAdapter(TokenAnswer)),
    "GET /sessioninfo": ("SessionInfo", TypeAdapter(SessionAnswer)),
    "GET /users/rights": ("UserPrivileges", RIGHTS),
    "GET /company": ("Company", TypeAdapter(CompanyAnswer)),
    "GET /company/usagesettings": ("CompanyUsageSettings", TypeAdapter(UsageAnswer)),
    "GET /vats/default": ("VatInformation", TypeAdapter(VatAnswer)),
    "GET /bankaccounts": ("CompanyBankAccountSearchResult", TypeAdapter(AccountsAnswer)),
    "GET /businesspartners": ("BusinessPartnerSearchResult", LIST),
    "GET /businesspartners/{}": ("BusinessPartner", ONE),
    "GET /products": ("ProductSearchResult", TypeAdapter(ProductsAnswer)),
    "GET /invoices": ("InvoiceSearchResult", FOUND),
    "GET /invoices/{}": ("Invoice", ONE_OR_MANY),
    "POST /invoices": ("Invoice", INVOICE),
}
"""Every operation whose answer is read, with the answer's schema and what reads it."""

ALWAYS = frozenset(
    {"results", "id", "companyId", "name", "type", "vatPercent", "vatStatus", "access_token", "expires_in"}
)
"""Fields that are optional in the document, as its schemas serve requests, too, but without which an answer says nothing."""

SHARED = {
    "GET /invoices": {".results.attachments", ".results.invoiceRows", ".results.paymentInfo"},
    "GET /invoices/{}": {".created", ".dueDate"},
    "POST /invoices": {".created", ".dueDate"},
}
"""Invoice and InvoiceBasicInfo are read by one model; these are the fields that only the other of them has."""

READ: Counter[str] = Counter()


@pytest.fixture(scope="module")
def schemas():
    return json.loads(DOCUMENT.read_text())["components"]["schemas"]


def read(adapter, value):
    answer = Answer(status=200, content_type="application/json", body=json.dumps(value).encode())
    return parsed(adapter, answer, Call(method="GET", path="/company"))


@pytest.mark.parametrize("operation", READS)
def test_every_answer_that_the_document_describes_can_be_read(schemas, operation):
    name, adapter = READS[operation]
    promised = validator(name)

    @settings(max_examples=40, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(answers(schemas, name, ALWAYS))
    def reading(value):
        # The document's own examples of a time have no offset, which its format demands.
        assert not [one for one in promised.iter_errors(value) if one.validator != "format"]
        read(adapter, value)
        READ[operation] += 1

    reading()


def test_the_figure(record_property):
    record_property("answers generated and read", sum(READ.values()))
    assert set(READ) == set(READS)


def unknown(ours, theirs, schemas, path=""):
    """Fields that we read and the document does not know."""
    theirs = schemas[theirs["$ref"].rpartition("/")[2]] if "$ref" in theirs else theirs
    at, defs = ours["at"], ours["defs"]
    at = defs[at["$ref"].rpartition("/")[2]] if "$ref" in at else at
    for option in at.get("anyOf", ()):
        yield from unknown({"at": option, "defs": defs}, theirs, schemas, path)
    if "items" in at and "items" in theirs:
        yield from unknown({"at": at["items"], "defs": defs}, theirs["items"], schemas, path)
    for name, one in at.get("properties", {}).items():
        if name not in theirs.get("properties", {}):
            yield f"{path}.{name}"
        else:
            yield from unknown({"at": one, "defs": defs}, theirs["properties"][name], schemas, f"{path}.{name}")


@pytest.mark.parametrize("operation", READS)
def test_every_field_that_is_read_is_in_the_document(schemas, operation):
    name, adapter = READS[operation]
    shape = adapter.json_schema()
    found = unknown({"at": shape, "defs": shape.get("$defs", {})}, {"$ref": f"#/{name}"}, schemas)
    assert set(found) == SHARED.get(operation, set())


def test_every_right_that_is_needed_is_in_the_document(schemas):
    groups = schemas["UserPermissions"]["properties"]
    known = {
        f"{group}.{right}"
        for group, one in groups.items()
        for right in schemas[one["$ref"].rpartition("/")[2]]["properties"]
    }
    assert {right for rights in NEEDS.values() for right, _ in rights} <= known


def answers_among_the_cases():
    readers = dict(READS.values()) | {"Product": TypeAdapter(ProductAnswer)}
    for path in sorted(CASES.glob("*.json")):
        case = json.loads(path.read_text())
        if case["valid"] and case.get("schema") in readers and ("id" in case["body"] or case["schema"] != "Product"):
            yield pytest.param(readers[case["schema"]], case["body"], id=case["name"])


@pytest.mark.parametrize(("adapter", "body"), list(answers_among_the_cases()))
def test_an_answer_that_others_call_right_can_be_read(adapter, body):
    assert read(adapter, body) is not None
