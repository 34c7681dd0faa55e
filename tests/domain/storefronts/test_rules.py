"""What may be published of a shop, which one a request is in, and what its rule leaves of the assortment."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from yarmarka.domain.storefronts.errors import ContentsInvalid
from yarmarka.domain.storefronts.rules.assortment import Known, Trader, compiled
from yarmarka.domain.storefronts.rules.contents import check_contents
from yarmarka.domain.storefronts.rules.defaults import MARKETPLACE_CONTENTS, built_in
from yarmarka.domain.storefronts.rules.places import check_places, find_storefront, is_open
from yarmarka.domain.storefronts.rules.themes import LIGHT, check_theme, custom_properties
from yarmarka.domain.storefronts.types import (
    AssortmentRule,
    Contents,
    Hero,
    Link,
    LinkKind,
    Place,
    Storefront,
    Theme,
)
from yarmarka.vocabulary.assortments import EVERYTHING
from yarmarka.vocabulary.colours import READABLE, contrast, readable_on, text_on
from yarmarka.vocabulary.goods import LANGUAGES

TEA, KETTLES = UUID(int=1), UUID(int=2)
MAKER, TRADER = UUID(int=11), UUID(int=12)
KNOWN = Known(
    categories={"tea": TEA, "kettles": KETTLES},
    traders=[Trader(MAKER, "maker", "brand", "CN"), Trader(TRADER, "trader", "local", "RU")],
    stores=[("lugu", MAKER)],
)
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def takes(rule: AssortmentRule, *, seller: UUID, brand: str = "Lugu", shelf: UUID = TEA) -> bool:
    return compiled(rule, KNOWN).takes(seller_id=seller, brand=brand, category_path=[shelf])


def shop(code: str, *places: Place) -> Storefront:
    return Storefront(code, places, 1, MARKETPLACE_CONTENTS, is_default=False, opens_at=NOON, closes_at=None)


def refused(contents: Contents) -> dict[str, object]:
    with pytest.raises(ContentsInvalid) as error:
        check_contents(contents)
    return {"field": error.value.field, **error.value.facts}


def test_only_the_authorised_store_sells_the_brand_in_the_mall() -> None:
    mall = AssortmentRule(official_only=True)
    assert takes(mall, seller=MAKER)
    assert takes(mall, seller=MAKER, brand="LUGU")
    assert not takes(mall, seller=TRADER)
    assert not takes(mall, seller=MAKER, brand="Another")
    assert not takes(mall, seller=MAKER, brand="")


def test_every_condition_that_is_told_must_hold() -> None:
    both = AssortmentRule(categories=("tea",), countries=("CN",))
    assert takes(both, seller=MAKER)
    assert not takes(both, seller=MAKER, shelf=KETTLES)
    assert not takes(both, seller=TRADER)
    assert takes(AssortmentRule(kinds=("local",)), seller=TRADER)
    assert not takes(AssortmentRule(sellers=("maker",)), seller=TRADER)


def test_a_condition_that_nothing_meets_any_more_leaves_nothing() -> None:
    assert compiled(AssortmentRule(), KNOWN) == EVERYTHING
    assert not takes(AssortmentRule(categories=("gone",)), seller=MAKER)
    assert not takes(AssortmentRule(countries=("FR",)), seller=MAKER)


def test_the_most_exact_place_leads_to_its_shop() -> None:
    by_path, by_host = shop("mall", Place("", "mall")), shop("tea", Place("tea.example", ""))
    both = shop("outlet", Place("tea.example", "mall"))
    shops = (built_in(), by_path, by_host, both)

    def found(host: str, path: str) -> tuple[str, str]:
        where, prefix = find_storefront(shops, host=host, path=path)
        assert where is not None
        return where.code, prefix

    assert found("any.example", "/mall/ru/") == ("mall", "mall")
    assert found("tea.example", "/ru/") == ("tea", "")
    assert found("tea.example", "/mall/ru/") == ("outlet", "mall")
    assert found("nobody.example", "/ru/") == ("marketplace", "")
    assert found("any.example", "/mallow/") == ("marketplace", "")


@pytest.mark.parametrize(
    "place", [Place("", "ru"), Place("", "api"), Place("", "Mall"), Place("a b", ""), Place()]
)
def test_no_shop_stands_where_nobody_could_be_led(place: Place) -> None:
    with pytest.raises(ContentsInvalid):
        check_places([place])


def test_a_shop_receives_visitors_between_its_days() -> None:
    opened = Storefront("fair", (), 1, MARKETPLACE_CONTENTS, False, NOON, NOON + timedelta(days=1))
    assert not is_open(opened, now=NOON - timedelta(seconds=1))
    assert is_open(opened, now=NOON)
    assert not is_open(opened, now=NOON + timedelta(days=1))


def test_colours_that_can_not_be_read_are_refused_by_pair_and_ratio() -> None:
    with pytest.raises(ContentsInvalid) as error:
        check_theme(Theme(accent="#F2A900"))
    facts = error.value.facts
    assert error.value.field == "theme.accent"
    assert (facts["text"], facts["ground"]) == ("accent", "paper")
    assert float(facts["ratio"]) == pytest.approx(contrast("#F2A900", LIGHT["paper"]), abs=0.01)
    assert float(facts["ratio"]) < READABLE


@pytest.mark.parametrize("accent", ["#0F5C4D", "#7A1F3D", "#123A8C", "#000000"])
def test_what_a_theme_puts_on_a_page_can_be_read_by_day_and_by_night(accent: str) -> None:
    theme = Theme(accent=accent, surface="#F4F0EA")
    check_theme(theme)
    day, night = custom_properties(theme)
    for shown, paper in ((day, "#FFFDF8"), (night, "#121816")):
        assert contrast(shown["--spruce"], shown.get("--paper", paper)) >= READABLE
        assert contrast(shown["--on-spruce"], shown["--spruce"]) >= READABLE
        assert contrast(shown["--spruce"], shown["--spruce-mist"]) >= READABLE


def test_any_ground_has_a_text_that_can_be_read_on_it() -> None:
    for red in range(0, 256, 51):
        for green in range(0, 256, 51):
            for blue in range(0, 256, 51):
                ground = f"#{red:02X}{green:02X}{blue:02X}"
                assert contrast(text_on(ground), ground) >= READABLE
                assert contrast(readable_on("#888888", ground), ground) >= READABLE


def test_the_house_colours_are_those_of_its_stylesheet() -> None:
    css = Path("yarmarka/web/shared/static/shared/yarmarka.css").read_text()
    by_name = {"paper": "paper", "ink": "ink", "surface": "mist", "accent": "spruce"}
    for name, token in by_name.items():
        assert re.search(rf"--{token}: {LIGHT[name]};", css)


def test_what_the_marketplace_begins_with_can_be_published() -> None:
    check_contents(MARKETPLACE_CONTENTS)


def test_a_shop_is_published_only_with_all_its_texts() -> None:
    names = dict.fromkeys(LANGUAGES, "Tea")
    tea = Contents(names=names, locales=LANGUAGES, locale="ru", currencies=("RUB",), currency="RUB")
    check_contents(tea)
    without = msgspec.structs.replace(tea, names={"ru": "Чай", "en": "Tea"})
    assert refused(without) == {"field": "names.zh", "reason": "text_missing", "language": "zh"}
    half = msgspec.structs.replace(tea, blocks=(Hero(title={"ru": "Чай"}),))
    assert refused(half)["field"] == "blocks.1.title.en"
    check_contents(msgspec.structs.replace(without, locales=("ru", "en")))
    assert refused(msgspec.structs.replace(tea, currency="CNY"))["reason"] == "default"


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "../x", ""]
)
def test_links_stay_in_the_shop(target: str) -> None:
    words = dict.fromkeys(LANGUAGES, "There")
    link = Link(kind=LinkKind.ADDRESS, target=target, words=words)
    assert refused(msgspec.structs.replace(MARKETPLACE_CONTENTS, navigation=(link,)))["reason"] == "address"
