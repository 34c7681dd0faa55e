"""In the brand mall only brands' authorised official stores sell: listed, found, put in baskets and ordered."""

from datetime import timedelta
from uuid import UUID

import msgspec
import pytest

from tests.malls import open_mall, propose
from tests.market import NOW, Market, open_market, order_request, person
from yarmarka.domain.catalogue.actions import write_brand
from yarmarka.domain.catalogue.errors import (
    AuthorisationDecided,
    AuthorisationInvalid,
    AuthorisationOverlaps,
    BrandInvalid,
    RefusalUnexplained,
)
from yarmarka.domain.catalogue.models import BrandAuthorisation
from yarmarka.domain.catalogue.queries import offers_for_sale
from yarmarka.domain.catalogue.types import Sort
from yarmarka.domain.governance.errors import OwnProposal
from yarmarka.domain.orders.models import Order, SellerOrder
from yarmarka.domain.pricing.actions import set_commission
from yarmarka.domain.storefronts.actions import open_between
from yarmarka.domain.storefronts.errors import NotSoldHere
from yarmarka.flows.authorise_stores import decide_store, withdraw_store
from yarmarka.flows.place_orders import place_order
from yarmarka.flows.price_basket import price_basket
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.models import OutboxMessage
from yarmarka.reads.assortments import assortment_of, stores_on
from yarmarka.reads.product_page import ProductPage, product_page
from yarmarka.reads.search_results import search_results
from yarmarka.reads.shelf import listed, shelf

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def market() -> Market:
    """A mall beside the marketplace; the Chinese seller is the brand's official store for a month."""
    market = open_market(countries=("CN", "GB"))
    open_mall(market)
    return market


def product_of(market: Market, country: str) -> UUID:
    offer = market.offers[country]
    return offers_for_sale([offer])[offer].product_id


def seen_in_mall(*, days: int = 0) -> set[UUID]:
    now = NOW + timedelta(days=days)
    sold = assortment_of("mall", now=now)
    cards, page = listed(None, currency="RUB", language="en", assortment=sold, now=now)
    assert page.total == len(cards)
    return {card.id for card in cards}


def test_the_mall_lists_and_finds_only_what_the_official_store_sells(market: Market) -> None:
    official, other = product_of(market, "CN"), product_of(market, "GB")
    sold = assortment_of("mall", now=NOW)
    assert seen_in_mall() == {official}
    for sort in Sort:
        found = search_results("kettle", currency="RUB", language="en", sort=sort, assortment=sold, now=NOW)
        assert ([card.id for card in found.cards], found.page.total) == ([official], 1)
    on_shelf = shelf("kettles", currency="RUB", language="en", sort=Sort.PRICE, assortment=sold, now=NOW)
    assert [card.id for card in on_shelf.cards] == [official]
    assert [offer.seller_id for offer in _page(official).offers] == [market.sellers["CN"].id]
    with pytest.raises(Missing):
        _page(other)
    everywhere, _ = listed(None, currency="RUB", language="en", now=NOW)
    assert {card.id for card in everywhere} == {official, other}


def _page(product: UUID) -> ProductPage:
    sold = assortment_of("mall", now=NOW)
    return product_page(product, currency="RUB", language="en", assortment=sold, now=NOW)


def test_what_the_mall_does_not_sell_is_marked_in_the_basket_and_refused_when_ordered(market: Market) -> None:
    request = order_request(market, {market.offers["GB"]: 1})
    there = price_basket(
        request.lines, currency="RUB", destination="RU", deliveries={}, storefront="mall", now=NOW
    )
    assert [line.problem for part in there.sellers for line in part.lines] == ["elsewhere"]
    with pytest.raises(NotSoldHere):
        place_order(msgspec.structs.replace(request, storefront="mall"), now=NOW)
    assert place_order(request, now=NOW).is_new


def test_an_order_remembers_its_shop_and_that_shop_s_commission(market: Market) -> None:
    since = NOW - timedelta(days=1)
    set_commission(
        category_id=None,
        storefront="mall",
        basis_points=500,
        valid_from=since,
        source="test",
        verified_on=TODAY,
    )
    request = order_request(market, {market.offers["CN"]: 1})
    placed = place_order(msgspec.structs.replace(request, storefront="mall"), now=NOW)
    other = place_order(order_request(market, {market.offers["CN"]: 1}), now=NOW)
    rows = {row.id: row for row in Order.objects.all()}
    assert rows[placed.order_id].storefront == "mall"
    assert rows[other.order_id].storefront == "marketplace"
    kept = dict(SellerOrder.objects.values_list("order_id", "commission_minor"))
    assert kept[placed.order_id] / kept[other.order_id] == pytest.approx(5 / 8, abs=0.001)


def test_offers_leave_the_mall_on_the_day_after_the_document_s_last(market: Market) -> None:
    assert seen_in_mall(days=30) == {product_of(market, "CN")}
    assert seen_in_mall(days=31) == set()
    late = msgspec.structs.replace(order_request(market, {market.offers["CN"]: 1}), storefront="mall")
    with pytest.raises(NotSoldHere):
        place_order(late, now=NOW + timedelta(days=31))


def test_a_withdrawn_store_is_out_at_once_and_the_seller_is_told_why(market: Market) -> None:
    [store] = stores_on(NOW).by_pair.values()
    authorisation = BrandAuthorisation.objects.get()
    assert store.document == authorisation.document
    with pytest.raises(RefusalUnexplained):
        withdraw_store(authorisation.id, reason=" ", by=market.staff.id, now=NOW)
    withdraw_store(authorisation.id, reason="The brand ended the contract.", by=market.staff.id, now=NOW)
    assert seen_in_mall() == set()
    told = OutboxMessage.objects.get(topic="store_withdrawn").facts
    assert (told["brand"], told["reason"]) == ("Yarmarka", "The brand ended the contract.")
    with pytest.raises(AuthorisationDecided):
        withdraw_store(authorisation.id, reason="Again.", by=market.staff.id, now=NOW)


def test_a_closed_shop_sells_nothing(market: Market) -> None:
    open_between("mall", opens_at=NOW - timedelta(days=2), closes_at=NOW - timedelta(days=1), now=NOW)
    request = order_request(market, {market.offers["CN"]: 1})
    with pytest.raises(NotSoldHere):
        place_order(msgspec.structs.replace(request, storefront="mall"), now=NOW)


def test_a_document_takes_four_eyes_a_name_and_days_that_are_not_over(market: Market) -> None:
    brand = write_brand(name="Lugu", colour="#123A8C", texts={}, also_written=["LUGU Tea"], now=NOW)
    waiting = propose(market, brand, country="GB")
    with pytest.raises(OwnProposal):
        decide_store(waiting, approve=True, by=market.staff.id, now=NOW)
    second = person("third@example.test").id
    with pytest.raises(RefusalUnexplained):
        decide_store(waiting, approve=False, by=second, now=NOW)
    decide_store(waiting, approve=True, by=second, now=NOW)
    with pytest.raises(AuthorisationOverlaps):
        decide_store(propose(market, brand, country="GB"), approve=True, by=second, now=NOW)
    with pytest.raises(AuthorisationInvalid):
        propose(market, brand, days=-1)
    with pytest.raises(BrandInvalid):
        write_brand(name="Other", colour="#123A8C", texts={}, also_written=["lugu  tea"], now=NOW)
    with pytest.raises(BrandInvalid):
        write_brand(name="Other", colour="red", texts={}, now=NOW)
