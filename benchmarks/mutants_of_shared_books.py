"""Broken rules of books that two companies of Trackifi share."""

from benchmarks.mutant import Mutant

SHARED = {"shared": 1.0, "hidden": 0.0, "blinded": 0.0, "cached": 0.0, "clock_on": 0.0}

OF_SHARED_BOOKS = (
    Mutant(
        name="an id at the provider is one delivery's in each company alone",
        module="testing.doubles.store.deliveries",
        lines="_everywhere = MemoryDeliveries.held\n"
        "class MemoryDeliveries(MemoryDeliveries):\n"
        "    def held(self, delivery, ids):\n"
        "        return _everywhere(self, delivery, ids) & {one.remote for one in self._rows.values()}",
        profile={**SHARED, "answered": 1.0, "lost_after": 0.4},
    ),
    Mutant(
        name="an invoice is taken over without asking who has it",
        module="domain.deliveries.evidence",
        lines="from dataclasses import replace\n"
        "_judged = judge\n"
        "def judge(delivery, found, *, known):\n"
        "    return _judged(delivery, found, known=replace(known, held=frozenset(), shared=False))",
        profile=SHARED,
    ),
    Mutant(
        name="what another company has of another year is not asked about",
        module="domain.deliveries.evidence",
        lines="from dataclasses import replace\n"
        "_counts = counts\n"
        "def counts(delivery, invoice, *, known):\n"
        "    return _counts(delivery, invoice, known=replace(known, held_here=known.held))",
        profile={**SHARED, "renumbered": 0.5, "answered": 1.0},
        first=5,
    ),
    Mutant(
        name="nothing tells that books are shared",
        module="testing.doubles.store.store",
        lines="class MemoryIntegrations(MemoryIntegrations):\n    def shared(self, provider, remote): return False",
        profile=SHARED,
    ),
)
