"""The 19,406 real products of the shared data, turned into YML, are all taken."""

from collections import Counter
from pathlib import Path

import pytest

from yarmarka.bench.category_page.icecat import CATEGORIES, convert
from yarmarka.cli.shared_data import shared_data
from yarmarka.connectors.feeds.types import FeedCategory, FeedOffer, RefusedRow
from yarmarka.connectors.feeds.yml import read_feed

SHARED = shared_data()
PRODUCTS = SHARED / "icecat_chorus" / "products.ndjson.gz"

pytestmark = pytest.mark.skipif(not PRODUCTS.exists(), reason=f"the shared data is not here: {PRODUCTS}")


@pytest.mark.long
def test_every_product_becomes_an_offer(tmp_path: Path) -> None:
    feed = tmp_path / "icecat.yml"
    assert convert(PRODUCTS, feed) == 19_406
    kinds: Counter[type] = Counter()
    shelves: Counter[str] = Counter()
    for row in read_feed(feed):
        kinds[type(row)] += 1
        if isinstance(row, FeedOffer):
            shelves[row.category] += 1
    assert kinds[FeedOffer] == 19_406
    assert kinds[RefusedRow] == 0
    assert kinds[FeedCategory] == len(CATEGORIES) <= 40
    assert shelves["8"] < 2_000, "too many goods without a category of their own"


def test_the_same_products_give_the_same_feed(tmp_path: Path) -> None:
    convert(PRODUCTS, tmp_path / "one.yml", limit=200)
    convert(PRODUCTS, tmp_path / "other.yml", limit=200)
    assert (tmp_path / "one.yml").read_bytes() == (tmp_path / "other.yml").read_bytes()
