"""The Business Partners tab: its rows as they are read, and as they are filled in."""

from collections.abc import Iterator, Sequence
from typing import Any

from playwright.sync_api import Locator
from trackifi_accounting.domain.partners.business_partners import ROLE_OF
from trackifi_accounting.domain.partners.parties import PartyKind

from tests.steps.driver import Chosen, Notices, Row
from tests.steps.visiting import REFUSED, Visiting

LINES = """(lines) => lines.map(line => {
  const value = (name) => line.querySelector(`[name=${name}-${line.dataset.row}]`)?.value || '';
  const problem = line.querySelector('.row-problem');
  return {
    id: line.dataset.row,
    partner: line.querySelector('.name').innerText,
    business_id: line.querySelector('.name + .quiet').innerText,
    kind: new URL(line.querySelector('[data-combo]').dataset.combo, location).searchParams.get('kind'),
    text: value('text'), linked: value('was') !== '', suggested: value('suggested') !== '',
    strength: line.querySelector('[data-band]')?.dataset.band || '',
    state: line.querySelector('.row-state').innerText,
    reason: line.querySelector('.reason')?.innerText || '',
  };
})"""


def rows_of(visiting: Visiting, home: str, kind: PartyKind) -> Iterator[Row]:
    """The partners of this side, and those whose stale link is of this side."""
    seen = set()
    for address in (f"{home}/partners?role={ROLE_OF[kind]}", f"{home}/partners?show=stale"):
        visiting.open(address)
        for line in _lines(visiting):
            if line["kind"] == kind and line["id"] not in seen:
                seen.add(line["id"])
                yield _row(visiting, kind, line)


def save(visiting: Visiting, home: str, choices: Sequence[Chosen]) -> Notices:
    """Fill in the rows and press Save; gives what the rows say that were not saved."""
    visiting.open(f"{home}/partners")
    lines = _lines(visiting)
    for choice in choices:
        _fill(visiting, _line(lines, choice.partner), choice.party)
    answer = visiting.press(visiting.button("Save"))
    if answer.status < REFUSED:
        assert visiting.page.locator(".notice.good").count() == 1
        return ()
    assert visiting.page.locator(".notice.bad").count() == 1
    return visiting.problems("tr.conflict .row-problem")


def _lines(visiting: Visiting) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = visiting.page.locator("tr[data-row]").evaluate_all(LINES)
    return found


def _line(lines: Sequence[dict[str, Any]], called: str) -> dict[str, Any]:
    """By name, or by business ID where two share a name."""
    (found,) = (one for one in lines if called in (one["partner"], one["business_id"]))
    return found


def _fill(visiting: Visiting, line: dict[str, Any], party: str) -> None:
    field = visiting.page.locator(f"#text-{line['id']}")
    if party and party == line["text"]:
        visiting.page.locator(f"[name=accept-{line['id']}]").check()
    else:
        field.fill(party)
        if party:
            _option(visiting, field, party).click()
        field.blur()


def _option(visiting: Visiting, field: Locator, party: str) -> Locator:
    options = visiting.page.locator(f"#{field.get_attribute('id')}-list [data-id]")
    return options.filter(has=visiting.page.get_by_text(party, exact=True)).first


def _row(visiting: Visiting, kind: PartyKind, line: dict[str, Any]) -> Row:
    stale = visiting.problems(f"tr[data-row='{line['id']}'] .row-problem")
    suggested = line["suggested"] and not line["linked"]
    return Row(
        partner=line["partner"],
        business_id="" if line["business_id"].startswith(visiting.words("No business ID")) else line["business_id"],
        kind=kind,
        linked_to=line["text"] if line["linked"] else "",
        suggested=line["text"] if suggested else "",
        strength=line["strength"] if suggested else "",
        reason=line["reason"] if suggested else "",
        stale=stale[0] if stale else None,
    )
