"""Broken rules of whose an invoice is."""

from benchmarks.mutant import Mutant

OWN_USER = {"by_hand": 1.0, "removed": 0.0, "restored": 0.0, "hidden": 0.0, "blinded": 0.0, "clock_on": 0.0}
EVIDENCE, IDENTITY = "tests/core/test_evidence.py", "tests/core/use_cases/test_identity.py"
BOOKS = "tests/procountor/test_identity.py"


def _without(field: str) -> str:
    return (
        "_every = unlike\n"
        "def unlike(delivery, invoice, *, known):\n"
        f"    return tuple(one for one in _every(delivery, invoice, known=known) if one.field != '{field}')"
    )


OF_IDENTITY = (
    Mutant(
        name="the day is ignored",
        module="domain.deliveries.evidence",
        lines="_all = differences\n"
        "def differences(delivery, invoice, *, known):\n"
        "    return tuple(one for one in _all(delivery, invoice, known=known) if one.field != 'issued')",
        profile=OWN_USER,
    ),
    Mutant(name="the due day is ignored", module="domain.deliveries.evidence", lines=_without("due"), profile=OWN_USER),
    Mutant(
        name="the lines are ignored", module="domain.deliveries.evidence", lines=_without("lines"), profile=OWN_USER
    ),
    Mutant(
        name="one form of search proves absence",
        module="use_cases.deliveries.check",
        lines="class Check(Check):\n"
        "    def _second_look(self, connection, delivery, sent, shown): return (shown,) if shown else ()",
        profile={"cached": 1.0, "lost_after": 0.5, "clock_on": 0.0, "hidden": 0.0, "blinded": 0.0},
    ),
    Mutant(
        name="what was made before our intent is ours",
        module="domain.deliveries.evidence",
        lines="def _since_our_intent(delivery, invoice, known): return True",
        tests=(EVIDENCE,),
    ),
    Mutant(
        name="after a restore nothing older is ours",
        module="domain.deliveries.evidence",
        lines="_intent = _since_our_intent\n"
        "def _since_our_intent(delivery, invoice, known):\n"
        "    return _intent(delivery, invoice, EvidenceContext(user=known.user))",
        tests=(EVIDENCE,),
    ),
    Mutant(
        name="of a repeated hour the earlier reading counts",
        module="domain.deliveries.remote_invoices",
        lines="RemoteInvoice.created_last = property(lambda self: self.created)",
        tests=(EVIDENCE,),
    ),
    Mutant(
        name="rounding line by line is taken for another invoice",
        module="domain.deliveries.evidence",
        lines="def _by_row(ours, invoice): return False",
        tests=(EVIDENCE,),
    ),
    Mutant(
        name="what may be ours is called somebody else's",
        module="domain.deliveries.evidence",
        lines="def _not_clearly(delivery, invoice, known): return _problem('number_taken', delivery, by='?')",
        tests=(EVIDENCE,),
    ),
    Mutant(
        name="what another delivery has is taken",
        module="domain.deliveries.evidence",
        lines="_judged = judge\n"
        "def judge(delivery, found, *, known):\n"
        "    return _judged(delivery, found, known=EvidenceContext(user=known.user, company=known.company))",
        tests=(EVIDENCE,),
    ),
    Mutant(
        name="another invoice's answer is believed",
        module="domain.deliveries.evidence",
        lines="def _identity(delivery, invoice, known): return []",
        tests=(IDENTITY,),
    ),
    Mutant(
        name="an answer about what somebody else made is believed",
        module="domain.deliveries.evidence",
        lines="def _of_somebody_else(delivery, answer, known): return False",
        tests=(IDENTITY,),
    ),
    Mutant(
        name="an id may be two deliveries'",
        module="testing.doubles.store.deliveries",
        lines="class MemoryDeliveries(MemoryDeliveries):\n    def held(self, delivery, ids): return frozenset()",
        tests=(IDENTITY,),
    ),
    Mutant(
        name="other sums are believed unread",
        module="domain.deliveries.evidence",
        lines="def confirmed(answer, read): return True",
        tests=(IDENTITY,),
    ),
    Mutant(
        name="a look for many is believed for minutes",
        module="use_cases.deliveries.look_up",
        lines="FRESH = 300.0",
        tests=("tests/core/use_cases/test_rounds.py",),
    ),
    Mutant(
        name="one way of reading the files proves that an upload is absent",
        module="use_cases.deliveries.attach",
        lines="class Attach(Attach):\n    def _read_beside(self, books, delivery): return ()",
        tests=("tests/core/use_cases/test_attachments.py",),
    ),
    Mutant(
        name="a second PDF passes for one",
        module="domain.invoices.documents",
        lines="_copies = copies_of\ndef copies_of(name, among): return _copies(name, among)[:1]",
        tests=(IDENTITY,),
    ),
    Mutant(
        name="numbers are compared letter by letter",
        module="domain.values.numbers",
        lines="def normal(number): return InvoiceNumber(number)",
        tests=(IDENTITY,),
    ),
    Mutant(
        name="another year needs no person's word",
        module="use_cases.gate.rules",
        lines="_used = _number_used\n"
        "def _number(known):\n"
        "    return [_used(known)] if known.holder and _used(known).code == 'number_used_twice' else []",
        tests=(IDENTITY,),
    ),
    Mutant(
        name="one set of books under two companies is not told",
        module="testing.doubles.store.store",
        lines="MemoryIntegrations.shared = lambda self, provider, remote: False",
        tests=(IDENTITY,),
    ),
    Mutant(
        name="an answer about another id is read",
        module="trackifi_procountor.invoices.remote_invoices",
        lines="def the_asked(answer, ids, path): return answer",
        tests=(BOOKS,),
    ),
    Mutant(
        name="a cache may answer a look",
        module="trackifi_procountor.http.wire",
        lines="HEADERS = {'User-Agent': 'Trackifi'}",
        tests=(BOOKS,),
    ),
)
