"""Cleans and checks a pasted key before anything is stored, and forgets tokens with their key."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

import re
from collections.abc import Callable
from typing import Final

from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.domain.values.secrets import Credentials, Secret
from trackifi_accounting.errors import CredentialsRejected
from trackifi_accounting.ports.vault import CredentialVault

from trackifi_procountor.codes.emails import is_email

FIELD: Final = "api_key"
LONGEST: Final = 4_096  # characters; real keys are three long parts joined by dots
_EDGES: Final = " \t\r\n\f\v\u00a0\u2007\u202f\u200b\u200c\u200d\u2060\ufeff\"'\u201c\u201d"
_KEY: Final = re.compile(r"[\x21-\x7e]+")


class ProcountorVault(CredentialVault):
    """The built-in vault with a doorkeeper."""

    def __init__(self, built_in: CredentialVault, *, forget: Callable[[CompanyId], None]) -> None:
        self._built_in = built_in
        self._forget = forget

    def check(self, credentials: Credentials) -> Credentials:
        """Strip what copying brings along at both ends; a key is never shortened or changed otherwise."""
        given = credentials.values.get(FIELD)
        key = given.reveal().strip(_EDGES) if given is not None else ""
        fault = _fault(key)
        if fault is not None:
            raise CredentialsRejected("key_malformed", reason=fault)
        return self._built_in.check(Credentials(values={FIELD: Secret(key)}))

    def store(self, company: CompanyId, provider: ProviderName, credentials: Credentials, *, generation: int) -> str:
        return self._built_in.store(company, provider, credentials, generation=generation)

    def fetch(self, company: CompanyId, provider: ProviderName, *, generation: int) -> Credentials:
        return self._built_in.fetch(company, provider, generation=generation)

    def forget(self, company: CompanyId, provider: ProviderName, *, keep: int | None = None) -> None:
        self._forget(company)
        self._built_in.forget(company, provider, keep=keep)


def _fault(key: str) -> str | None:
    """Why the text can't be a key, in the catalogue's words."""
    if not key:
        return "empty"
    if len(key) > LONGEST:
        return "too_long"
    return None if _KEY.fullmatch(key) and not is_email(key) else "characters"
