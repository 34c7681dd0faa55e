"""A list costs the same however long it is: every page and every API list, at one row and at three of everything."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client

from tests.api.calling import app_of, shown
from tests.architecture.routes import Route, routes
from tests.market import KAZAN, Market, add_offer, add_seller, approve_payment, open_market, place
from yarmarka.domain.accounts.actions import add_address
from yarmarka.domain.catalogue.actions import add_category
from yarmarka.domain.catalogue.models import Product
from yarmarka.domain.catalogue.queries import categories
from yarmarka.domain.orders.actions import put_in_basket
from yarmarka.domain.orders.models import SellerOrder
from yarmarka.domain.orders.types import BasketOwner
from yarmarka.domain.shipping.actions import number_parcel, prepare_parcel
from yarmarka.domain.shipping.types import NewParcelEvent
from yarmarka.domain.storefronts.queries import storefronts
from yarmarka.flows.cancel_orders import cancel_before_shipping
from yarmarka.flows.complete_orders import confirm_receipt
from yarmarka.flows.pay_sellers import run_payouts
from yarmarka.flows.record_parcel_events import record_parcel_events
from yarmarka.flows.send_parcels import hand_over
from yarmarka.kernel.clock import now
from yarmarka.vocabulary.parcels import ParcelState, s10

#: Pages whose work is to look at everything: what they cost grows by design.
GROWS: Final = {"staff:verify": "it runs every check of the books"}
#: Countries of the sellers that join as the market grows.
_NEWCOMERS: Final = ("GB", "DE", "TR", "RU")


def test_no_list_asks_more_for_more_rows(db: None) -> None:
    market = open_market(countries=("CN",), now=now())
    # Two of everything: what goes with what is told from two orders on, and asks for its prices and days.
    grow(market, 0)
    grow(market, 1)
    pages = list(listing_pages(market))
    assert len(pages) > 60
    # What is remembered for the life of a process is remembered now.
    ContentType.objects.get_for_models(*apps.get_models())
    ask_all([page for page in pages if "/staff/admin/" not in page[0]], market)
    short = ask_all(pages, market)
    assert len(short) > 60, "most pages were really read"
    assert min(short[address] for address, _ in pages if "orders/" in address and address in short) > 2
    grow(market, 2)
    grow(market, 3)
    long = ask_all(pages, market)
    grown = [
        f"{address}: {short[address]} statements at two rows, {long[address]} at four"
        for address in short
        if long[address] > short[address]
    ]
    assert not grown, "\n".join(grown)


def listing_pages(market: Market) -> Iterator[tuple[str, str]]:
    """Yield (address, who asks) of everything that can be read without choosing one thing, and of lists in things."""
    for route in routes():
        if (
            not route.is_regex
            and not route.parameters
            and "GET" in route.methods
            and route.view_name not in GROWS
        ):
            yield route.filled({}), _reader_of(route)
    product = Product.objects.order_by("id").first()
    part = SellerOrder.objects.order_by("id").first()
    assert product
    assert part
    order, piece = shown("ord", part.order_id), shown("slo", part.id)
    in_things = {
        f"/ru/c/{market.category.slug}/": "shopper",
        f"/ru/p/{shown('prd', product.id)}/": "shopper",
        f"/ru/orders/{order}/": "shopper",
        f"/ru/seller/orders/{piece}/": "seller",
        f"/ru/staff/orders/{order}/": "operator",
        "/ru/search/?q=чайник": "shopper",
        "/ru/seller/orders/?status=all": "seller",
        f"/api/v1/products/{shown('prd', product.id)}": "shopper",
        f"/api/v1/orders/{order}": "shopper",
        f"/api/v1/seller/orders/{piece}": "seller",
        "/api/v1/products?q=чайник": "shopper",
    }
    yield from in_things.items()


def _reader_of(route: Route) -> str:
    if route.template.startswith(("ru/staff/", "staff/")):
        return "operator"
    return "seller" if "seller/" in route.template else "shopper"


def ask_all(pages: list[tuple[str, str]], market: Market) -> dict[str, int]:
    """Return how many statements each page takes, for its reader."""
    readers = {"shopper": market.shopper, "seller": market.owners["CN"], "operator": market.staff}
    browsers = {name: Client() for name in readers}
    for name, browser in browsers.items():
        browser.force_login(readers[name])
    tokens = {name: {"Authorization": f"Bearer {app_of(person).token}"} for name, person in readers.items()}
    # What is kept for minutes is asked for each time, however long a round takes.
    cache.clear()
    # And what tests remember until it is written: none of the pages is the first to ask.
    categories()
    storefronts(now=now())
    counts = {}
    for address, reader in pages:
        client, headers = (Client(), tokens[reader]) if "/api/" in address else (browsers[reader], {})
        asked = Counter()
        with connection.execute_wrapper(asked):
            answer = client.get(address, headers=headers)
        assert answer.status_code < 500 or address.endswith(("/problem/", "/maintenance/")), (
            f"{address}: {answer.status_code}"
        )
        if answer.status_code == 200:
            counts[address] = asked.statements
    return counts


class Counter:
    """Counts statements as they pass. Django's own log of them keeps the last 9,000, fewer than one round takes."""

    def __init__(self) -> None:
        self.statements = 0

    def __call__(self, execute: Callable[..., Any], *statement: Any) -> Any:
        self.statements += 1
        return execute(*statement)


def grow(market: Market, turn: int) -> None:
    """Add one more of everything that a list can show."""
    at, seller = now(), market.sellers["CN"]
    add_address(person_id=market.shopper.id, address=KAZAN, now=at)
    add_category(names={"ru": f"Полка {turn}", "en": f"Shelf {turn}"}, slug=f"shelf-{turn}", now=at)
    add_seller(market, _NEWCOMERS[turn], now=at)
    offer = add_offer(market, "CN", sku=f"CN-more-{turn}", title=f"Чайник {turn}", now=at)
    again = add_offer(market, "CN", sku=f"CN-same-{turn}", gtin="4006381333931", now=at)
    put_in_basket(owner=BasketOwner(person_id=market.shopper.id), offer_id=offer, quantity=1, now=at)
    place(market, {offer: 1}, now=at)
    waiting, called_off, arrived = (_paid(market, {offer: 1, again: 1}) for _ in range(3))
    cancel_before_shipping(seller_order_id=called_off.id, viewer=market.shopper.id, reason="other", now=at)
    _send(waiting, turn * 2)
    _send(arrived, turn * 2 + 1)
    hand_over(seller_order_ids=[arrived.id], seller_id=seller.id, now=at)
    number = s10("LP", turn * 2 + 1, "CN")
    for days, state in enumerate([ParcelState.DELIVERED, ParcelState.IN_TRANSIT, ParcelState.ACCEPTED]):
        record_parcel_events([_scan(number, state, days)], carrier="simulated", now=at)
    confirm_receipt(seller_order_id=arrived.id, viewer=market.shopper.id, now=at)
    run_payouts(by=None, now=at)


def _paid(market: Market, quantities: dict[UUID, int]) -> SellerOrder:
    placed = place(market, quantities, now=now())
    approve_payment(placed.order_id, placed.total, now=now())
    return SellerOrder.objects.get(order_id=placed.order_id)


def _send(part: SellerOrder, serial: int) -> None:
    parcel_id = prepare_parcel(
        order_id=part.order_id, seller_order_id=part.id, carrier="simulated", weight_g=900, now=now()
    )
    number_parcel(parcel_id, number=s10("LP", serial, "CN"))


def _scan(number: str, state: ParcelState, days_ago: int) -> NewParcelEvent:
    return NewParcelEvent(
        number=number,
        state=state,
        raw_code=state.value,
        texts={"en": state.value},
        place="Казань",
        country="RU",
        occurred_at=now() - timedelta(days=days_ago),
    )


@pytest.fixture(autouse=True)
def _forget_types() -> Iterator[None]:
    """Content types are remembered by process; another test's rows must not be."""
    ContentType.objects.clear_cache()
    yield
    ContentType.objects.clear_cache()
