"""Where a demonstration happens: a folder, the processes in it, and how to reach them."""

import shlex
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from trackifi_accounting.domain.values.secrets import Secret
from trackifi_accounting.plugins.offer import ProviderPlugin, Sandbox

from trackifi_accounting_adapters.console.signals import CommandStopped
from trackifi_accounting_adapters.container import Container, let_go
from trackifi_accounting_adapters.database.access.tokens import Role
from trackifi_accounting_adapters.database.migration import migrate
from trackifi_accounting_adapters.demo.people import COMPANY
from trackifi_accounting_adapters.demo.processes import Processes
from trackifi_accounting_adapters.demo.stopping import Stopping
from trackifi_accounting_adapters.settings import PREFIX, Settings, environment_of

API = "API"
SPEED = 60.0
"""Calls a second: the sandbox is ours, and nobody wants to wait for it."""
OURS = (sys.executable, "-c", "from trackifi_accounting_adapters.cli.main import main; main()")


@dataclass(kw_only=True)
class Place:
    """A demonstration that is starting; asking for an address waits until it can be called.

    ``token`` is Trackifi's, ``visitor`` that of the company's administrator, to sign in to the pages with.
    """

    plugin: ProviderPlugin
    sandbox: Sandbox
    sandbox_url: str
    token: Secret
    visitor: Secret
    folder: Path
    environment: Mapping[str, str]
    processes: Processes

    @cached_property
    def api_url(self) -> str:
        """Where the REST API answers. Raises: CommandStopped when it does not start."""
        return self.processes.address(API)

    @cached_property
    def variables(self) -> Path:
        """A file that a shell can source to join in."""
        return _write_variables(self.folder / "demo.env", self.environment, self.api_url, self.token)


@contextmanager
def opened(
    plugin: ProviderPlugin, stopping: Stopping, *, port: int, sandbox_port: int, folder: Path | None
) -> Iterator[Place]:
    """Start sandbox, API and worker; all of it is gone at the end, except for a ``folder`` that was named.

    Raises:
        CommandStopped: the provider has no sandbox, the folder can't be used, or a process does not start.
    """
    if plugin.sandbox is None:
        raise CommandStopped(f"{plugin.title} has no sandbox to show.", todo="Choose another --provider.")
    with ExitStack() as stack:
        data = _folder(folder) if folder else Path(stack.enter_context(TemporaryDirectory(prefix="demo-")))
        processes = stack.enter_context(Processes(data, stopping))
        processes.launch("sandbox", plugin.sandbox.command(sandbox_port), environment_of(Settings(), {}))
        settings = _settings(data)
        tokens = _prepare(settings)
        sandbox_url = processes.address("sandbox")
        environment = environment_of(settings, {plugin.name: plugin.sandbox.settings(sandbox_url)})
        processes.launch(API, (*OURS, "serve", "--port", str(port)), environment)
        processes.launch("worker", (*OURS, "worker"), environment)
        yield Place(
            plugin=plugin,
            sandbox=plugin.sandbox,
            sandbox_url=sandbox_url,
            token=tokens[0],
            visitor=tokens[1],
            folder=data,
            environment=environment,
            processes=processes,
        )


def _settings(data: Path) -> Settings:
    return Settings(
        data_dir=data / "var",
        database_url="",
        key_file=None,
        requests_per_second=SPEED,
        company_requests_per_second=SPEED,
    )


def _folder(named: Path) -> Path:
    try:
        named.mkdir(parents=True, exist_ok=True)
        taken = any(named.iterdir())
    except OSError as error:
        raise CommandStopped(f"{named} can't be used: {error.strerror}.", todo="Choose another folder.") from error
    if taken:
        raise CommandStopped(f"{named} is not empty.", todo="Choose a new folder: every demonstration begins anew.")
    return named.absolute()


def _prepare(settings: Settings) -> tuple[Secret, Secret]:
    """Make the tables, and tokens for Trackifi's part and for the company's administrator."""
    container = Container(settings=settings)
    migrate(container.engine())
    tokens = container.tokens()
    _, token = tokens.create(role=Role.HOST, label="demo")
    _, visitor = tokens.create(role=Role.ADMINISTRATOR, label="visitor", company=COMPANY.id)
    let_go(container)
    return token, visitor


def _write_variables(path: Path, environment: Mapping[str, str], api_url: str, token: Secret) -> Path:
    ours = {name: value for name, value in environment.items() if name.startswith(PREFIX)}
    ours |= {"API": f"{api_url}/v1", "TOKEN": token.reveal()}
    lines = [f"export {name}={shlex.quote(value)}" for name, value in sorted(ours.items())]
    here = shlex.quote(str(Path(sys.executable).parent))
    path.touch(mode=0o600)
    path.write_text("\n".join([*lines, f"export PATH={here}:$PATH", ""]), "utf-8")
    return path
