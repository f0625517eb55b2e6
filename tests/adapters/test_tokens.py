"""Access tokens and the limit on trying keys, on both databases."""

import pytest
from sqlalchemy import Engine
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting_adapters.database.access.key_attempts import ATTEMPTS, PERIOD, KeyAttempts
from trackifi_accounting_adapters.database.access.tokens import Role, Tokens

ACME = CompanyId("specimen-acme")
OTHER = CompanyId("specimen-other")
BOOKS = ProviderName("specimen-books")


@pytest.fixture
def tokens(engine: Engine) -> Tokens:
    return Tokens(engine=engine, clock=ManualClock())


def test_a_token_is_found_by_its_text(tokens: Tokens) -> None:
    made, text = tokens.create(role=Role.MANAGER, label="Specimen", company=ACME)

    assert tokens.find(text.reveal()) == made
    assert (made.company, made.role, made.label) == (ACME, Role.MANAGER, "Specimen")


def test_a_revoked_token_is_listed_but_not_found(tokens: Tokens) -> None:
    made, text = tokens.create(role=Role.HOST, label="Specimen")

    assert tokens.revoke(made.id)
    assert not tokens.revoke(made.id)
    assert tokens.find(text.reveal()) is None
    assert [(one.id, one.revoked_at is not None) for one in tokens.every()] == [(made.id, True)]


def test_no_two_tokens_are_alike(tokens: Tokens) -> None:
    texts = {tokens.create(role=Role.HOST, label="Specimen")[1].reveal() for _ in range(10)}

    assert len(texts) == 10
    assert all(text.startswith("tra_") and len(text) == 47 for text in texts)


@pytest.mark.parametrize(
    ("role", "company", "label"),
    [
        (Role.HOST, ACME, "Specimen"),
        (Role.ADMINISTRATOR, None, "Specimen"),
        (Role.MANAGER, None, "Specimen"),
        (Role.HOST, None, " "),
        (Role.HOST, None, "two\nlines"),
    ],
)
def test_a_token_without_bounds_or_name_is_not_made(
    tokens: Tokens, role: Role, company: CompanyId | None, label: str
) -> None:
    with pytest.raises(ValueError, match="token"):
        tokens.create(role=role, label=label, company=company)

    assert tokens.every() == []


def test_attempts_are_counted_for_each_company_within_the_period(engine: Engine) -> None:
    clock = ManualClock()
    attempts = KeyAttempts(engine=engine, clock=clock)

    waits = []
    for _ in range(ATTEMPTS + 1):
        waits.append(attempts.take(ACME, BOOKS))
        clock.advance(60)
    other = attempts.take(OTHER, BOOKS)
    clock.advance(PERIOD.total_seconds() - 60 * (ATTEMPTS + 1))
    after = [attempts.take(ACME, BOOKS), attempts.take(ACME, BOOKS)]

    assert waits[:ATTEMPTS] == [None] * ATTEMPTS
    assert waits[ATTEMPTS] is not None
    assert waits[ATTEMPTS].total_seconds() == pytest.approx(PERIOD.total_seconds() - 60 * ATTEMPTS)
    assert other is None
    # Only the first attempt is as long ago as the period: one more, and then it is the second's turn to age.
    assert after[0] is None
    assert after[1] is not None
