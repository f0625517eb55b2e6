"""The child process that reads PDFs: run by ``pdf``, with little memory and no way to talk but its pipes."""

import io
import resource
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from pypdf import PasswordType, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from trackifi_accounting_adapters.web.invoices.pdf_hybrid import carries_only_invoices

MEMORY: Final = 1024 * 1024 * 1024  # bytes
MOST_OBJECTS: Final = 200_000
LENGTH_BYTES: Final = 8
ACTIONS: Final = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound"}
)
PARTS: Final = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/AF", "/XFA", "/RichMediaContent"})
CARRYING: Final = frozenset({"/EmbeddedFiles", "/EF", "/AF"})


def verdict(content: bytes) -> str:
    """``fine``, ``encrypted``, ``unreadable``, or ``active`` with what was found."""
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        # A password that only its owner has forbids printing and the like; everybody can open the file.
        if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
            return "encrypted"
        every = list(_dictionaries(reader.trailer))
        parts = PARTS - CARRYING if carries_only_invoices(every) else PARTS
        found = sorted({name for one in every for name in _active(one, parts)})
        if found:
            return f"active {', '.join(found)}"
        return "fine" if reader.pages[0].mediabox else "unreadable"
    # A file made to harm may raise anything here; that is why it is read here.
    except Exception:  # noqa: BLE001
        return "unreadable"


def _dictionaries(trailer: Any) -> Iterator[DictionaryObject]:
    """Every dictionary that can be reached, each once; streams are not unpacked. Raises ValueError if endless."""
    waiting: list[Any] = [trailer]
    seen: set[tuple[int, int]] = set()
    steps = 0
    while waiting:
        steps += 1
        if steps > MOST_OBJECTS:
            raise ValueError("too many objects")
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if (one.idnum, one.generation) in seen:
                continue
            seen.add((one.idnum, one.generation))
            one = one.get_object()
        if isinstance(one, DictionaryObject):
            yield one
            waiting.extend(dict.values(one))
        elif isinstance(one, ArrayObject):
            waiting.extend(list.__iter__(one))


def _active(one: DictionaryObject, parts: frozenset[str]) -> Iterator[str]:
    yield from (name.removeprefix("/") for name in parts & dict.keys(one))
    action = dict.get(one, NameObject("/S"))
    if isinstance(action, IndirectObject):
        action = action.get_object()
    if action in ACTIONS:
        yield str(action).removeprefix("/")


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer one line for each file, until there are no more."""
    while length := requests.read(LENGTH_BYTES):
        content = requests.read(int.from_bytes(length, "big"))
        answers.write(verdict(content).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    serve(sys.stdin.buffer, sys.stdout.buffer)
