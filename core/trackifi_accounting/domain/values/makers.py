"""Who made an invoice at the provider, as a fact that becomes words: a bare id says nothing to a person."""

from typing import Final

from trackifi_accounting.domain.values.references import RemoteUserId

OUR_KEY: Final = "maker/our-key"
NOBODY_KNOWN: Final = "maker/unknown"
OTHER: Final = "maker/user/"


def maker(made_by: RemoteUserId | None, *, user: RemoteUserId | None) -> str:
    """The fact; ``user`` is the user of the company's key."""
    if made_by is None:
        return NOBODY_KNOWN
    return OUR_KEY if made_by == user else f"{OTHER}{made_by}"


def in_words(fact: str, *, language: str) -> str:
    """The fact for people, in en or fi; anything else as it is."""
    finnish = language == "fi"
    if fact == OUR_KEY:
        return "Trackifin avain" if finnish else "Trackifi's key"
    if fact == NOBODY_KNOWN:
        return "tuntematon" if finnish else "somebody unknown"
    if fact.startswith(OTHER):
        return f"{'toinen käyttäjä' if finnish else 'another user'} ({fact.removeprefix(OTHER)})"
    return fact
