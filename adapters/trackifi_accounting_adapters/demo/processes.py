"""Child processes that all end when the demonstration ends."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from trackifi_accounting_adapters.console.signals import CommandStopped
from trackifi_accounting_adapters.demo.stopping import Stopping

START_LIMIT: Final = 60.0
"""Seconds a process has to say that it is ready."""
END_LIMIT: Final = 10.0
"""Seconds it has to end once it was asked to."""
LOOK: Final = 0.02
READY: Final = re.compile(r"\bready\b", re.IGNORECASE)  # the word: a port that is taken is "already in use"
ADDRESS: Final = re.compile(r"http://[^\s,;()]+")


class Processes:
    """A context manager; leaving it ends every process, the last started first, and whatever they started.

    They are a process group of their own: a Ctrl-C is for their parent, who then ends them in order. What they say goes
    to files in ``folder``.
    """

    def __init__(self, folder: Path, stopping: Stopping) -> None:
        self._folder = folder
        self._stopping = stopping
        self._group = 0
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._files = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._stopping.held():
            for process in reversed(self._running.values()):
                _end(process)
            if self._group:
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._group, signal.SIGKILL)
            self._files.close()

    def launch(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start a process and return at once."""
        log = self._files.enter_context((self._folder / f"{name}.log").open("wb"))
        with self._stopping.held():
            # The arguments are this program's own and a plugin's; no shell reads them.
            self._running[name] = subprocess.Popen(  # noqa: S603 - see above
                command,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                process_group=self._group,
            )
            self._group = self._group or self._running[name].pid

    def ready(self, name: str) -> str:
        """Wait for the line that says it is ready, and give it.

        Raises:
            CommandStopped: it ended, or took too long; with the last that it said.
        """
        deadline = time.monotonic() + START_LIMIT
        while time.monotonic() < deadline:
            ended = self._running[name].poll() is not None
            line = next((line for line in self._said(name) if READY.search(line)), None)
            if line:
                return line
            if ended:
                break
            time.sleep(LOOK)
        last = " / ".join(self._said(name)[-3:]) or "it said nothing"
        raise CommandStopped(
            f"The {name} did not start: {last}",
            todo="If a port is in use, perhaps by another demo: end that, "
            "or choose another port with --port or --sandbox-port; 0 takes a free one.",
        )

    def address(self, name: str) -> str:
        """Wait until it is ready and give the address that it names.

        Raises:
            CommandStopped: as ``ready``, or it named none.
        """
        found = ADDRESS.search(self.ready(name))
        if found is None:
            raise CommandStopped(f"The {name} named no address.", todo="Its plugin has to declare a sandbox that does.")
        return found.group()

    def fallen(self) -> str | None:
        """The name of a process that ended by itself, or None."""
        return next((name for name, process in self._running.items() if process.poll() is not None), None)

    def _said(self, name: str) -> list[str]:
        # Only whole lines: the last one may be half written.
        text = (self._folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")
        return text[: text.rfind("\n") + 1].splitlines()


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(END_LIMIT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
