"""The rig's own verdict: books, host and middle held against each other, without asking the product what it thinks.

Only in the end is read what the product says, and only to see that nothing which is wrong was kept silent.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, PdfState
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.values.references import CompanyId

from tests.resilience.middle.books import Hand, Stand
from tests.resilience.middle.said import Said
from tests.resilience.rig.stock import Asked

CENT = Decimal("0.01")
HALF = frozenset({"number_taken", "several_found"})
"""Questions that tell of a second one without its number."""
PROMPT = 60.0
"""Seconds: what was booked so soon after its intent is not late."""
PERMISSION = timedelta(seconds=10)
"""So long before the end of its permission an intent was written."""
GRACE = 30.0
"""Seconds of the rig's time: a look is at most a few old, the permission ten; a number typed before that was seen."""


@dataclass(slots=True)
class Verdict:
    """Every list of ``faults`` is to be empty. What the middle made by itself is only counted, once it is told."""

    missing: list[str] = field(default_factory=list)
    twice_by_us: list[str] = field(default_factory=list)
    booked_over: list[str] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)
    wrong_sum: list[str] = field(default_factory=list)
    wrong_pdf: list[str] = field(default_factory=list)
    second_pdf_by_us: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    half_told: list[str] = field(default_factory=list)
    needless: list[str] = field(default_factory=list)
    misnamed: list[str] = field(default_factory=list)
    not_settled: list[str] = field(default_factory=list)
    oracles_apart: list[str] = field(default_factory=list)
    doubled_by_others: list[str] = field(default_factory=list)
    second_pdf_by_middle: list[str] = field(default_factory=list)
    booked_blindly: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @property
    def faults(self) -> dict[str, list[str]]:
        """What is wrong, by kind; {} when all is well."""
        return {one.name: found for one in fields(self)[:-4] if (found := getattr(self, one.name))}

    @property
    def counts(self) -> dict[str, int]:
        """How many of each kind."""
        return {one.name.replace("_", " "): len(getattr(self, one.name)) for one in fields(self)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What is held against each other. ``touched`` are company and number that a fault, a person or another met;

    ``edited`` are the sums that Trackifi has now where somebody changed an invoice after it was sent, ``blinded``
    companies and kinds of which a search was given an answer that was not its own.
    """

    asked: Sequence[Asked]
    remotes: Mapping[CompanyId, int]
    stands: Sequence[Stand]
    deliveries: Mapping[CompanyId, Sequence[Delivery]]
    said: Mapping[CompanyId, Sequence[Said]]
    typed: Mapping[tuple[int, int], float]
    before: Mapping[str, str]
    after: Mapping[str, str]
    touched: frozenset[tuple[int, str]]
    edited: Mapping[tuple[CompanyId, str], Decimal]
    blinded: frozenset[tuple[int, str]]


def judged(sides: Sides) -> Verdict:
    """Invoice by invoice, sum by sum, file by file."""
    return _Judge(sides).verdict()


class _Judge:
    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        self._found = Verdict()
        self._of_key: dict[tuple[int, str, str], list[Stand]] = defaultdict(list)
        for stand in sides.stands:
            self._of_key[stand.key].append(stand)
        self._delivery = {
            (one.company, one.kind.value, one.invoice): one for all_ in sides.deliveries.values() for one in all_
        }

        self._said: dict[CompanyId, dict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
        for company, items in sides.said.items():
            for item in items:
                for word in item.words:
                    self._said[company][word].append(item)

    def verdict(self) -> Verdict:
        holders: dict[tuple[int, str, str], list[Asked]] = defaultdict(list)
        for one in self._sides.asked:
            holders[self._key(one)].append(one)
        for key, those in holders.items():
            self._numbers(key, those)
            for one in those:
                self._delivered(one, self._of_key[key])
                self._edited(one)
            self._named(key, those)
        wanted = {stand.id for key in holders for stand in self._of_key[key]}
        self._found.unasked += [
            _name(one) for one in self._sides.stands if one.hand is not Hand.PERSON and one.id not in wanted
        ]
        self._changed()
        return self._found

    def _key(self, one: Asked) -> tuple[int, str, str]:
        return self._sides.remotes[one.company], one.invoice.kind.value, str(one.invoice.number)

    def _numbers(self, key: tuple[int, str, str], holders: list[Asked]) -> None:
        """How many stand of one number, whoever made them; each surplus one must be told with both numbers."""
        stands = self._of_key[key]
        ours = [one for one in stands if one.hand is Hand.US]
        self._found.twice_by_us += [_name(one) for one in ours[1:]]
        blind = self._found.booked_blindly if key[:2] in self._sides.blinded else self._found.booked_over
        for one in ours:
            blind += [_name(one) for other in stands if self._plain_before(other, one)]
        doubles = [one for one in stands if one is not (ours or stands)[0]]
        self._found.doubled_by_others += [_name(one) for one in doubles if one.hand is not Hand.US]
        for second in doubles:
            self._told(holders, second, [other for other in stands if other is not second])
        for stand in stands:
            if stand.hand is not Hand.PERSON:
                self._files(holders, stand)

    def _plain_before(self, other: Stand, ours: Stand) -> bool:
        """Whether a person's was there so long before our bytes came that it must have been seen."""
        if other.hand is not Hand.PERSON or ours.asked is None:
            return False
        return self._sides.typed.get((other.company, other.id), 0.0) + GRACE < ours.asked

    def _told(self, holders: list[Asked], second: Stand, others: list[Stand]) -> None:
        about = [item for one in holders for item in self._about(one.company, second.own_number)]
        these, those = {second.number, str(second.id)}, {word for one in others for word in (one.number, str(one.id))}
        if not any(item.words & these and item.words & those for item in about):
            half = any(item.words & these or item.code in HALF for item in about)
            (self._found.half_told if half else self._found.silent).append(f"two of {_name(second)}")

    def _files(self, holders: list[Asked], stand: Stand) -> None:
        right = {_digest(one.pdf) for one in holders}
        wrong = [one for one in stand.files if one.digest not in right]
        good = [one for one in stand.files if one.digest in right]
        by_us = [one for one in good if one.hand is Hand.US]
        self._found.wrong_pdf += [f"{one.name} at {_name(stand)}" for one in wrong]
        self._found.second_pdf_by_us += [f"{one.name} at {_name(stand)}" for one in by_us[1:]]
        if len(good) > 1 and len(by_us) < 2:
            self._found.second_pdf_by_middle.append(f"{good[1].name} at {_name(stand)}")
        if len(stand.files) > 1 and not self._files_told(holders, stand):
            self._found.silent.append(f"{len(stand.files)} files at {_name(stand)}")

    def _files_told(self, holders: list[Asked], stand: Stand) -> bool:
        return any(item.about_files for one in holders for item in self._about(one.company, stand.own_number))

    def _about(self, company: CompanyId, number: str) -> Sequence[Said]:
        return self._said[company].get(number, ())

    def _edited(self, one: Asked) -> None:
        """Who changed what was sent is told the sum that it has now."""
        now = self._sides.edited.get((one.company, str(one.invoice.number)))
        if now is not None and not any(
            str(now) in item.words for item in self._about(one.company, str(one.invoice.number))
        ):
            self._found.silent.append(f"{one.company} {one.invoice.number}: {now} now")

    def _named(self, key: tuple[int, str, str], holders: list[Asked]) -> None:
        """Ours is never called somebody else's, and what came at once never late."""
        stands = self._of_key[key]
        alone = len(holders) == 1 and stands and all(one.hand is not Hand.PERSON for one in stands)
        for one in holders:
            codes = {item.code for item in self._about(one.company, str(one.invoice.number))}
            if alone and "number_taken" in codes:
                self._found.misnamed.append(f"{one.company} {one.invoice.number}: somebody else's")
            if alone and "late_commit" in codes and all(self._prompt(one, stand) for stand in stands):
                self._found.misnamed.append(f"{one.company} {one.invoice.number}: late")

    def _prompt(self, one: Asked, stand: Stand) -> bool:
        """Whether it was booked soon after one of its intents: neither the middle nor a machine's sleep came between."""
        delivery = self._delivery.get((one.company, one.invoice.kind.value, one.invoice.id))
        if delivery is None or delivery.sent_at is None or delivery.not_after is None or stand.at is None:
            return False
        intents = (delivery.sent_at, delivery.not_after - PERMISSION)
        return any(0 <= stand.at - intent.timestamp() < PROMPT for intent in intents)

    def _delivered(self, one: Asked, stands: list[Stand]) -> None:
        """What its delivery says, held against what stands."""
        delivery = self._delivery.get((one.company, one.invoice.kind.value, one.invoice.id))
        name = f"{one.company} {one.invoice.number}"
        if delivery is None:
            self._found.missing.append(f"{name}: no delivery")
        elif delivery.state is DeliveryState.SENT:
            self._sent(one, delivery, stands, name)
        elif delivery.state is DeliveryState.NEEDS_ATTENTION and delivery.problems:
            codes = ", ".join(problem.code for problem in delivery.problems)
            self._found.asked.append(f"{name}: {codes}")
            if (self._sides.remotes[one.company], str(one.invoice.number)) not in self._sides.touched:
                self._found.needless.append(f"{name}: {codes}")
        else:
            self._found.not_settled.append(f"{name}: {delivery.state}")

    def _sent(self, one: Asked, delivery: Delivery, stands: list[Stand], name: str) -> None:
        mine = [stand for stand in stands if str(stand.id) == delivery.remote and stand.hand is not Hand.PERSON]
        if not mine and not delivery.foreign:
            self._found.missing.append(f"{name}: said to be {delivery.remote_number or delivery.remote}")
            return
        for stand in mine:
            day, partner = one.invoice.issued.isoformat(), delivery.partner
            if stand.total != own_sum(one.invoice):
                self._found.wrong_sum.append(f"{_name(stand)}: {stand.total}, not {own_sum(one.invoice)}")
            if (stand.day, str(stand.partner)) != (day, partner):
                self._found.unasked.append(f"{_name(stand)}: {stand.day} {stand.partner}, not {day} {partner}")
            if delivery.pdf_state is PdfState.ATTACHED and _digest(one.pdf) not in {f.digest for f in stand.files}:
                self._found.wrong_pdf.append(f"none at {_name(stand)}")
        if delivery.pdf_state not in {PdfState.ATTACHED, PdfState.NEEDS_ATTENTION}:
            self._found.not_settled.append(f"{name}: its PDF is {delivery.pdf_state}")

    def _changed(self) -> None:
        """What was there before, or was made by people, is as it was; nothing goes to it, not even a file."""
        self._found.changed += _differing(self._sides.before, self._sides.after)


def own_sum(invoice: Invoice) -> Decimal:
    """With VAT, by the rig's own arithmetic: lines in cents, VAT on their sum by rate."""
    nets: dict[Decimal, Decimal] = defaultdict(Decimal)
    for line in invoice.lines:
        nets[line.vat.rate] += _cents(line.quantity * line.unit_price)
    return sum((net + _cents(net * rate / 100) for rate, net in nets.items()), start=Decimal(0))


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> Iterable[str]:
    return [name for name, digest in before.items() if after.get(name) != digest]


def _name(stand: Stand) -> str:
    return f"{stand.company} {stand.own_number} ({stand.number}, {stand.hand})"
