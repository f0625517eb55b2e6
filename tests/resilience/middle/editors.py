"""People at Trackifi who change an invoice after it was sent: another sum under the same number."""

import random
from contextlib import suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal

from trackifi_accounting.domain.deliveries.deliveries import DeliveryState
from trackifi_accounting.domain.values.references import CompanyId
from trackifi_accounting.errors import AccountingError
from trackifi_accounting_adapters.container import Container

from tests.resilience.rig.stock import PROVIDER, Asked
from tests.steps.values import with_totals

TIMES = Decimal(50)
EDITABLE = frozenset({DeliveryState.SENT, DeliveryState.NEEDS_ATTENTION})


@dataclass(slots=True)
class Editors:
    """``accepted`` are the sums that Trackifi has now, by company and number; what was refused is as it was."""

    chance: random.Random
    left: int
    accepted: dict[tuple[CompanyId, str], Decimal] = field(default_factory=dict)
    refused: int = 0

    def edit(self, container: Container, asked: list[Asked]) -> None:
        """Hand those over anew that are still to be edited and have been sent by now."""
        for one in self.chance.sample(asked, len(asked)) if self.left else ():
            if not self.left:
                return
            if (one.company, str(one.invoice.number)) not in self.accepted and self._sent(container, one):
                self.left -= 1
                self._hand_over(container, one)

    def _sent(self, container: Container, one: Asked) -> bool:
        with container.store().read(one.company) as work:
            delivery = work.deliveries.get(PROVIDER, one.invoice.kind, one.invoice.id)
        return delivery is not None and delivery.state in EDITABLE

    def _hand_over(self, container: Container, one: Asked) -> None:
        lines = tuple(replace(line, unit_price=line.unit_price * TIMES) for line in one.invoice.lines)
        changed = replace(one.invoice, lines=lines, totals=with_totals(*lines), revision=one.invoice.revision + 1)
        with suppress(AccountingError):
            container.hand_over().invoice(one.company, changed)
            self.accepted[(one.company, str(one.invoice.number))] = changed.totals.gross
            return
        self.refused += 1
