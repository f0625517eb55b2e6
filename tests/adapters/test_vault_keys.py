"""Nothing changed, swapped or copied opens; keys of the ring can be changed while in use."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text
from trackifi_accounting.domain.values.secrets import Credentials, Secret
from trackifi_accounting.errors import CredentialsRejected, NotActivated
from trackifi_accounting.testing.contracts.vault import credentials
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.examples.stored_records import ACME, OTHER, PROVIDER, SECOND
from trackifi_accounting_adapters.secrets.envelope import Label, rewrap, seal, unseal
from trackifi_accounting_adapters.secrets.key_ring import KeyEncryptionKey, KeyRing
from trackifi_accounting_adapters.secrets.vault import EncryptedVault

OLD, NEW = bytes([1]) * 32, bytes([2]) * 32
RING = KeyRing([OLD])
BLOBS = ("dek_nonce", "wrapped_dek", "nonce", "ciphertext")
LABEL = Label(installation="specimen", company=ACME, provider=PROVIDER, purpose="credentials", generation=1)
SEALED = seal(b"SPECIMEN-key", LABEL, RING)

unhurried = settings(deadline=None)  # a busy machine is no failure

Vaults = Callable[..., EncryptedVault]


@pytest.fixture
def vaults(engine: Engine, clock: ManualClock) -> Vaults:
    def make(*keys: bytes, installation: str = "specimen") -> EncryptedVault:
        return EncryptedVault(engine=engine, keys=KeyRing(keys or [OLD]), clock=clock, installation=installation)

    return make


def unreadable(open_it: Callable[[], object]) -> bool:
    with pytest.raises(CredentialsRejected) as refused:
        open_it()
    return refused.value.code == "key_unreadable" and "SPECIMEN" not in str(refused.value)


@unhurried
@given(part=st.sampled_from(BLOBS), data=st.data())
def test_a_flipped_bit_is_noticed(part: str, data: st.DataObject) -> None:
    before = bytearray(getattr(SEALED, part))
    before[data.draw(st.integers(0, len(before) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert unreadable(lambda: unseal(replace(SEALED, **{part: bytes(before)}), LABEL, RING))


@unhurried
@given(part=st.sampled_from(BLOBS), content=st.binary(max_size=64))
def test_other_bytes_are_noticed(part: str, content: bytes) -> None:
    assert unreadable(lambda: unseal(replace(SEALED, **{part: content}), LABEL, RING))


@unhurried
@given(part=st.sampled_from(BLOBS), data=st.data())
def test_a_shortened_part_is_noticed(part: str, data: st.DataObject) -> None:
    whole = getattr(SEALED, part)
    kept = data.draw(st.integers(0, len(whole) - 1))
    assert unreadable(lambda: unseal(replace(SEALED, **{part: whole[:kept]}), LABEL, RING))


@unhurried
@given(
    part=st.sampled_from(["installation", "company", "provider", "purpose"]),
    other=st.text(max_size=20),
)
def test_a_value_opens_only_where_it_belongs(part: str, other: str) -> None:
    moved = replace(LABEL, **{part: other})
    assert moved == LABEL or unreadable(lambda: unseal(SEALED, moved, RING))


@unhurried
@given(st.integers().filter(lambda generation: generation != LABEL.generation))
def test_a_value_opens_only_as_its_generation(generation: int) -> None:
    assert unreadable(lambda: unseal(SEALED, replace(LABEL, generation=generation), RING))


@unhurried
@given(company=st.text(max_size=4), provider=st.text(max_size=4), cut=st.integers(0, 4))
def test_neighbouring_parts_are_never_confused(company: str, provider: str, cut: int) -> None:
    joined = company + provider
    moved = replace(LABEL, company=joined[:cut], provider=joined[cut:])
    label = replace(LABEL, company=company, provider=provider)
    assert (moved.bound() == label.bound()) == (moved == label)


def test_a_value_of_another_key_of_the_ring_is_noticed() -> None:
    both = KeyRing([OLD, NEW])
    other = seal(b"SPECIMEN-key", LABEL, KeyRing([NEW]))
    assert unseal(other, LABEL, both) == b"SPECIMEN-key"
    assert unreadable(lambda: unseal(replace(other, kek_id=SEALED.kek_id), LABEL, both))
    assert unreadable(lambda: unseal(replace(SEALED, kek_id="unknown"), LABEL, both))
    assert unreadable(lambda: unseal(replace(SEALED, algorithm=2), LABEL, both))


def test_a_rewrapped_value_needs_the_new_key_only() -> None:
    after = rewrap(SEALED, LABEL, KeyRing([NEW, OLD]))
    assert unseal(after, LABEL, KeyRing([NEW])) == b"SPECIMEN-key"
    assert after.ciphertext == SEALED.ciphertext
    assert unreadable(lambda: unseal(after, LABEL, RING))


def test_the_same_value_is_never_sealed_alike() -> None:
    values = {getattr(seal(b"SPECIMEN-key", LABEL, RING), part) for part in BLOBS for _ in range(50)}
    assert len(values) == 200


SWAPS = {
    "company": f"company_id = '{OTHER}' WHERE company_id = '{ACME}'",
    "provider": f"provider = '{SECOND}' WHERE provider = '{PROVIDER}'",
    "generation": "generation = generation + 10",
}


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("swap", SWAPS)
def test_a_row_moved_elsewhere_does_not_open(vaults: Vaults, engine: Engine, swap: str) -> None:
    vaults().store(ACME, PROVIDER, credentials(), generation=1)
    _execute(engine, f"UPDATE accounting_secret SET {SWAPS[swap]}")
    company = OTHER if swap == "company" else ACME
    provider = SECOND if swap == "provider" else PROVIDER
    generation = 11 if swap == "generation" else 1
    assert unreadable(lambda: vaults().fetch(company, provider, generation=generation))


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("value", ["'text'", "7", "x''", "1.5"])
@pytest.mark.parametrize("column", [*BLOBS, "kek_id", "algorithm"])
def test_a_column_of_the_wrong_kind_does_not_open(vaults: Vaults, engine: Engine, column: str, value: str) -> None:
    vaults().store(ACME, PROVIDER, credentials(), generation=1)
    _execute(engine, f"UPDATE accounting_secret SET {column} = {value}")
    assert unreadable(lambda: vaults().fetch(ACME, PROVIDER, generation=1))


def _execute(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement))


def test_the_self_test_passes_with_the_ring_the_database_was_written_with(vaults: Vaults) -> None:
    vaults(OLD).self_test()
    vaults(NEW, OLD).self_test()


def test_the_self_test_notices_another_ring_or_installation(vaults: Vaults) -> None:
    vaults(OLD).self_test()
    assert unreadable(vaults(NEW).self_test)
    assert unreadable(vaults(OLD, installation="copy").self_test)


def test_a_lost_key_leaves_the_values_of_the_others_readable(vaults: Vaults) -> None:
    vaults(OLD).store(ACME, PROVIDER, credentials(), generation=1)
    vaults(NEW, OLD).store(OTHER, PROVIDER, credentials(), generation=1)
    assert unreadable(lambda: vaults(NEW).fetch(ACME, PROVIDER, generation=1))
    assert vaults(NEW).fetch(OTHER, PROVIDER, generation=1) == credentials()


def test_rewrapping_puts_everything_under_the_newest_key(vaults: Vaults) -> None:
    vaults(OLD).self_test()
    for company in (ACME, OTHER):
        vaults(OLD).store(company, PROVIDER, credentials(company), generation=1)
    assert vaults(NEW, OLD).rewrap() == 3
    assert vaults(NEW, OLD).rewrap() == 0
    vaults(NEW).self_test()
    assert vaults(NEW).fetch(ACME, PROVIDER, generation=1) == credentials(ACME)


def test_rewrapping_leaves_what_can_not_be_opened(vaults: Vaults) -> None:
    vaults(bytes(32)).store(ACME, PROVIDER, credentials(), generation=1)
    vaults(OLD).store(OTHER, PROVIDER, credentials(), generation=1)
    assert vaults(NEW, OLD).rewrap() == 1
    assert vaults(bytes(32)).fetch(ACME, PROVIDER, generation=1) == credentials()


def test_a_key_stored_while_the_old_one_is_rewrapped_stays(vaults: Vaults, engine: Engine, clock: ManualClock) -> None:
    class Interrupting(KeyRing):
        looked = 0

        @property
        def current(self) -> KeyEncryptionKey:
            self.looked += 1
            if self.looked == 2:  # the old value has been read, the new wrapping is about to be made
                vaults(OLD).store(ACME, PROVIDER, credentials("second"), generation=1)
            return super().current

    vaults(OLD).store(ACME, PROVIDER, credentials("first"), generation=1)
    ring = Interrupting([NEW, OLD])
    assert EncryptedVault(engine=engine, keys=ring, clock=clock, installation="specimen").rewrap() == 0
    assert ring.looked == 2
    assert vaults(OLD).fetch(ACME, PROVIDER, generation=1) == credentials("second")


def test_the_ring_is_changed_while_keys_are_stored_and_fetched(vaults: Vaults) -> None:
    def use(number: int) -> Credentials:
        vault = vaults(NEW, OLD) if number % 2 else vaults(OLD, NEW)
        vault.store(ACME, PROVIDER, credentials(str(number)), generation=number)
        vault.rewrap()
        return vault.fetch(ACME, PROVIDER, generation=number)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(use, range(16))) == [credentials(str(number)) for number in range(16)]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_nothing_of_a_key_is_in_the_database(vaults: Vaults, engine: Engine, tmp_path: Path) -> None:
    vaults().store(ACME, PROVIDER, credentials("SPECIMEN-key-4711"), generation=1)
    vaults().forget(ACME, PROVIDER)
    files = list(tmp_path.glob("accounting.db*"))
    assert files
    assert not [file for file in files if b"SPECIMEN-key" in file.read_bytes()]
    with pytest.raises(NotActivated):
        vaults().fetch(ACME, PROVIDER, generation=1)


@pytest.mark.parametrize(
    "pasted", [" SPECIMEN ", "SPECIMEN\n", "\ufeffSPECIMEN", "\u200bSPECIMEN\u200b", "\tSPECIMEN\r\n"]
)
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_what_pasting_adds_is_taken_away(vaults: Vaults, pasted: str) -> None:
    cleaned = vaults().check(Credentials(values={"api_key": Secret(pasted)}))
    assert cleaned == Credentials(values={"api_key": Secret("SPECIMEN")})


@pytest.mark.parametrize("pasted", ["", "  ", "SPECI\nMEN", "SPECI\0MEN", "x" * 4097, "ä" * 2049])
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_what_can_be_no_key_is_refused_with_a_reason(vaults: Vaults, pasted: str) -> None:
    with pytest.raises(CredentialsRejected) as refused:
        vaults().check(Credentials(values={"api_key": Secret(pasted)}))
    assert refused.value.code == "key_malformed"
    assert refused.value.facts["reason"]
    assert "SPECI" not in str(refused.value)
