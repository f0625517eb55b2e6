"""Every failure in words on standard error, with the exit code 1; never a traceback."""

import json
from typing import TYPE_CHECKING, Any

import typer
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.errors import AccountingError, InvoiceRejected
from typer.core import TyperGroup

from trackifi_accounting_adapters.cli.console.extras import DISTRIBUTION, extra_with
from trackifi_accounting_adapters.cli.console.installation import CommandContext
from trackifi_accounting_adapters.console.output import visible
from trackifi_accounting_adapters.console.signals import CommandStopped
from trackifi_accounting_adapters.logs import lines

if TYPE_CHECKING:
    from trackifi_accounting.use_cases.problems.explain import Explained

LABELS = {"en": ("Problem", "What to do"), "fi": ("Ongelma", "Mitä tehdä")}


class Explaining(TyperGroup):
    """The commands as a whole: whatever one of them raises is explained here."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for; its failure becomes words and exit code 1."""
        try:
            return super().invoke(ctx)
        except (AccountingError, CommandStopped) as error:
            explain(ctx.find_object(CommandContext) or CommandContext(), error)
        raise typer.Exit(1)


def explain(command: CommandContext, error: AccountingError | CommandStopped) -> None:
    """Tell what went wrong and what to do about it."""
    if isinstance(error, CommandStopped):
        labels = LABELS["en"]
        typer.echo(f"{labels[0]}: {error.happened}", err=True)
        if error.todo:
            typer.echo(f"  {labels[1]}: {error.todo}", err=True)
        return
    problems(command, *(error.reasons if isinstance(error, InvoiceRejected) else (error.problem,)))


def problems(command: CommandContext, *found: Problem) -> None:
    """Tell problems, as lines or as one JSON document for scripts."""
    explained = [
        command.bare.explain()(problem, provider=command.concerned, language=command.language) for problem in found
    ]
    if command.as_json:
        shown = [as_data(one) for one in explained]
        typer.echo(json.dumps({"problems": shown}, ensure_ascii=False, indent=2), err=True)
        return
    label, todo = LABELS[command.language]
    for one in explained:
        where = f" [{one.field}]" if one.field else ""
        typer.echo(visible(f"{label} {one.code}{where}: {one.words.happened} {one.words.did}".rstrip()), err=True)
        typer.echo(visible(f"  {todo}: {one.words.todo}"), err=True)


def as_data(explained: "Explained") -> dict[str, object]:
    """A problem as scripts get it."""
    return {
        "code": explained.code,
        "field": explained.field,
        "happened": explained.words.happened,
        "did": explained.words.did,
        "todo": explained.words.todo,
        "who": explained.who.value,
        "retry_helps": explained.retry_helps,
    }


def missing(error: ModuleNotFoundError) -> None:
    """Tell which extra brings a package that is not installed; any other module that is missing is a defect."""
    extra = extra_with(error.name or "")
    if extra is None:
        defect(error)
        return
    typer.echo(
        f"Problem: The package {error.name} is needed for this and is not installed. Nothing was done.\n"
        f"  What to do: Install {DISTRIBUTION} with its extra: [{extra}]",
        err=True,
    )


def defect(error: Exception) -> None:
    """Tell calmly that the program itself is at fault; the log line names the place."""
    lines.configure(level="INFO")
    lines.failure("a command failed in an unexpected way", error)
    typer.echo(
        f"Problem: This should not have happened ({type(error).__name__}). Nothing more was done.\n"
        "  What to do: Try again; if it happens again, report it with the line above, which holds no data of yours.",
        err=True,
    )
