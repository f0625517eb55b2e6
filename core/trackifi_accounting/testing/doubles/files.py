"""The files port's double: bytes in memory."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from trackifi_accounting.domain.invoices.documents import digest_of
from trackifi_accounting.domain.values.references import CompanyId, Digest
from trackifi_accounting.errors import NotFound
from trackifi_accounting.ports.files import Files


class MemoryFiles(Files):
    """Keeps bytes for each company; ``kept`` may be damaged on purpose."""

    def __init__(self) -> None:
        self.kept: dict[tuple[CompanyId, Digest], bytes] = {}

    def put(self, company: CompanyId, content: bytes) -> Digest:
        digest = digest_of(content)
        self.kept[company, digest] = content
        return digest

    def get(self, company: CompanyId, digest: Digest) -> bytes:
        content = self.kept.get((company, digest))
        if content is None or digest_of(content) != digest:
            raise NotFound("document_missing", digest=digest)
        return content
