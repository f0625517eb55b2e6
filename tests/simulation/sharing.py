"""Who shares books is told so when its integration is looked over, and never with whom."""

import re
from collections.abc import Callable, Iterator

from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.errors import AccountingError
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting.use_cases.activation.examine import Examine

from tests.simulation.tenants import Tenant
from tests.simulation.town import Town


class Sharing:
    """Holds what each company was told against whether another one has the same books."""

    def __init__(self, town: Town, found: Callable[[str, str], None]) -> None:
        self._town = town
        self._found = found

    def take_stock(self) -> None:
        """At the end; nothing is looked at where each company has books of its own."""
        for tenant in self._town.tenants if self._town.swarm.shared else ():
            others = {one.id for one in self._town.tenants if one is not tenant}
            for problem in self._shown(tenant):
                if others & set(re.split(r"[^a-z0-9]+", f"{problem.facts}")):
                    self._found("shared", f"{tenant.id} is told of {sorted(others)}: {problem}")
            if not self._noticed(tenant):
                self._found("shared", f"{tenant.id} is not told that its books are shared")

    def _shown(self, tenant: Tenant) -> Iterator[Problem]:
        now = self._town.store.integration(tenant.id)
        yield from now.findings if now else ()
        yield from self._town.store.swept(tenant.id).problems
        for one in self._town.store.deliveries():
            if one.company == tenant.id:
                yield from one.problems
                yield from (one.pdf_problem,) if one.pdf_problem else ()

    def _noticed(self, tenant: Tenant) -> bool:
        """Whether an examination tells it, or need not: all have to be active, and the provider has to answer."""
        states = [self._town.store.integration(one.id) for one in self._town.tenants]
        if not all(one and one.usable and one.remote for one in states):
            return True
        try:
            found = self._town.program()(Examine)(tenant.id, MEMORY).findings
        except AccountingError:
            return True
        return any(one.code == "books_shared" for one in found)
