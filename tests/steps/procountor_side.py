"""What the people at Procountor do and see in a scenario, and what may go wrong between the two."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from procountor_sandbox.state.company import Company, FiscalYear
from procountor_sandbox.state.faults import Fault
from procountor_sandbox.state.invoices import Invoice
from procountor_sandbox.state.partners import Partner
from procountor_sandbox.state.rights import PROFILES, with_changes
from procountor_sandbox.state.seed.seed import new_world
from procountor_sandbox.state.world import World
from procountor_sandbox.values import data

READS = re.compile(
    r"/(sessioninfo|status|users/rights|company|company/usagesettings|vats/default|bankaccounts|currencies/exchangerate"
    r"|fiscalyears|openapi\.json|attachments|(businesspartners|products|invoices)(/[\d,]+)?)"
)
ADDS = frozenset({"/oauth/token", "/invoices", "/attachments"})
PERSON = data.PERSON_USER_ID


@dataclass(slots=True, kw_only=True)
class Outage(Fault):
    """Every request fails once ``after`` requests of this method and path have been answered."""

    answered_method: str = ""
    answered_path: str = ""
    after: int = 0
    seen: int = field(default=0)

    def fits(self, method: str, path: str, company: int) -> bool:  # noqa: ARG002 - it is the same for all
        if self.seen >= self.after:
            return True
        self.seen += method == self.answered_method and path.startswith(self.answered_path)
        return False


class ProcountorSide:
    """The first company of a sandbox, whose years are 2025 (closed), 2026 and 2027 whatever today is."""

    _keys = count(1)  # no scenario meets the key of another one

    def __init__(self, world: World, *, now: datetime) -> None:
        self.world = world
        _begin_anew(world)
        world.clock.advance(now.timestamp() - world.clock.seconds())
        self.company.fiscal_years = [
            FiscalYear(id=year, start=date(year, 1, 1), end=date(year, 12, 31), status=status)
            for year, status in ((2025, "CLOSED"), (2026, "OPEN"), (2027, "OPEN"))
        ]

    @property
    def company(self) -> Company:
        return self.world.first

    def new_key(self, *, company: int = data.FIRST_COMPANY_ID, client: str = data.CLIENT_ID) -> str:
        """Management > Integrations > API management > Create new API key."""
        value = f"specimen.key.{next(self._keys):032d}"
        key = self.world.issue_key(
            company_id=company,
            client_id=client,
            user_id=data.TECHNICAL_USER_ID,
            description="Trackifi integration",
            value=value,
        )
        return key.value

    def revoke(self, key: str) -> None:
        self.world.revoke(self.world.keys[key])

    def switch(self, *, on: bool, setting: str = "Documents") -> None:
        """Management > Company Info > Usage Settings; ``setting`` is the section's heading there."""
        name = {"Documents": "documents", "Integration settings": "invoiceable_clients"}[setting]
        setattr(self.company.settings, name, on)

    def grant(self, profile: str) -> None:
        """Give the key's user one of the sandbox's named sets of rights."""
        self.company.users[data.TECHNICAL_USER_ID].rights = PROFILES[profile]

    def limit_right(self, group: str, name: str, value: object) -> None:
        user = self.company.users[data.TECHNICAL_USER_ID]
        user.rights = with_changes(user.rights, {group: {name: value}})

    def partner(self, called: str) -> Partner:
        (found,) = (one for one in self.company.partners if called in (one.name, one.identifier))
        return found

    def change_partner(self, called: str, **fields: Any) -> None:
        register, present = self.company.partners, self.partner(called)
        register.remove(present.id)
        register.add(replace(present, version=self.world.clock.stamp(), **fields))

    def add_partner(self, name: str, register: str) -> None:
        partners = self.company.partners
        partners.add(
            Partner(
                id=partners.next_id(), type=register, name=name, version=self.world.clock.stamp(), country="FINLAND"
            )
        )

    def remove_partner(self, called: str) -> None:
        self.company.partners.remove(self.partner(called).id)

    def invoices(self, number: str) -> list[Invoice]:
        return [one for one in self.company.invoices if one.own_number == number]

    def invoice(self, number: str) -> Invoice:
        (found,) = self.invoices(number)
        return found

    def files(self, number: str) -> list[bytes]:
        """The contents of the files on the invoices with this number."""
        cache = self.company.attachments
        found = [cache.get(meta["id"]) for one in self.invoices(number) for meta in one.attachments]
        return [file.content for file in found if file is not None]

    def enter_by_hand(self, number: str) -> None:
        """The accountant books an invoice with this number by hand."""
        book = self.company.invoices
        document = {
            "id": book.next_id,
            "type": "SALES_INVOICE",
            "status": "UNFINISHED",
            "invoiceNumber": book.next_number,
            "originalInvoiceNumber": number,
            "invoiceChannel": "NO_SENDING",
            "date": self.world.clock.today().isoformat(),
            "paymentInfo": {"dueDate": self.world.clock.today().isoformat()},
            "version": self.world.clock.stamp(),
            "creatorId": PERSON,
            "counterParty": {"counterPartyAddress": {"name": "By hand"}},
            "invoiceSumInfo": [],
        }
        book.add(Invoice(id=book.next_id, document=document, created=self.world.clock.stamp()))
        book.next_id += 1
        book.next_number += 1

    def make_twice(self, number: str, *, as_number: str = "") -> None:
        """A request of Trackifi's that nobody expected any more is carried out: another invoice, by the key's user."""
        book, first = self.company.invoices, self.invoice(number)
        again = {
            **first.document,
            "id": book.next_id,
            "invoiceNumber": book.next_number,
            "originalInvoiceNumber": as_number or number,
            "version": self.world.clock.stamp(),
        }
        book.add(Invoice(id=book.next_id, document=again, created=self.world.clock.stamp()))
        book.next_id += 1
        book.next_number += 1

    def of_last_year(self, number: str) -> None:
        """Have it made and paid a year ago."""
        invoice = self.invoice(number)
        year = timedelta(days=365)
        day = date.fromisoformat(invoice.document["date"]) - year
        terms = {**invoice.document["paymentInfo"], "dueDate": (day + timedelta(days=14)).isoformat()}
        made = datetime.fromisoformat(invoice.created) - year
        invoice.created = made.isoformat(timespec="seconds")
        invoice.changed(version=self.world.clock.stamp(), status="PAID", date=day.isoformat(), paymentInfo=terms)

    def rewrite_head(self, number: str, **values: Any) -> None:
        """The accountant changes fields of the invoice itself."""
        self.invoice(number).changed(version=self.world.clock.stamp(), **values)

    def rewrite(self, number: str, part: str, **values: Any) -> None:
        """The accountant changes fields of a part of the invoice."""
        invoice = self.invoice(number)
        invoice.changed(version=self.world.clock.stamp(), **{part: {**invoice.document[part], **values}})

    def rewrite_row(self, number: str, **values: Any) -> None:
        """The accountant changes the first row."""
        invoice = self.invoice(number)
        first, *rest = invoice.document["invoiceRows"]
        invoice.changed(version=self.world.clock.stamp(), invoiceRows=[{**first, **values}, *rest])

    def set_status(self, number: str, status: str) -> None:
        self.invoice(number).changed(version=self.world.clock.stamp(), status=status)

    def strike(self, kind: str, *, method: str, path: str, times: int | None = 1, **values: Any) -> None:
        """Something goes wrong with the next request of this kind."""
        self.world.faults.add(kind, method=method, path=path, times=times, **values)

    def refuse_pdf(self) -> None:
        """The next file is refused for a reason that only Procountor knows."""
        self.strike("error-before-commit", method="POST", path="/attachments", status=400)

    def go_down(self, *, after: int = 0, method: str = "", path: str = "") -> None:
        """Nothing is answered any more, at once or after so many answers to such requests."""
        outage = Outage(
            id=0, kind="error-before-commit", status=503, times=None,
            answered_method=method, answered_path=path, after=after,
        )  # fmt: skip
        self.world.faults.rules.append(outage)

    def recover(self) -> None:
        self.world.faults.clear()

    def received(self, *, method: str = "", path: str = "") -> int:
        """How many requests came, of this method and path if named."""
        return sum(1 for one in self.world.journal if method in {"", one.method} and path in one.path)

    def forbidden(self) -> list[str]:
        """Every request that was neither a read nor the adding of an invoice, a PDF or a token."""
        calls = [(one.method, one.path.removeprefix("/api")) for one in self.world.journal]
        return [f"{method} {path}" for method, path in calls if not _allowed(method, path)]

    def contents(self) -> dict[str, str]:
        """Everything in the company, in words that can be compared."""
        return dict(self._contents())

    def _contents(self) -> Iterator[tuple[str, str]]:
        for company in self.world.companies.values():
            for partner in company.partners:
                yield f"partner {company.id} {partner.id}", repr(partner)
            for number, product in company.products.items():
                yield f"product {company.id} {number}", repr(product)
            for invoice in company.invoices:
                yield f"invoice {company.id} {invoice.id}", repr((invoice.document, invoice.attachments))
            for part in ("settings", "users", "accounts", "fiscal_years", "vat_rates", "vat_statuses"):
                yield f"{part} {company.id}", repr(getattr(company, part))


def _begin_anew(world: World) -> None:
    """The world as it is at the start of a sandbox, in the place of the old one; the server keeps running on it."""
    fresh = new_world()
    for part in fields(World):
        if part.name not in {"clock", "later"}:
            setattr(world, part.name, getattr(fresh, part.name))


def closed(year: FiscalYear) -> FiscalYear:
    """The same year, closed."""
    return replace(year, status="CLOSED")


def _allowed(method: str, path: str) -> bool:
    return path in ADDS if method == "POST" else method == "GET" and READS.fullmatch(path) is not None
