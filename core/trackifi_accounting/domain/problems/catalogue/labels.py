"""What people call a field of an invoice; problems name it by its path."""

import re
from collections.abc import Mapping
from typing import Final

_LINE = re.compile(r"lines\[(\d+)\]")

_LABELS: Final[Mapping[str, tuple[str, str]]] = {
    "company": ("Your company", "Oma yritys"),
    "party": ("Customer or freelancer", "Asiakas tai freelancer"),
    "creator": ("Made by", "Tekijä"),
    "created": ("Created", "Luotu"),
    "kind": ("Kind of invoice", "Laskun laji"),
    "partner": ("Business partner", "Liikekumppani"),
    "number": ("Invoice number", "Laskun numero"),
    "issued": ("Invoice date", "Laskun päiväys"),
    "due": ("Due date", "Eräpäivä"),
    "currency": ("Currency", "Valuutta"),
    "currency_rate": ("Exchange rate", "Valuuttakurssi"),
    "language": ("Language", "Kieli"),
    "payment_reference": ("Payment reference", "Viitenumero"),
    "order_reference": ("Order reference", "Tilausviite"),
    "project_number": ("Project number", "Projektinumero"),
    "interest_percent": ("Interest on late payment", "Viivästyskorko"),
    "credited": ("Credited invoice", "Hyvitettävä lasku"),
    "message": ("Message", "Viesti"),
    "notes": ("Notes", "Muistiinpanot"),
    "document": ("PDF", "PDF"),
    "totals": ("Totals", "Summat"),
    "lines": ("Lines", "Rivit"),
    "other": ("Other details", "Muut tiedot"),
    "default_product": ("Default product", "Oletustuote"),
    "name": ("name", "nimi"),
    "quantity": ("quantity", "määrä"),
    "unit": ("unit", "yksikkö"),
    "unit_price": ("unit price", "yksikköhinta"),
    "vat": ("VAT", "ALV"),
    "rate": ("rate", "kanta"),
    "category": ("category", "luokka"),
    "reason": ("reason", "peruste"),
    "discount_percent": ("discount", "alennus"),
    "comment": ("comment", "selite"),
    "product": ("product", "tuote"),
    "starts": ("first day", "alkupäivä"),
    "ends": ("last day", "loppupäivä"),
    "business_id": ("business ID", "Y-tunnus"),
    "vat_number": ("VAT number", "ALV-numero"),
    "customer_number": ("customer number", "asiakasnumero"),
    "email": ("email", "sähköposti"),
    "contact_person": ("contact person", "yhteyshenkilö"),
    "iban": ("IBAN", "IBAN"),
    "bic": ("BIC", "BIC"),
    "e_invoice": ("e-invoice", "verkkolasku"),
    "operator": ("operator", "välittäjä"),
    "ovt": ("OVT code", "OVT-tunnus"),
    "address": ("address", "osoite"),
    "delivery_address": ("delivery address", "toimitusosoite"),
    "street": ("street", "katuosoite"),
    "specifier": ("address line 2", "osoitteen tarkenne"),
    "postcode": ("postcode", "postinumero"),
    "city": ("city", "postitoimipaikka"),
    "country": ("country", "maa"),
    "order_number": ("order number", "tilausnumero"),
    "agreement_number": ("agreement number", "sopimusnumero"),
    "accounting_code": ("accounting code", "tiliöintitunniste"),
    "delivery_site": ("delivery site", "toimituspaikka"),
    "tender_reference": ("tender reference", "tarjouspyynnön viite"),
    "buyer_reference": ("buyer reference", "ostajan viite"),
}
_SILENT = frozenset({"references", "address"})


def label_of(path: str, *, language: str) -> str:
    """The field's name in en or fi, such as "Line 3, comment" for ``lines[2].comment``; an unknown part as it is."""
    *group, last = path.split(".")
    parts = [part for part in group if part not in _SILENT] + [last]
    return ", ".join(_part(part, finnish=language == "fi") for part in parts)


def _part(part: str, *, finnish: bool) -> str:
    if line := _LINE.fullmatch(part):
        return f"{'Rivi' if finnish else 'Line'} {int(line[1]) + 1}"
    return _LABELS[part][finnish] if part in _LABELS else part
