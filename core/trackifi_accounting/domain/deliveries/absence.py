"""Whether an invoice that was perhaps sent is certainly not at the provider: the one way back to sending by itself."""

from datetime import datetime, timedelta

from trackifi_accounting.domain.deliveries.deliveries import Delivery

APART = timedelta(seconds=60)
"""Two clean looks closer together count as one."""


def absence_proven(delivery: Delivery, *, now: datetime, window: timedelta, control: bool) -> bool:
    """Whether a doubtful attempt certainly booked nothing.

    Needs all of: ``window`` has passed since the attempt could last have started, two looks at least a minute apart
    after that found nothing in two forms of search, and ``control``: the same kinds of look just found an invoice known
    to be there.
    """
    if delivery.not_after is None or now < delivery.not_after + window:
        return False
    late = [look for look in delivery.clean_looks if look >= delivery.not_after + window]
    return control and len(late) > 1 and late[-1] - late[0] >= APART
