"""Looking into PDFs that come from outside: in a child process, which may be killed."""

import subprocess
import sys
from collections.abc import Mapping
from threading import Lock, Timer
from typing import Final

from trackifi_accounting.domain.invoices.documents import pdf_fault
from trackifi_accounting.domain.problems.problems import Problem

PATIENCE: Final = 10.0
"""Seconds for one file; a PDF may be made to take for ever."""
FILES_OF_ONE_CHILD: Final = 500
LENGTH_BYTES: Final = 8
_NOT_PDF: Final = Problem(code="document_not_pdf")
_VERDICTS: Final[Mapping[str, Problem | None]] = {
    "fine": None,
    "unreadable": _NOT_PDF,
    "encrypted": Problem(code="document_encrypted"),
}


class PdfInspector:
    """The inspector of PDFs: one child at a time, started at the first PDF and after it had to be killed."""

    def __init__(self, *, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._turn = Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._looked_at = 0

    def fault(self, content: bytes) -> Problem | None:
        """What is wrong with the file, or None: it can be read by anybody, has pages, and does nothing by itself."""
        if code := pdf_fault(content, limit=len(content)):
            return Problem(code=code)
        with self._turn:
            verdict = self._ask(content)
        if verdict.startswith("active "):
            return Problem(code="document_active", facts={"found": verdict.removeprefix("active ")})
        return _VERDICTS.get(verdict, _NOT_PDF)

    def close(self) -> None:
        """End the child; a later file starts another."""
        with self._turn:
            self._end()

    def _ask(self, content: bytes) -> str:
        """The child's verdict; empty when it gave none in time or died."""
        child = self._running()
        assert child.stdin, "it was opened with pipes"
        assert child.stdout, "it was opened with pipes"
        alarm = Timer(self._patience, child.kill)
        alarm.start()
        try:
            child.stdin.write(len(content).to_bytes(LENGTH_BYTES, "big") + content)
            child.stdin.flush()
            verdict = child.stdout.readline().decode().strip()
        except OSError:  # it died while it was being written to
            verdict = ""
        finally:
            alarm.cancel()
        if not verdict or self._looked_at >= FILES_OF_ONE_CHILD:
            self._end()
        return verdict

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None:
            command = [sys.executable, "-m", "trackifi_accounting_adapters.web.invoices.pdf_inspection_child"]
            self._child = subprocess.Popen(  # noqa: S603 - our own module, nothing from outside
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}
            )
            self._looked_at = 0
        self._looked_at += 1
        return self._child

    def _end(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None
