"""Operations as they are written down; an application builds each of them once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict, TypeVar, Unpack

from fastapi import APIRouter, Response
from fastapi.params import Depends
from fastapi.routing import APIRoute

Answering = TypeVar("Answering", bound=Callable[..., Any])


class Details(TypedDict, total=False):
    """What FastAPI may be told about one route, by FastAPI's own names."""

    name: str
    summary: str
    status_code: int
    responses: Mapping[int | str, dict[str, Any]]
    response_class: type[Response]
    openapi_extra: dict[str, Any]
    include_in_schema: bool
    dependencies: Sequence[Depends]
    tags: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One method at one address; ``path`` is the whole of it."""

    method: str
    path: str
    name: str
    answer: Callable[..., Any]
    built_as: type[APIRoute]
    details: Details

    def enter(self, router: APIRouter, *, path: str | None = None, **over: Unpack[Details]) -> None:
        """Build it into an application's router; ``path`` and ``over`` take the place of what was written down."""
        told: dict[str, Any] = {"name": self.name, **self.details, **over}
        router.add_api_route(
            path or self.path, self.answer, methods=[self.method], route_class_override=self.built_as, **told
        )


class Operations:
    """Operations that are entered into an application later.

    It takes functions by decorators, as a FastAPI router does, which would build them anew wherever it is included.
    """

    def __init__(self, prefix: str = "", *, built_as: type[APIRoute] = APIRoute, **shared: Unpack[Details]) -> None:
        self._prefix = prefix
        self._built_as = built_as
        self._shared = shared
        self._taken: list[Operation] = []

    def __iter__(self) -> Iterator[Operation]:
        """In the order in which they were taken."""
        return iter(self._taken)

    def get(self, path: str, **details: Unpack[Details]) -> Callable[[Answering], Answering]:
        """Take a function that reads."""
        return self._at("GET", path, details)

    def put(self, path: str, **details: Unpack[Details]) -> Callable[[Answering], Answering]:
        """Take a function that may be called again with nothing changed by it."""
        return self._at("PUT", path, details)

    def post(self, path: str, **details: Unpack[Details]) -> Callable[[Answering], Answering]:
        """Take a function that does something."""
        return self._at("POST", path, details)

    def delete(self, path: str, **details: Unpack[Details]) -> Callable[[Answering], Answering]:
        """Take a function that removes."""
        return self._at("DELETE", path, details)

    def _at(self, method: str, path: str, details: Details) -> Callable[[Answering], Answering]:
        def take(answer: Answering) -> Answering:
            told: Details = {**self._shared, **details}
            self._taken.append(
                Operation(
                    method=method,
                    path=self._prefix + path,
                    name=told.get("name", answer.__name__),
                    answer=answer,
                    built_as=self._built_as,
                    details=told,
                )
            )
            return answer

        return take
