"""E-mail addresses: one or several in a field, their domains in the letters that mail servers know."""

import re
from typing import Final

import idna

from trackifi_procountor.codes.spelling import put_right

_ADDRESS: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}")
_LONGEST: Final = 254
_BETWEEN: Final = re.compile(r"[;,\s]+")


def is_email(text: str) -> bool:
    """Whether it is one whole address that mail could be sent to."""
    return len(text) <= _LONGEST and _ADDRESS.fullmatch(text) is not None and ".." not in text


def addresses(value: str | None) -> tuple[str, ...]:
    """The addresses of a field, each once, with semicolons, commas or blanks between them, as they were written."""
    return tuple(dict.fromkeys(part for part in _BETWEEN.split(value or "") if part))


def on_the_wire(address: str) -> str:
    """The address without unseen signs, its domain in ASCII (IDNA 2008) unless it can't be one."""
    clean, _ = put_right(address, lines=False)
    local, at, domain = clean.rpartition("@")
    if domain.isascii():
        return clean
    try:
        return f"{local}{at}{idna.encode(domain, uts46=True).decode('ascii')}"
    except idna.IDNAError:
        return clean
