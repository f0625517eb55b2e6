"""One use of the sandbox's controls."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from procountor_sandbox.state.access import ApiKey, User
from procountor_sandbox.state.company import Company
from procountor_sandbox.state.invoices import Invoice
from procountor_sandbox.state.world import World


class ControlError(Exception):
    """The control cannot do that; ``status`` is 400 or 404."""

    def __init__(self, message: str, *, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """What is asked: the ids of the path in order, query parameters, and the JSON body (empty when none came)."""

    world: World
    ids: tuple[int, ...]
    parameters: dict[str, str]
    body: dict[str, Any]

    def company(self) -> Company:
        """Named by the first id of the path, by ``company`` in query or body, or else the first one."""
        named = self.ids[0] if self.ids else self.parameters.get("company") or self.body.get("company")
        if named is None:
            return self.world.first
        found = self.world.companies.get(int(named)) if str(named).isdigit() else None
        if found is None:
            raise ControlError(f"There is no company {named}.", status=404)
        return found

    def user(self, company: Company) -> User:
        """Named by the second id of the path."""
        found = company.users.get(self.ids[1])
        if found is None:
            raise ControlError(f"There is no user {self.ids[1]}.", status=404)
        return found

    def invoice(self, company: Company) -> Invoice:
        """Named by the second id of the path."""
        found = company.invoices.get(self.ids[1])
        if found is None:
            raise ControlError(f"There is no invoice {self.ids[1]}.", status=404)
        return found

    def key(self) -> ApiKey:
        """Named by the first id of the path."""
        found = self.world.key_with_id(self.ids[0])
        if found is None:
            raise ControlError(f"There is no key {self.ids[0]}.", status=404)
        return found

    def only(self, *names: str) -> dict[str, Any]:
        """The body, which may hold these names and no other."""
        if unknown := sorted(set(self.body) - set(names)):
            raise ControlError(f"Not known: {', '.join(unknown)}. Known: {', '.join(names)}.")
        return self.body


Controls = dict[tuple[str, str], Callable[[Control], Any]]
"""Method and path pattern, in which ``#`` stands for an id."""
