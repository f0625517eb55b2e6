"""Routes that know their address at once, and the rest when it is asked for."""

from collections.abc import Callable, Collection
from functools import partial
from threading import RLock
from typing import Any

from fastapi.routing import APIRoute
from starlette.routing import compile_path, get_name


class LateRoute(APIRoute):
    """Is built by the first request that it gets, or by whoever asks for what only a built route has.

    FastAPI takes a function's signature apart, with those of its dependencies, when a route is made: three milliseconds
    for each of more than a hundred, of which a process that has just started needs one. What all of them need, to be
    chosen or to give an address, is there from the beginning.
    """

    _build: Callable[[], None] | None = None
    _building = RLock()  # some threads may ask at once; building takes milliseconds, so one lock does for all routes

    def __init__(
        self,
        path: str,
        endpoint: Callable[..., Any],
        *,
        methods: Collection[str],
        name: str | None = None,
        include_in_schema: bool = True,
        **details: Any,
    ) -> None:
        self.path = path
        self.endpoint = endpoint
        self.name = name or get_name(endpoint)
        self.methods = set(methods)
        self.include_in_schema = include_in_schema
        self.path_regex, self.path_format, self.param_convertors = compile_path(path)
        details |= {"methods": methods, "name": name, "include_in_schema": include_in_schema}
        self._build = partial(super().__init__, path, endpoint, **details)

    def __getattr__(self, name: str) -> Any:
        """Called for what is not there yet. Raises: AttributeError; whatever FastAPI finds wrong with the signature."""
        with self._building:
            build, self._build = self._build, None
            try:
                if build:
                    build()
            except BaseException:
                self._build = build  # whoever asks next is told the same, not that something is missing
                raise
            if name not in self.__dict__:
                raise AttributeError(name)
            return self.__dict__[name]
