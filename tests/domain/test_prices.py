"""What things cost: rates from a source in roubles, the closest commission, delivery by begun 100 g."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.market import NOW, RATES
from yarmarka.domain.pricing.errors import CommissionMissing, RateMissing
from yarmarka.domain.pricing.rules import closest_commission, convert, cross_rates, same_currency
from yarmarka.domain.pricing.types import Portion, Rate, Scope
from yarmarka.domain.shipping.rules import delivery_price, promise, takes
from yarmarka.domain.shipping.types import Basis, Load, ServiceCard, Window
from yarmarka.kernel.ids import new_id
from yarmarka.vocabulary.money import Money

ROOT, LEAF, OTHER, SELLER = (new_id(NOW) for _ in range(4))


def service(*, base: int = 30_000, per_kg: int = 20_000, most: int = 30_000) -> ServiceCard:
    return ServiceCard(
        id=ROOT,
        carrier="simulated",
        code="LP",
        names={},
        origin_country="CN",
        destination_country="RU",
        base_minor=base,
        per_kg_minor=per_kg,
        currency="RUB",
        max_weight_g=most,
        min_days=5,
        max_days=20,
        inspection_days=7,
    )


def test_every_pair_has_a_rate_and_there_and_back_is_where_it_was() -> None:
    rates = cross_rates(RATES)
    assert len(rates) == 5 * 4
    assert rates["CNY", "RUB"] == Decimal("12.5")
    assert rates["RUB", "CNY"] == Decimal("0.08")
    for (base, quote), rate in rates.items():
        assert abs(rate * rates[quote, base] - 1) < Decimal("1e-6")


def test_a_price_in_the_readers_own_currency_needs_no_rate() -> None:
    assert convert(Money(123, "RUB"), to="RUB", rates={}) == Money(123, "RUB")
    assert same_currency("RUB", at=NOW).rate == 1


def test_a_missing_rate_is_named() -> None:
    with pytest.raises(RateMissing) as refusal:
        convert(Money(123, "CNY"), to="RUB", rates={})
    assert refusal.value.facts == {"base": "CNY", "quote": "RUB"}


def test_a_price_is_converted_at_the_recorded_rate() -> None:
    rate = Rate(id=ROOT, base="CNY", quote="RUB", rate=Decimal("12.5"), source="", recorded_at=NOW)
    assert convert(Money(12_345, "CNY"), to="RUB", rates={"CNY": rate}) == Money(154_313, "RUB")


def test_the_closest_commission_counts() -> None:
    general, root, leaf = (Portion(rule_id=new_id(NOW), basis_points=points) for points in (800, 700, 600))
    rules = {(None, None, None): general, (None, ROOT, None): root}
    assert closest_commission([ROOT, LEAF], rules | {(None, LEAF, None): leaf}) is leaf
    assert closest_commission([ROOT, LEAF], rules) is root
    assert closest_commission([OTHER], rules) is general
    with pytest.raises(CommissionMissing):
        closest_commission([ROOT], {})


def test_what_is_agreed_with_a_seller_comes_before_the_category_and_that_before_the_storefront() -> None:
    scopes = [
        (seller, category, storefront)
        for seller in (SELLER, None)
        for category in (LEAF, ROOT, None)
        for storefront in ("marketplace", None)
    ]
    rules = {scope: Portion(rule_id=new_id(NOW), basis_points=place) for place, scope in enumerate(scopes)}
    strangers: dict[Scope, Portion] = dict.fromkeys(
        [(OTHER, None, None), (None, OTHER, None), (None, None, "mall")], Portion(new_id(NOW), 99)
    )
    for scope in scopes:
        found = closest_commission([ROOT, LEAF], {**rules, **strangers}, seller_id=SELLER)
        assert found is rules.pop(scope)


@given(st.integers(1, 30_000), st.integers(0, 10**6), st.integers(0, 10**6))
def test_delivery_is_paid_by_the_begun_hundred_grams(weight: int, base: int, per_kg: int) -> None:
    way = service(base=base, per_kg=per_kg)
    price = delivery_price(way, Load(weight)).minor
    begun = -(-weight // 100)
    assert 0 <= price - base - Fraction(per_kg * begun, 10) < 1
    assert delivery_price(way, Load(weight + 1)).minor >= price


@pytest.mark.parametrize(("weight", "is_taken"), [(0, False), (1, True), (30_000, True), (30_001, False)])
def test_a_service_takes_what_it_may(weight: int, is_taken: bool) -> None:
    assert takes(service(), Load(weight)) is is_taken


def test_a_promise_is_in_calendar_days() -> None:
    assert promise(service(), now=NOW) == Window(date(2026, 11, 25), date(2026, 12, 10), Basis.CARRIER)
