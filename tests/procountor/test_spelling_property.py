"""Texts of every sort: what is put right stays so, and whatever is not refused is taken by the sandbox as it is."""

import json
import os
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.validation.draft import Draft
from procountor_sandbox.validation.invoice import invoice_issues
from trackifi_accounting.domain.partners.business_partners import SendingChannel
from trackifi_accounting.domain.partners.parties import Address, BuyerReferences, EInvoiceAddress, PartyKind
from trackifi_accounting.domain.values.references import InvoiceNumber, PartnerId
from trackifi_accounting.errors import InvoiceRejected
from trackifi_procountor.codes.spelling import put_right
from trackifi_procountor.connection import Procountor

from tests.procountor.connecting import KEY, request_for
from tests.procountor.domain_orders import LINKED
from tests.procountor.translation import ADDRESS, invoice, line, order, partner, party

EXAMPLES = int(os.environ.get("PROCOUNTOR_SPELLINGS", "300"))
ALWAYS_THE_SAME = settings(
    max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
ODD = "\t\n\r\v\f\x85\u2028\u00a0\u202f\u3000\u00ad\u200b\u200d\ufeff\u2010\u2011\u2012\u2015\u2212\u2032\u02bc\u25cf\u2192\ufb01\u03bc\u2116"
PICTURES = "\U0001f642\u2764\ufe0f\u2600"
REFUSED = "\u0141\u041a\u2153\u2713\u0096\u202e\ud800"
signs = st.text(alphabet="abc ÅäöŠ0123-.,€&<" + ODD, max_size=30)
rarely = st.text(alphabet="abc " + PICTURES + REFUSED + "e\u0301\u0338=", max_size=8)
texts = st.one_of(*[signs] * 9, rarely)
blanks = st.sampled_from([None, "", " ", "\t", "\u00a0"])
words = st.none() | blanks | signs


def mostly(usual, *others):
    """The usual value nine times in ten."""
    return st.integers(0, 9).flatmap(lambda chance: st.sampled_from(others) if chance == 0 else st.just(usual))


units = st.sampled_from(["HUR", "LS", "E48", "E49", "%", "seat", "furlong", "Stk.", "", " ", "a\\b"]) | texts
countries = st.sampled_from([None, "", "FI", "SE", "NO", "CH", "US", "GR"])
addresses = st.builds(Address, street=words, specifier=words, postcode=words, city=words, country=countries)
NUMBERS = {
    "FI": st.sampled_from([None, "FI 2077474-0", "NO 995 525 828 MVA", "GR094259216"]),
    "NO": st.sampled_from([None, "NO 995 525 828 MVA", "995525828"]),
    "CH": st.sampled_from([None, "CHE-107.787.577 MWST", "CHE-107.787.577 IVA", "107.787.577"]),
    "US": st.sampled_from([None, "12-3456789"]),
    "GR": st.sampled_from([None, "GR094259216", "094259216", "EL 094259216"]),
    None: st.sampled_from([None, "GR094259216", "12345"]),
}
ids = st.sampled_from([None, "2077474-0", "12-34-5678", "1234-5678", "556188-8404", "995 525 828"])
emails = st.sampled_from(
    [None, "a@b.example", "a@b.example; c@d.example,e@f.example", "maija@yhtiö.example", ";".join(f"{x}@b.example" for x in "abcdefg")]
)  # fmt: skip
ovts = st.sampled_from([None, "0037 2077 4740", "003720774740", "0037-20774740-AB12C", "FI20774740", ""])
references = mostly("RF30 26013", None, "", "2601 3", "0000", "RF97C2H5OH", "RF18 5390 0754 7034")
accounts = st.sampled_from(["FI2112345600000785", "BE68 5390 0754 7034", "EE382200221020145685"])
SEEN: Counter[str] = Counter()


@pytest.fixture(scope="module")
def sandbox():
    with RunningSandbox(api_key=KEY) as running:
        yield running


@pytest.fixture(scope="module")
def accounting(sandbox):
    with Procountor().connect(request_for(sandbox.url)) as connection:
        yield connection.accounting


@st.composite
def orders(draw, today):
    kind = draw(st.sampled_from(PartyKind))
    country = draw(st.sampled_from(["FI", "FI", "NO", "CH", "US", "GR", None]))
    row = line(name=f"x{draw(signs)}", unit=draw(units), comment=draw(words))
    made = invoice(
        kind,
        number=InvoiceNumber(draw(mostly("17", "17\u00a0", "2026/17", "\u221217"))),
        issued=today,
        due=today,
        lines=(row,),
        payment_reference=draw(references),
        order_reference=draw(words),
        project_number=draw(words),
        message=draw(texts),
        notes=draw(words),
        references=BuyerReferences(order_number=draw(words), buyer_reference=draw(words)),
    )
    e_invoice = EInvoiceAddress(address="003720774740", operator="003721291126", ovt=draw(ovts))
    other = party(
        kind,
        name=f"x{draw(signs)}",
        address=replace(ADDRESS, country=country) if country else Address(),
        delivery_address=draw(st.none() | addresses),
        vat_number=draw(NUMBERS[country]),
        business_id=draw(ids if country != "FI" else st.just("2077474-0")),
        contact_person=draw(words),
        customer_number=draw(words),
        email=draw(emails),
        iban=draw(accounts),
    )
    channel = draw(
        st.sampled_from([SendingChannel.NONE, SendingChannel.EMAIL, SendingChannel.EMAIL, SendingChannel.E_INVOICE])
    )
    linked = partner(
        kind,
        id=PartnerId(LINKED[kind]),
        channel=channel,
        email=draw(emails | mostly(None, "Matti <a@b.example>")),
        e_invoice=e_invoice,
    )
    return order(kind, party=other, partner=linked, invoice=made)


@ALWAYS_THE_SAME
@given(data=st.data())
def test_what_is_not_refused_is_taken(sandbox, accounting, data):
    asked = data.draw(orders(sandbox.state.clock.today()))
    try:
        draft = accounting.draft(asked)
    except InvoiceRejected as refused:
        SEEN.update({"refused"} | {one.code for one in refused.reasons})
        return
    company, switches = sandbox.state.first, sandbox.state.switches
    body = json.loads(draft.payload, parse_float=Decimal)
    assert invoice_issues(Draft(body=body, company=company, switches=switches)) == []
    SEEN.update({"taken"} | {one.code for one in draft.warnings})
    assert accounting.draft(asked) == draft


def test_the_generated_orders_have_something_of_everything():
    wanted = {
        "text_put_right",
        "text_not_allowed",
        "unit_replaced",
        "value_put_right",
        "value_left_out",
        "emails_several",
    }
    assert wanted - set(SEEN) == set(), SEEN
    assert SEEN["taken"] > EXAMPLES // 20
    assert SEEN["refused"] > EXAMPLES // 20


@ALWAYS_THE_SAME
@given(text=st.text() | texts | rarely, lines=st.booleans())
def test_a_text_that_was_put_right_is_not_changed_again(text, lines):
    clean, _ = put_right(text, lines=lines)
    assert put_right(clean, lines=lines) == (clean, ())


@ALWAYS_THE_SAME
@given(text=st.text(alphabet="abc ÅäöŠ0123-.,€&<" + ODD), lines=st.booleans())
def test_every_sign_with_a_plain_equal_becomes_one_of_windows_1252(text, lines):
    clean, _ = put_right(text, lines=lines)
    clean.encode("cp1252")
    assert lines or "\n" not in clean


@ALWAYS_THE_SAME
@given(text=st.text(alphabet="".join(map(chr, range(0x20, 0x7F))) + "ÅÄÖåäöéß€"))
def test_a_text_of_plain_signs_is_only_trimmed(text):
    assert put_right(text, lines=True) == (text.strip(), ())


def test_a_comment_of_nothing_but_pictures_is_no_comment(accounting, sandbox):
    today = sandbox.state.clock.today()
    asked = order(invoice=replace(invoice(issued=today, due=today), lines=(line(comment="\U0001f642"),)))
    assert b'"comment"' not in accounting.draft(asked).payload
