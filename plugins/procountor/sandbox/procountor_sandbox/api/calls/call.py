"""One authenticated call of an operation."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from procountor_sandbox.api.calls.query import Query
from procountor_sandbox.serving.answer import Answer
from procountor_sandbox.serving.json_text import json_bytes
from procountor_sandbox.serving.request import Request
from procountor_sandbox.state.access import ApiKey, User
from procountor_sandbox.state.company import Company
from procountor_sandbox.state.paging import Window
from procountor_sandbox.state.world import World


@dataclass(slots=True, kw_only=True)
class Call:
    """Who calls, on which company, with what. ``id`` is the last part of the path where the operation has one."""

    world: World
    request: Request
    company: Company
    user: User
    key: ApiKey
    query: Query
    id: str = ""


Operation = Callable[[Call], Answer]
Routes = dict[tuple[str, str], Operation]


def answer_json(value: Any) -> Answer:
    """200 with this value."""
    return Answer(body=json_bytes(value))


def answer_page(call: Call, items: Sequence[bytes], *, window: Window, total: int) -> Answer:
    """One page of a search. ``total`` is left out when the switch says that Procountor does not tell it."""
    count = f',"totalCount":{total}' if call.world.switches.total_count else ""
    meta = f'],"meta":{{"pageNumber":{window.page},"pageSize":{window.size},"resultCount":{len(items)}{count}}}}}'
    return Answer(body=b'{"results":[' + b",".join(items) + meta.encode())


def answer_batch(items: Iterable[bytes], *, many: bool) -> Answer:
    """One object for one id, an array for several, even when only one of them exists."""
    joined = b",".join(items)
    return Answer(body=b"[" + joined + b"]" if many else joined)
