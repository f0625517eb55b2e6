"""The contract that every provider plugin keeps, as one pytest class to subclass.

class TestAcme(ProviderContract):
    @pytest.fixture
    def other_side(self): ...       # an OtherSide of a fresh provider

    @pytest.fixture
    def connection(self, other_side): ...      # an open Connection to it
"""

from trackifi_accounting.testing.contracts.provider.attaching import AttachingContract
from trackifi_accounting.testing.contracts.provider.booking import BookingContract
from trackifi_accounting.testing.contracts.provider.reading import ReadingContract


class ProviderContract(ReadingContract, BookingContract, AttachingContract):
    """Reading, booking and attaching; give it the fixtures ``other_side`` and ``connection``."""
