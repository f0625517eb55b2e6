"""The broken rules themselves: lines that are added to the end of a module of the core."""

from benchmarks.mutant import Mutant
from benchmarks.mutants_of_accounts import OF_ACCOUNTS
from benchmarks.mutants_of_identity import OF_IDENTITY
from benchmarks.mutants_of_many import OF_MANY
from benchmarks.mutants_of_shared_books import OF_SHARED_BOOKS
from benchmarks.mutants_of_time import OF_TIME

DOUBT = {"late": 0.25, "lost_after": 0.15, "lost_before": 0.2, "clock_on": 0.0}
STALLED = {"stall": 0.04, "switch": 0.3, "late": 0.1, "clock_on": 0.0, "clock_back": 0.0}
CRASHES = {"crash": 0.02, "late": 0.3, "slow": 0.3, "clock_on": 0.0}
PEOPLE = {"by_hand": 0.6, "removed": 0.5, "restored": 0.3, "hidden": 0.0, "blinded": 0.0, "clock_on": 0.0}
KEYS = {"disabled": 0.5, "exchanged": 0.5, "stall": 0.04, "switch": 0.3, "clock_on": 0.0}
QUIET = dict.fromkeys(("disabled", "outage", "rights", "partner_gone", "limiter_down", "revoked", "documents_off"), 0.0)
RESTORED = {"restored": 0.6, "hidden": 0.0, "blinded": 0.0, "clock_on": 0.0}

MUTANTS = (
    Mutant(
        name="no look-up before the first request",
        module="use_cases.gate.gate",
        lines="from trackifi_accounting.domain.deliveries.evidence import Nothing\n"
        "def judge(delivery, found, *, known): return Nothing()",
        profile=PEOPLE,
    ),
    Mutant(
        name="no window: W = 0",
        first=1,
        module="use_cases.deliveries.check",
        lines="def window_of(creation): return timedelta(0)",
        profile=DOUBT,
    ),
    Mutant(
        name="one clean look is enough",
        first=1,
        module="domain.deliveries.absence",
        lines="def absence_proven(delivery, *, now, window, control):\n"
        "    return control and delivery.not_after is not None and now >= delivery.not_after + window",
        profile={**DOUBT, "hidden": 1.0, "lost_after": 0.5, "outage": 1.0, "disabled": 0.5, "blinded": 0.0},
    ),
    Mutant(
        name="no positive control",
        module="use_cases.deliveries.check",
        lines="def _control(shown, second): return True",
        profile={**DOUBT, "blinded": 0.6, "lost_after": 0.3},
    ),
    Mutant(
        name="Sending becomes Ready on start",
        module="use_cases.deliveries.advance",
        lines="from dataclasses import replace\n"
        "class Advance(Advance):\n"
        "    def _advance(self, books, delivery, *more, **named):\n"
        "        if delivery.state is DeliveryState.SENDING and self._lost(delivery):\n"
        "            delivery = self._journal.write(replace(delivery, state=DeliveryState.READY))\n"
        "        return super()._advance(books, delivery, *more, **named)",
        profile=CRASHES,
    ),
    Mutant(
        name="a doubtful error is taken for a refusal",
        module="use_cases.deliveries.post",
        lines="TemporaryError = AccountingError",
        profile=DOUBT,
    ),
    Mutant(
        # Either of the two alone stops a process that stood still; each has a test of its own.
        name="the fence forgets until when and for which attempt",
        module="use_cases.deliveries.fences",
        lines="from dataclasses import replace\n"
        "def _stands(intent, stored): return True\n"
        "class _Fence(_Fence):\n"
        "    def _admit(self, stored): super()._admit(replace(stored, at=self.until - timedelta(seconds=1)))",
        profile=STALLED,
    ),
    Mutant(
        name="the fence forgets the disabling",
        first=1,
        module="use_cases.deliveries.fences",
        lines="_asked = _Fence.__call__\n"
        "class _Fence(_Fence):\n"
        "    def __call__(self):\n"
        "        try: _asked(self)\n"
        "        except NotActivated: pass",
        profile=KEYS,
    ),
    Mutant(
        name="the fence forgets the key's generation",
        module="use_cases.deliveries.fences",
        lines="from dataclasses import replace\n"
        "class _Fence(_Fence):\n"
        "    def _admit(self, stored):\n"
        "        ours = self.integration.key_generation\n"
        "        now = stored.integration and replace(stored.integration, key_generation=ours)\n"
        "        super()._admit(replace(stored, integration=now))",
        profile={**KEYS, "disabled": 0.0, "exchanged": 1.0, "stall": 0.1},
    ),
    Mutant(
        name="the creator is ignored",
        module="domain.deliveries.evidence",
        lines="_all = differences\n"
        "def differences(delivery, invoice, *, known):\n"
        "    return tuple(one for one in _all(delivery, invoice, known=known) if one.field != 'creator')",
        profile=PEOPLE,
    ),
    Mutant(
        name="the sum is ignored",
        module="domain.deliveries.evidence",
        lines="_all = differences\n"
        "def differences(delivery, invoice, *, known):\n"
        "    return tuple(one for one in _all(delivery, invoice, known=known) if one.field != 'totals')",
        profile=PEOPLE,
    ),
    Mutant(
        name="the partner is ignored",
        module="domain.deliveries.evidence",
        lines="_all = differences\n"
        "def differences(delivery, invoice, *, known):\n"
        "    return tuple(one for one in _all(delivery, invoice, known=known)\n"
        "        if one.field not in {'partner', 'totals'})",
        profile=PEOPLE,
    ),
    Mutant(
        name="what was removed is made again",
        module="domain.deliveries.evidence",
        lines="_judged = judge\n"
        "def judge(delivery, found, *, known):\n"
        "    return _judged(delivery, [one for one in found if one.state is not RemoteState.REMOVED], known=known)",
        profile=PEOPLE,
    ),
    Mutant(
        name="of several the first is taken",
        first=14,
        module="domain.deliveries.evidence",
        lines="_judged = judge\ndef judge(delivery, found, *, known): return _judged(delivery, found[:1], known=known)",
        profile={**PEOPLE, **QUIET, "by_hand": 1.0, "removed": 0.0, "lost_after": 0.6, "late": 0.0, "lost_before": 0.0},
    ),
    Mutant(
        name="a library's retry sends twice",
        module="use_cases.deliveries.post",
        lines="from trackifi_accounting.errors import OutcomeUnknown\n"
        "class _Twice:\n"
        "    def __init__(self, connection): self.accounting, self._connection = self, connection\n"
        "    def create(self, draft, *, fence):\n"
        "        try: return self._connection.accounting.create(draft, fence=fence)\n"
        "        except OutcomeUnknown: return self._connection.accounting.create(draft, fence=fence)\n"
        "class Post(Post):\n"
        "    def __call__(self, books, delivery, **named):\n"
        "        return super().__call__(replace(books, connection=_Twice(books.connection)), delivery, **named)",
        profile=DOUBT,
    ),
    Mutant(
        name="the intent is written after the request",
        module="use_cases.deliveries.post",
        lines="class Post(Post):\n"
        "    def __call__(self, books, delivery, **named):\n"
        "        integration, connection = books.integration, books.connection\n"
        "        try: remote = connection.accounting.create(_frozen(delivery), fence=lambda: None)\n"
        "        except (RecordError, TemporaryError, ConfigurationError) as error:\n"
        "            return self._refused(delivery, self._journal.write(self._intent(integration, delivery)), error)\n"
        "        except AccountingError:\n"
        "            return self._journal.doubtful(self._journal.write(self._intent(integration, delivery)))\n"
        "        return self._journal.sent(\n"
        "            self._journal.write(self._intent(integration, delivery)), remote, adopted=False)",
        profile={**CRASHES, "crash": 0.03},
    ),
    Mutant(
        name="an invoice is edited while it is on its way",
        module="use_cases.invoices.hand_over",
        lines="class HandOver(HandOver):\n    def _refuse_in_doubt(self, company, kind, invoice): pass",
        profile={**DOUBT, "edited_here": 1.0},
    ),
    Mutant(
        name="a PDF is not looked for before it is added",
        module="use_cases.deliveries.attach",
        lines="class Attach(Attach):\n    def _may_still_come(self, delivery, window): return False",
        profile={**DOUBT, "late": 0.4},
    ),
    Mutant(
        name="a PDF's name says nothing of its content",
        first=3,
        module="domain.invoices.documents",
        lines="def invoice_document(number, content):\n"
        "    return Document(name=f'{number}.pdf', content=content, digest=digest_of(content))",
        profile={**RESTORED, **QUIET, "edited_here": 1.0, "removed": 0.0, "deleted": 0.0},
    ),
    Mutant(
        name="two may move one delivery at once",
        module="use_cases.deliveries.journal",
        lines="class Journal(Journal):\n"
        "    def _write(self, delivery, entries, *, by_person=False):\n"
        "        with self._store.write(delivery.company) as work:\n"
        "            before = work.deliveries.get(delivery.provider, delivery.kind, delivery.invoice)\n"
        "            work.deliveries.replace(replace(delivery, version=before.version))\n"
        "        return replace(delivery, version=before.version + 1)",
        profile={"double": 1.0, "switch": 0.4},
    ),
    Mutant(
        name="doubtful attempts without end",
        module="use_cases.deliveries.check",
        lines="MAX_DOUBTFUL_ATTEMPTS = 1000",
        profile={"lost_before": 0.8, "clock_on": 0.0, "garbled": 0.0},
    ),
    Mutant(
        name="without a budget calls are made all the same",
        module="testing.doubles.limiter",
        lines="class MemoryLimiter(MemoryLimiter):\n"
        "    def wait(self, provider, company, priority, *, writes=False):\n"
        "        try: super().wait(provider, company, priority, writes=writes)\n"
        "        except RateLimited: pass",
        profile={"limiter_down": 0.8},
    ),
    Mutant(
        name="another company's key is taken",
        module="use_cases.activation.accept_key",
        lines="WrongRemoteCompany = type('Never', (Exception,), {})\n"
        "class AcceptKey(AcceptKey):\n"
        "    def _prove(self, integration, credentials):\n"
        "        return super()._prove(replace(integration, remote=None), credentials)",
        profile={"foreign_key": 1.0},
    ),
    *OF_MANY,
    *OF_IDENTITY,
    *OF_TIME,
    *OF_ACCOUNTS,
    *OF_SHARED_BOOKS,
)
