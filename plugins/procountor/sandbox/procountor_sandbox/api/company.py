"""The session, its user and its company."""

from procountor_sandbox.api.calls.call import Call, Routes, answer_json
from procountor_sandbox.serving.answer import Answer
from procountor_sandbox.serving.refusals import no_rights
from procountor_sandbox.state.rights import may_view

API_VERSION = "26.04"


def status(call: Call) -> Answer:
    """GET /status."""
    return answer_json(
        {
            "name": "Procountor API (sandbox)",
            "version": API_VERSION,
            "status": call.world.status,
            "procountorVersion": API_VERSION,
        }
    )


def session_info(call: Call) -> Answer:
    """GET /sessioninfo."""
    company = call.company
    return answer_json(
        {
            "companyId": company.id,
            "name": company.name,
            "country": company.country,
            "productVersion": company.product_version,
            "userId": call.user.id,
            "userName": call.user.username,
            "companySettings": {"invoiceDiscussionEnabled": True},
        }
    )


def user(call: Call) -> Answer:
    """GET /users."""
    person = call.user
    return answer_json(
        {
            "id": person.id,
            "username": person.username,
            "companyId": call.company.id,
            "countryCode": call.company.country,
            "loginMethod": "FINAGO_KEY",
            "firstName": person.first_name,
            "lastName": person.last_name,
            "email": f"{person.username}@sandbox.example",
            "mobilePhone": "+358 00 000000",
        }
    )


def user_rights(call: Call) -> Answer:
    """GET /users/rights."""
    return answer_json({"role": call.user.role, "rights": call.user.rights})


def company_info(call: Call) -> Answer:
    """GET /company."""
    _require_company_info(call)
    company = call.company
    address = {"street": company.street, "zip": company.zip, "city": company.city, "country": company.country}
    return answer_json(
        {
            "id": company.id,
            "name": company.name,
            "country": company.country,
            "productVersion": company.product_version,
            "operationType": company.operation_type,
            "companyAddress": address,
            "billingAddress": address,
            "inTradeRegister": True,
            "businessIdentifier": {"brnType": "FI", "code": company.business_id},
            "accountingCoaLanguages": ["FINNISH"],
            "companyCurrency": company.currency,
            "currencyRateSearchDensity": "DAILY_EXCHANGE_RATE",
        }
    )


def usage_settings(call: Call) -> Answer:
    """GET /company/usagesettings; Documents is not among what it tells."""
    _require_company_info(call)
    settings = call.company.settings
    return answer_json(
        {
            "defaultInvoiceChannel": settings.default_channel,
            "cashDiscount": {
                "cashDiscountForSales": settings.cash_discount_sales,
                "cashDiscountForPurchase": settings.cash_discount_purchases,
            },
            "accountingByRow": {
                "salesInvoicePosting": settings.sales_by_row,
                "purchaseInvoicePosting": settings.purchases_by_row,
                "travelAndExpenseInvoicePosting": False,
                "salaryPosting": False,
            },
        }
    )


def _require_company_info(call: Call) -> None:
    if not may_view(call.user.rights, "management", "basicCompanyInfo"):
        raise no_rights()


def logout(call: Call) -> Answer:
    """POST /logout: the token ends (seen in a client, not in the document)."""
    call.world.tokens.pop(call.request.headers["authorization"].partition(" ")[2].strip(), None)
    return answer_json({"message": "Logged out"})


ROUTES: Routes = {
    ("POST", "/logout"): logout,
    ("GET", "/status"): status,
    ("GET", "/sessioninfo"): session_info,
    ("GET", "/users"): user,
    ("GET", "/users/rights"): user_rights,
    ("GET", "/company"): company_info,
    ("GET", "/company/usagesettings"): usage_settings,
}
