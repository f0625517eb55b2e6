"""The history, as it goes out."""

from collections.abc import Mapping
from datetime import datetime

from trackifi_accounting_adapters.web.http.values import Outgoing


class HistoryEntryOut(Outgoing):
    """One act."""

    at: datetime
    actor: str
    action: str
    subject: str
    facts: Mapping[str, str]


class HistoryList(Outgoing):
    """A page of acts, the newest first."""

    items: list[HistoryEntryOut]
