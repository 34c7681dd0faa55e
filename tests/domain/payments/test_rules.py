"""What a payment's events add up to, and who takes which money."""

from itertools import permutations

import pytest

from yarmarka.connectors.payments.port import PaymentKind as Told
from yarmarka.domain.payments.rules import FINAL, provider_for, state_of
from yarmarka.domain.payments.types import PaymentKind

ALL = frozenset({"sandbox", "yookassa", "stripe"})


@pytest.mark.parametrize(
    ("currency", "country", "configured", "name"),
    [
        ("RUB", "RU", ALL, "yookassa"),
        ("RUB", "KZ", ALL, "yookassa"),
        ("GBP", "GB", ALL, "stripe"),
        ("EUR", "DE", ALL, "stripe"),
        ("USD", "GB", ALL, "stripe"),
        ("EUR", "RU", ALL, "sandbox"),
        ("CNY", "CN", ALL, "sandbox"),
        ("RUB", "RU", {"sandbox", "stripe"}, "sandbox"),
        ("GBP", "GB", {"sandbox", "yookassa"}, "sandbox"),
        ("GBP", "GB", set(), "sandbox"),
    ],
)
def test_each_currency_has_its_provider_where_that_is_configured(
    currency: str, country: str, configured: set[str], name: str
) -> None:
    assert provider_for(currency, country, configured=configured) == name


def test_money_set_aside_is_more_than_a_challenge_and_less_than_an_end() -> None:
    said = [PaymentKind.CREATED, PaymentKind.CHALLENGED, PaymentKind.AUTHORISED]
    for order in permutations(said):
        assert state_of(order) is PaymentKind.AUTHORISED
    for end in FINAL:
        assert state_of([*said, end]) is end
        assert state_of([end, *said]) is end


def test_every_word_of_an_acquirer_has_its_place_in_our_books() -> None:
    assert {kind.value for kind in Told} == {kind.value for kind in PaymentKind}
