"""Searches of invoices: every page, sales and purchase invoices only (Procountor API 26.04, GET /invoices)."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import chain, islice
from typing import Final

from trackifi_accounting.domain.activation.access import FIND
from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey, RemoteInvoice
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.ports.limiter import Priority

from trackifi_procountor.codes import enumerations
from trackifi_procountor.codes.local_time import to_procountor
from trackifi_procountor.errors import translate
from trackifi_procountor.invoices.remote_invoices import FOUND, FoundAnswer, remote_invoices
from trackifi_procountor.session.api import Api, parsed, reading
from trackifi_procountor.session.paging import SIZE, Cursor

KEYS_OF_A_PAGE: Final = 4
"""A page is worth reading where it saves so many searches: it is fifty times as long as their answers."""
LONG: Final = 6 * 3600.0  # seconds
FEWEST: Final = 10
"""Keys that are looked up singly in any case."""


def numbered(api: Api, key: InvoiceKey) -> tuple[RemoteInvoice, ...]:
    """Those with exactly this number: the search may be looser than equal, so numbers are compared once more."""
    found = _search(api, key.kind, ("originalInvoiceNumber", key.number), priority=Priority.CHECK)
    return tuple(one for one in found if key.opens(one))


def all_numbered(api: Api, keys: Collection[InvoiceKey]) -> dict[InvoiceKey, tuple[RemoteInvoice, ...]]:
    """As ``numbered`` for many keys, by reading the company's invoices of the kind where that takes fewer calls."""
    found: dict[InvoiceKey, tuple[RemoteInvoice, ...]] = {}
    for kind in PartyKind:
        wanted = [key for key in dict.fromkeys(keys) if key.kind is kind]
        read = _read_through(api, kind, wanted) if len(wanted) >= FEWEST else None
        found |= {key: numbered(api, key) for key in wanted} if read is None else read
    return found


def _read_through(
    api: Api, kind: PartyKind, keys: Sequence[InvoiceKey]
) -> dict[InvoiceKey, tuple[RemoteInvoice, ...]] | None:
    """The keys' invoices, or None when the company has more pages of invoices than are worth reading.

    No date narrows the list: a number that was used years ago has to be found as well. That a company has too many is
    remembered for some hours, so that it is not found out by each batch anew.
    """
    most, cache, name = len(keys) // KEYS_OF_A_PAGE, api.session.cache, f"long list of {kind}"
    if cache.has(name, api.clock) and most <= cache.get(name, lambda: 0, clock=api.clock, seconds=LONG):
        return None
    found = _sorted_out(islice(_pages(api, kind, (), priority=Priority.CHECK), most + 1), keys, most)
    if found is None:
        cache.drop(name)
        cache.get(name, lambda: most, clock=api.clock, seconds=LONG)
    return found


def _sorted_out(
    pages: Iterator[list[RemoteInvoice]], keys: Sequence[InvoiceKey], most: int
) -> dict[InvoiceKey, tuple[RemoteInvoice, ...]] | None:
    """The invoices of each key among them, or None when there are more pages than that."""
    of_number: dict[str, list[InvoiceKey]] = {}
    for key in keys:
        of_number.setdefault(key.number, []).append(key)
    found: dict[InvoiceKey, list[RemoteInvoice]] = {key: [] for key in keys}
    for count, page in enumerate(pages, start=1):
        if count > most:
            return None
        for one in page:
            for key in of_number.get(one.own_number, ()):
                if key.opens(one):
                    found[key].append(one)
    return {key: tuple(some) for key, some in found.items()}


def changed(api: Api, since: datetime) -> Iterator[RemoteInvoice]:
    """Those of both kinds whose version is not older than that; a clock of theirs that is behind is asked so."""
    theirs = min(since, since + api.session.skew.ahead())
    for kind in PartyKind:
        yield from _search(api, kind, ("versionStartDate", to_procountor(theirs)), priority=Priority.IMPORT)


def new(api: Api, kind: PartyKind, since: datetime) -> Iterator[RemoteInvoice]:
    """Those of one kind whose version is not older than that: made or changed since."""
    theirs = min(since, since + api.session.skew.ahead())
    return _search(api, kind, ("versionStartDate", to_procountor(theirs)), priority=Priority.CHECK)


def _search(api: Api, kind: PartyKind, wanted: tuple[str, str], *, priority: Priority) -> Iterator[RemoteInvoice]:
    return chain.from_iterable(_pages(api, kind, (wanted,), priority=priority))


def _pages(
    api: Api, kind: PartyKind, wanted: tuple[tuple[str, str], ...], *, priority: Priority
) -> Iterator[list[RemoteInvoice]]:
    cursor = Cursor()
    while not cursor.done:
        previous = (("previousId", str(cursor.last)),) if cursor.last else ()
        query = (("types", enumerations.TYPES[kind]), *wanted, ("orderById", "ASC"), ("size", str(SIZE)), *previous)
        page = _page(api, kind, query, priority)
        if page is None:
            return
        fresh = cursor.fresh([row.id for row in page.results], page_size=page.meta.page_size if page.meta else None)
        rows = [row for row in page.results if row.id in fresh]
        yield list(remote_invoices(rows, ahead=api.session.skew.ahead()))


def _page(api: Api, kind: PartyKind, query: tuple[tuple[str, str], ...], priority: Priority) -> FoundAnswer | None:
    """One page; None when the API says with its own words that there is no invoice."""
    answer = api.look("/invoices", *query, priority=priority)
    if answer.status == translate.NOT_FOUND and "json" in answer.content_type:
        return None
    if answer.status != translate.OK:
        raise translate.of_read(answer, needs=FIND[kind])
    return parsed(FOUND, answer, reading("/invoices"))
