"""The commands ``migrate``, ``restored``, ``serve`` and ``worker``."""

import gc
import socket
from typing import TYPE_CHECKING, Annotated

import typer

from trackifi_accounting_adapters.cli.console.installation import CommandContext
from trackifi_accounting_adapters.cli.console.options import RUN
from trackifi_accounting_adapters.cli.processes import job_log
from trackifi_accounting_adapters.console.signals import CommandStopped, store_stop

if TYPE_CHECKING:
    from trackifi_accounting.ports.engine import Do

GARBAGE = 50_000
"""New objects between two looks for garbage, once the start is over: what work leaves behind is found soon."""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (migrate, restored, serve, worker):
        app.command(rich_help_panel=RUN)(command)


def migrate(context: typer.Context) -> None:
    """Bring the database's tables up to date."""
    from trackifi_accounting_adapters.database import migration  # noqa: PLC0415 - SQLAlchemy takes a second

    command = CommandContext.of(context)
    with store_stop(command.settings.url):
        migration.migrate(command.database)
        if command.database.dialect.name == "postgresql":
            command.bare.migrate_jobs()
    typer.echo(f"The tables are up to date (revision {migration.HEAD}).")


def restored(context: typer.Context) -> None:
    """Say that a backup was put back: for 16 minutes only look-ups leave.

    Run it before anything is started again.
    """
    container = CommandContext.of(context).container
    container.restores().declare(container.database_time().now())
    typer.echo("For 16 minutes from now nothing is sent; what may have arrived is looked for. Start serve and workers.")


def serve(
    context: typer.Context,
    *,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8000,
) -> None:
    """Serve the pages and the REST API, until Ctrl-C."""
    # FastAPI, uvicorn and the database are for a server's start only.
    from trackifi_accounting_adapters.cli.processes.serve import run  # noqa: PLC0415 - see above
    from trackifi_accounting_adapters.web.app import create_app  # noqa: PLC0415 - see above

    command = CommandContext.of(context)
    _begin(command, role="serve")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            raise CommandStopped(
                f"Can't listen on {host}:{port}: {error.strerror or error}.", todo="Choose another --port or --host."
            ) from error
        address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}"
        app = create_app(command.container)
        _settle()
        run(app, listener, ready=lambda: typer.echo(f"Ready: {address}"))


def worker(
    context: typer.Context,
    *,
    slot: Annotated[int, typer.Option(min=1, max=1000, help="Its place in the fleet: each worker has its own.")] = 1,
    once: Annotated[bool, typer.Option("--once", help="Do what is due now, and end.")] = False,
    pause: Annotated[float, typer.Option(min=0.05, max=60, help="Seconds between two looks.")] = 1.0,
    metrics_port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Answer GET /metrics on this port of 127.0.0.1.")
    ] = None,
) -> None:
    """Do what is due in the background, until Ctrl-C.

    That is: send, look after doubtful attempts, add PDFs that waited, sync, read back, and match. Several workers
    share the work, each in a slot of its own.
    """
    command = CommandContext.of(context)
    _begin(command, role=f"worker {slot}")
    of = command.container
    do = job_log.told(of.do_job())
    if once:
        moved, failed = job_log.once(of.due_jobs(), do)
        typer.echo(f"{job_log.summary(moved)}.")
        raise typer.Exit(1 if failed else 0)
    _work(command, slot, pause, do, metrics_port=metrics_port)


def _measure(command: CommandContext, port: int) -> None:
    from trackifi_accounting_adapters.observability.metrics import serve_metrics  # noqa: PLC0415 - only where it is asked for

    try:
        found = serve_metrics(command.container.metrics(), port=port)
    except OSError as error:
        raise CommandStopped(
            f"Can't listen on 127.0.0.1:{port}: {error.strerror or error}.", todo="Choose another --metrics-port."
        ) from error
    typer.echo(f"Metrics: http://127.0.0.1:{found}/metrics")


def _work(command: CommandContext, number: int, pause: float, do: "Do", *, metrics_port: int | None) -> None:
    from trackifi_accounting_adapters.cli.processes.worker import Worker  # noqa: PLC0415 - a worker's alone
    from trackifi_accounting_adapters.workers.dbos.database import NotMigrated  # noqa: PLC0415 - as above

    if metrics_port is not None:
        _measure(command, metrics_port)
    of = command.container
    engine = of.job_engine(slot=number, pause=pause)
    _settle()
    with store_stop(command.settings.url):
        slot = of.slot(number=number)
        try:
            Worker(number=number, slot=slot, workers=of.workers(), engine=engine).until_told(due=of.due_jobs(), do=do)
        except NotMigrated as error:
            raise CommandStopped(
                "The engine's tables are not up to date.", todo="Run: trackifi-accounting migrate"
            ) from error


def _begin(command: CommandContext, *, role: str) -> None:
    """Logs first; then see that what everything depends on is there: the database's promises, keys, and the clock."""
    from trackifi_accounting_adapters.container import call  # noqa: PLC0415 - as above
    from trackifi_accounting_adapters.database.server.database_time import tell_difference  # noqa: PLC0415 - as above
    from trackifi_accounting_adapters.database.server.durability import NotDurable, check_durability  # noqa: PLC0415 - as above
    from trackifi_accounting_adapters.logs import lines  # noqa: PLC0415 - as above

    lines.configure(level=command.settings.log_level)
    with store_stop(command.settings.url):
        call(command.bare, role)
        try:
            check_durability(command.database, unsafe=command.settings.unsafe_database)
        except NotDurable as error:
            raise CommandStopped(error.happened, todo=error.todo) from error
        vault = command.container.vault()
        tell_difference(command.container.database_time())
        command.container.attempts().restored_at()  # a database that was put back is noticed, and said, at once
    vault.self_test()


def _settle() -> None:
    """What the start has made stays; looking through it again and again would hold up whoever waits."""
    gc.freeze()
    gc.set_threshold(GARBAGE)
