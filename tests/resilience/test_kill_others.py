"""The same trouble on the other database, with more workers, and without look-ups."""

from pathlib import Path

from tests.resilience.rig.run import Ran, run

SEED, FEW = 20, 24


def well(ran: Ran) -> bool:
    return not ran.verdict.faults and not ran.left and ran.kills > 0 and ran.faulted > 0


def test_two_workers_on_postgresql_send_each_invoice_once(tmp_path: Path, fresh_postgresql: str) -> None:
    ran = run(tmp_path, number=3 * FEW, workers=2, seed=SEED, database=fresh_postgresql)
    assert well(ran), ran


def test_one_worker_on_postgresql_sends_each_invoice_once(tmp_path: Path, fresh_postgresql: str) -> None:
    ran = run(tmp_path, number=FEW, workers=1, seed=SEED, database=fresh_postgresql)
    assert well(ran), ran


def test_two_workers_on_sqlite_send_each_invoice_once(tmp_path: Path) -> None:
    ran = run(tmp_path, number=FEW, workers=2, seed=SEED)
    assert well(ran), ran


def test_sending_again_whatever_got_no_answer_books_invoices_twice(tmp_path: Path) -> None:
    """Without look-ups: if this passed, the tests beside it would show nothing."""
    ran = run(tmp_path, number=FEW, workers=1, seed=SEED, naive=True, patience=60)
    assert ran.verdict.twice
