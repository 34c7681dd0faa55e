"""Goods are drawn by hand and by rule: each thing unlike the others, in three views, in every width."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import pyvips

from tests.market import NOW, add_offer, open_market
from yarmarka.demo.drawing.compose import VIEWS, drawn
from yarmarka.demo.drawing.hang import draw_goods
from yarmarka.demo.drawing.looks import NEVER_MIRRORED, SOFT, looks_of
from yarmarka.demo.drawing.scenes import SCENE_OF, scene_of
from yarmarka.demo.goods import aisles, things
from yarmarka.domain.catalogue.models import Product, ProductPicture
from yarmarka.vocabulary.pictures import picture_in
from yarmarka.web.shared.drawings import GOODS


def test_there_are_many_kinds_and_the_demo_uses_them() -> None:
    assert len(GOODS) >= 130
    assert len({thing.picture for thing in things()}) >= 100
    assert set(GOODS) >= SOFT and set(SCENE_OF) <= set(GOODS) and set(GOODS) >= NEVER_MIRRORED


def test_no_two_things_look_alike_and_neighbours_least_of_all() -> None:
    told = [(thing.number, thing.picture, thing.tint) for thing in things()]
    looks = list(looks_of(told))
    assert len(set(looks)) == len(looks)
    assert list(looks_of(told)) == looks
    for aisle in aisles():
        shelf = looks_of((thing.number, thing.picture, thing.tint) for thing in aisle.things)
        pictures = [drawn(look, "front") for look in shelf]
        assert all(one != other for one, other in pairwise(pictures))
        assert len(set(pictures)) == len(pictures)


def test_two_of_a_kind_in_one_tint_differ_until_the_ways_are_used_up() -> None:
    looks = list(looks_of((f"K-{number}", "kettle", 3) for number in range(80)))
    assert len(set(looks)) == 80
    assert max(Counter(look.palette for look in looks).values()) < 60


def test_every_drawing_is_whole_in_every_view() -> None:
    for drawing, look in zip(GOODS, looks_of((name, name, len(name)) for name in GOODS), strict=True):
        views = [drawn(look, view).decode() for view in VIEWS]
        assert len(set(views)) == len(VIEWS), drawing
        for view in views:
            assert "var(" not in view and "{" not in view, drawing
            used, made = re.findall(r"url\(#([\w-]+)\)", view), re.findall(r'pattern id="([\w-]+)"', view)
            assert set(used) <= set(made), drawing
        front = pyvips.Image.svgload_buffer(views[0].encode(), scale=0.06).flatten()
        # Something stands there: the middle is not all floor.
        middle = front.crop(front.width // 4, front.height // 4, front.width // 2, front.height // 2)
        assert middle.deviate() > 8, drawing


def test_what_is_at_home_nowhere_else_stands_in_a_room() -> None:
    assert scene_of("chair") != scene_of("kettle")
    assert scene_of("chair") == scene_of("no-such-thing")


@pytest.mark.django_db
def test_products_get_their_front_first_and_what_is_drawn_once_stays(tmp_path: Path, settings: Any) -> None:
    settings.PICTURE_DIR = str(tmp_path)
    market = open_market(countries=("RU",))
    add_offer(market, "RU", sku="RU-2")
    drawing = draw_goods(limit=9, now=lambda: NOW)
    assert [next(drawing), next(drawing)] == [1, 2]
    covers = set(Product.objects.values_list("cover", flat=True))
    assert len(covers) == 2 and all(map(picture_in, covers))
    drawing.close()
    assert list(draw_goods(limit=9, now=lambda: NOW)) == [1, 2, 3, 4]
    assert list(draw_goods(limit=9, now=lambda: NOW)) == []
    assert ProductPicture.objects.count() == 2 * len(VIEWS)
    assert set(Product.objects.values_list("cover", flat=True)) == covers
    [near] = ProductPicture.objects.filter(product__cover=min(covers), position=1)
    assert near.alts["ru"].endswith(", вблизи")
