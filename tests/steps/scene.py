"""What one scenario holds between its steps."""

from dataclasses import dataclass, field

from trackifi_accounting.domain.partners.parties import PartyKind

from tests.steps.driver import Chosen, Driver, Notice, Notices, Previewed
from tests.steps.moments import ActiveMoment
from tests.steps.procountor_side import ProcountorSide
from tests.steps.records import Records


@dataclass(slots=True)
class Scene:
    """Both sides, the keys in hand, and what the latest act showed.

    ``key`` is the one that would be pasted next, ``former`` the one before it, ``before`` Procountor's contents at a
    time that the scenario chose. ``active`` is there until the first step was taken.
    """

    driver: Driver
    procountor: ProcountorSide
    records: Records
    key: str = ""
    former: str = ""
    seen: Notices = ()
    previewed: Previewed | None = None
    batch: str = ""
    before: dict[str, str] = field(default_factory=dict)
    active: ActiveMoment | None = None

    def take_key(self, key: str) -> None:
        """A key comes to hand."""
        self.former, self.key = self.key, key

    def activate(self) -> None:
        """Have the integration active with a fresh key."""
        self.take_key(self.procountor.new_key())
        assert not [one for one in self.driver.activate(self.key) if one.code != "right_missing"]

    def be_active(self) -> None:
        """Have the integration active; what others have been through alike is not gone through again."""
        if self.active and (key := self.active.come_back(self.procountor)):
            self.take_key(key)
            return
        self.activate()
        if self.active:
            self.active.remember(self.procountor, self.key)

    def link(self, name: str, kind: PartyKind = PartyKind.CUSTOMER, *, to: str = "") -> None:
        """Have the party linked to the partner of the same or of another name."""
        self.records.party(name, kind)
        assert self.driver.save_links([Chosen(partner=to or name, party=name, kind=kind)]) == ()

    def click_create(self, number: str) -> None:
        """Click Create Procountor Invoice on the invoice with this number."""
        invoice = self.records.of(number)
        self.seen = self.driver.create_invoice(invoice.kind, invoice.id)

    def send_all(self) -> None:
        """Send every invoice, in order; the problems of all of them are seen."""
        shown = [self.driver.create_invoice(one.kind, one.id) for one in self.records.invoices]
        self.seen = tuple(notice for notices in shown for notice in notices)

    def send_together(self) -> None:
        """Send every invoice in one batch."""
        kind = self.records.invoices[0].kind
        self.batch = self.driver.send_together(kind, [one.id for one in self.records.invoices])

    def noticed(self, code: str) -> Notice:
        """The problem of this code that was shown last, which has to be there."""
        found = [one for one in self.seen if one.code == code]
        assert found, f"shown were: {[(one.code, one.about) for one in self.seen]}"
        return found[0]
