"""Settings of an installation: a closed list of addresses, and loopback for the sandbox."""

import pytest
from trackifi_accounting.domain.values.secrets import Secret
from trackifi_procountor.errors.translate import SettingInvalid
from trackifi_procountor.settings import settings_from


def given(**values):
    return settings_from({name: Secret(value) for name, value in ({"client_secret": "s"} | values).items()})


def test_production_is_meant_when_nothing_is_said():
    assert given().base == "https://api.procountor.com/supported/api"
    assert given().client_id == "trackifiClient"


def test_the_test_environment_has_an_address_of_its_own():
    assert given(environment="test").base == "https://pts-api.procountor.com/supported/api"


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("http://127.0.0.1:8090", "http://127.0.0.1:8090/api"),
        ("http://127.0.0.1:8090/", "http://127.0.0.1:8090/api"),
        ("http://127.0.0.1:8090/api/", "http://127.0.0.1:8090/api"),
        ("http://localhost:8090/v2604/api", "http://localhost:8090/v2604/api"),
        ("http://[::1]:8090", "http://[::1]:8090/api"),
    ],
)
def test_the_sandbox_is_on_this_machine(url, base):
    assert given(environment="sandbox", sandbox_url=url).base == base


@pytest.mark.parametrize(
    "url",
    [
        "http://10.0.0.1:8090",
        "https://api.procountor.com.evil.example",
        "http://127.0.0.1.evil.example",
        "http://127.0.0.1@evil.example",
        "ftp://127.0.0.1",
        "http://127.0.0.1:99999",
        "http://127.0.0.1/api?x=1",
        "127.0.0.1:8090",
        "http://",
    ],
)
def test_no_other_address_is_a_sandbox(url):
    with pytest.raises(SettingInvalid) as told:
        given(environment="sandbox", sandbox_url=url)
    assert told.value.facts == {"setting": "sandbox_url"}


@pytest.mark.parametrize(
    ("values", "setting"), [({"environment": "staging"}, "environment"), ({"client_secret": ""}, "client_secret")]
)
def test_a_wrong_setting_is_named_and_its_value_is_not_told(values, setting):
    with pytest.raises(SettingInvalid) as told:
        given(**values)
    assert told.value.facts == {"setting": setting}


@pytest.mark.parametrize(
    "text",
    ["25.5", "x ..2024-08-31", "24 2024-13-01..", "24 2024-09-01..2024-08-31", "24 ..2024-08-31; 14 ..", "-1 .."],
)
def test_days_of_a_rate_that_cant_be_read_are_said_to_be_a_setting(text):
    with pytest.raises(SettingInvalid) as told:
        given(vat_periods=text)
    assert told.value.facts == {"setting": "vat_periods"}


def test_days_of_rates_are_read_with_one_open_end_or_both():
    periods = given(vat_periods=" 24 ..2024-08-31, 25.5 2024-09-01 .. ,10 ..").vat_periods
    assert [(str(one.percent), one.first and one.first.year, one.last and one.last.year) for one in periods] == [
        ("24", None, 2024),
        ("25.5", 2024, None),
        ("10", None, None),
    ]
    assert given().vat_periods == ()
