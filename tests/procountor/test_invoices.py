"""From Trackifi's invoice to Procountor's body, as two literals side by side; and what is refused on the way."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from trackifi_accounting.domain.partners.business_partners import SendingChannel
from trackifi_accounting.domain.partners.parties import Address, BuyerReferences, PartyKind
from trackifi_accounting.domain.values.references import ProductId

from tests.procountor.translation import (
    COMPANY,
    body,
    invoice,
    line,
    order,
    partner,
    party,
)

FREELANCER = PartyKind.FREELANCER


def test_a_customer_invoice_becomes_a_sales_invoice():
    asked = order(
        company=replace(COMPANY, iban="FI55 4234 5670 0000 81"),
        party=party(
            business_id="20774740",
            vat_number="FI 20774740",
            customer_number="1042",
            contact_person="Koe Henkilö",
            delivery_address=Address(street="Varastotie 5", postcode="33100", city="Tampere", country="FI"),
            language="sv",
        ),
        partner=partner(channel=SendingChannel.EMAIL, email="laskut@koe.example"),
        invoice=invoice(
            payment_reference="RF30 26013",
            order_reference="PO-7",
            project_number="PRJ-3",
            interest_percent=Decimal("11.5"),
            message="Kiitos!\nToinen rivi",
            notes="Sisäinen",
            references=BuyerReferences(order_number="T-1", buyer_reference="O-2"),
            lines=(
                line(
                    discount_percent=Decimal("2.5"),
                    comment="Tammikuu\nviikot 1\u20134",
                    starts=date(2026, 1, 1),
                    ends=date(2026, 1, 31),
                    product=ProductId("2001"),
                ),
                line(name="Kulut", quantity=Decimal(-1), unit="pcs", unit_price=Decimal("12.3456")),
            ),
        ),
    )
    assert body(asked) == {
        "type": "SALES_INVOICE",
        "date": "2026-01-31",
        "partnerId": 1001,
        "counterParty": {
            "contactPersonName": "Koe Henkilö",
            "identifier": "2077474-0",
            "taxCode": "FI20774740",
            "customerNumber": "1042",
            "counterPartyAddress": {
                "name": "Koeasiakas Oy",
                "street": "Koekatu 1",
                "zip": "00100",
                "city": "Helsinki",
                "country": "FINLAND",
            },
            "email": "laskut@koe.example",
        },
        "deliveryAddress": {
            "name": "Koeasiakas Oy",
            "street": "Varastotie 5",
            "zip": "33100",
            "city": "Tampere",
            "country": "FINLAND",
        },
        "paymentInfo": {
            "paymentMethod": "BANK_TRANSFER",
            "currency": "EUR",
            "bankAccount": {"accountNumber": "FI5542345670000081"},
            "dueDate": "2026-02-14",
            "currencyRate": 1,
            "bankReferenceCode": "RF3026013",
            "bankReferenceCodeType": "RF",
        },
        "extraInfo": {"accountingByRow": True, "unitPricesIncludeVat": False},
        "discountPercent": 0,
        "orderReference": "PO-7",
        "orderNumber": "T-1",
        "buyerReferenceIdentifier": "O-2",
        "sellerReferenceIdentifier": "PRJ-3",
        "invoiceRows": [
            {
                "productId": 2001,
                "product": "Konsultointi",
                "quantity": Decimal("7.5"),
                "unit": "HOUR",
                "unitPrice": 80,
                "discountPercent": Decimal("2.5"),
                "vatPercent": Decimal("25.5"),
                "vatStatus": 1,
                "comment": "Tammikuu\\viikot 1\u20134",
                "startDate": "2026-01-01",
                "endDate": "2026-01-31",
            },
            {
                "product": "Kulut",
                "quantity": -1,
                "unit": "PIECE",
                "unitPrice": Decimal("12.3456"),
                "discountPercent": 0,
                "vatPercent": Decimal("25.5"),
                "vatStatus": 1,
            },
        ],
        "vatStatus": 1,
        "originalInvoiceNumber": "2026-17",
        "invoiceChannel": "EMAIL",
        "language": "SWEDISH",
        "penaltyPercent": Decimal("11.5"),
        "additionalInformation": "Kiitos!\nToinen rivi",
        "notes": "Sisäinen",
    }


def test_a_freelancer_invoice_becomes_a_purchase_invoice():
    asked = order(
        FREELANCER,
        party=party(FREELANCER, name="Koe Tekijä Tmi", bic="NDEAFIHH", business_id="2077474-0"),
        invoice=invoice(FREELANCER, payment_reference="2601 3"),
    )
    assert body(asked) == {
        "type": "PURCHASE_INVOICE",
        "date": "2026-01-31",
        "partnerId": 1001,
        "counterParty": {
            "identifier": "2077474-0",
            "counterPartyAddress": {
                "name": "Koe Tekijä Tmi",
                "street": "Koekatu 1",
                "zip": "00100",
                "city": "Helsinki",
                "country": "FINLAND",
            },
        },
        "deliveryAddress": {},
        "paymentInfo": {
            "paymentMethod": "BANK_TRANSFER",
            "currency": "EUR",
            "bankAccount": {"accountNumber": "FI2112345600000785", "bic": "NDEAFIHH"},
            "dueDate": "2026-02-14",
            "currencyRate": 1,
            "bankReferenceCode": "26013",
            "bankReferenceCodeType": "FI",
        },
        "extraInfo": {"accountingByRow": False, "unitPricesIncludeVat": False},
        "discountPercent": 0,
        "invoiceRows": [
            {
                "product": "Konsultointi",
                "quantity": Decimal("7.5"),
                "unit": "HOUR",
                "unitPrice": 80,
                "discountPercent": 0,
                "vatPercent": Decimal("25.5"),
                "vatStatus": 1,
            }
        ],
        "vatStatus": 1,
        "originalInvoiceNumber": "2026-17",
        "invoiceChannel": "NO_SENDING",
    }
