"""What every vault must keep to; subclass VaultContract and give the fixture ``vault``."""

# ruff: noqa: D102 -- a test's name is its sentence, its numbers are those of its own data.

import re

import pytest

from trackifi_accounting.domain.values.secrets import Credentials, Secret
from trackifi_accounting.errors import CredentialsRejected, NotActivated
from trackifi_accounting.ports.vault import CredentialVault
from trackifi_accounting.testing.examples.stored_records import ACME, OTHER, PROVIDER, SECOND


def credentials(key: str = "SPECIMEN-key-0001") -> Credentials:
    """Two fields, one of them beyond ASCII."""
    return Credentials(values={"api_key": Secret(key), "note": Secret("näyte")})


class VaultContract:
    """Credentials of companies."""

    def test_credentials_come_back_as_they_were(self, vault: CredentialVault) -> None:
        vault.store(ACME, PROVIDER, credentials(), generation=1)
        assert vault.fetch(ACME, PROVIDER, generation=1) == credentials()

    def test_generations_stand_side_by_side(self, vault: CredentialVault) -> None:
        vault.store(ACME, PROVIDER, credentials("old"), generation=1)
        vault.store(ACME, PROVIDER, credentials("new"), generation=2)
        assert vault.fetch(ACME, PROVIDER, generation=1) == credentials("old")
        assert vault.fetch(ACME, PROVIDER, generation=2) == credentials("new")

    def test_storing_a_generation_again_takes_the_place_of_the_earlier(self, vault: CredentialVault) -> None:
        vault.store(ACME, PROVIDER, credentials("first"), generation=1)
        vault.store(ACME, PROVIDER, credentials("second"), generation=1)
        assert vault.fetch(ACME, PROVIDER, generation=1) == credentials("second")

    def test_without_credentials_nothing_is_activated(self, vault: CredentialVault) -> None:
        vault.store(ACME, PROVIDER, credentials(), generation=1)
        for company, provider in ((OTHER, PROVIDER), (ACME, SECOND)):
            with pytest.raises(NotActivated):
                vault.fetch(company, provider, generation=1)

    def test_a_generation_that_is_not_there_is_unreadable(self, vault: CredentialVault) -> None:
        vault.store(ACME, PROVIDER, credentials(), generation=1)
        with pytest.raises(CredentialsRejected) as refused:
            vault.fetch(ACME, PROVIDER, generation=2)
        assert refused.value.code == "key_unreadable"

    def test_forgotten_credentials_are_away_and_forgetting_again_is_fine(self, vault: CredentialVault) -> None:
        vault.store(ACME, PROVIDER, credentials(), generation=1)
        vault.store(ACME, SECOND, credentials("kept"), generation=1)
        vault.forget(ACME, PROVIDER)
        vault.forget(ACME, PROVIDER)
        with pytest.raises(NotActivated):
            vault.fetch(ACME, PROVIDER, generation=1)
        assert vault.fetch(ACME, SECOND, generation=1) == credentials("kept")

    def test_all_but_one_generation_can_be_forgotten(self, vault: CredentialVault) -> None:
        for generation in (1, 2, 3):
            vault.store(ACME, PROVIDER, credentials(str(generation)), generation=generation)
        vault.forget(ACME, PROVIDER, keep=2)
        assert vault.fetch(ACME, PROVIDER, generation=2) == credentials("2")
        for generation in (1, 3):
            with pytest.raises(CredentialsRejected):
                vault.fetch(ACME, PROVIDER, generation=generation)

    def test_a_fingerprint_tells_keys_apart_and_nothing_of_them(self, vault: CredentialVault) -> None:
        first, again, other = (
            vault.store(ACME, PROVIDER, credentials(key), generation=generation)
            for generation, key in enumerate(("SPECIMEN", "SPECIMEN", "SPECIMEM"), start=1)
        )
        assert first == again != other
        assert re.fullmatch("[0-9A-F]{4}-[0-9A-F]{4}", first)
        assert vault.store(OTHER, PROVIDER, credentials("SPECIMEN"), generation=1) != first
