"""The next rows of a feed are read and cleaned while the last are stored, which changes only the time it takes."""

import io
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction

from tests.market import NOW, Market, open_market
from yarmarka.connectors.feeds.types import FeedOffer, FeedRow
from yarmarka.connectors.feeds.yml import read_feed
from yarmarka.domain.catalogue.models import CategoryMapping, Offer
from yarmarka.domain.inventory.models import Stock, StockMovement
from yarmarka.flows.feed_report import NOTES_KEPT, ImportReport
from yarmarka.flows.import_feed import import_rows

pytestmark = pytest.mark.django_db
ROWS = 240
AT_ONCE = 60


@pytest.fixture
def market(monkeypatch: pytest.MonkeyPatch) -> Market:
    monkeypatch.setattr("yarmarka.flows.import_feed.BATCH", AT_ONCE)
    return open_market(countries=("RU",))


def feed() -> Iterator[FeedRow]:
    """Return rows of which some are wrong, most have no weight, and each batch has a shelf that none before had."""
    shelves = "".join(f'<category id="{n}">Полка {n}</category>' for n in range(ROWS // AT_ONCE + 1))
    offers = "".join(
        f'<offer id="A-{n}"><name>Чайник {n}</name><price>{"даром" if n % 11 == 3 else 100 + n}</price>'
        f"<currencyId>RUB</currencyId><categoryId>{n // AT_ONCE}</categoryId>"
        + (f"<count>{n % 7}</count>" if n % 2 else "")
        + ("<weight>1</weight>" if n % 5 == 0 else "")
        + "</offer>\n"
        for n in range(ROWS)
    )
    said = (
        f"<yml_catalog><shop><categories>{shelves}</categories><offers>{offers}</offers></shop></yml_catalog>"
    )
    return read_feed(io.BytesIO(said.encode()))


def take_in(market: Market, rows: Iterator[FeedRow], **how: Any) -> ImportReport:
    slug = market.sellers["RU"].slug
    report = import_rows(rows, seller_slug=slug, adopt_categories=True, is_everything=True, now=NOW, **how)
    return replace(report, seconds=0)


def known(market: Market) -> list[list[tuple[Any, ...]]]:
    """Return all that an import writes, without keys."""
    offers = Offer.objects.filter(seller_id=market.sellers["RU"].id)
    stocks = Stock.objects.filter(offer__in=offers).order_by("offer__sku")
    said = ("sku", "price_minor", "weight_g", "is_weight_assumed", "status", "reference_minor")
    goods = (
        "product__titles",
        "product__offer_count",
        "product__reference_minor",
        "product__category__names",
    )
    mapped = CategoryMapping.objects.filter(seller_id=market.sellers["RU"].id)
    return [
        list(offers.order_by("sku").values_list(*said, *goods)),
        list(stocks.values_list("offer__sku", "on_hand", "held")),
        list(mapped.order_by("external_name").values_list("external_name", "category__names")),
    ]


def outcome(market: Market, rows: Iterator[FeedRow], on_progress: Callable[[int], None]) -> tuple[Any, ...]:
    """Return what an import tells and leaves behind, and take it back."""
    told: list[int] = []

    def tell(rows: int, _percent: int | None) -> None:
        told.append(rows)
        on_progress(rows)

    with transaction.atomic():
        result = take_in(market, rows, on_progress=tell), known(market), told
        transaction.set_rollback(True)
    return result


def slowly(rows: Iterator[FeedRow]) -> Iterator[FeedRow]:
    for number, row in enumerate(rows):
        if number % 20 == 0:
            time.sleep(0.005)
        yield row


def test_who_is_quicker_changes_nothing(market: Market) -> None:
    reader_waits = outcome(market, feed(), lambda _: time.sleep(0.05))
    reader_is_late = outcome(market, slowly(feed()), lambda _: None)
    assert reader_is_late == reader_waits
    report, (offers, _, mapped), told = reader_waits
    assert [row.offer for row in report.refused] == [f"A-{n}" for n in range(ROWS) if n % 11 == 3]
    assert report.accepted == report.created == len([row for row in offers if row[0].startswith("A-")])
    assert len(mapped) == ROWS // AT_ONCE
    # Of each kind of note the first are kept, whichever batch they were found in.
    assert report.note_counts["weight_assumed"] > NOTES_KEPT
    named = [row.line for row in report.notes if row.code == "weight_assumed"]
    assert len(named) == NOTES_KEPT
    assert named == sorted(named)
    assert told[-1] == 1 + ROWS // AT_ONCE + 1 + ROWS


def test_what_breaks_in_the_reader_loses_nothing_and_doubles_nothing(market: Market) -> None:
    def torn(rows: Iterator[FeedRow]) -> Iterator[FeedRow]:
        for row in rows:
            if isinstance(row, FeedOffer) and row.sku == "A-150":
                raise OSError("the disk is gone")
            yield row

    with pytest.raises(OSError, match="the disk is gone"):
        take_in(market, torn(feed()))
    mine = Offer.objects.filter(seller_id=market.sellers["RU"].id, sku__startswith="A-")
    first = mine.count()
    assert 0 < first < 150  # the batches that were read whole before
    assert not [one.name for one in threading.enumerate() if one.name.startswith("one-ahead")]
    whole = take_in(market, feed())
    assert whole.created == whole.accepted - first
    assert whole.updated == 0
    counted = StockMovement.objects.filter(offer__in=mine)
    assert counted.count() == Stock.objects.filter(offer__in=mine, on_hand__gt=0).count()
