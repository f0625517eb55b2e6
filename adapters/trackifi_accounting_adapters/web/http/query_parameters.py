"""Query parameters: each one known, each one once."""

from collections import Counter

from fastapi import Request
from fastapi.routing import APIRoute

from trackifi_accounting_adapters.web.http.refusals import Refusal


def refuse_odd_parameters(request: Request) -> None:
    """Servers differ in which of two equal parameters they heed; so neither is. Raises: Refusal."""
    route = request.scope["route"]
    assert isinstance(route, APIRoute), "only API routes have this dependency"
    given = Counter(name for name, _ in request.query_params.multi_items())
    for name, times in given.items():
        if times > 1:
            raise Refusal.parameter_repeated(name)
    if given:
        known = {field.alias for field in route.dependant.query_params}  # no dependency takes any
        Refusal.of_fields("field_unknown", sorted(given.keys() - known))
