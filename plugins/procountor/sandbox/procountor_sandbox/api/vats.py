"""VAT percentages and statuses."""

from decimal import Decimal

from procountor_sandbox.api.calls.call import Call, Routes, answer_json
from procountor_sandbox.serving.answer import Answer
from procountor_sandbox.serving.refusals import bad_parameter

_COUNTRIES = {
    "FI": ("25.50", "24.00", "14.00", "13.50", "10.00", "0.00"),
    "SE": ("25.00", "12.00", "6.00", "0.00"),
    "DK": ("25.00", "0.00"),
    "NO": ("25.00", "15.00", "12.00", "0.00"),
    "EE": ("24.00", "13.00", "9.00", "0.00"),
    "DE": ("19.00", "7.00", "0.00"),
}


def vat_default(call: Call) -> Answer:
    """GET /vats/default; the country is a plain name here."""
    company = call.company
    percentages = [
        {"vatPercent": rate.percent.quantize(Decimal("0.01")), "sales": rate.sales, "purchase": rate.purchase}
        for rate in company.vat_rates
    ]
    statuses = [
        {"vatStatus": entry.id, "description": entry.description, "sales": entry.sales, "purchase": entry.purchase}
        for entry in company.vat_statuses
    ]
    countries = [{"country": company.country.capitalize(), "percentages": percentages}]
    return answer_json({"vatInformation": countries, "vatStatuses": statuses})


def vat_settings(call: Call) -> Answer:
    """GET /vats/settings: sales prices without VAT, purchase prices with it, as in a new environment."""
    del call
    return answer_json({"unitPricesIncludeVatSales": False, "unitPricesIncludeVatPurchase": True})


def vat_country(call: Call) -> Answer:
    """GET /vats/country."""
    code = call.query.text("countryCode")
    if code not in _COUNTRIES:
        raise bad_parameter("countryCode", "no country with known VAT percentages")
    return answer_json({"vatPercentages": [Decimal(percent) for percent in _COUNTRIES[code]]})


ROUTES: Routes = {
    ("GET", "/vats/default"): vat_default,
    ("GET", "/vats/settings"): vat_settings,
    ("GET", "/vats/country"): vat_country,
}
