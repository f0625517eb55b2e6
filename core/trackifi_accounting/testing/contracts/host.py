"""What every host register must keep to; subclass HostContract and give the fixtures ``host`` and its ``clock``."""

# ruff: noqa: D102 -- a test's name is its sentence, its numbers are those of its own data.

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from trackifi_accounting.domain.invoices.invoices import InvoiceStatus
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import CompanyId, InvoiceId, PartyId
from trackifi_accounting.errors import NotFound
from trackifi_accounting.ports.host import HostRegister
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.examples.records import PDF, company, invoice, line, party
from trackifi_accounting.testing.examples.stored_records import ACME, CUSTOMER, FREELANCER, OTHER

both_kinds = pytest.mark.parametrize("kind", list(PartyKind))


class HostContract:
    """Two companies are there, without customers or freelancers."""

    @pytest.fixture(autouse=True)
    def companies(self, host: HostRegister) -> None:
        host.put_company(company(ACME))
        host.put_company(company(OTHER))

    def test_a_company_comes_back_as_it_was_last_put(self, host: HostRegister) -> None:
        renamed = replace(company(ACME), name="Renamed Specimen Oy", currency="SEK")
        host.put_company(renamed)
        assert host.company(ACME) == renamed
        assert host.company(OTHER) == company(OTHER)

    @both_kinds
    def test_a_party_comes_back_as_it_was_last_put(self, host: HostRegister, kind: PartyKind) -> None:
        changed = replace(party(kind), name="Changed", vat_registered=False, other_names=("Former",))
        for one in (party(kind), changed, changed):
            host.put_party(ACME, one)
        assert host.party(ACME, kind, PartyId("1")) == changed

    @both_kinds
    def test_several_parties_are_read_at_once_and_the_absent_left_out(
        self, host: HostRegister, kind: PartyKind
    ) -> None:
        kept = [party(kind, "1"), replace(party(kind, "2"), archived=True), party(kind, "3")]
        for one in kept:
            host.put_party(ACME, one)
        asked = [PartyId("1"), PartyId("2"), PartyId("4")]
        assert host.some_parties(ACME, kind, asked) == {"1": kept[0], "2": kept[1]}
        assert host.some_parties(OTHER, kind, asked) == {}

    @both_kinds
    def test_an_invoice_comes_back_as_it_was_last_put(self, host: HostRegister, kind: PartyKind) -> None:
        priced = invoice(kind, "10", line(price="10.1000"), line(Decimal("25.5")))
        host.put_party(ACME, party(kind))
        host.put_invoice(ACME, priced)
        host.put_invoice(ACME, replace(priced, revision=2, interest_percent=Decimal("8.0")))
        stored = host.invoice(ACME, kind, priced.id)
        assert stored == replace(priced, revision=2, interest_percent=Decimal("8.0"))
        assert str(stored.lines[0].unit_price) == "10.1000"

    def test_a_document_comes_back_as_it_was_last_put(self, host: HostRegister) -> None:
        numbered = _given_invoice(host)
        assert host.document(ACME, CUSTOMER, numbered) is None
        for content in (b"%PDF-1.4 earlier", PDF, PDF):
            host.put_document(ACME, CUSTOMER, numbered, content)
        assert host.document(ACME, CUSTOMER, numbered) == PDF

    def test_what_is_not_there_is_not_found(self, host: HostRegister) -> None:
        with pytest.raises(NotFound):
            host.company(CompanyId("nobody"))
        with pytest.raises(NotFound):
            host.party(ACME, CUSTOMER, PartyId("1"))
        with pytest.raises(NotFound):
            host.invoice(ACME, CUSTOMER, InvoiceId("1"))

    def test_nothing_is_kept_for_what_is_not_there(self, host: HostRegister) -> None:
        with pytest.raises(NotFound):
            host.put_party(CompanyId("nobody"), party(CUSTOMER))
        with pytest.raises(NotFound):
            host.put_invoice(ACME, invoice(CUSTOMER, "10", line()))
        with pytest.raises(NotFound):
            host.put_document(ACME, CUSTOMER, InvoiceId("1"), PDF)

    def test_a_freelancer_is_not_the_customer_of_the_same_id(self, host: HostRegister) -> None:
        host.put_party(ACME, party(CUSTOMER))
        with pytest.raises(NotFound):
            host.put_invoice(ACME, invoice(FREELANCER, "10", line()))

    def test_another_companys_records_are_not_found(self, host: HostRegister) -> None:
        numbered = _given_invoice(host)
        host.put_document(ACME, CUSTOMER, numbered, PDF)
        with pytest.raises(NotFound):
            host.party(OTHER, CUSTOMER, PartyId("1"))
        with pytest.raises(NotFound):
            host.invoice(OTHER, CUSTOMER, numbered)
        with pytest.raises(NotFound):
            host.put_invoice(OTHER, invoice(CUSTOMER, "10", line()))
        assert host.document(OTHER, CUSTOMER, numbered) is None
        assert not list(host.parties(OTHER, CUSTOMER))
        assert not host.invoices(OTHER, CUSTOMER)
        assert not host.find_parties(OTHER, CUSTOMER)

    def test_parties_that_changed_since_are_streamed_with_the_archived(
        self, host: HostRegister, clock: ManualClock
    ) -> None:
        for number in ("1", "2", "3", "4"):
            host.put_party(ACME, party(CUSTOMER, number))
        host.put_party(ACME, party(FREELANCER, "5"))
        clock.advance(60)
        host.put_party(ACME, party(CUSTOMER, "1"))
        host.put_party(ACME, replace(party(CUSTOMER, "2"), name="Renamed"))
        host.put_party(ACME, replace(party(CUSTOMER, "3"), archived=True))
        assert [one.id for one in host.parties(ACME, CUSTOMER, changed_since=clock.now())] == ["2", "3"]

    def test_parties_are_streamed_by_id_without_the_archived(self, host: HostRegister) -> None:
        for number in ("2", "10", "3"):
            host.put_party(ACME, replace(party(CUSTOMER, number), archived=number == "3"))
        host.put_party(ACME, party(FREELANCER, "4"))
        assert [one.id for one in host.parties(ACME, CUSTOMER)] == ["10", "2"]

    @pytest.mark.parametrize(
        ("text", "found"), [("", ["3", "1"]), ("ÄÄNI", ["1"]), ("76543", ["3"]), ("%", []), ("former", [])]
    )
    def test_parties_are_found_by_part_of_a_name_or_business_id(
        self, host: HostRegister, text: str, found: list[str]
    ) -> None:
        host.put_party(ACME, replace(party(CUSTOMER, "1"), name="Ääni Oy", other_names=("Former",)))
        host.put_party(ACME, replace(party(CUSTOMER, "2"), name="Ääni ja kaiku Oy", archived=True))
        host.put_party(ACME, replace(party(CUSTOMER, "3"), name="abc", business_id="7654321-2"))
        assert [one.id for one in host.find_parties(ACME, CUSTOMER, text=text)] == found

    def test_a_dropdown_gets_no_more_than_it_asked_for(self, host: HostRegister) -> None:
        for number in range(5):
            host.put_party(ACME, party(CUSTOMER, str(number)))
        assert [one.id for one in host.find_parties(ACME, CUSTOMER, limit=2)] == ["0", "1"]

    def test_the_latest_invoices_come_first(self, host: HostRegister) -> None:
        host.put_party(ACME, party(CUSTOMER))
        for number, day in (("1", 5), ("2", 20), ("3", 5), ("4", 7)):
            host.put_invoice(ACME, invoice(CUSTOMER, number, line(), issued=date(2026, 1, day)))
        assert [one.number for one in host.find_invoices(ACME, CUSTOMER)] == ["2", "4", "3", "1"]
        assert [one.number for one in host.find_invoices(ACME, CUSTOMER, limit=2, offset=1)] == ["4", "3"]
        assert not host.find_invoices(ACME, FREELANCER)
        assert not host.find_invoices(OTHER, CUSTOMER)

    @pytest.mark.parametrize(("text", "found"), [("ab-1", ["AB-10"]), ("ÄÄNI", ["B-7"]), ("%", []), ("7", ["B-7"])])
    def test_invoices_are_found_by_part_of_a_number_or_of_the_partys_name(
        self, host: HostRegister, text: str, found: list[str]
    ) -> None:
        host.put_party(ACME, replace(party(CUSTOMER, "1"), name="Kaiku Oy"))
        host.put_party(ACME, replace(party(CUSTOMER, "2"), name="Ääni Oy"))
        host.put_invoice(ACME, invoice(CUSTOMER, "AB-10", line()))
        host.put_invoice(ACME, invoice(CUSTOMER, "B-7", line(), of="2"))
        assert [one.number for one in host.find_invoices(ACME, CUSTOMER, text=text)] == found

    def test_invoices_are_found_by_their_status_and_by_their_ids(self, host: HostRegister) -> None:
        host.put_party(ACME, party(CUSTOMER))
        made = [invoice(CUSTOMER, number, line()) for number in ("1", "2")]
        for one, status in zip(made, (InvoiceStatus.DRAFT, InvoiceStatus.PAID), strict=True):
            host.put_invoice(ACME, replace(one, status=status))
        paid = host.find_invoices(ACME, CUSTOMER, statuses=[InvoiceStatus.PAID, InvoiceStatus.FINALIZED])
        assert [one.number for one in paid] == ["2"]
        assert set(host.some_invoices(ACME, CUSTOMER, [made[0].id, InvoiceId("absent")])) == {made[0].id}

    def test_credit_notes_are_found_by_what_they_credit(self, host: HostRegister) -> None:
        for of in ("1", "2"):
            host.put_party(ACME, party(CUSTOMER, of))
        credited = invoice(CUSTOMER, "10", line(), of="1")
        for number, of, what in (("13", "1", "10"), ("12", "1", "10"), ("11", "1", "1"), ("14", "2", "10")):
            named = invoice(CUSTOMER, what, line()).id
            note = f'"credited":"{credited.id}"' if number == "11" else None
            host.put_invoice(ACME, replace(invoice(CUSTOMER, number, line(), of=of), credited=named, message=note))
        host.put_invoice(ACME, credited)
        assert [one.number for one in host.crediting(ACME, credited)] == ["12", "13"]
        assert not host.crediting(OTHER, credited)

    def test_invoices_are_paged_by_id(self, host: HostRegister) -> None:
        host.put_party(ACME, party(CUSTOMER))
        for number in ("1", "2", "3"):
            host.put_invoice(ACME, invoice(CUSTOMER, number, line()))
        first = host.invoices(ACME, CUSTOMER, limit=2)
        assert [one.number for one in first] == ["1", "2"]
        assert [one.number for one in host.invoices(ACME, CUSTOMER, after=first[-1].id)] == ["3"]


def _given_invoice(host: HostRegister) -> InvoiceId:
    numbered = invoice(CUSTOMER, "10", line())
    host.put_party(ACME, party(CUSTOMER))
    host.put_invoice(ACME, numbered)
    return numbered.id
