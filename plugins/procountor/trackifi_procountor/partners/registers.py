"""Reads the customer and supplier registers: who is there, then their details, two hundred at a time."""

from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from itertools import chain
from typing import Final

from pydantic import ValidationError
from trackifi_accounting.domain.activation.access import Access, Capability
from trackifi_accounting.domain.partners.business_partners import BusinessPartner
from trackifi_accounting.domain.values.chunks import chunks
from trackifi_accounting.domain.values.references import PartnerId
from trackifi_accounting.ports.limiter import Priority

from trackifi_procountor.codes.local_time import to_procountor
from trackifi_procountor.errors import translate
from trackifi_procountor.http.messages import Answer
from trackifi_procountor.partners.answers import LIST, ListAnswer
from trackifi_procountor.partners.translate import partners_from
from trackifi_procountor.session.api import Api, check_json, reading
from trackifi_procountor.session.paging import SIZE, Cursor

PATH: Final = "/businesspartners"
REGISTERS: Final = {"CUSTOMER": Capability.READ_CUSTOMERS, "SUPPLIER": Capability.READ_SUPPLIERS}
"""Each with the right without which it would look empty."""


class Registers:
    """The business partners of one company at Procountor, read register by register."""

    def __init__(self, api: Api) -> None:
        self._api = api

    def read(self, access: Access, *, changed_since: datetime | None) -> Iterator[BusinessPartner]:
        """Everyone, or who changed: an inactive partner is asked for only in a full reading.

        Raises:
            PermissionMissing: a register would look empty; at the end, when the other one has come.
        """
        activities = ("true", "false") if changed_since is None else ("true",)
        since = () if changed_since is None else (("versionStartDate", to_procountor(changed_since)),)
        registers = [name for name, right in REGISTERS.items() if right not in access.missing]
        streams = (self._ids(register, active, since) for register in registers for active in activities)
        yield from self._details(chain.from_iterable(streams))
        if missing := unreadable(access):
            raise translate.of_unseen_registers(missing)

    def read_some(self, ids: Collection[PartnerId]) -> Iterator[BusinessPartner]:
        """These, active or not; Procountor drops unknown ids without a word."""
        return self._details(int(one) for one in ids if one.isdecimal() and int(one) > 0)

    def _ids(self, register: str, active: str, since: tuple[tuple[str, str], ...]) -> Iterator[int]:
        cursor = Cursor()
        while not cursor.done:
            previous = (("previousId", str(cursor.last)),) if cursor.last else ()
            query = (("type", register), ("active", active), ("orderById", "ASC"), ("size", str(SIZE)))
            answer = self._api.get(PATH, *query, *previous, *since, priority=Priority.IMPORT)
            page = _page(answer)
            rows = page.results
            fresh = cursor.fresh([row["id"] for row in rows], page_size=page.meta.page_size if page.meta else None)
            yield from sorted(row["id"] for row in rows if row["id"] in fresh and row.get("type") != "PERSON")

    def _details(self, ids: Iterable[int]) -> Iterator[BusinessPartner]:
        """While a batch is turned and stored, the next one is on its way: never more than one call ahead."""
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="procountor-ahead") as ahead:
            coming: Future[tuple[list[int], Answer]] | None = None
            for batch in chunks(ids, SIZE):
                here, coming = coming, ahead.submit(self._ask, batch)
                if here is not None:
                    yield from _batch(*here.result())
            if coming is not None:
                yield from _batch(*coming.result())

    def _ask(self, ids: list[int]) -> tuple[list[int], Answer]:
        return ids, self._api.look(f"{PATH}/{','.join(map(str, ids))}", priority=Priority.IMPORT)


def unreadable(access: Access) -> list[Capability]:
    """The rights to registers that are missing."""
    return [right for right in REGISTERS.values() if right in access.missing]


def _batch(ids: list[int], answer: Answer) -> Iterator[BusinessPartner]:
    """The partners of an answer, each of them asked for: any other was given to another question."""
    asked = {str(one) for one in ids}
    for partner in _partners(answer):
        if partner.id not in asked:
            raise translate.of_unreadable(reading(PATH), "another partner than was asked for")
        yield partner


def _partners(answer: Answer) -> Iterator[BusinessPartner]:
    if answer.status == translate.NOT_FOUND:
        return iter(())
    if answer.status != translate.OK:
        raise translate.of_read(answer, needs=Capability.READ_CUSTOMERS)
    check_json(answer, reading(PATH))
    return partners_from(answer.body)


def _page(answer: Answer) -> ListAnswer:
    check_json(answer, reading(PATH))
    try:
        return LIST.validate_json(answer.body)
    except ValidationError as error:
        raise translate.of_unreadable(reading(PATH), "the list of partners can't be read") from error
