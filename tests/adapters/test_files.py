"""Files on disk keep their contract, and so does their double; a damaged file is never given out."""

from pathlib import Path

import pytest
from trackifi_accounting.domain.invoices.documents import digest_of
from trackifi_accounting.errors import NotFound
from trackifi_accounting.ports.files import Files
from trackifi_accounting.testing.contracts.files import FilesContract
from trackifi_accounting.testing.doubles.files import MemoryFiles
from trackifi_accounting.testing.examples.records import PDF
from trackifi_accounting.testing.examples.stored_records import ACME
from trackifi_accounting_adapters.files.documents import FileStore


class TestMemoryFiles(FilesContract):
    @pytest.fixture
    def files(self) -> Files:
        return MemoryFiles()


class TestFileStore(FilesContract):
    @pytest.fixture
    def files(self, tmp_path: Path) -> Files:
        return FileStore(root=tmp_path)

    def test_a_damaged_file_is_not_given_out_and_is_repaired_by_keeping_it_again(
        self, files: Files, tmp_path: Path
    ) -> None:
        digest = files.put(ACME, PDF)
        (only,) = (path for path in tmp_path.rglob("*") if path.is_file())
        only.write_bytes(PDF.replace(b"specimen", b"spEcimen"))
        with pytest.raises(NotFound) as refused:
            files.get(ACME, digest)
        assert refused.value.code == "document_missing"
        assert "not what was kept" in str(refused.value)
        files.put(ACME, PDF)
        assert files.get(ACME, digest) == PDF

    def test_a_company_id_never_leads_out_of_the_folder(self, tmp_path: Path) -> None:
        for company in ("../../outside", "/etc/specimen", "a/b", "x" * 500, "näyte"):
            FileStore(root=tmp_path / "root").put(company, PDF)
        inside = [path for path in (tmp_path / "root").rglob("*") if path.is_file()]
        assert len(inside) == 5
        assert [path.name for path in tmp_path.iterdir()] == ["root"]

    def test_files_lie_in_two_levels_of_folders_without_leftovers(self, files: Files, tmp_path: Path) -> None:
        digest = files.put(ACME, PDF)
        (only,) = (path for path in tmp_path.rglob("*") if path.is_file())
        assert only.parts[-3:] == (digest[:2], digest[2:4], digest)
        assert only.stat().st_mode & 0o077 == 0

    def test_a_full_disk_leaves_no_half_file(self, tmp_path: Path) -> None:
        folder = tmp_path / "in the way"
        folder.write_bytes(b"a file where a folder is needed")
        with pytest.raises(OSError):
            FileStore(root=folder).put(ACME, PDF)
        assert digest_of(folder.read_bytes()) == digest_of(b"a file where a folder is needed")
