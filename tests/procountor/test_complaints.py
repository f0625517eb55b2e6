"""What Procountor complains about, read in every shape and told in our words at our field."""

import pytest
from trackifi_procountor.errors.rejections import complaints, reasons_of
from trackifi_procountor.http import strict_json
from trackifi_procountor.http.messages import Answer


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b'{"errors":[{"field":"date","message":"A"},{"message":"B"}]}', [("date", "A"), (None, "B")]),
        (b'{"constraintViolations":[{"field":"x","errorCode":"C"}]}', [("x", "C")]),
        (b'{"error":"invalid_grant","error_description":"D"}', [(None, "invalid_grant")]),
        (b"<html>", []),
        (b"", []),
        (b"[]", []),
        (b'{"errors":"odd"}', []),
        (b'{"errors":[7,{"message":null}]}', [(None, "")]),
    ],
)
def test_complaints_are_read_in_every_known_shape(body, found):
    answer = Answer(status=400, content_type="application/json", body=body)
    assert [(path, message) for _, path, message in complaints(answer)] == found


@pytest.mark.parametrize(
    ("path", "message", "code", "field"),
    [
        (None, "DUE_DATE_BEFORE_BILL_DATE", "due_before_date", "due"),
        ("invoiceRows[3].vatStatus", "ERROR_VATSTATUS_VATPERC", "procountor_vat_combination", "lines[3].vat"),
        (
            "transactions[0].account",
            "ERROR_LEDGERACCOUNT_VATPERCENTAGE_COMBINATION",
            "procountor_ledger_account",
            "lines[0].vat",
        ),
        ("counterParty.identifier", "ERROR_BRN_CODE", "business_id_malformed", "party.business_id"),
        ("date", "CLOSED_FISCAL_PERIOD", "period_closed", "issued"),
        ("counterParty.einvoiceAddress.ediId", "OVT_NOT_ALLOWED", "procountor_ovt_refused", "partner.e_invoice"),
        (None, "INVALID_OVT", "procountor_ovt_refused", "partner.e_invoice"),
        (
            None,
            "Value of the 'deliveryAddress.country' cannot be blank.",
            "text_missing",
            "party.delivery_address.country",
        ),
        ("partnerId", "Partner not found", "link_partner_gone", "partner"),
        ("invoiceRows[0].productId", "No such product", "product_gone", "lines[0].product"),
        (
            "paymentInfo.cashDiscount",
            "Cash discount is not allowed",
            "procountor_cash_discount",
            "paymentInfo.cashDiscount",
        ),
        ("counterParty.counterPartyAddress.zip", "Odd", "unclassified", "party.address.postcode"),
    ],
)
def test_a_known_complaint_is_told_in_our_words_and_at_our_field(path, message, code, field):
    error = {"status": 400, "message": message} | ({"field": path} if path else {})
    answer = Answer(status=400, content_type="application/json", body=strict_json.write({"errors": [error]}))
    reason = reasons_of(answer, {"date": "2026-01-31"})[0]
    assert (reason.code, reason.field) == (code, field)
    assert reason.facts["message"] == message
