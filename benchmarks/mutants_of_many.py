"""Broken rules of batches, sweeps and the drift report."""

from benchmarks.mutant import Mutant
from tests.simulation.chance import BELATED, BULK

OF_MANY = (
    Mutant(
        name="nothing is swept",
        module="use_cases.reconciliation.sweep_due",
        lines="class SweepDue(SweepDue):\n    def due(self): return ()",
        profile=BELATED,
    ),
    Mutant(
        name="a sweep forgets what was found before",
        module="use_cases.reconciliation.sweep",
        lines="class Sweep(Sweep):\n    def _standing(self, integration, connection, known): return ()",
        profile=BELATED,
    ),
    Mutant(
        name="no sweep at night looks back",
        first=287,
        module="use_cases.reconciliation.sweep_due",
        lines="def last_night(now): return datetime.min.replace(tzinfo=now.tzinfo)",
        profile=BELATED,
    ),
    Mutant(
        name="a look-up for many is believed however old",
        first=870,
        module="use_cases.deliveries.look_up",
        lines="FRESH = OLDEST = float('inf')",
        profile={
            **BULK,
            "by_hand": 1.0,
            "stall": 0.15,
            "unreachable": 0.0,
            "read_fails": 0.0,
            "throttled": 0.0,
            "crash": 0.0,
            "restored": 0.0,
            "blinded": 0.0,
        },
    ),
    Mutant(
        name="an excluded invoice is sent with a batch",
        module="use_cases.invoices.ask_for",
        lines="_asked = _of_known\n"
        "def _of_known(work, known, invoice, now, batch):\n"
        "    if known.state is not DeliveryState.EXCLUDED: return _asked(work, known, invoice, now, batch)\n"
        "    return _written(work, replace(known, state=DeliveryState.READY, exclusion=None, due=now, batch=batch))",
        profile={**BULK, "excluded": 1.0},
    ),
    Mutant(
        # The journal and the gate both ask it; what the journal alone is for has a test of its own, below.
        name="a stopped batch begins again what did not leave",
        module="domain.deliveries.deliveries",
        lines="def held(delivery, stopped): return False",
        profile={**BULK, "stopped": 1.0, "stall": 0.1},
    ),
    Mutant(
        name="what did not leave of a stopped batch asks instead of waiting",
        module="use_cases.deliveries.journal",
        lines="def _stopped_meanwhile(work, delivery): return False",
        tests=("tests/core/use_cases/test_stopped_meanwhile.py",),
    ),
    Mutant(
        name="the drift report passes over what nobody here knows",
        module="use_cases.reconciliation.drift_report",
        lines="class DriftReport(DriftReport):\n    def _of_others(self, *more): return iter(())",
        profile=BULK,
    ),
)
