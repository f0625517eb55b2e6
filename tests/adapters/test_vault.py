"""The vault keeps its contract on both databases, and so does its double."""

import pytest
from sqlalchemy import Engine
from trackifi_accounting.ports.vault import CredentialVault
from trackifi_accounting.testing.contracts.vault import VaultContract
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.doubles.vault import MemoryVault
from trackifi_accounting_adapters.secrets.key_ring import KeyRing
from trackifi_accounting_adapters.secrets.vault import EncryptedVault


class TestEncryptedVault(VaultContract):
    @pytest.fixture
    def vault(self, engine: Engine, clock: ManualClock) -> CredentialVault:
        return EncryptedVault(engine=engine, keys=KeyRing([bytes(32)]), clock=clock)


class TestMemoryVault(VaultContract):
    @pytest.fixture
    def vault(self) -> CredentialVault:
        return MemoryVault()
