"""Searches of invoices: every page, sales and purchase invoices only (Procountor API 26.04, GET /invoices)."""

from collections.abc import Iterator
from datetime import datetime

from trackifi_accounting.domain.parties import PartyKind
from trackifi_accounting.domain.remote import FIND, InvoiceKey, RemoteInvoice
from trackifi_accounting.ports.limiter import Priority

from trackifi_procountor import errors, words
from trackifi_procountor.api import Api, parsed, reading
from trackifi_procountor.checks import normal
from trackifi_procountor.local_time import to_procountor
from trackifi_procountor.paging import SIZE, Cursor
from trackifi_procountor.remote_invoices import FOUND, FoundAnswer, remote_invoices


def numbered(api: Api, key: InvoiceKey) -> tuple[RemoteInvoice, ...]:
    """Those with exactly this number: the search may be looser than equal, so numbers are compared once more."""
    number = normal(key.number)
    found = _search(api, key.kind, ("originalInvoiceNumber", number), priority=Priority.CHECK)
    return tuple(one for one in found if _is(one, key, number))


def changed(api: Api, since: datetime) -> Iterator[RemoteInvoice]:
    """Those of both kinds whose version is not older than that."""
    for kind in PartyKind:
        yield from _search(api, kind, ("versionStartDate", to_procountor(since)), priority=Priority.IMPORT)


def _search(api: Api, kind: PartyKind, wanted: tuple[str, str], *, priority: Priority) -> Iterator[RemoteInvoice]:
    cursor = Cursor()
    while not cursor.done:
        previous = (("previousId", str(cursor.last)),) if cursor.last else ()
        query = (("types", words.TYPES[kind]), wanted, ("orderById", "ASC"), ("size", str(SIZE)), *previous)
        page = _page(api, kind, query, priority)
        if page is None:
            return
        fresh = cursor.fresh([row.id for row in page.results], page_size=page.meta.page_size if page.meta else None)
        yield from remote_invoices([row for row in page.results if row.id in fresh])


def _page(api: Api, kind: PartyKind, query: tuple[tuple[str, str], ...], priority: Priority) -> FoundAnswer | None:
    """One page; None when the API says with its own words that there is no invoice."""
    answer = api.look("/invoices", *query, priority=priority)
    if answer.status == errors.NOT_FOUND and "json" in answer.content_type:
        return None
    if answer.status != errors.OK:
        raise errors.of_read(answer, needs=FIND[kind])
    return parsed(FOUND, answer, reading("/invoices"))


def _is(found: RemoteInvoice, key: InvoiceKey, number: str) -> bool:
    same = found.kind is key.kind and normal(found.own_number) == number
    return same and (key.partner is None or found.partner == key.partner)
