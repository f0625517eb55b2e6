"""The History tab tells by name what each act was about, however many there are."""

import re
from html import unescape
from pathlib import Path

import trackifi_accounting.use_cases
from sqlalchemy import event
from trackifi_accounting.domain.partners.business_partners import PartnerRole
from trackifi_accounting.domain.partners.products import Product, ProductSide
from trackifi_accounting.domain.reconciliation.questions import Answer
from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.references import CompanyId, ProductId
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY

from tests.web.api.installation import BASE, OWN, PROVIDER, Installation, party_body
from tests.web.pages.conftest import READER
from tests.web.pages.messages import FOLDER

HISTORY = f"/settings/integrations/{MEMORY}/history"
NAMED = re.compile(r"""action(?: == |=|, )"([a-z_]+)"|action = "([a-z_]+)" if .* else "([a-z_]+)\"""")


def register(installation: Installation, many: int) -> list[dict[str, str]]:
    """Partners and customers of other names; gives the links between them."""
    for one in range(many):
        installation.partner(f"partner-{one}", f"Mallikumppani {one} Oy")
        installation.host.put(f"{BASE}/customers/party-{one}", party_body(f"Malliasiakas {one} Oy"))
    installation.activate()
    return [{"partner": f"partner-{one}", "kind": "customer", "party": f"party-{one}"} for one in range(many)]


def told(installation: Installation) -> list[str]:
    """What the page says was done, the newest first."""
    html = installation.nobody.get(HISTORY).response.text
    return [unescape(one) for one in re.findall(r'<td data-label="What">(.*?)</td>', html)]


def test_a_link_is_told_by_names_also_once_its_partner_is_gone(installation: Installation) -> None:
    installation.administrator.put(f"{PROVIDER}/links", {"choices": register(installation, 1)})
    before = told(installation)[0]
    installation.books.partners.clear()
    installation.administrator.post(f"{PROVIDER}/sync", params={"full": True})

    assert before == "Linked business partner “Mallikumppani 0 Oy” to “Malliasiakas 0 Oy”"
    assert before in told(installation)


def test_a_freelancer_and_a_customer_of_one_id_are_not_mistaken(installation: Installation) -> None:
    installation.partner("7", "Mallitoimittaja Tmi", PartnerRole.SUPPLIER)
    for kind in ("customer", "freelancer"):
        installation.host.put(f"{BASE}/{kind}s/7", party_body(f"Malli {kind}"))
    installation.activate()
    rejected = installation.administrator.post(f"{PROVIDER}/suggestions/rejections", {"partner": "7", "party": "7"})

    assert rejected.status == 200
    assert "“Mallitoimittaja Tmi” is “Malli freelancer”" in told(installation)[0]


def test_a_product_is_told_by_its_name_and_an_unknown_one_by_its_id(installation: Installation) -> None:
    installation.activate()
    now = installation.clock.now()
    with installation.container.store().write(CompanyId(OWN)) as work:
        work.products.upsert(
            MEMORY, [Product(id=ProductId("p-1"), name="Mallituote", side=ProductSide.SALES)], seen_at=now
        )
        for product in ("p-1", "p-2"):
            work.audit.add(
                AuditEntry(at=now, actor=READER, action="choose_product", subject=MEMORY, facts={"product": product})
            )

    assert told(installation)[:2] == ["Chose product “p-2” as default", "Chose product “Mallituote” as default"]


def test_names_are_read_at_once_however_many_there_are(installation: Installation) -> None:
    links = register(installation, 40)

    counts = []
    for some in (links[:1], links[1:]):
        installation.administrator.put(f"{PROVIDER}/links", {"choices": some})
        counts.append(queries_of(installation))

    assert len(told(installation)) == 42  # with the activation and its sync
    assert counts[0] == counts[1]


def queries_of(installation: Installation) -> int:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    engine = installation.container.engine()
    event.listen(engine, "before_cursor_execute", note)
    installation.nobody.get(HISTORY)
    event.remove(engine, "before_cursor_execute", note)
    return len(statements)


def test_every_act_of_the_use_cases_has_its_words() -> None:
    modules = Path(trackifi_accounting.use_cases.__path__[0]).rglob("*.py")
    acts = {one for path in modules for found in NAMED.findall(path.read_text("utf-8")) for one in found if one}
    acts |= {f"answer_{answer}" for answer in Answer}

    words = (FOLDER / "templates" / "trail.html").read_text("utf-8")
    assert acts > {"link", "unlink", "stopped", "found_removed", "activate", "send"}
    assert {one for one in acts if f'"{one}"' not in words} == set()
