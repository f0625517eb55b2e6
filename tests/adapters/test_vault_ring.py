"""The file of the key-encryption keys."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from trackifi_accounting_adapters.secrets.key_ring import KeyRing, add_key


def test_the_first_start_makes_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    path = tmp_path / "new" / "keys"
    made = KeyRing.from_file(path)
    assert path.stat().st_mode & 0o777 == 0o400
    assert KeyRing.from_file(path).current == made.current


def test_several_first_starts_at_once_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        rings = list(pool.map(KeyRing.from_file, [tmp_path / "keys"] * 16))
    assert len({ring.current.id for ring in rings}) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["keys"]


def test_an_added_key_writes_and_the_earlier_ones_still_read(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    before = KeyRing.from_file(path)
    after = add_key(path)
    assert after.current != before.current
    assert after.find(before.current.id) == before.current == after.oldest
    assert path.stat().st_mode & 0o777 == 0o400


def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    KeyRing.from_file(path)
    path.chmod(0o440)
    with pytest.raises(ValueError, match="mode to 0400"):
        KeyRing.from_file(path)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "at least one"),
        ("SPECIMEN", "no key"),
        ("ab" * 31, "32 bytes"),
        ("näyte", "no key"),
        ("ab" * 32 + "\nx", "no key"),
    ],
)
def test_a_file_of_something_else_is_refused_without_quoting_it(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "keys"
    path.write_text(content, encoding="utf-8")
    path.chmod(0o400)
    with pytest.raises(ValueError, match=told) as refused:
        KeyRing.from_file(path)
    assert "SPECIMEN" not in str(refused.value)


def test_a_key_is_not_shown(tmp_path: Path) -> None:
    secret = b"SPECIMEN" * 4
    shown = repr(KeyRing([secret]).current)
    assert "SPECIMEN" not in shown
    assert secret.hex() not in shown
