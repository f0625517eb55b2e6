"""A stream in pieces."""

from trackifi_accounting.domain.values.chunks import CHUNK, chunks


def test_pieces_are_full_but_for_the_last():
    assert [len(some) for some in chunks(range(450), 200)] == [200, 200, 50]


def test_no_piece_is_empty():
    assert [len(some) for some in chunks(range(2 * CHUNK))] == [CHUNK, CHUNK]
    assert not list(chunks([]))
