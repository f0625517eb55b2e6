"""What is put right instead of being refused, and that it is said: texts, units, addresses, e-mail, accounts, references."""

import pytest
from trackifi_accounting.domain.invoices.invoices import Line
from trackifi_accounting.domain.partners.business_partners import SendingChannel
from trackifi_accounting.domain.partners.parties import Address, EInvoiceAddress, PartyKind
from trackifi_accounting.domain.problems.catalogue.core import CORE
from trackifi_accounting.domain.problems.catalogue.facts import in_words
from trackifi_accounting.domain.problems.problems import Catalogue, Problem
from trackifi_procountor.codes.checks import Findings
from trackifi_procountor.errors.problems import PROBLEMS
from trackifi_procountor.http import strict_json
from trackifi_procountor.invoices.translate import draft_of

from tests.procountor.translation import (
    ADDRESS,
    BOOKKEEPING,
    E_INVOICE,
    TODAY,
    body,
    order,
    partner,
    party,
    reasons,
    with_invoice,
    with_line,
    with_partner,
    with_party,
)

pytestmark = pytest.mark.tricky

FREELANCER = PartyKind.FREELANCER


def drafted(asked):
    draft = draft_of(asked, BOOKKEEPING, today=TODAY)
    return strict_json.read(draft.payload), draft.warnings


def told(warnings):
    return [(one.code, one.field) for one in warnings]


@pytest.mark.parametrize(
    ("written", "sent", "changes"),
    [
        ("a\tb", "a b", "U+0009>U+0020"),
        ("\u22122,5 h", "-2,5 h", "U+2212>U+002D"),
        ("tunti\u00adkirjaus", "tuntikirjaus", "U+00AD>"),
        ("a\rb", "a\\b", "U+000D>U+000A"),
        ("a\u2028b", "a\\b", "U+2028>U+000A"),
        ("1\u00a0234,50", "1 234,50", "U+00A0>U+0020"),
        ("1\u202f234,50", "1 234,50", "U+202F>U+0020"),
        ("a\u200bb\ufeff", "ab", "U+200B>, U+FEFF>"),
        ("a\u2010b\u2011c", "a-b-c", "U+2010>U+002D, U+2011>U+002D"),
        ("1\u20122", "1\u20132", "U+2012>U+2013"),
        ("a \u2192 b", "a -> b", "U+2192>U+002D U+003E"),
        ("\u25cf one", "• one", "U+25CF>U+2022"),
        ("5\u2032", "5'", "U+2032>U+0027"),
        ("\ufb01lm", "film", "U+FB01>U+0066 U+0069"),
        ("10 \u03bcm", "10 µm", "U+03BC>U+00B5"),
        ("Thank you \U0001f642", "Thank you", "U+1F642>"),
        ("ok \u2764\ufe0f!", "ok !", "U+2764>, U+FE0F>"),
    ],
)
def test_a_sign_with_a_plain_equal_is_replaced_in_a_comment(written, sent, changes):
    found, warnings = drafted(with_line(comment=written))
    assert found["invoiceRows"][0]["comment"] == sent
    assert told(warnings) == [("text_put_right", "lines[0].comment")]
    assert warnings[0].facts == {"changes": changes}


@pytest.mark.parametrize("text", ["a\r\nb", " a\u0308 ", "€ \u2013 “x” • ½ ²"])
def test_what_means_nothing_or_fits_is_not_told(text):
    assert drafted(with_line(comment=text))[1] == ()


@pytest.mark.parametrize(
    "text", ["\u041aiitos", "\u2153", "\u2713 done", "\u2610 done", "Ł", "\u202eabc", "\u0096", "\u2460", "\u2260"]
)
def test_what_has_no_plain_equal_is_refused(text):
    assert reasons(with_line(comment=text)) == {("text_not_allowed", "lines[0].comment")}


@pytest.mark.parametrize(
    ("name", "sent"), [("Koe\tOy", "Koe Oy"), ("Koe\nOy", "Koe Oy"), ("Piilo\u200bmerkki", "Piilomerkki")]
)
def test_a_name_is_put_right_once_for_all_its_places(name, sent):
    found, warnings = drafted(with_party(name=name, delivery_address=ADDRESS))
    assert (found["counterParty"]["counterPartyAddress"]["name"], found["deliveryAddress"]["name"]) == (sent, sent)
    assert told(warnings) == [("text_put_right", "party.name")]


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("HUR LH Std std. timmar Stunden hours tuntia htt t h", "HOUR"),
        ("DAY E49 vrk htp dag dagar Tage pv workday", "DAY"),
        ("C62 H87 XPP EA PCE Stk Stück krt lkm kpl st styck each items", "PIECE"),
        ("WEE vk vko vecka Wochen weeks", "WEEK"),
        ("MON kk mån Monate months htk", "MONTH"),
        ("ANN v år Jahre years", "YEAR"),
        ("KMT KTM km", "KILOMETER"),
        ("XPK PK pkt paket", "PARCEL"),
        ("XBX CT box Karton ltk", "BOX"),
        ("NPR PR par pari", "PAIR"),
        ("none urakka pauschal", "NO_UNIT"),
    ],
)
def test_a_unit_that_people_use_is_the_one_they_mean(words, unit):
    for word in words.split():
        found, warnings = drafted(with_line(unit=word, comment="Tammikuu"))
        assert (word, found["invoiceRows"][0]["unit"]) == (word, unit)
        assert (found["invoiceRows"][0]["comment"], warnings) == ("Tammikuu", ())


@pytest.mark.parametrize(
    ("word", "unit"),
    [
        *((word, "PIECE") for word in ("E48", "seat", "license", "licence", "session")),
        *((word, "NO_UNIT") for word in ("LS", "ZZ", "P1", "%", "rm", "fortnight", "furlong", "?")),
    ],
)
def test_a_unit_that_procountor_lacks_goes_as_another_and_its_word_stays_in_the_text(word, unit):
    found, warnings = drafted(with_line(unit=word, comment="Tammikuu"))
    row = found["invoiceRows"][0]
    assert (row["unit"], row["comment"]) == (unit, f"Tammikuu\\Yksikkö: {word}")
    assert told(warnings) == [("unit_replaced", "lines[0].unit")]
    assert warnings[0].facts == {"unit": word, "written": unit}


@pytest.mark.parametrize(
    ("changes", "code", "text", "name"),
    [
        ({"comment": None}, "unit_replaced", "Yksikkö: seat", "Konsultointi"),
        ({"comment": "One seat for May"}, "unit_replaced", "One seat for May", "Konsultointi"),
        ({"comment": "x" * 500}, "unit_replaced", "x" * 500, "Konsultointi (seat)"),
        ({"comment": "x" * 500, "name": "n" * 95}, "unit_word_left_out", "x" * 500, "n" * 95),
        ({"comment": "\u2192" * 250}, "unit_replaced", "->" * 250, "Konsultointi (seat)"),
        ({"unit": "\u043c\u0435\u0441\u0442\u043e"}, "unit_word_left_out", None, "Konsultointi"),
        ({"unit": "a\\b"}, "unit_word_left_out", None, "Konsultointi"),
    ],
)
def test_the_word_of_a_unit_goes_where_there_is_room(changes, code, text, name):
    found, warnings = drafted(with_line(**{"unit": "seat", **changes}))
    row = found["invoiceRows"][0]
    assert (row.get("comment"), row["product"]) == (text, name)
    assert code in [one.code for one in warnings]


def test_the_word_of_a_unit_is_introduced_in_the_language_of_the_invoice():
    asked = with_invoice(language="sv", lines=(with_line(unit="seat").invoice.lines[0],))
    assert body(asked)["invoiceRows"][0]["comment"] == "Enhet: seat"


@pytest.mark.parametrize(
    "blank",
    [
        Address(street="", postcode="", city=""),
        Address(street=" ", specifier="\t", postcode=" ", city=" ", country=" "),
        Address(country="SE"),
        None,
    ],
)
def test_a_delivery_address_of_blanks_or_a_country_alone_is_none(blank):
    found, warnings = drafted(with_party(delivery_address=blank))
    assert "deliveryAddress" not in found
    assert warnings == ()


@pytest.mark.parametrize(
    ("address", "sent", "codes"),
    [
        (
            Address(street="Varasto 2", postcode="20100", city="Turku"),
            {"street": "Varasto 2", "zip": "20100", "city": "Turku", "country": "FINLAND"},
            ["delivery_country_added"],
        ),
        (
            Address(street="Varasto 2", country="SE"),
            {"street": "Varasto 2", "country": "SWEDEN"},
            ["delivery_address_incomplete"],
        ),
        (
            Address(city="Turku", street=""),
            {"city": "Turku", "country": "FINLAND"},
            ["delivery_country_added", "delivery_address_incomplete"],
        ),
    ],
)
def test_a_partial_delivery_address_goes_with_the_country_and_is_told(address, sent, codes):
    found, warnings = drafted(with_party(delivery_address=address))
    assert found["deliveryAddress"] == {"name": "Koeasiakas Oy", **sent}
    assert [one.code for one in warnings] == codes


def test_a_delivery_address_in_no_known_country_is_left_out_and_told():
    found, warnings = drafted(with_party(address=Address(), delivery_address=Address(street="Varasto 2")))
    assert "deliveryAddress" not in found
    assert told(warnings) == [("delivery_address_left_out", "party.delivery_address")]


def mailed(email):
    return with_partner(channel=SendingChannel.EMAIL, email=email)


@pytest.mark.parametrize("between", ["; ", ";", ", ", ",", " ", "\n", " ;; "])
def test_the_first_of_several_addresses_gets_the_invoice_and_the_others_a_copy(between):
    found, warnings = drafted(mailed(between.join(("a@b.example", "c@d.example", "a@b.example"))))
    assert found["counterParty"]["email"] == "a@b.example"
    assert found["counterParty"]["bccAddresses"] == ["c@d.example"]
    assert told(warnings) == [("emails_several", "partner.email")]


def test_more_copies_than_procountor_makes_are_left_out_and_told():
    found, warnings = drafted(mailed(";".join(f"{letter}@b.example" for letter in "abcdef")))
    assert found["counterParty"]["bccAddresses"] == [f"{letter}@b.example" for letter in "bcde"]
    assert told(warnings) == [("emails_several", "partner.email"), ("value_left_out", "partner.email")]
    assert warnings[1].facts == {"value": "f@b.example"}


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("maija@yhtiö.example", "maija@xn--yhti-8qa.example"),
        ("maija@YHTIÖ.example", "maija@xn--yhti-8qa.example"),
        ("max@straße.example", "max@xn--strae-oqa.example"),
        ("\ufeffa@b.example\u200b", "a@b.example"),
    ],
)
def test_a_domain_with_letters_of_its_own_goes_in_those_of_mail_servers(written, sent):
    found, warnings = drafted(mailed(written))
    assert found["counterParty"]["email"] == sent
    assert [(one.code, one.facts) for one in warnings] == [("value_put_right", {"value": written, "written": sent})]


@pytest.mark.parametrize(
    "email",
    ["Matti <a@b.example>", "a@b.example; c(at)d", "käyttäjä@b.example", "a@yhti\u2615..example", "a@-ö-.example"],
)
def test_an_address_that_is_none_is_refused_with_the_whole_field(email):
    assert reasons(mailed(email)) == {("email_malformed", "partner.email")}


def test_of_several_addresses_that_nothing_is_sent_to_the_first_is_told_to_procountor():
    found, warnings = drafted(with_partner(email="a@b.example; c@d.example"))
    assert (found["counterParty"]["email"], "bccAddresses" in found["counterParty"]) == ("a@b.example", False)
    assert warnings == ()


@pytest.mark.parametrize(
    ("written", "sent"),
    [("0037 2077 4740", "003720774740"), ("0037-20774740-12", "00372077474012"), ("003720774740", "003720774740")],
)
def test_an_ovt_code_goes_without_blanks_and_dashes(written, sent):
    target = EInvoiceAddress(address=E_INVOICE.address, operator=E_INVOICE.operator, ovt=written)
    found, warnings = drafted(with_partner(channel=SendingChannel.E_INVOICE, e_invoice=target))
    assert found["counterParty"]["einvoiceAddress"]["ediId"] == sent
    assert told(warnings) == ([("value_put_right", "partner.e_invoice.ovt")] if sent != written else [])


def test_an_ovt_code_that_is_none_is_told_before_sending():
    target = EInvoiceAddress(address=E_INVOICE.address, operator=E_INVOICE.operator, ovt="0037 207")
    asked = with_partner(channel=SendingChannel.E_INVOICE, e_invoice=target)
    assert reasons(asked) == {("procountor_ovt_refused", "partner.e_invoice.ovt")}


@pytest.mark.parametrize(
    ("account", "taken"),
    [
        ("BE68 5390 0754 7034", True),  # of a bank that the list of banks does not know
        ("BE69 5390 0754 7034", False),
        ("BE6853900754703", False),
        ("EE382200221020145685", True),
        ("EE38-2200-2210-2014-5685", True),
        ("EE38\u00a02200\u202f2210\u201320145685\u200b", True),
    ],
)
def test_an_account_is_checked_by_its_structure_and_check_digits_alone(account, taken):
    asked = order(FREELANCER, party=party(FREELANCER, iban=account, address=ADDRESS))
    assert reasons(asked) == (set() if taken else {("iban_malformed", "party.iban")})


@pytest.mark.parametrize(
    ("iban", "reference", "sent"),
    [
        ("EE382200221020145685", "RF18 5390 0754 7034", ("RF18539007547034", "RF")),
        ("EE382200221020145685", "rf97-c2h5-oh", ("RF97C2H5OH", "RF")),
        ("FI2112345600000785", "RF30 0000 2601 3", ("RF30000026013", "RF")),
        ("FI2112345600000785", "RF3026013", ("RF3026013", "RF")),
    ],
)
def test_a_creditor_reference_of_another_country_is_checked_by_its_own_digits(iban, reference, sent):
    asked = order(
        FREELANCER,
        party=party(FREELANCER, iban=iban),
        invoice=with_invoice(FREELANCER, payment_reference=reference).invoice,
    )
    payment = body(asked)["paymentInfo"]
    assert (payment["bankReferenceCode"], payment["bankReferenceCodeType"]) == sent


def test_references_have_room_for_seventy_letters():
    found = body(with_invoice(order_reference="x" * 70, project_number="y" * 70))
    assert (found["orderReference"], found["sellerReferenceIdentifier"]) == ("x" * 70, "y" * 70)


def test_a_line_with_nothing_odd_is_not_touched():
    made: Line = with_line().invoice.lines[0]
    found, warnings = drafted(order(partner=partner()))
    assert (found["invoiceRows"][0]["product"], warnings) == (made.name, ())


@pytest.mark.parametrize(
    ("number", "characters"),
    [("7\u00a0", "U+00A0"), (" 7", "U+0020"), ("\t7\u202f", "U+0009, U+202F"), ("7\u22121", "\u2212"), ("7\u200b", "U+200B")],
)  # fmt: skip
def test_a_strange_sign_of_a_number_is_told_as_what_it_is_and_never_replaced(number, characters):
    findings = Findings()
    findings.exact(number, at="number", limit=40)
    assert [(one.code, one.facts) for one in findings.reasons] == [("text_not_allowed", {"characters": characters})]
    assert findings.warnings == []


@pytest.mark.parametrize(
    ("asked", "english", "finnish"),
    [
        (
            with_line(comment="\u22122,5 h\tx"),
            "Line 1, comment: signs were replaced: minus sign → -, tab → space. The invoice can be sent all the same.",
            "Rivi 1, selite: merkkejä korvattiin: miinusmerkki → -, sarkain → välilyönti. Lasku voidaan silti lähettää.",
        ),
        (
            with_line(unit="seat"),
            "Line 1, unit: Procountor has no unit seat; piece goes, and the word in the line's text. The invoice can be sent all the same.",
            "Rivi 1, yksikkö: yksikköä seat ei ole; lähtee kappale, ja sana rivin tekstissä. Lasku voidaan silti lähettää.",
        ),
        (
            with_party(delivery_address=Address(street="Varasto 2", country="SE")),
            "Customer or freelancer, delivery address: it lacks postcode, city and goes as it is. The invoice can be sent all the same.",
            "Asiakas tai freelancer, toimitusosoite: puuttuu postinumero, postitoimipaikka; osoite lähtee sellaisenaan. Lasku voidaan silti lähettää.",
        ),
    ],
)
def test_what_was_done_is_said_in_both_languages(asked, english, finnish):
    (warning,) = drafted(asked)[1]
    named = Problem(code=warning.code, field=warning.field, facts={**warning.facts, "provider": "Procountor"})
    for language, expected in (("en", english), ("fi", finnish)):
        words = Catalogue(CORE, PROBLEMS).words(in_words(named, language=language), language=language)
        assert f"{words.happened} {words.did}" == expected
