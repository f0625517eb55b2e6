"""Products of one company."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(slots=True, kw_only=True)
class Product:
    """One entry of a product register. Prices are per unit, without VAT for sales."""

    id: int
    type: str
    name: str
    code: str
    unit: str
    price: Decimal
    vat: Decimal
    active: bool = True
    account: str = ""
    vat_status: int = 1
    group: int = 1
    version: str = ""
    swedish: str = ""

    def document(self, *, localized: bool) -> dict[str, Any]:
        """As the API shows it; price and VAT with six decimals (Procountor help centre, product fields)."""
        shown: dict[str, Any] = {
            "id": self.id,
            "type": self.type,
            "name": self.name,
            "code": self.code,
            "unit": self.unit,
            "discount": Decimal("0.0000"),
            "price": self.price.quantize(Decimal("0.000001")),
            "vat": self.vat.quantize(Decimal("0.000001")),
            "active": self.active,
            "defaultAccount": self.account,
            "vatStatus": self.vat_status,
            "currency": "EUR",
            "productGroupId": self.group,
            "version": self.version,
        }
        if localized and self.swedish:
            shown["productLocalizations"] = [{"language": "SWEDISH", "productName": self.swedish}]
        return shown
