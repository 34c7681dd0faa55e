"""Counting pieces: offers that were never counted get a row and a first movement, others a difference."""

import pytest

from tests.domain.catalogue.incoming import row, store
from tests.market import NOW, open_market
from yarmarka.domain.inventory.actions import count_stock
from yarmarka.domain.inventory.models import Stock, StockMovement
from yarmarka.domain.inventory.types import Counted

pytestmark = pytest.mark.django_db


def test_new_and_known_offers_are_counted_together() -> None:
    market = open_market(countries=("RU",))
    known, same, new, none = (
        stored.offer_id for stored in store(market, "RU", *(row(market, sku) for sku in "ABCD"))
    )
    assert count_stock([Counted(known, 5), Counted(same, 3)], now=NOW) == 2
    counts = [Counted(new, 7), Counted(known, 2), Counted(none, 0), Counted(same, 3)]
    # Of nothing nothing is written down but that there is none, and what stays is no change.
    assert count_stock(counts, now=NOW) == 2
    on_hand = dict(
        Stock.objects.filter(offer_id__in=[known, same, new, none]).values_list("offer_id", "on_hand")
    )
    assert on_hand == {known: 2, same: 3, new: 7, none: 0}
    moved = StockMovement.objects.filter(offer_id__in=on_hand).values_list("offer_id", "quantity")
    assert sorted(moved) == sorted([(known, 5), (known, -3), (same, 3), (new, 7)])
    assert count_stock(counts, now=NOW) == 0
