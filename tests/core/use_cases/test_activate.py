"""Activate, update and disable: a key is proved before it is kept, and belongs to one remote company for good."""

import pytest
from trackifi_accounting.domain.activation.integrations import IntegrationState
from trackifi_accounting.domain.values.references import CompanyId
from trackifi_accounting.errors import (
    CredentialsRejected,
    NotActivated,
    NotFound,
    ProviderUnavailable,
    WrongRemoteCompany,
)
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY, memory_credentials

from tests.core.doubles import TEST_KEY
from tests.core.use_cases.world import ACME, OTHER_KEY, contents


def kept_key(world, generation):
    return world.vault.fetch(ACME, MEMORY, generation=generation)["api_key"].reveal()


def test_activation_keeps_the_key_pins_the_company_and_imports(world):
    world.add_partner(identity="p1")
    activated = world.activated()
    assert (activated.integration.state, activated.problem) == (IntegrationState.ACTIVE, None)
    assert activated.integration.remote.name == "Northern Specimen Oy"
    assert (activated.imported.after.customers, activated.imported.after.products) == (1, 1)
    assert kept_key(world, 1) == TEST_KEY


def test_a_key_is_trimmed_before_it_is_tried_and_kept(world):
    world.activated(f"  {TEST_KEY}\n")
    assert kept_key(world, 1) == TEST_KEY


@pytest.mark.parametrize("key", ["test-key-mistyped", "", "short", "Dear Anna, the key is test-key-northern-1"])
def test_a_mistyped_key_is_not_kept(world, key):
    with pytest.raises(CredentialsRejected):
        world.activated(key)
    assert world.integration() is None
    with pytest.raises(NotActivated):
        kept_key(world, 1)


def test_what_can_not_be_a_key_is_refused_without_a_call(world):
    with pytest.raises(CredentialsRejected):
        world.activated("short")
    assert not world.books.calls


def test_a_key_that_could_not_be_tried_is_not_kept(world):
    world.books.down_after = 0
    with pytest.raises(ProviderUnavailable):
        world.activated()
    assert world.integration() is None


@pytest.mark.parametrize("calls", [2, 3, 4])
def test_a_failing_import_does_not_undo_the_activation(world, calls):
    world.add_partner()
    world.books.down_after = calls
    activated = world.activated()
    assert (activated.imported, activated.problem.code) == (None, "provider_unavailable")
    assert world.integration().state is IntegrationState.ACTIVE
    world.books.down_after = None
    assert world.synced().after.customers == 1


def test_an_unknown_company_is_refused_before_the_key_is_tried(world):
    with pytest.raises(NotFound):
        world.activate(CompanyId("nobody"), MEMORY, memory_credentials(TEST_KEY), by="anna")
    assert not world.books.calls


def test_a_new_key_of_the_same_company_replaces_the_old_one(world):
    world.activated()
    world.books.keys["test-key-northern-2"] = world.books.keys[TEST_KEY]
    updated = world.updated("test-key-northern-2")
    assert updated.key_generation == 2
    assert kept_key(world, 2) == "test-key-northern-2"
    with pytest.raises(CredentialsRejected):
        kept_key(world, 1)


def test_a_mistyped_new_key_leaves_the_old_one_in_use(world):
    world.activated()
    with pytest.raises(CredentialsRejected):
        world.updated("test-key-mistyped")
    assert kept_key(world, 1) == TEST_KEY
    world.synced()


def test_a_key_of_another_company_changes_nothing(world):
    world.activated()
    before = world.integration()
    with pytest.raises(WrongRemoteCompany) as refused:
        world.updated(OTHER_KEY)
    assert refused.value.facts == {"remote": "Southern Specimen Oy", "pinned": "Northern Specimen Oy"}
    assert world.integration() == before
    assert kept_key(world, 1) == TEST_KEY


def test_a_revoked_key_is_noted_until_a_new_one_is_given(world):
    world.activated()
    user = world.books.keys.pop(TEST_KEY)
    with pytest.raises(CredentialsRejected):
        world.synced()
    assert world.integration().state is IntegrationState.NEEDS_ATTENTION
    assert world.integration().problem.code == "key_rejected"
    world.books.keys["test-key-northern-2"] = user
    world.updated("test-key-northern-2")
    assert (world.integration().state, world.integration().problem) == (IntegrationState.ACTIVE, None)


def test_a_key_that_can_not_be_opened_any_more_is_said_to_be_unreadable(world):
    world.activated()
    world.vault.unreadable = True
    with pytest.raises(CredentialsRejected):
        world.synced()
    assert world.integration().problem.code == "key_unreadable"


def test_disabling_destroys_the_key_and_keeps_links_and_history(world):
    invoice = world.ready_to_send().add_invoice()
    world.press_send(invoice)
    disabled = world.disable(ACME, MEMORY, by="anna")
    assert disabled.integration.state is IntegrationState.DISABLED
    assert disabled.links == 1
    assert disabled.deliveries["sent"] == 1
    with pytest.raises(NotActivated):
        kept_key(world, 1)


def test_a_disabled_integration_makes_no_call(world):
    invoice = world.ready_to_send().add_invoice()
    world.disable(ACME, MEMORY, by="anna")
    before = world.books.calls.total()
    with pytest.raises(NotActivated):
        world.press_send(invoice)
    with pytest.raises(NotActivated):
        world.synced()
    with pytest.raises(NotActivated):
        world.updated(TEST_KEY)
    assert world.books.calls.total() == before


def test_enabling_again_sends_nothing_twice(world):
    invoice = world.ready_to_send().add_invoice()
    world.press_send(invoice)
    world.disable(ACME, MEMORY, by="anna")
    world.activated()
    assert world.links()["p1"].stale is None
    world.press_send(invoice)
    assert len(contents(world.books)) == 1


def test_enabling_again_with_another_company_is_refused(world):
    world.activated()
    world.disable(ACME, MEMORY, by="anna")
    with pytest.raises(WrongRemoteCompany):
        world.activated(OTHER_KEY)
    assert world.integration().state is IntegrationState.DISABLED


def test_what_was_never_activated_can_not_be_disabled(world):
    with pytest.raises(NotActivated):
        world.disable(ACME, MEMORY, by="anna")


def test_a_key_that_comes_to_open_another_company_is_told_with_the_names_of_both(world):
    world.ready_to_send()
    world.other_books.keys[TEST_KEY] = world.books.keys.pop(TEST_KEY)
    with pytest.raises(WrongRemoteCompany) as refused:
        world.synced()
    assert refused.value.facts["pinned"] == "Northern Specimen Oy"
    assert world.integration().problem.facts["pinned"] == "Northern Specimen Oy"
