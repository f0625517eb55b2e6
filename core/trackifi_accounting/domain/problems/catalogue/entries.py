"""How an entry is written down: happened, did, todo, in English and in Finnish."""

from trackifi_accounting.domain.problems.problems import Entry, Place, Who, Words

Phrases = tuple[str, str, str]
"""What happened, what we did, what to do."""

NOTHING_SENT = ("Nothing was sent.", "Mitään ei lähetetty.")
NOTHING_CHANGED = ("Nothing was changed.", "Mitään ei muutettu.")


def entry(code: str, who: Who, place: Place, *, en: Phrases, fi: Phrases, retry_helps: bool = False) -> Entry:
    """Make an entry; sending again helps only where it is said."""
    return Entry(code=code, who=who, place=place, retry_helps=retry_helps, en=_words(en), fi=_words(fi))


def refused(code: str, place: Place, *, en: tuple[str, str], fi: tuple[str, str], who: Who | None = None) -> Entry:
    """Make the entry of a field that stopped an invoice before any call: happened and todo."""
    return entry(
        code,
        who or Who.ADMINISTRATOR,
        place,
        en=(f"{{field}}: {en[0]}", NOTHING_SENT[0], en[1]),
        fi=(f"{{field}}: {fi[0]}", NOTHING_SENT[1], fi[1]),
    )


def _words(phrases: Phrases) -> Words:
    happened, did, todo = phrases
    return Words(happened=happened, did=did, todo=todo)
