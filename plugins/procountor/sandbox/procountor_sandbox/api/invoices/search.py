"""GET /invoices."""

from collections.abc import Callable, Sequence

from procountor_sandbox.api.calls.call import Call, answer_page
from procountor_sandbox.api.calls.query import Query
from procountor_sandbox.api.invoices.rights import may_see, require_any_search
from procountor_sandbox.serving.answer import Answer
from procountor_sandbox.serving.refusals import not_found
from procountor_sandbox.state.invoices import Invoice
from procountor_sandbox.state.paging import Window
from procountor_sandbox.validation import words

ORDERS = {
    "orderByDate": lambda invoice: invoice.document["date"],
    "orderByCreated": lambda invoice: invoice.created,
    "orderByVersion": lambda invoice: invoice.version,
}
_Test = Callable[[Invoice], bool]


def search_invoices(call: Call) -> Answer:
    """One page; every status unless told otherwise, newest id first unless told otherwise."""
    require_any_search(call.user.rights)
    window = call.query.window()
    order = next((name for name in ORDERS if call.query.choice(name, ("ASC", "DESC"))), "")
    found = _found(call)
    if not found and call.world.switches.empty_invoice_search == 404:  # noqa: PLR2004 - the status itself
        raise not_found("Invoice not found.")
    page = _ordered(call.query, found, order, window) if order else _by_id(found, window)
    items = [invoice.encoded_basic() for invoice in page]
    return answer_page(call, items, window=window, total=len(found))


def _by_id(found: dict[int, Invoice], window: Window) -> list[Invoice]:
    return [found[number] for number in window.of(list(found))]


def _ordered(query: Query, found: dict[int, Invoice], order: str, window: Window) -> list[Invoice]:
    """Mixing an order with previousId is undefined in the API; here the part after that invoice follows."""
    descending = query.choice(order, ("ASC", "DESC")) == "DESC"
    invoices = sorted(found.values(), key=ORDERS[order], reverse=descending)
    start = next((place + 1 for place, invoice in enumerate(invoices) if invoice.id == window.previous), 0)
    start += window.page * window.size
    return invoices[start : start + window.size]


def _found(call: Call) -> dict[int, Invoice]:
    """Ascending by id."""
    tests = _tests(call.query, partial=call.world.switches.number_search)
    now, book = call.world.clock.seconds(), call.company.invoices
    found = {}
    for number in _candidates(call):
        invoice = book.get(number)
        if (
            invoice
            and invoice.visible_from <= now
            and all(test(invoice) for test in tests)
            and may_see(call.user, invoice)
        ):
            found[number] = invoice
    return found


def _candidates(call: Call) -> Sequence[int]:
    own_number = call.query.text("originalInvoiceNumber")
    book = call.company.invoices
    exact = own_number and call.world.switches.number_search == "exact"
    return book.ids_numbered(own_number) if exact else book.ids()


def _tests(query: Query, *, partial: str) -> list[_Test]:
    tests: list[_Test] = []
    if types := query.choices("types", words.INVOICE_TYPES):
        tests.append(lambda invoice: invoice.document["type"] in types)
    if statuses := query.choices("status", words.STATUSES):
        tests.append(lambda invoice: invoice.document["status"] in statuses)
    if channels := query.choices("invoiceChannel", words.CHANNELS):
        tests.append(lambda invoice: invoice.document["invoiceChannel"] in channels)
    if products := query.numbers("productId"):
        tests.append(lambda invoice: any(row.get("productId") in products for row in invoice.document["invoiceRows"]))
    if query.flag("isOffer"):
        tests.append(lambda invoice: invoice.document.get("isOffer") is True)
    return tests + _number_tests(query, partial) + _time_tests(query)


def _number_tests(query: Query, mode: str) -> list[_Test]:
    tests: list[_Test] = []
    own_number, term = query.text("originalInvoiceNumber"), query.text("searchTerm").casefold()
    if own_number and mode == "ignore-case":
        tests.append(lambda invoice: invoice.own_number.casefold() == own_number.casefold())
    elif own_number and mode == "partial":
        tests.append(lambda invoice: own_number.casefold() in invoice.own_number.casefold())
    for name, field in (("businessPartnerId", "partnerId"), ("factoringContractId", "factoringContractId")):
        if (number := query.whole(name)) is not None:
            tests.append(lambda invoice, field=field, number=number: invoice.document.get(field) == number)  # type: ignore[misc]
    if (invoice_number := query.whole("invoiceNumber")) is not None:
        tests.append(lambda invoice: invoice.document["invoiceNumber"] == invoice_number)
    if term:
        tests.append(lambda invoice: _mentions(invoice, term))
    return tests


def _mentions(invoice: Invoice, term: str) -> bool:
    document = invoice.document
    name = document["counterParty"]["counterPartyAddress"]["name"]
    texts = (name, str(document["invoiceNumber"]), document.get("additionalInformation", ""))
    return any(term in text.casefold() for text in texts)


def _time_tests(query: Query) -> list[_Test]:
    readers: tuple[tuple[str, str, Callable[[Invoice], str]], ...] = (
        (query.day("startDate"), query.day("endDate"), lambda invoice: str(invoice.document["date"])),
        (
            query.day("dueStartDate"),
            query.day("dueEndDate"),
            lambda invoice: str(invoice.document["paymentInfo"]["dueDate"]),
        ),
        (query.moment("createdStartDate"), query.moment("createdEndDate"), lambda invoice: invoice.created),
        (query.moment("versionStartDate"), query.moment("versionEndDate"), lambda invoice: invoice.version),
    )
    return [_between(start, end, read) for start, end, read in readers if start or end]


def _between(start: str, end: str, read: Callable[[Invoice], str]) -> _Test:
    return lambda invoice: start <= read(invoice) and (not end or read(invoice) <= end)
