"""The stamp lets the tests be left out once, and only on the very same files."""

from tests import stamp


def test_the_state_is_the_same_twice_and_another_for_other_settings(monkeypatch):
    before = stamp.state()
    assert before == stamp.state()
    monkeypatch.setenv("TESTS", "tests/core")
    assert stamp.state() != before


def test_a_stamp_counts_once(tmp_path):
    place = tmp_path / "stamp"
    assert stamp.main("use", stamp=place) == 1
    stamp.main("write", stamp=place)
    assert [stamp.main("use", stamp=place), stamp.main("use", stamp=place)] == [0, 1]
