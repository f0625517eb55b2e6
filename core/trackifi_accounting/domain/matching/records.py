"""What matching knows about one business partner, customer or freelancer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One side of a possible link; texts are as their system shows them, nothing is cleaned beforehand.

    `other_names` are auxiliary, former and translated names. `person` is true for people, whose given and
    family name come in either order and who are never more than likely without an identifier.
    """

    id: str
    name: str
    business_id: str | None = None
    vat_number: str | None = None
    customer_number: str | None = None
    einvoice_address: str | None = None
    email: str | None = None
    city: str | None = None
    other_names: tuple[str, ...] = ()
    person: bool = False
