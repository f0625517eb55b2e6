"""Broken rules of the fence, of clocks and machines, and of a database that was put back."""

from benchmarks.mutant import Mutant

FENCES, FENCE = "use_cases.deliveries.fences", "tests/core/use_cases/test_fence_by_the_database.py"
ONE_CLOCK = {"clock_on": 0.0, "clock_back": 0.0}
SEEING = {"hidden": 0.0, "blinded": 0.0, "cached": 0.0, **ONE_CLOCK}
ASLEEP = {"suspended": 0.02, "slipped": 0.0, "apart": 0.01, "late": 0.1, **ONE_CLOCK}
APART = {"apart": 1.0, **ONE_CLOCK}
FORGETFUL = {
    "lost_commits": 1.0,
    "late": 0.5,
    "lost_after": 0.0,
    "lost_before": 0.0,
    "slow": 0.8,
    "crash": 0.0,
    **SEEING,
}
PUT_BACK = {"restored": 1.0, "late": 0.5, "lost_before": 0.0, "disabled": 0.0, "outage": 0.0, **SEEING}


def _blind_to(condition: str) -> str:
    """One part of the attempt that the fence compares counts no more."""
    return (
        "from dataclasses import replace\n"
        "_all = _stands\n"
        f"def _stands(intent, stored): return _all(intent, replace(stored, {condition}=intent.{condition}))"
    )


OF_TIME = (
    Mutant(
        name="the fence forgets the version",
        module=FENCES,
        lines=_blind_to("version"),
        tests=(f"{FENCE}::test_it_is_shut_once_anybody_has_moved_the_delivery",),
    ),
    Mutant(
        name="the fence forgets the PDF's state",
        module=FENCES,
        lines=_blind_to("pdf_state"),
        tests=(f"{FENCE}::test_it_is_shut_when_the_pdf_has_moved",),
    ),
    Mutant(
        name="the fence forgets the whole attempt",
        first=57,
        module=FENCES,
        lines="def _stands(intent, stored): return True",
        profile={**ASLEEP, "double": 1.0, "stall": 0.02},
    ),
    Mutant(
        name="the fence forgets until when",
        module=FENCES,
        lines="from dataclasses import replace\n"
        "class _Fence(_Fence):\n"
        "    def _admit(self, stored): super()._admit(replace(stored, at=self.until - timedelta(seconds=1)))",
        profile={**ASLEEP, "stall": 0.04},
    ),
    Mutant(
        name="the fence forgets the epoch",
        module=FENCES,
        lines="from dataclasses import replace\n"
        "class _Fence(_Fence):\n"
        "    def _admit(self, stored):\n"
        "        now = stored.integration and replace(stored.integration, epoch=self.integration.epoch)\n"
        "        super()._admit(replace(stored, integration=now))",
        tests=(f"{FENCE}::test_it_is_shut_when_the_integration_began_anew",),
    ),
    Mutant(
        name="a machine may sleep between the question and the first byte",
        module=FENCES,
        lines="GAP = timedelta(days=1)",
        profile=ASLEEP,
    ),
    Mutant(
        name="the clock is asked before the database",
        module=FENCES,
        lines="class _Fence(_Fence):\n"
        "    def __call__(self):\n"
        "        began = self.clock.monotonic()\n"
        "        if self.clock.monotonic() - began > GAP.total_seconds(): raise HeldUp\n"
        "        stored = self.attempts.look(self.intent)\n"
        "        if stored is None or not _stands(self.intent, stored):\n"
        "            raise DeliveryInProgress(number=self.intent.number)\n"
        "        self._admit(stored)",
        profile=ASLEEP,
    ),
    Mutant(
        name="a machine whose clock is off sends",
        module=FENCES,
        lines="def refuse_apart(apart): pass",
        profile=APART,
    ),
    Mutant(
        name="only a clock that is behind counts as off",
        module=FENCES,
        lines="_refuse = refuse_apart\ndef refuse_apart(apart): _refuse(min(apart, timedelta(0)))",
        profile=APART,
    ),
    Mutant(
        name="a minute apart is taken for right",
        first=35,
        module=FENCES,
        lines="ALLOWED_APART = timedelta(minutes=1)",
        profile={**APART, "apart": 0.5},
    ),
    Mutant(
        # Where a clock is off nothing is sent anyway: what is left of it are the times at which work goes on.
        name="each machine goes by its own clock",
        module="use_cases.deliveries.journal",
        lines="class Journal(Journal):\n    def now(self): return self._time.now() + self._time.apart()",
        tests=(f"{FENCE}::test_a_clock_that_is_off_is_said_and_the_invoice_goes_once_it_is_right",),
    ),
    Mutant(
        name="the time of an intent is kept in the database only",
        module=FENCES,
        lines="class Fences(Fences):\n"
        "    def put_up(self, integration, intent, *, until):\n"
        "        return _Fence(\n"
        "            integration=integration, intent=intent, until=until, attempts=self._attempts, clock=self._clock)",
        profile=FORGETFUL,
    ),
    Mutant(
        name="after a restore everything goes on at once",
        first=18,
        module=FENCES,
        lines="def refuse_after_restore(restored, *, now): pass",
        profile=PUT_BACK,
    ),
    Mutant(
        name="after a restore looks are enough for two minutes",
        first=12,
        module=FENCES,
        lines="ONLY_LOOKS = timedelta(minutes=2)",
        profile=PUT_BACK,
    ),
    Mutant(
        name="the fence forgets a restore",
        module=FENCES,
        lines="from dataclasses import replace\n"
        "class _Fence(_Fence):\n"
        "    def _admit(self, stored): super()._admit(replace(stored, restored_at=None))",
        tests=(f"{FENCE}::test_the_fence_asks_for_a_restore_as_well",),
    ),
    Mutant(
        name="the second look does not go back by what our clock is ahead",
        module="use_cases.deliveries.check",
        lines="def _ahead(sent, shown): return timedelta(0)",
        tests=("tests/core/use_cases/test_blind_searches.py",),
    ),
    Mutant(
        name="a clock that was set forward shortens the window",
        module="use_cases.deliveries.journal",
        lines="class Journal(Journal):\n    def jumped_since(self, moment): return timedelta(0)",
        tests=("tests/core/use_cases/test_clock_jumps.py::test_a_day_forward_does_not_shorten_the_window",),
    ),
)
