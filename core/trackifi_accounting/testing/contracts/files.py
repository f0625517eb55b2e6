"""What every store of files must keep to; subclass FilesContract and give the fixture ``files``."""

# ruff: noqa: D102 -- a test's name is its sentence.

import pytest

from trackifi_accounting.domain.invoices.documents import digest_of
from trackifi_accounting.errors import NotFound
from trackifi_accounting.ports.files import Files
from trackifi_accounting.testing.examples.records import PDF
from trackifi_accounting.testing.examples.stored_records import ACME, OTHER


class FilesContract:
    """Bytes of companies."""

    @pytest.mark.parametrize("content", [PDF, b"", bytes(range(256)) * 40])
    def test_bytes_come_back_under_their_digest(self, files: Files, content: bytes) -> None:
        assert files.put(ACME, content) == files.put(ACME, content) == digest_of(content)
        assert files.get(ACME, digest_of(content)) == content

    def test_bytes_that_were_never_kept_are_not_found(self, files: Files) -> None:
        with pytest.raises(NotFound):
            files.get(ACME, digest_of(PDF))

    def test_another_companys_bytes_are_not_found(self, files: Files) -> None:
        digest = files.put(ACME, PDF)
        with pytest.raises(NotFound):
            files.get(OTHER, digest)
