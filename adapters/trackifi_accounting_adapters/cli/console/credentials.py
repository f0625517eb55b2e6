"""Reading a key: from a hidden prompt or from standard input, never from an argument."""

import sys

import typer
from trackifi_accounting.domain.values.references import ProviderName
from trackifi_accounting.domain.values.secrets import Credentials, Secret
from trackifi_accounting.plugins.offer import CredentialField

from trackifi_accounting_adapters.cli.console.installation import CommandContext
from trackifi_accounting_adapters.console.signals import CommandStopped


def credentials(command: CommandContext, provider: ProviderName) -> Credentials:
    """What the provider's activation form asks for.

    At a terminal each field is a prompt that shows nothing. Else the whole of standard input is the only field, or
    each of its lines one of several.
    """
    fields = command.bare.registry()[provider].fields
    if sys.stdin.isatty():
        return Credentials(values={field.name: _asked(field, command.language) for field in fields})
    text = sys.stdin.read()
    given = [text] if len(fields) == 1 else text.splitlines()
    if len(given) != len(fields):
        names = ", ".join(field.label.in_language(command.language) for field in fields)
        raise CommandStopped(f"Standard input has {len(given)} lines.", todo=f"Give one line each for: {names}.")
    return Credentials(values={field.name: Secret(value) for field, value in zip(fields, given, strict=True)})


def _asked(field: CredentialField, language: str) -> Secret:
    answer: str = typer.prompt(field.label.in_language(language), hide_input=field.secret, err=True)
    return Secret(answer)
