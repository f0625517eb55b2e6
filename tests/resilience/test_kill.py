"""Answers get lost, a worker is killed every other second, and each of 300 invoices arrives once with its PDF."""

from pathlib import Path

from tests.resilience.rig.run import run

SEED = 20


def test_one_worker_on_sqlite_sends_each_invoice_once(tmp_path: Path) -> None:
    ran = run(tmp_path, number=300, workers=1, seed=SEED)
    assert not ran.verdict.faults
    assert not ran.left
    assert ran.kills > 0
    assert ran.faulted > 0
