"""Generated invoices: each is refused by field, or makes a body that the API document and its prose accept."""

import json
from datetime import date, timedelta
from decimal import Decimal

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from trackifi_accounting.domain.invoices.invoices import totals_of
from trackifi_accounting.domain.invoices.vat import VatCategory, VatTreatment
from trackifi_accounting.domain.partners.business_partners import SendingChannel
from trackifi_accounting.domain.partners.parties import Address, BuyerReferences, PartyKind
from trackifi_accounting.domain.values.references import InvoiceNumber, ProductId
from trackifi_accounting.errors import InvoiceRejected
from trackifi_procountor.http import allow_list
from trackifi_procountor.http.messages import Call
from trackifi_procountor.invoices.translate import draft_of

from tests.procountor.material import ABSENT, material
from tests.procountor.translation import BOOKKEEPING, E_INVOICE, TODAY, invoice, line, order, partner, party

DOCUMENT = material("openapi-26.04.json")
EXAMPLES = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

pytestmark = pytest.mark.skipif(not DOCUMENT.exists(), reason=ABSENT)


def validator(name):
    schemas = DOCUMENT.read_text().replace("#/components/schemas/", "#/$defs/")
    definitions = json.loads(schemas)["components"]["schemas"]
    schema = {"$defs": definitions, "$ref": f"#/$defs/{name}"}
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


@pytest.fixture(scope="module")
def invoices():
    return validator("Invoice")


texts = st.text(max_size=90) | st.sampled_from(["Åäö €", "Konsultointi", "a\nb", "x" * 80, "x" * 81, " "])
numbers = st.decimals(min_value=-(10**12), max_value=10**12, places=2) | st.sampled_from(
    ["0.1234567", "-0", "1E+3"]
).map(Decimal)
countries = st.sampled_from([None, "FI", "SE", "NO", "US", "XK", "QQ"])
addresses = st.builds(
    Address,
    street=st.none() | texts,
    specifier=st.none() | texts,
    postcode=st.none() | st.text(max_size=22),
    city=st.none() | texts,
    country=countries,
)
treatments = st.builds(
    VatTreatment,
    category=st.sampled_from(VatCategory),
    rate=st.sampled_from([Decimal(0), Decimal("25.5"), Decimal(24)]),
    reason=st.none() | texts,
)
good_treatments = st.sampled_from(
    [
        VatTreatment(category=VatCategory.STANDARD, rate=Decimal("25.5")),
        VatTreatment(category=VatCategory.ZERO, rate=Decimal(0), reason="r"),
        VatTreatment(category=VatCategory.EXEMPT, rate=Decimal(0), reason="r"),
    ]
)
lines = st.builds(
    line,
    name=texts | st.just("Työ"),
    quantity=numbers,
    unit=st.sampled_from(["HUR", "kpl", "", "odd"]),
    unit_price=numbers,
    vat=treatments | good_treatments,
    discount_percent=st.sampled_from([Decimal(0), Decimal("12.5"), Decimal(101)]),
    comment=st.none() | texts,
    starts=st.none() | st.dates(),
    product=st.none() | st.sampled_from([ProductId("7"), ProductId("x"), ProductId("99999999999")]),
)
good_lines = st.builds(
    line,
    quantity=st.decimals(min_value=-1000, max_value=1000, places=3),
    unit_price=st.decimals(min_value=-1000, max_value=1000, places=4),
    discount_percent=st.decimals(min_value=0, max_value=100, places=4),
    vat=good_treatments,
    comment=st.none() | st.text(alphabet="abc \u00e5\u00e4\u00f6\u20ac\n", max_size=512),
)
references = st.builds(BuyerReferences, order_number=st.none() | texts, buyer_reference=st.none() | texts)


@st.composite
def orders(draw, rows):
    kind = draw(st.sampled_from(PartyKind))
    issued = draw(st.dates(min_value=date(2017, 1, 1), max_value=date(2027, 12, 31)))
    channel = draw(st.none() | st.sampled_from(SendingChannel))
    return order(
        kind,
        party=party(
            kind,
            name=draw(texts | st.just("Koe Oy")),
            address=draw(addresses | st.just(Address(street="K 1", postcode="1", city="C", country="FI"))),
            delivery_address=draw(st.none() | addresses),
            email=draw(st.none() | st.emails() | texts),
            vat_number=draw(st.none() | st.sampled_from(["FI20774740", "SE556188840401", "X"])),
        ),
        partner=partner(kind, channel=channel, email="a@b.example", e_invoice=draw(st.none() | st.just(E_INVOICE))),
        invoice=invoice(
            kind,
            number=InvoiceNumber(draw(st.text(min_size=1, max_size=41) | st.just("T-1"))),
            issued=issued,
            due=issued + timedelta(days=draw(st.integers(0, 999) | st.integers(-5, 1005))),
            currency=draw(st.sampled_from(["EUR", "USD", "SEK"])),
            currency_rate=draw(st.none() | st.sampled_from([Decimal(1), Decimal("11.2034")])),
            lines=tuple(draw(st.lists(rows, max_size=4, min_size=1))),
            language=draw(st.none() | st.sampled_from(["fi", "en", "de", "sv-FI"])),
            payment_reference=draw(st.none() | st.sampled_from(["26013", "RF3026013", "26014"])),
            order_reference=draw(st.none() | texts),
            message=draw(st.none() | texts),
            references=draw(references),
        ),
    )


decent = st.builds(
    order,
    st.just(PartyKind.CUSTOMER),
    party=st.builds(
        party, language=st.sampled_from(["fi", "en", "de", None]), email=st.none() | st.just("a@b.example")
    ),
    partner=st.builds(
        partner, channel=st.sampled_from(SendingChannel), email=st.just("l@k.example"), e_invoice=st.just(E_INVOICE)
    ),
    invoice=st.builds(
        invoice,
        number=st.text(alphabet="AB-/ 17", min_size=1, max_size=38).map(lambda text: InvoiceNumber(f"N{text}N")),
        currency_rate=st.none() | st.just(Decimal(1)),
        lines=st.lists(good_lines, min_size=1, max_size=5).map(tuple),
        payment_reference=st.none() | st.sampled_from(["26013", "RF3026013"]),
        interest_percent=st.none() | st.decimals(min_value=0, max_value=100, places=2),
        message=st.none() | st.text(alphabet="abc \u00e5\u00e4\u00f6\u20ac\n", max_size=300),
    ),
)


def refused_with(asked):
    try:
        draft_of(asked, BOOKKEEPING, today=TODAY)
    except InvoiceRejected as refused:
        return refused.reasons
    return ()


@EXAMPLES
@given(orders(lines | good_lines))
def test_any_invoice_is_refused_by_field_or_keeps_to_the_document(invoices, asked):
    reasons = refused_with(asked)
    assert all(reason.field and reason.code != "procountor_form_broken" for reason in reasons)
    if not reasons:
        draft = draft_of(asked, BOOKKEEPING, today=TODAY)
        invoices.validate(json.loads(draft.payload))
        allow_list.check(Call(method="POST", path="/invoices", content_type="application/json", body=draft.payload))


@EXAMPLES
@given(decent)
def test_a_decent_invoice_keeps_its_sums_and_its_bytes(invoices, asked):
    draft = draft_of(asked, BOOKKEEPING, today=TODAY)
    invoices.validate(json.loads(draft.payload))
    assert draft == draft_of(asked, BOOKKEEPING, today=TODAY)
    assert draft.totals == totals_of(asked.invoice.lines, currency=asked.invoice.currency)
    assert draft.payload.decode("utf-8").encode("cp1252")


def test_the_part_that_describes_a_file_keeps_to_the_document():
    meta = {"name": "T-1.pdf", "referenceType": "INVOICE", "referenceId": 7, "sendWithInvoice": False}
    validator("Attachment").validate(meta)
