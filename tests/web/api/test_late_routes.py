"""Routes are built when they are asked for: once, whoever asks, and all of them can be."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Annotated

import pytest
from fastapi import FastAPI, Path
from fastapi.routing import APIRoute
from starlette.routing import Match
from trackifi_accounting_adapters.web.app import create_app
from trackifi_accounting_adapters.web.http.late_route import LateRoute

from tests.web.api.installation import BASE, Caller, Installation

THREADS = 8


def greet(name: Annotated[str, Path(max_length=9)]) -> str:
    return f"Hei, {name}"


def broken(name: Annotated[str, Path()] = "none") -> str:
    return name


def late(app: FastAPI) -> list[LateRoute]:
    return [route for route in app.routes if isinstance(route, LateRoute)]


def built(route: LateRoute) -> bool:
    return "dependant" in vars(route)


def test_a_new_application_has_built_none_of_them(installation: Installation) -> None:
    routes = late(create_app(installation.container))

    assert len(routes) > 100
    assert not any(map(built, routes))


def test_a_request_builds_the_one_that_answers_it(installation: Installation) -> None:
    app = create_app(installation.container)
    scope = {"type": "http", "method": "GET", "path": BASE}
    chosen = next(route for route in late(app) if route.matches(scope)[0] is Match.FULL)

    answer = Caller(app=app, token=installation.manager.token).get(BASE)

    assert answer.status == 200
    assert [route for route in late(app) if built(route)] == [chosen]


def test_an_address_can_be_given_before() -> None:
    route = LateRoute("/greetings/{name}", greet, methods=["GET"])

    address = route.url_path_for("greet", name="Malli")

    assert (address, route.methods, built(route)) == ("/greetings/Malli", {"GET"}, False)


def test_all_of_them_can_be_built(app: FastAPI) -> None:
    for route in late(app):
        assert {one.alias for one in route.dependant.path_params} <= set(route.param_convertors), route.path
        assert route.unique_id == route.name


def test_threads_that_ask_at_once_get_the_same() -> None:
    route = LateRoute("/greetings/{name}", greet, methods=["GET"])
    together = Barrier(THREADS)

    def ask() -> tuple[object, object]:
        together.wait()
        return route.app, route.dependant

    with ThreadPoolExecutor(THREADS) as threads:
        answers = [one.result() for one in [threads.submit(ask) for _ in range(THREADS)]]

    assert len({id(app) for app, _ in answers}) == 1
    assert len({id(dependant) for _, dependant in answers}) == 1


def test_a_wrong_signature_is_told_whenever_it_is_asked_for() -> None:
    route = LateRoute("/broken/{name}", broken, methods=["GET"])

    for _ in range(2):
        with pytest.raises(AssertionError, match="cannot have default values"):
            _ = route.app


def test_once_built_it_has_all_that_a_route_of_fastapi_has_and_no_more() -> None:
    route = LateRoute("/greetings/{name}", greet, methods=["GET"])

    assert not hasattr(route, "colour")
    assert vars(APIRoute("/greetings/{name}", greet, methods=["GET"])).keys() == vars(route).keys() - {"_build"}
