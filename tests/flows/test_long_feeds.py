"""Very long feeds: each bad row is named, the others come in, and memory does not grow with them."""

import sys
from pathlib import Path

import pytest

from tests.market import NOW, open_market
from yarmarka.bench.imports import measure_import, write_feed
from yarmarka.domain.catalogue.models import Offer
from yarmarka.domain.inventory.models import StockMovement
from yarmarka.flows.import_feed import import_feed

pytestmark = pytest.mark.django_db
BAD_EVERY = 33  # three in a hundred


def judge(tmp_path: Path, *, rows: int) -> None:
    market = open_market(countries=("RU",))
    seller = market.sellers["RU"]
    file = tmp_path / "long.xml"
    bad = write_feed(file, rows=rows, bad_every=BAD_EVERY)
    before = Offer.objects.filter(seller_id=seller.id).count()
    taken = measure_import(file, seller_slug=seller.slug, now=NOW)
    report = taken.report
    assert [(row.line, row.offer, row.code) for row in report.refused] == [
        (row.line, row.offer, row.code) for row in bad
    ]
    assert report.accepted == report.created == rows - len(bad)
    assert report.is_whole
    assert Offer.objects.filter(seller_id=seller.id).count() == before + rows - len(bad)
    sys.stdout.write(
        f"{rows} rows, {len(bad)} bad: {taken.rows_per_s:.0f} rows/s, "
        f"{taken.peak_mb:.0f} MB at most, {taken.growth_mb:+.0f} MB in the second half\n"
    )
    again = import_feed(file, seller_slug=seller.slug, adopt_categories=True, now=NOW)
    assert (again.created, again.updated, len(again.refused)) == (0, 0, len(bad))


def test_each_bad_row_of_a_feed_is_named(tmp_path: Path) -> None:
    judge(tmp_path, rows=1_500)


def test_an_import_that_breaks_off_is_made_whole_by_the_next(tmp_path: Path) -> None:
    market = open_market(countries=("RU",))
    seller = market.sellers["RU"]
    file = tmp_path / "long.xml"
    write_feed(file, rows=1_500)

    def break_off(rows: int, _percent: int | None) -> None:
        raise KeyboardInterrupt(rows)

    with pytest.raises(KeyboardInterrupt):
        import_feed(file, seller_slug=seller.slug, adopt_categories=True, now=NOW, on_progress=break_off)
    stored = Offer.objects.filter(seller_id=seller.id, sku__startswith="B-")
    first = stored.count()
    assert 0 < first < 1_500  # the batch that was whole
    report = import_feed(file, seller_slug=seller.slug, adopt_categories=True, now=NOW)
    assert (report.created, report.updated) == (1_500 - first, 0)
    assert stored.count() == 1_500
    # Each piece was counted once: nothing of the first batch was counted again.
    counted = StockMovement.objects.filter(offer_id__in=stored.values("id"))
    assert counted.count() == 1_500


@pytest.mark.long
@pytest.mark.timeout(900)
def test_each_bad_row_of_200_000_is_named(tmp_path: Path) -> None:
    judge(tmp_path, rows=200_000)
