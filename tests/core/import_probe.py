"""Run as a program: imports every module of the named packages and tells, as JSON, what they did on import.

A thing counts when our own module's body did it, or called into a library that did; what a library does while it is
itself being imported is the library's affair.
"""

import json
import os
import pkgutil
import sys
import threading
from collections.abc import Iterator, MutableMapping
from pathlib import Path

WATCHED = ("open", "socket.", "subprocess.", "os.", "sqlite3.", "shutil.", "urllib.")
HARMLESS = {"os.listdir", "os.scandir"}  # how packages are walked
MACHINERY = ("<frozen importlib", "<frozen zipimport", "<frozen runpy", "<frozen os>")


class Probe:
    def __init__(self, packages: list[str]) -> None:
        self.roots = tuple(str(Path(__import__(package).__path__[0])) for package in packages)
        self.seen: set[str] = set()

    def take(self, module: str) -> None:
        try:
            __import__(module)
        # Whatever a module raises is told like anything else that it does.
        except Exception as error:  # noqa: BLE001
            self.seen.add(f"{module}: {type(error).__name__} {error}")

    def note(self, what: str) -> None:
        """Attribute what happens now to the innermost module of ours, unless an import stands in between."""
        frame = sys._getframe(2)
        while frame is not None and not frame.f_code.co_filename.startswith(MACHINERY):
            if frame.f_code.co_filename.startswith(self.roots):
                self.seen.add(f"{frame.f_globals['__name__']}: {what}")
                return
            frame = frame.f_back

    def audit(self, event: str, args: tuple[object, ...]) -> None:
        if event.startswith(WATCHED) and event not in HARMLESS:
            self.note(f"{event} {args[0] if args else ''}")


class ToldEnvironment(MutableMapping[str, str]):
    """The environment, telling who reads it."""

    def __init__(self, real: MutableMapping[str, str], probe: Probe) -> None:
        self._real = real
        self._probe = probe

    def __getitem__(self, name: str) -> str:
        self._probe.note(f"environment {name}")
        return self._real[name]

    def __setitem__(self, name: str, value: str) -> None:
        self._probe.note(f"environment {name}")
        self._real[name] = value

    def __delitem__(self, name: str) -> None:
        del self._real[name]

    def __iter__(self) -> Iterator[str]:
        self._probe.note("environment, all of it")
        return iter(self._real)

    def __len__(self) -> int:
        return len(self._real)


def tell_threads(probe: Probe) -> None:
    """Not every Python version audits the start of a thread."""
    start = threading.Thread.start

    def told(thread: threading.Thread) -> None:
        probe.note("thread")
        start(thread)

    threading.Thread.start = told


def modules_of(package: str) -> Iterator[str]:
    yield package
    for module in pkgutil.walk_packages(__import__(package).__path__, prefix=f"{package}."):
        yield module.name


def main(packages: list[str], skipped: list[str]) -> None:
    probe = Probe(packages)
    os.environ = ToldEnvironment(os.environ, probe)  # noqa: B003 -- nothing is set: readers are told
    tell_threads(probe)
    sys.addaudithook(probe.audit)
    imported = 0
    for package in packages:
        for module in modules_of(package):
            if module not in skipped:
                imported += 1
                probe.take(module)
    sys.stdout.write(json.dumps({"imported": imported, "done": sorted(probe.seen)}))


if __name__ == "__main__":
    main(sys.argv[1].split(","), sys.argv[2].split(","))
