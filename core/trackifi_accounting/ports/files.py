"""Where the bytes of PDFs are kept, by their content."""

from abc import ABC, abstractmethod

from trackifi_accounting.domain.values.references import CompanyId, Digest


class Files(ABC):
    """A store of bytes under their SHA-256; what is kept never changes."""

    @abstractmethod
    def put(self, company: CompanyId, content: bytes) -> Digest:
        """Keep the bytes, durably before it returns; twice is fine."""

    @abstractmethod
    def get(self, company: CompanyId, digest: Digest) -> bytes:
        """Give the bytes back, checked against the digest.

        Raises:
            NotFound: there are none, or they are damaged.
        """
