"""Settings of an installation: which Procountor, and as which API client."""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit

from trackifi_accounting.domain.values.secrets import Secret
from trackifi_accounting.plugins.offer import SettingField

from trackifi_procountor.codes.vat_periods import SETTING, RatePeriod, rate_periods
from trackifi_procountor.errors.translate import SettingInvalid

CLIENT_ID: Final = "trackifiClient"
HOSTS: Final[Mapping[str, str]] = {
    # Procountor API 26.04, "Examples" and the server list of its OpenAPI document. "supported" is the newest numbered
    # release and moves every three months: a fixed number would stop working after nine.
    "production": "https://api.procountor.com/supported/api",
    "test": "https://pts-api.procountor.com/supported/api",
}

FIELDS: Final = (
    SettingField(
        name="environment", help="Which Procountor to use: production, test or sandbox.", default="production"
    ),
    SettingField(
        name="sandbox_url",
        help="Address of the local sandbox, on this machine only; used when environment is sandbox.",
        default="http://127.0.0.1:8090/api",
    ),
    SettingField(name="client_id", help="Trackifi's API client at Procountor.", default=CLIENT_ID),
    SettingField(
        name=SETTING,
        help="First and last days of VAT percentages, such as: 7 ..2030-12-31, 8 2031-01-01.. (empty: none are known)",
        default="",
    ),
    SettingField(name="client_secret", help="The secret of that API client.", secret=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of an installation; ``base`` is the address below which the API's paths start."""

    base: str
    client_id: str
    client_secret: Secret
    vat_periods: tuple[RatePeriod, ...] = ()


def settings_from(values: Mapping[str, Secret]) -> Settings:
    """Check and complete what the installation sets.

    Raises:
        SettingInvalid: a value is missing or can't be right.
    """
    texts = {field.name: _text(values, field) for field in FIELDS if not field.secret}
    secret = values.get("client_secret")
    if secret is None or not secret.reveal():
        raise SettingInvalid(setting="client_secret")
    return Settings(
        base=_base(texts),
        client_id=texts["client_id"],
        client_secret=secret,
        vat_periods=rate_periods(texts[SETTING]),
    )


def _text(values: Mapping[str, Secret], field: SettingField) -> str:
    given = values.get(field.name)
    return (given.reveal().strip() if given is not None else "") or (field.default or "")


def _base(texts: Mapping[str, str]) -> str:
    environment = texts["environment"]
    if environment in HOSTS:
        return HOSTS[environment]
    if environment != "sandbox":
        raise SettingInvalid(setting="environment")
    return _loopback(texts["sandbox_url"])


def _loopback(url: str) -> str:
    try:
        parts = urlsplit(url)
        near = _is_loopback(parts) and parts.port != 0
    except ValueError:
        near = False
    if not near:
        raise SettingInvalid(setting="sandbox_url")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/') or '/api'}"


def _is_loopback(parts: SplitResult) -> bool:
    if parts.scheme not in {"http", "https"} or parts.query or parts.fragment or parts.username is not None:
        return False
    host = parts.hostname or ""
    return host == "localhost" or ip_address(host).is_loopback
