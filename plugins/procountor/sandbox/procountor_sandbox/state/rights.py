"""What a user may do, in the shape of GET /users/rights (Procountor API 26.04, UserPermissions)."""

import copy
from typing import Any

ALL = "ALL_RIGHTS"
VIEW = "VIEWING_RIGHTS"
NONE = "NO_ACCESS"

Rights = dict[str, dict[str, Any]]

_LEVELS = {
    "management": (
        "basicCompanyInfo basicAccountingInfo chartOfAccountsAndDefaultReports usersAndUserRights "
        "companyUserManagement setUpACompany importData notifications incomesRegisterCertificate groupLetter auditLog"
    ),
    "user": "editPersonalInfo",
    "sales": "salesOrGroupInvoices salesInvoiceSearch customerRegister productRegister",
    "purchases": "purchaseInvoices purchaseInvoiceSearch supplierRegister productRegister fixedAssetsRegister",
    "travelAndExpenses": "travelAndExpenseInvoices travelAndExpenseInvoiceSearch",
    "invoiceCirculation": "verification approval",
    "salaries": "payroll personRegister workingTimeTracking",
    "payments": (
        "payment salaryPayments markAsPaid markSalaryAsPaid directBankTransfer bankStatementAndReferencePayment "
        "paymentAllocation"
    ),
    "accounting": "journalReceipts journalReceiptSearch closingOfAccountTools accountingReports archive",
}
_LIMITS = {
    "user": "limitedDimensions blockSoloLoginToProcountor",
    "sales": "personalSalesInvoicesOnly",
    "purchases": "personalPurchaseInvoicesOnly",
    "travelAndExpenses": "personalTravelAndExpenseInvoiceOnly",
    "invoiceCirculation": "personalApprovalsOrVerificationsOnly",
    "salaries": "personalSalariesOnly personalWorkHourTrackingOnly",
    "accounting": "personalJournalReceiptsOnly preventCreatingEditingInvoices preventEditingAccountingPage",
}


def rights_of(level: str) -> Rights:
    """The same level everywhere and no limitation."""
    rights: Rights = {group: dict.fromkeys(names.split(), level) for group, names in _LEVELS.items()}
    for group, names in _LIMITS.items():
        rights[group] |= dict.fromkeys(names.split(), False)
    return rights


def with_changes(rights: Rights, changes: dict[str, dict[str, Any]]) -> Rights:
    """A copy with some values replaced; raises ValueError for a right or a level that does not exist."""
    changed = copy.deepcopy(rights)
    for group, names in changes.items():
        for name, value in names.items():
            known = changed.get(group, {})
            if name not in known:
                raise ValueError(f"There is no right {group}.{name}.")
            if type(value) is not type(known[name]):
                raise ValueError(f"{group}.{name} cannot be {value!r}.")
            if isinstance(value, str) and value not in {ALL, VIEW, NONE, "NOT_ENABLED"}:
                raise ValueError(f"{value!r} is no access level.")
            known[name] = value
    return changed


def may_view(rights: Rights, group: str, name: str) -> bool:
    """Viewing or all rights."""
    return rights[group][name] in {ALL, VIEW}


def may_change(rights: Rights, group: str, name: str) -> bool:
    """All rights."""
    return bool(rights[group][name] == ALL)


def is_limited(rights: Rights, group: str, name: str) -> bool:
    """A limitation such as "personal invoices only" is on."""
    return bool(rights[group][name])


_RECOMMENDED = {
    "management": {"basicCompanyInfo": VIEW},
    "sales": {
        "salesOrGroupInvoices": ALL,
        "salesInvoiceSearch": VIEW,
        "customerRegister": VIEW,
        "productRegister": VIEW,
    },
    "purchases": {
        "purchaseInvoices": ALL,
        "purchaseInvoiceSearch": VIEW,
        "supplierRegister": VIEW,
        "productRegister": VIEW,
    },
}
_RESTRICTIONS: dict[str, dict[str, dict[str, Any]]] = {
    "no-registers": {"sales": {"customerRegister": NONE}, "purchases": {"supplierRegister": NONE}},
    "own-invoices-only": {
        "sales": {"personalSalesInvoicesOnly": True},
        "purchases": {"personalPurchaseInvoicesOnly": True},
    },
    "no-sales-invoices": {"sales": {"salesOrGroupInvoices": NONE, "salesInvoiceSearch": NONE}},
    "no-purchase-invoices": {"purchases": {"purchaseInvoices": NONE, "purchaseInvoiceSearch": NONE}},
}
PROFILES: dict[str, Rights] = {
    "all": rights_of(ALL),
    "viewing": rights_of(VIEW),
    "none": rights_of(NONE),
    "recommended": with_changes(rights_of(NONE), _RECOMMENDED),
    **{name: with_changes(rights_of(ALL), changes) for name, changes in _RESTRICTIONS.items()},
}
"""Named sets of rights, for seeding and for the admin API."""
