"""How a problem of this plugin is written down: happened, did and to do, each in English and Finnish."""

from typing import Final, TypeAlias

from trackifi_accounting.domain.problems.problems import Entry, Place, Who, Words

UNSENT: Final = ("Nothing was sent.", "Mitään ei lähetetty.")
UNCHANGED: Final = ("Nothing was changed.", "Mitään ei muutettu.")
SENT: Final = ("The invoice can be sent all the same.", "Lasku voidaan silti lähettää.")

Phrases: TypeAlias = tuple[tuple[str, str], tuple[str, str], tuple[str, str]]
"""Happened, did and to do, each in English and Finnish."""


def entry(code: str, who: Who, place: Place, phrases: Phrases, *, retry_helps: bool = False) -> Entry:
    """An entry whose code gets the plugin's name in front."""
    happened, did, todo = phrases
    return Entry(
        code=f"procountor_{code}",
        who=who,
        place=place,
        retry_helps=retry_helps,
        en=Words(happened=happened[0], did=did[0], todo=todo[0]),
        fi=Words(happened=happened[1], did=did[1], todo=todo[1]),
    )
