"""The contract that every provider plugin keeps, as one pytest class to subclass.

class TestAcme(ProviderContract):
    @pytest.fixture
    def provider_controls(self): ...       # the ProviderControls of a fresh provider

    @pytest.fixture
    def connection(self, provider_controls): ...      # an open Connection to it

    @pytest.fixture
    def offer(self): ...                   # the ProviderPlugin that its hook gives
"""

from trackifi_accounting.testing.contracts.provider.attaching import AttachingContract
from trackifi_accounting.testing.contracts.provider.booking import BookingContract
from trackifi_accounting.testing.contracts.provider.mapping import MappingContract
from trackifi_accounting.testing.contracts.provider.reading import ReadingContract


class ProviderContract(ReadingContract, BookingContract, AttachingContract, MappingContract):
    """All parts of the contract; give it the fixtures ``provider_controls``, ``connection`` and ``offer``."""
