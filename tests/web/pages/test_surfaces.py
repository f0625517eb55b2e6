"""Pages, API and commands count and list the same deliveries, whatever state they are in."""

import html
import json
import re
from dataclasses import replace
from itertools import product

import pytest
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, Exclusion, PdfState
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem, mark_of
from trackifi_accounting.domain.reconciliation.list_filters import DeliveryShow
from trackifi_accounting.domain.values.references import Actor, CompanyId, InvoiceId, InvoiceNumber, RemoteInvoiceId
from trackifi_accounting.testing.doubles.clock import START
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting_adapters.cli.main import application
from typer.testing import CliRunner

from tests.web.api.installation import OWN, PROVIDER, Installation

ANNA = Actor("anna")
APART = Problem(code="totals_differ", field="totals", facts={"ours": "1.00", "theirs": "1.01"})
ECHOED = Problem(code="echo_differs", field="lines[0].name", facts={"ours": "Work", "theirs": "Wor"})
COPIED = Problem(code="pdf_twice", facts={"number": "1", "name": "1.pdf", "count": "2", "ours": "1", "theirs": "2"})
EDITED = Problem(code="changed_since_sent_otherwise", facts={"number": "1", "fields": "due"})
MORE = (
    {},
    {"problems": (APART,)},
    {"problems": (APART,), "seen": (mark_of(APART),)},
    {"problems": (ECHOED,)},
    {"pdf_problem": COPIED},
    {"pdf_problem": COPIED, "seen": (mark_of(COPIED),)},
    {"problems": (EDITED,), "left": True},
    {"remote_state": RemoteState.REMOVED},
)


def generated() -> list[Delivery]:
    """Every state with every state of the PDF, going on by itself or not, with what may be told of it."""
    base = Delivery(
        company=CompanyId(OWN),
        provider=MEMORY,
        kind=PartyKind.CUSTOMER,
        invoice=InvoiceId("0"),
        number=InvoiceNumber("0"),
        partner=None,
        state=DeliveryState.READY,
        requested_at=START,
        requested_by=ANNA,
    )
    turns = product(DeliveryState, PdfState, (None, START), MORE)
    return [
        replace(
            base,
            invoice=InvoiceId(f"g-{place}"),
            number=InvoiceNumber(f"G-{place}"),
            state=state,
            pdf_state=pdf,
            due=due,
            remote=RemoteInvoiceId(f"r-{place}") if state is DeliveryState.SENT else None,
            exclusion=Exclusion(by=ANNA, at=START, reason="-") if state is DeliveryState.EXCLUDED else None,
            **more,
        )
        for place, (state, pdf, due, more) in enumerate(turns)
    ]


@pytest.fixture
def filled(installation: Installation) -> Installation:
    installation.activate()
    with installation.container.store().write(CompanyId(OWN)) as work:
        for one in generated():
            assert work.deliveries.add(one)
    return installation


def of_api(installation: Installation, show: DeliveryShow) -> list[dict[str, object]]:
    """All pages of the API's list."""
    found: list[dict[str, object]] = []
    while some := installation.manager.get(f"{PROVIDER}/deliveries?show={show}&limit=200&offset={len(found)}")["items"]:
        found += some
    return found


def of_command(installation: Installation, show: DeliveryShow) -> list[str]:
    arguments = ["deliveries", OWN, "--show", show.value, "--limit", "1000", "--json"]
    done = CliRunner().invoke(application(compose=lambda _: installation.container), arguments)
    assert done.exit_code == 0, done.output
    return [one["invoice"] for one in json.loads(done.stdout)]


def of_pages(installation: Installation, show: DeliveryShow) -> list[str]:
    """All pages of the list of the Invoices tab."""
    found: list[str] = []
    while True:
        address = f"/settings/integrations/{MEMORY}/invoices?show={show}&start={len(found)}"
        text = installation.nobody.get(address).response.text
        found += re.findall(
            rf'<th scope="row" class="whole"><a class="name" href="/customer-invoices/(.*?)/{MEMORY}"', text
        )
        if 'rel="next"' not in text:
            return found


@pytest.mark.parametrize("show", DeliveryShow)
def test_the_three_surfaces_list_the_same(filled: Installation, show: DeliveryShow) -> None:
    by_api = [one["invoice"] for one in of_api(filled, show)]
    assert sorted(by_api) == sorted(of_command(filled, show)) == sorted(of_pages(filled, show))
    assert filled.manager.get(PROVIDER)["shows"][show] == len(by_api)


def test_what_the_overview_counts_is_what_its_lists_show(filled: Installation) -> None:
    text = filled.nobody.get(f"/settings/integrations/{MEMORY}").response.text
    figures = re.search(r'id="sent-head".*?</dl>', text, re.DOTALL)
    assert figures
    counted = [int(html.unescape(one).replace("\xa0", "")) for one in re.findall(r"<dd>(.*?)</dd>", figures[0])]
    shows = (DeliveryShow.SENT, DeliveryShow.ON_THEIR_WAY, DeliveryShow.ATTENTION, DeliveryShow.PDF_MISSING)
    assert counted == [len(of_api(filled, one)) for one in shows]


def test_an_answer_says_itself_whether_it_needs_attention(filled: Installation) -> None:
    needing = {one["invoice"] for one in of_api(filled, DeliveryShow.ALL) if one["needs_attention"]}
    assert needing == {one["invoice"] for one in of_api(filled, DeliveryShow.ATTENTION)}


@pytest.mark.parametrize("told", [{"problems": (APART,)}, {"problems": (ECHOED,)}, {"pdf_problem": COPIED}])
def test_what_stands_differently_needs_attention_on_all_three_until_it_was_seen(
    installation: Installation, told: dict[str, object]
) -> None:
    """Each of them alone, on an invoice that is otherwise in order: all three list it, and none does after that."""
    installation.activate()
    (problem,) = told.get("problems") or (told["pdf_problem"],)
    one = replace(generated()[0], state=DeliveryState.SENT, pdf_state=PdfState.ATTACHED, due=None, **told)
    one = replace(one, remote=RemoteInvoiceId("r-0"), seen=())
    with installation.container.store().write(CompanyId(OWN)) as work:
        assert work.deliveries.add(one)
    show = DeliveryShow.ATTENTION
    (by_api,) = of_api(installation, show)
    assert (by_api["invoice"], by_api["standing"]) == ("g-0", "differs")
    assert of_command(installation, show) == of_pages(installation, show) == ["g-0"]
    assert installation.manager.get(PROVIDER)["shows"][show] == 1
    installation.container.mark_seen()(CompanyId(OWN), MEMORY, one.kind, one.invoice, by=ANNA)
    assert (of_api(installation, show), of_command(installation, show), of_pages(installation, show)) == ([], [], [])
    assert installation.manager.get(PROVIDER)["shows"][show] == 0
    (seen,) = of_api(installation, DeliveryShow.SENT)
    assert [told["code"] for told in seen["seen"]] == [problem.code]
