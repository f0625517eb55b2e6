"""Attempts: what the database says of one right before its bytes leave."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime, timedelta

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, PdfState


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """An attempt as it is stored at one instant, ``at``, of the database's time.

    ``apart`` is how far this machine's own clock was ahead of it at that moment, ``restored_at`` as in ``Store``.
    """

    at: datetime
    version: int
    state: DeliveryState
    pdf_state: PdfState
    integration: Integration | None
    restored_at: datetime | None = None
    apart: timedelta = timedelta(0)


class Attempts(ABC):
    """The requests that may write, as the database knows them, from their intent to the moment they leave."""

    @abstractmethod
    def restored_at(self) -> datetime | None:
        """When the database was last put back, as in ``Store``, but for a new restore noticed at once.

        It may be asked before each attempt and each verdict: the answer is remembered for some seconds.
        """

    @abstractmethod
    def begun(self, intent: Delivery) -> None:
        """The intent is committed: keep its time outside the database, too, before anything leaves.

        By it a database that was put back is recognised. What can't be kept is told to the operator and stops nothing.
        """

    @abstractmethod
    def look(self, intent: Delivery) -> Stored | None:
        """Read the attempt anew, all of it in one statement; None when there is no such delivery.

        Raises: DatabaseBusy when it can't be read.
        """
