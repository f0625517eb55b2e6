"""Our commands as processes of their own, each with its environment, its signals and its standard streams."""

import atexit
import contextlib
import os
import signal
import sys
import tempfile
from collections.abc import Mapping
from multiprocessing.connection import Connection
from typing import TextIO

from trackifi_accounting_adapters.cli.main import main

from tests.resilience.rig.forks import forking

PATIENCE = 120.0
NOWHERE = -1  # for a stream that is closed before the command begins


def become(arguments: list[str], environment: Mapping[str, str], streams: list[Connection | None]) -> None:
    """Turn this process into the command: it finds the world as a new interpreter would."""
    for number, stream in enumerate(streams):
        if stream is None:
            os.close(number)
        else:
            os.dup2(stream.fileno(), number)
            stream.close()
    sys.stdin, sys.stdout, sys.stderr = (
        None if stream is None else _opened(number, "w" if number else "r") for number, stream in enumerate(streams)
    )
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["trackifi-accounting", *arguments]
    try:
        main()
    finally:
        atexit._run_exitfuncs()  # as at an interpreter's end; a forked process would leave them out


def _opened(number: int, mode: str) -> TextIO:
    return open(number, mode, closefd=False)


class Command:
    """A command that runs; its interface is that of ``subprocess.Popen``. ``stderr`` may be a descriptor or NOWHERE."""

    def __init__(
        self, *arguments: str, environment: Mapping[str, str], typed: bytes = b"", stderr: int | None = None
    ) -> None:
        typing, our_typing = os.pipe()
        self.args = arguments
        said, told = os.pipe()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed when all is read
        errors = self._errors.fileno() if stderr is None else stderr
        streams = [Connection(typing, writable=False), Connection(told, readable=False), _lent(errors)]
        self._process = forking().Process(target=become, args=(list(arguments), dict(environment), streams))
        self._process.start()
        for stream in streams:
            if stream is not None:
                stream.close()
        os.write(our_typing, typed)
        os.close(our_typing)
        self.stdout = os.fdopen(said)

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def poll(self) -> int | None:
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """To one that has ended, nothing: that may be so a moment before anybody here knows."""
        with contextlib.suppress(ProcessLookupError):
            if self.poll() is None:
                os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def wait(self, timeout: float = PATIENCE) -> int:
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise TimeoutError(self.args)
        return self._process.exitcode

    def communicate(self, timeout: float = PATIENCE) -> tuple[str, str]:
        """All that it said on both streams from now to its end; "" from the second time on."""
        if self.stdout.closed:
            return "", ""
        with self.stdout, self._errors:
            said = self.stdout.read()
            self.wait(timeout)
            self._errors.seek(0)
            return said, self._errors.read().decode()


def _lent(descriptor: int) -> Connection | None:
    return None if descriptor == NOWHERE else Connection(os.dup(descriptor), readable=False)
