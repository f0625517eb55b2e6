"""Invoices over the whole domain that ought to go: every kind, channel, VAT treatment, country and currency."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import strategies as st
from trackifi_accounting.domain.invoices.vat import VatCategory, VatTreatment
from trackifi_accounting.domain.partners.business_partners import SendingChannel
from trackifi_accounting.domain.partners.parties import Address, BuyerReferences, PartyKind
from trackifi_accounting.domain.values.references import InvoiceNumber, PartnerId, ProductId

from tests.procountor.translation import E_INVOICE, invoice, line, order, partner, party

SALES, PURCHASE = PartyKind.CUSTOMER, PartyKind.FREELANCER
LINKED = {SALES: "1001", PURCHASE: "1103"}
PRODUCT = {SALES: "2001", PURCHASE: "2101"}
NUMBERS = {"FI": "FI20774740", "SE": "SE556188840401", "NO": "NO999999999MVA"}
TREATMENTS = {
    SALES: ("S 25.5 FI", "S 13.5 SE", "Z 0 FI", "E 0 FI", "O 0 NO", "AE 0 FI", "AE 0 SE", "AE 0 NO", "K 0 SE", "G 0 NO"),
    PURCHASE: ("S 25.5 FI", "S 24 FI", "S 14 FI", "E 0 FI", "O 0 FI", "AE 0 FI", "AE 0 SE", "AE 0 NO", "K 0 SE"),
}  # fmt: skip
"""Category, rate and the other side's country, as the table in features/procountor/vat.feature has them.

The sandbox has no status for imported goods: a purchase of them is refused, and has no body.
"""

RATES = {"EUR": None, "USD": Decimal("1.085"), "SEK": Decimal("11.32"), "DKK": Decimal("7.459")}
LETTERS = "abcXYZ 019&<>\"'/%åäöÅÄÖéßñšž€…•™"


def texts(most):
    """Of one letter up to the most, odd ones of Windows-1252 among them; none begins or ends with a space."""
    return st.text(alphabet=LETTERS, min_size=1, max_size=most).map(lambda text: text.strip() or "x") | st.just(
        "x" * most
    )


def amounts(places, most):
    return st.decimals(min_value=-most, max_value=most, places=places)


@st.composite
def lines(draw, kind, treatments):
    category, rate, _country = draw(st.sampled_from(treatments)).split()
    return line(
        name=draw(texts(100)),
        quantity=draw(amounts(6, 1000)),
        unit=draw(st.sampled_from(["HUR", "kpl", "DAY", "h", "C62", "MON"])),
        unit_price=draw(amounts(4, 10_000)),
        vat=VatTreatment(category=VatCategory(category), rate=Decimal(rate), reason="Koeperuste"),
        discount_percent=draw(st.decimals(min_value=0, max_value=100, places=4)),
        comment=draw(st.none() | texts(512)),
        product=draw(st.none() | st.just(ProductId(PRODUCT[kind]))),
    )


@st.composite
def other_sides(draw, kind, country):
    address = Address(street=draw(texts(80)), postcode="00100", city=draw(texts(40)), country=country)
    return party(
        kind,
        name=draw(texts(80)),
        address=address,
        delivery_address=draw(st.none() | st.just(replace(address, street="Toinen katu 2"))),
        vat_number=NUMBERS[country],
        email=draw(st.none() | st.just("lasku@koe.example")),
        language=draw(st.sampled_from([None, "fi", "sv", "en", "de"])),
        contact_person=draw(st.none() | texts(70)),
        customer_number=draw(st.none() | st.just("K-17")),
    )


@st.composite
def domain_orders(draw, today, kind, treatment):
    """An order whose first line is treated so."""
    # The other side has one country, and all of an invoice's lines go with it.
    fitting = [one for one in TREATMENTS[kind] if one.split()[2] == treatment.split()[2]]
    rows = [draw(lines(kind, [treatment])), *draw(st.lists(lines(kind, fitting), max_size=3))]
    currency, channel = draw(st.sampled_from(list(RATES))), draw(st.sampled_from([None, *SendingChannel]))
    made = invoice(
        kind,
        number=InvoiceNumber(draw(texts(40))),
        issued=today,
        due=today + timedelta(days=draw(st.integers(0, 999))),
        currency=currency,
        currency_rate=RATES[currency],
        lines=tuple(rows),
        payment_reference=draw(st.sampled_from([None, "26013", "RF3026013"])),
        order_reference=draw(st.none() | texts(70)),
        project_number=draw(st.none() | texts(70)),
        interest_percent=draw(st.none() | st.decimals(min_value=0, max_value=50, places=2)),
        message=draw(st.none() | texts(600)),
        references=draw(
            st.builds(BuyerReferences, order_number=st.none() | texts(35), buyer_reference=st.none() | texts(70))
        ),
    )
    linked = partner(kind, id=PartnerId(LINKED[kind]), channel=channel, email="laskut@koe.example", e_invoice=E_INVOICE)
    return order(kind, party=draw(other_sides(kind, treatment.split()[2])), partner=linked, invoice=made)


def features_of(asked):
    """What the order is an example of, each as one word or two."""
    made, kind = asked.invoice, asked.invoice.kind
    yield from (kind.value, f"{kind} {asked.partner.channel}", f"{kind} {made.currency}")
    for one in made.lines:
        yield f"{kind} {one.vat.category} {one.vat.rate.normalize():f} {asked.party.address.country}"
        yield "discount" if one.discount_percent else "no discount"
        yield "negative row" if one.amount() < 0 else "positive row"
        yield "product" if one.product else "no product"
    yield from ("longest name" for one in made.lines if len(one.name) == 100)
