"""A pasted key: cleaned at its ends, refused when it can't be one, and never stored before that."""

import pytest
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.domain.values.secrets import Credentials, Secret
from trackifi_accounting.errors import CredentialsRejected
from trackifi_accounting.testing.doubles.vault import MemoryVault
from trackifi_procountor.connection import Procountor

KEY = "abc.def-ghi_jkl.mno+/="


def vault():
    return Procountor().vault(MemoryVault())


def pasted(text):
    return Credentials(values={"api_key": Secret(text)})


@pytest.mark.parametrize(
    "text",
    [KEY, f" {KEY}\n", f"\r\n\t{KEY}\u00a0", f"\ufeff{KEY}\u200b", f'"{KEY}"', f"\u201c{KEY}\u201d"],
)
def test_what_copying_brings_along_is_taken_off(text):
    assert vault().check(pasted(text))["api_key"] == Secret(KEY)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\u200b", "empty"),
        ("x" * 4097, "too_long"),
        ("Hello,\nhere is the key: abc.def", "characters"),
        ("two words", "characters"),
        ("abc\x00def", "characters"),
        ("abc\ndef", "characters"),
        ("kirjanpito@yritys.example", "characters"),
        ("avåin.med.ääkköset", "characters"),
    ],
)
def test_what_cannot_be_a_key_is_not_kept(text, reason):
    with pytest.raises(CredentialsRejected) as told:
        vault().check(pasted(text))
    assert (told.value.code, told.value.facts) == ("key_malformed", {"reason": reason})


def test_a_key_of_four_thousand_characters_is_a_key():
    assert vault().check(pasted("x" * 4096))["api_key"] == Secret("x" * 4096)


def test_a_form_without_the_field_is_an_empty_key():
    with pytest.raises(CredentialsRejected):
        vault().check(Credentials(values={}))


def test_other_fields_of_the_form_are_dropped():
    cleaned = vault().check(Credentials(values={"api_key": Secret(KEY), "note": Secret("x")}))
    assert set(cleaned.values) == {"api_key"}


def test_keeping_and_forgetting_is_the_built_in_vaults_work():
    company, provider, built_in = CompanyId("c"), ProviderName("procountor"), MemoryVault()
    decorated = Procountor().vault(built_in)
    decorated.store(company, provider, pasted(KEY), generation=1)
    assert built_in.fetch(company, provider, generation=1)["api_key"] == Secret(KEY)
    assert decorated.fetch(company, provider, generation=1)["api_key"] == Secret(KEY)
    decorated.forget(company, provider)
    with pytest.raises(Exception, match="not_activated"):
        built_in.fetch(company, provider, generation=1)
