"""Hybrid invoices: PDFs that carry their own content as XML (Factur-X, ZUGFeRD, XRechnung, Order-X, Finvoice)."""

import re
from collections.abc import Iterable
from typing import Any, Final

from pypdf.generic import DictionaryObject, IndirectObject, NameObject, StreamObject

NAMES: Final = re.compile(
    r"(factur-x|zugferd-invoice|xrechnung|order-x|finvoice[\w.-]*)\.xml", re.IGNORECASE | re.ASCII
)
MARKS: Final = (b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
"""What a text of XML may begin with before its first sign: nothing, or the byte order mark of UTF-8 or UTF-16."""


def carries_only_invoices(every: Iterable[DictionaryObject]) -> bool:
    """Whether all files that the dictionaries carry are XML of a name that hybrid invoices have; False when none is.

    Raises what pypdf raises on a stream that can't be unpacked.
    """
    specifications = [one for one in every if "/EF" in dict.keys(one)]
    return bool(specifications) and all(map(_is_invoice, specifications))


def _is_invoice(specification: DictionaryObject) -> bool:
    names = [_direct(specification, key) for key in ("/F", "/UF")]
    files = _direct(specification, "/EF")
    if not isinstance(files, DictionaryObject) or not dict.keys(files):
        return False
    known = all(NAMES.fullmatch(str(name)) for name in names if name is not None)
    return known and any(names) and all(_is_xml(_direct(files, key)) for key in dict.keys(files))


def _is_xml(found: object) -> bool:
    if not isinstance(found, StreamObject):
        return False
    content = found.get_data()
    return any(content.startswith(mark) and content[len(mark) :].lstrip(b" \t\r\n\0")[:1] == b"<" for mark in MARKS)


def _direct(one: DictionaryObject, key: str) -> Any:
    found = dict.get(one, NameObject(key))
    return found.get_object() if isinstance(found, IndirectObject) else found
