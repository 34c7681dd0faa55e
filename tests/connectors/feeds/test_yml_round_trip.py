"""Whatever offers say, a feed that says it is read back as the same offers."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.connectors.feeds.writing import read, written
from yarmarka.connectors.feeds.types import FeedCategory, FeedOffer
from yarmarka.vocabulary.money import CURRENCIES, Money

#: All that XML can say.
LETTERS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\ufffe\uffff"
)
PRICES = st.integers(1, 10**12)


def lines(most: int, *, least: int = 0) -> st.SearchStrategy[str]:
    """Text on one line, with single spaces."""
    return (
        st.text(LETTERS, max_size=most)
        .map(lambda text: " ".join(text.split()))
        .filter(lambda text: len(text) >= least)
    )


def gtin(body: int) -> str:
    digits = f"{body:012d}"
    odd_and_even = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-odd_and_even % 10}"


@st.composite
def offers(draw: st.DrawFn) -> FeedOffer:
    currency = draw(st.sampled_from(CURRENCIES))
    price = Money(draw(PRICES), currency)
    old = draw(st.none() | st.integers(1, 1000))
    old_price = Money(price.minor + old, currency) if old and price.minor + old <= 10**12 else None
    return FeedOffer(
        line=0,
        sku=draw(lines(40, least=1)),
        title=draw(lines(120, least=1)),
        price=price,
        old_price=old_price,
        category="1",
        brand=draw(lines(40)),
        part_number=draw(lines(40)),
        gtins=tuple(draw(st.lists(st.integers(1, 10**12 - 1).map(gtin), max_size=3, unique=True))),
        description=draw(lines(200).filter(lambda text: "<" not in text and "&" not in text)),
        picture_urls=tuple(f"https://goods.example/{n}" for n in range(draw(st.integers(0, 3)))),
        attributes=tuple(
            draw(st.lists(st.tuples(lines(30, least=1), lines(60, least=1), lines(10)), max_size=4))
        ),
        weight_g=draw(st.none() | st.integers(1, 10_000_000)),
        dimensions_mm=draw(st.none() | st.tuples(*[st.integers(1, 100_000)] * 3)),
        country_of_origin=draw(st.sampled_from(("", "CN", "RU", "GB", "TR"))),
        hs_code=draw(st.sampled_from(("", "851610", "8516108000"))),
        is_available=draw(st.booleans()),
        stock=draw(st.none() | st.integers(0, 10**9)),
        group_id=draw(lines(20)),
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=80)
@given(said=st.lists(offers(), max_size=5, unique_by=lambda offer: offer.sku), title=lines(60, least=1))
def test_offers_come_back_as_they_were(said: list[FeedOffer], title: str) -> None:
    shelf = FeedCategory(line=0, id="1", title=title, parent_id="")
    rows = read(written(said, [shelf]))[1:]
    assert [replace(row, line=0) for row in rows] == [shelf, *said]
    found = [row.line for row in rows]
    assert found == sorted(found)
