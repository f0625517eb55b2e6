"""What a new sandbox starts with."""

from calendar import monthrange
from dataclasses import replace
from datetime import date
from decimal import Decimal

from procountor_sandbox.state.access import ApiClient, User
from procountor_sandbox.state.clock import Clock
from procountor_sandbox.state.company import (
    Company,
    CompanyAccount,
    FiscalYear,
    TrackingPeriod,
    VatRate,
    VatStatus,
)
from procountor_sandbox.state.partners import PERSON, SUPPLIER, Partner
from procountor_sandbox.state.products import Product
from procountor_sandbox.state.rights import PROFILES
from procountor_sandbox.state.seed.generated import add_generated
from procountor_sandbox.state.world import World
from procountor_sandbox.values import data
from procountor_sandbox.values.finnish import business_id, iban

CLOSED_MONTHS_LAST_YEAR = 6
"""The first half of last year is closed, so that a date can fall into a closed period."""
OPERATOR = "TESTFIHH"
_STREETS = ("Koekatu", "Testitie", "Mallikuja", "Näytepolku")
_TOWNS = (("00100", "Helsinki"), ("33100", "Tampere"), ("20100", "Turku"), ("90100", "Oulu"))


def new_world(*, api_key: str | None = None, documents: bool = True, partners: int = 0, latency: float = 0.0) -> World:
    """Two companies, two API clients, and one key of the first company. ``latency`` is in seconds."""
    world = World(latency=latency)
    for client, secret in (
        (data.CLIENT_ID, data.CLIENT_SECRET),
        (data.OTHER_CLIENT_ID, data.OTHER_CLIENT_SECRET),
    ):
        world.clients[client] = ApiClient(client_id=client, client_secret=secret)
    first = _company(data.FIRST_COMPANY_ID, data.FIRST_COMPANY, 9000001, world.clock)
    second = _company(data.SECOND_COMPANY_ID, data.SECOND_COMPANY, 9000012, world.clock)
    first.settings.documents = documents
    _fill_first(first, world.clock)
    _fill_second(second, world.clock)
    add_generated(first.partners, partners, world.clock)
    world.companies = {first.id: first, second.id: second}
    world.issue_key(
        company_id=first.id,
        client_id=data.CLIENT_ID,
        user_id=data.TECHNICAL_USER_ID,
        description="Made at start",
        value=api_key,
    )
    return world


def _company(company_id: int, name: str, base: int, clock: Clock) -> Company:
    company = Company(
        id=company_id,
        name=name,
        business_id=business_id(base) or "",
        street="Hiekkatie 1",
        zip="00100",
        city="Helsinki",
    )
    company.users = {user.id: user for user in (_technical_user(), _person())}
    company.vat_rates = [VatRate(percent=Decimal(rate), sales=s, purchase=p) for rate, s, p in data.VAT_RATES]
    company.vat_statuses = [
        VatStatus(id=number, description=text, sales=s, purchase=p, domestic=domestic)
        for number, text, s, p, domestic in data.VAT_STATUSES
    ]
    company.fiscal_years = _fiscal_years(clock.today().year)
    return company


def _technical_user() -> User:
    return User(
        id=data.TECHNICAL_USER_ID,
        username="trackifi.api",
        first_name="Trackifi",
        last_name="Rajapinta",
        role="Technical user",
        rights=PROFILES["all"],
    )


def _person() -> User:
    return User(
        id=data.PERSON_USER_ID,
        username="koekirjanpitaja",
        first_name="Kaisa",
        last_name="Koekirjanpitäjä",
        role="Accountant",
        rights=PROFILES["all"],
    )


def _fiscal_years(this_year: int) -> list[FiscalYear]:
    """Two years back is closed, last year partly, this and the next one are open."""
    years = []
    for offset, year in enumerate(range(this_year - 2, this_year + 2)):
        periods = [
            TrackingPeriod(
                id=offset * 100 + month,
                start=date(year, month, 1),
                end=date(year, month, monthrange(year, month)[1]),
                status=_period_status(year - this_year, month),
            )
            for month in range(1, 13)
        ]
        status = "CLOSED" if offset == 0 else "OPEN"
        years.append(
            FiscalYear(id=offset + 1, start=date(year, 1, 1), end=date(year, 12, 31), status=status, periods=periods)
        )
    return years


def _period_status(years_from_now: int, month: int) -> str:
    closed = years_from_now < -1 or (years_from_now == -1 and month <= CLOSED_MONTHS_LAST_YEAR)
    return "CLOSED" if closed else "OPEN"


def _fill_first(company: Company, clock: Clock) -> None:
    version = clock.stamp(days_ago=400)
    for named in (*data.CUSTOMERS, *data.SUPPLIERS, *data.PERSONS):
        company.partners.add(_partner(named, version))
    rows = [("SALES", row) for row in data.SALES_PRODUCTS] + [("PURCHASE", row) for row in data.PURCHASE_PRODUCTS]
    for kind, row in [*rows, ("TRAVEL", data.TRAVEL_PRODUCT)]:
        company.products[row[0]] = _product(kind, row, version)
    company.products[2008].active = False
    company.products[2001].swedish = "Konsultering"
    company.accounts = [
        _account(1, data.FIRST_ACCOUNT, version, default=True),
        _account(2, data.SECOND_ACCOUNT, version, default=False),
        replace(_account(3, iban("FI", "90000012345678"), version, default=False), status="INACTIVE"),
    ]


def _fill_second(company: Company, clock: Clock) -> None:
    """The same ids as in the first company, other things behind them."""
    version = clock.stamp(days_ago=300)
    for named in data.CUSTOMERS[:4]:
        company.partners.add(
            _partner(replace(named, name=f"Sivuyrityksen {named.name}", base=named.base + 500), version)
        )
    company.partners.add(_partner(replace(data.SUPPLIERS[0], name="Sivuyrityksen toimittaja Tmi"), version))
    company.products[2001] = _product("SALES", (2001, "Sivutyö", "SIVU", "HOUR", "50.00", "25.5"), version)
    company.accounts = [_account(1, iban("FI", "90000099999999"), version, default=True)]


def _account(number: int, account: str, version: str, *, default: bool) -> CompanyAccount:
    return CompanyAccount(
        id=number,
        iban=account,
        bic="NDEAFIHH",
        bank="Koepankki",
        default_for_invoice=default,
        order=number,
        version=version,
    )


def _product(kind: str, row: tuple[int, str, str, str, str, str], version: str) -> Product:
    number, name, code, unit, price, vat = row
    return Product(
        id=number,
        type=kind,
        name=name,
        code=code,
        unit=unit,
        price=Decimal(price),
        vat=Decimal(vat),
        account="3000" if kind == "SALES" else "4000",
        version=version,
    )


def _partner(named: data.Named, version: str) -> Partner:
    identifier = (business_id(named.base) or business_id(named.base + 1) or "") if named.base else ""
    partner = Partner(
        id=named.id,
        type=named.type,
        name=named.name,
        active=named.active,
        version=version,
        identifier=identifier,
        country=named.country,
        channel=named.channel,
        language="SWEDISH" if named.country == "SWEDEN" else "FINNISH",
    )
    digits = identifier.replace("-", "")
    if named.channel == "ELECTRONIC_INVOICE":
        partner.einvoice_address = partner.ovt = f"0037{digits}"
        partner.einvoice_operator = OPERATOR
    if named.type == SUPPLIER:
        partner.iban = iban("FI", f"900000{digits:0>8}")
    if named.id == data.PUBLIC_BUYER_ID:
        partner.extras = (("buyerReferenceIdentifier", "KUNTA-4711"), ("agreementNumber", "SOP-2026-1"))
    return partner if named.type == PERSON else _reachable(partner)


def _reachable(partner: Partner) -> Partner:
    """With an address, a customer number, an e-mail address and somebody to talk to."""
    place = partner.id % 100
    partner.customer_number = str(partner.id - 900)
    partner.street = f"{_STREETS[place % 4]} {place}"
    partner.zip, partner.city = _TOWNS[place % 4]
    partner.email = f"laskut.{partner.id}@sandbox.example"
    partner.contact = f"Testi Yhteyshenkilö {place}"
    return partner
