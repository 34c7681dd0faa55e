"""Pictures that price lists name come in later, from out in the world only; what does not come is told with why."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import pictures as made
from tests.flows.picture_world import World, bring, open_world, told, widths
from tests.market import NOW, Market, open_market
from tests.stories.commerceml_files import catalogue, offer, package, product
from yarmarka.domain.catalogue.models import CardChange, Offer, Product
from yarmarka.domain.catalogue.rules.categories import SEPARATOR
from yarmarka.domain.intake.actions import issue_key, look_again_at_pictures
from yarmarka.domain.intake.queries import picture_tally
from yarmarka.flows.exchange_files import Corner, begin_exchange, import_step, keep_piece, sweep_sent_pictures
from yarmarka.flows.feed_uploads import map_categories
from yarmarka.flows.fetch_pictures import fetch_due_pictures
from yarmarka.flows.hang_pictures import send_pictures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_pictures")]


@pytest.fixture
def world() -> Iterator[World]:
    with open_world() as server:
        yield server


@pytest.fixture
def market() -> Market:
    return open_market(countries=("RU", "CN"))


def test_named_pictures_hang_in_their_order_and_follow_the_price_list(
    market: Market, world: World, tmp_path: Path
) -> None:
    def fetched(now: Any = NOW) -> int:
        return fetch_due_pictures(data_dir=tmp_path, seconds=600, door=world.door, now=now)

    first, second, third = (world.address(f"{side}.jpg") for side in (301, 302, 303))
    inside, page = world.address("304.jpg", host="inside.example"), world.address("page/305")
    bring(market, R1=[first, inside, page, world.address("gone.jpg"), second])
    assert (widths(), sum(world.asked.values())) == ([], 0), "an import waits for nobody"
    assert fetched() == 1
    assert widths() == [301, 302]
    reasons = [(one.address, one.facts["reason"]) for one in told(market).problems]
    assert reasons == [(inside, "inside"), (page, "type"), (world.address("gone.jpg"), "status")]
    assert told(market).due_at is None, "none of these gets better by asking again"
    changed = CardChange.objects.get(source="feed", changes__has_key="cover")
    assert changed.changes["cover"][1] == Product.objects.get(id=changed.product_id).cover

    # The same list again asks for nothing; the seller hangs one by hand; the next list names others.
    asked = world.asked.total()
    bring(market, R1=[first, inside, page, world.address("gone.jpg"), second])
    assert fetched() == 0
    own = Offer.objects.get(sku="R1")
    send_pictures([made.jpeg(400, 400)], seller_id=own.seller_id, offer_id=own.id, now=NOW)
    assert (widths(), world.asked.total()) == ([301, 302, 400], asked)
    world.is_down = True
    bring(market, R1=[third, first])
    fetched()
    assert widths() == [301, 302, 400], "what hung stays until the others are there"
    assert told(market).due_at == NOW + timedelta(minutes=10)
    world.is_down = False
    assert fetched(NOW + timedelta(minutes=9)) == 0
    assert fetched(NOW + timedelta(minutes=10)) == 1
    assert widths() == [303, 301, 400]
    assert told(market).problems == ()
    assert world.asked["/301.jpg"] == 1, "what was fetched once is not fetched again"


def test_makes_of_one_product_share_pictures_and_others_keep_theirs_out(
    market: Market, world: World, tmp_path: Path
) -> None:
    one, other = world.address("301.jpg"), world.address("302.jpg")
    bring(market, R1=[one, other], R2=[one])
    assert fetch_due_pictures(data_dir=tmp_path, seconds=600, door=world.door, now=NOW) == 2
    assert max(world.asked.values()) == 1, "an address is asked once for all that name it"
    bring(market, "CN", C1=[other])
    assert Offer.objects.filter(sku__in=["R1", "R2", "C1"]).values("product_id").distinct().count() == 1
    assert fetch_due_pictures(data_dir=tmp_path, seconds=600, door=world.door, now=NOW) == 1
    assert widths() == [301, 302]
    assert [one.code for one in told(market, "C1", "CN").problems] == ["pictures_of_others"]
    bring(market, R1=[one], R2=[one])
    fetch_due_pictures(data_dir=tmp_path, seconds=600, door=world.door, now=NOW)
    assert widths() == [301]
    assert picture_tally(seller_id=market.sellers["CN"].id).troubled == 1
    assert look_again_at_pictures(seller_id=market.sellers["CN"].id, now=NOW) == 1


def test_pictures_that_1c_sends_along_hang_and_are_taken_anew_when_they_come_again(
    market: Market, tmp_path: Path
) -> None:
    seller = market.sellers["RU"]
    map_categories(
        {SEPARATOR.join(("Для дома", "Чайники")): market.category.id}, seller_id=seller.id, now=NOW
    )
    key = issue_key(seller_id=seller.id, seller_slug=seller.slug, name="1С", price_type="", now=NOW).key
    corner = Corner(folder=tmp_path / "exchange" / seller.id.hex / "catalog", limit=1_000_000)
    goods = catalogue(
        [product("K-1", "Чайник", pictures=(r"import_files\ab\k1.jpg", "import_files/ab/k2.png"))]
    )
    prices = package([offer("K-1", prices={"t-1": "1500"}, rests={"w-1": "5"})])
    for side in (301, 302):
        begin_exchange(corner)
        keep_piece(corner, name=r"import_files\ab\k1.jpg", pieces=[made.jpeg(side, 300)])
        for name, content in (("import.xml", goods), ("offers.xml", prices)):
            keep_piece(corner, name=name, pieces=[content])
            report = import_step(corner, name=name, seller=seller, key=key, now=NOW)
            assert report.state == "done", report
        assert fetch_due_pictures(data_dir=tmp_path, seconds=600, now=NOW) == 1
        assert widths("K-1") == [side]
    [problem] = told(market, "K-1").problems
    assert (problem.code, problem.facts["name"]) == ("file_not_come", "k2.png")
    assert sweep_sent_pictures(data_dir=tmp_path, before=NOW + timedelta(days=3650)) == 1
