"""What the sandbox itself says at the end, held against what was asked."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from procountor_sandbox.server import RunningSandbox

from tests.resilience.rig.accounts import unbalanced
from tests.resilience.rig.stock import REMOTE, Asked

KINDS = {"SALES_INVOICE": "customer", "PURCHASE_INVOICE": "freelancer"}
WRITES = {"/invoices", "/attachments", "/oauth/token"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Every list is to be empty: what never arrived, arrived twice, was not asked for, or is not what was sent.

    ``accounts`` is what the checker of accounts finds of the same things, given the invoices that were asked for as
    deliveries that have arrived, and the sandbox's books.
    """

    missing: list[str]
    twice: list[str]
    unasked: list[str]
    wrong_sum: list[str]
    wrong_pdf: list[str]
    changed: list[str]
    forbidden: list[str]
    accounts: list[str]

    @property
    def faults(self) -> dict[str, list[str]]:
        """What is wrong, by kind; {} when all is well."""
        return {name: found for name in self.__slots__ if (found := getattr(self, name))}


def judged(sandbox: RunningSandbox, asked: list[Asked], before: dict[str, str]) -> Verdict:
    """Compare invoice by invoice and byte by byte; ``before`` is ``fingerprints`` from before the first sending."""
    wanted = {(REMOTE[one.company], one.invoice.kind.value, str(one.invoice.number)): one for one in asked}
    arrived = _arrived(sandbox)
    often = Counter(key for key, _, _ in arrived)
    return Verdict(
        missing=[str(key) for key in wanted if not often[key]],
        twice=[str(key) for key, times in often.items() if times > 1],
        unasked=[str(key) for key in often if key not in wanted],
        wrong_sum=[str(key) for key, total, _ in arrived if key in wanted and total != _gross(wanted[key])],
        wrong_pdf=[str(key) for key, _, files in arrived if key in wanted and files != [wanted[key].pdf]],
        changed=[name for name, digest in fingerprints(sandbox).items() if before.get(name, digest) != digest],
        forbidden=_forbidden(sandbox),
        accounts=[f"{company} {one.what} {one.number}" for company, one in unbalanced(sandbox, asked)],
    )


def fingerprints(sandbox: RunningSandbox) -> dict[str, str]:
    """A hash of each thing that was there before."""
    things = {
        f"{company.id} {name}": repr(value)
        for company in sandbox.state.companies.values()
        for name, value in (
            ("partners", [repr(one) for one in company.partners]),
            ("products", sorted(company.products.items())),
            ("accounts", company.accounts),
            ("users", sorted(company.users)),
            ("settings", company.settings),
        )
    }
    return {name: hashlib.sha256(value.encode()).hexdigest() for name, value in things.items()}


def _arrived(sandbox: RunningSandbox) -> list[tuple[tuple[int, str, str], Decimal, list[bytes]]]:
    found = []
    for company in sandbox.state.companies.values():
        for invoice in company.invoices:
            files = [company.attachments.get(meta["id"]) for meta in invoice.attachments]
            key = (company.id, KINDS[invoice.type], invoice.own_number)
            found.append((key, invoice.total, [file.content for file in files if file]))
    return found


def _gross(asked: Asked) -> Decimal:
    return asked.invoice.totals.gross


def _forbidden(sandbox: RunningSandbox) -> list[str]:
    return [
        f"{entry.method} {entry.path}"
        for entry in sandbox.state.journal
        if entry.method != "GET" and not any(entry.path.endswith(path) for path in WRITES)
    ]
