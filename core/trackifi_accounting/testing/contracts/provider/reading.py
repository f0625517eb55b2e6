"""The part of the provider contract about reading: the company, its registers, its rights."""

# ruff: noqa: D102 -- a test's name is its sentence.

from datetime import UTC, datetime, timedelta

import pytest

from trackifi_accounting.domain.activation.access import Capability
from trackifi_accounting.domain.partners.business_partners import PartnerRole
from trackifi_accounting.errors import CredentialsRejected, PermissionMissing, ProviderUnavailable
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.testing.contracts.provider.fixtures import ContractFixtures
from trackifi_accounting.testing.contracts.provider.provider_controls import ProviderControls

both_roles = pytest.mark.parametrize("role", list(PartnerRole))


class ReadingContract(ContractFixtures):
    """Nothing here may write."""

    def test_the_company_is_told_with_the_user_of_the_key(self, connection: Connection) -> None:
        company = connection.accounting.company()
        assert company.id
        assert company.name
        assert company.user
        assert len(company.currency) == len("EUR")

    def test_a_revoked_key_is_said_to_be_refused(
        self, connection: Connection, provider_controls: ProviderControls
    ) -> None:
        provider_controls.revoke_key()
        with pytest.raises(CredentialsRejected):
            connection.accounting.company()

    def test_a_key_revoked_in_mid_work_is_said_to_be_refused(
        self, connection: Connection, provider_controls: ProviderControls
    ) -> None:
        connection.accounting.company()
        provider_controls.revoke_key()
        with pytest.raises(CredentialsRejected):
            list(connection.accounting.partners())

    def test_neither_an_error_nor_the_connection_shows_the_key(
        self, connection: Connection, provider_controls: ProviderControls
    ) -> None:
        provider_controls.revoke_key()
        with pytest.raises(CredentialsRejected) as refused:
            connection.accounting.company()
        assert provider_controls.key not in f"{refused.value} {refused.value!r} {refused.value.facts} {connection!r}"

    def test_a_provider_that_is_down_is_said_to_be_unavailable(
        self, connection: Connection, provider_controls: ProviderControls
    ) -> None:
        provider_controls.go_down()
        with pytest.raises(ProviderUnavailable):
            connection.accounting.company()

    def test_every_right_is_granted_to_begin_with_and_documents_are_on(self, connection: Connection) -> None:
        access = connection.accounting.access()
        assert not access.missing
        assert access.documents is not False

    @pytest.mark.parametrize("right", [Capability.READ_CUSTOMERS, Capability.READ_SUPPLIERS])
    def test_a_missing_right_never_looks_like_an_empty_register(
        self, connection: Connection, provider_controls: ProviderControls, right: Capability
    ) -> None:
        provider_controls.withdraw(right)
        assert right in connection.accounting.access().missing
        readable = PartnerRole.SUPPLIER if right is Capability.READ_CUSTOMERS else PartnerRole.CUSTOMER
        came: set[PartnerRole] = set()
        with pytest.raises(PermissionMissing) as told:
            _ = [came.add(one.role) for one in connection.accounting.partners()]  # type: ignore[func-returns-value]
        assert came <= {readable}
        assert told.value.facts["rights"] == right

    @both_roles
    def test_the_whole_register_has_active_and_inactive_partners(
        self, connection: Connection, provider_controls: ProviderControls, role: PartnerRole
    ) -> None:
        active, inactive = provider_controls.add_partner(role), provider_controls.add_partner(role)
        provider_controls.deactivate(inactive.id)
        register = {one.id: one for one in connection.accounting.partners()}
        assert (register[active.id].role, register[active.id].name) == (role, active.name)
        assert register[active.id].active
        assert not register[inactive.id].active

    def test_changes_are_read_with_active_partners_only(
        self, connection: Connection, provider_controls: ProviderControls
    ) -> None:
        kept, gone = (provider_controls.add_partner(PartnerRole.CUSTOMER) for _ in range(2))
        provider_controls.deactivate(gone.id)
        since = (kept.version or datetime.now(UTC)) - timedelta(days=1)
        changed = {one.id for one in connection.accounting.partners(changed_since=since)}
        assert kept.id in changed
        assert gone.id not in changed

    def test_partners_are_read_by_id_whether_active_or_not(
        self, connection: Connection, provider_controls: ProviderControls
    ) -> None:
        active, inactive = (
            provider_controls.add_partner(PartnerRole.CUSTOMER),
            provider_controls.add_partner(PartnerRole.SUPPLIER),
        )
        provider_controls.deactivate(inactive.id)
        read = {one.id: one.active for one in connection.accounting.read_partners([active.id, inactive.id])}
        assert read == {active.id: True, inactive.id: False}

    def test_a_partner_that_is_gone_is_left_out(
        self, connection: Connection, provider_controls: ProviderControls
    ) -> None:
        kept, gone = (provider_controls.add_partner(PartnerRole.CUSTOMER) for _ in range(2))
        provider_controls.remove_partner(gone.id)
        assert [one.id for one in connection.accounting.read_partners([gone.id, kept.id])] == [kept.id]

    def test_no_ids_give_no_partners_and_no_invoices(self, connection: Connection) -> None:
        assert not list(connection.accounting.read_partners([]))
        assert not list(connection.accounting.read_invoices([]))

    def test_products_have_an_id_and_a_name(self, connection: Connection) -> None:
        products = list(connection.accounting.products())
        assert products
        assert all(one.id and one.name for one in products)

    def test_vat_choices_serve_both_sales_and_purchases(self, connection: Connection) -> None:
        choices = connection.accounting.vat_choices()
        assert any(one.sales for one in choices)
        assert any(one.purchases for one in choices)
