"""An operator founds, writes, publishes and brings back shops, and two of them decide a brand's document."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.malls import open_mall
from tests.market import Market, person
from yarmarka.domain.catalogue.actions import write_brand
from yarmarka.domain.catalogue.models import BrandAuthorisation
from yarmarka.domain.governance.models import Proposal
from yarmarka.domain.storefronts.queries import desk, versions
from yarmarka.flows.publish_feeds import publish_feeds
from yarmarka.kernel import clock
from yarmarka.presentation.feed_addresses import OutsideAddresses
from yarmarka.vocabulary.ids import public_id

NAMES = {"name_ru": "Чайная", "name_en": "Tea house", "name_zh": "茶馆"}
BASICS = NAMES | {
    "locales": ["ru", "en", "zh"],
    "locale": "ru",
    "currencies": ["RUB", "CNY"],
    "currency": "RUB",
    "countries": ["CN"],
    "accent": "#123A8C",
}


def found(operator: Client, code: str = "tea") -> None:
    answer = operator.post(
        "/en/staff/shops/", {"code": code, "path": code, "host": "", "like": "marketplace"}
    )
    assert answer["Location"] == f"/en/staff/shops/{code}/"


def seen(client: Client, path: str) -> str:
    page = client.get(path, follow=True)
    assert page.status_code == 200, path
    return " ".join(html.fromstring(page.content.decode()).text_content().split())


def test_a_third_shop_is_founded_written_looked_at_and_published_without_code(
    market: Market, operator: Client
) -> None:
    found(operator)
    operator.post("/en/staff/shops/tea/basics/", BASICS)
    hero = {
        "kind": "hero",
        "do": "add",
        "new-title_ru": "Чай",
        "new-title_en": "Tea first",
        "new-title_zh": "茶",
    }
    operator.post("/en/staff/shops/tea/front/", hero | {"new-tint": "0"})
    last = len(desk("tea").draft.blocks) - 1  # type: ignore[union-attr]
    for place in range(last, 0, -1):
        operator.post("/en/staff/shops/tea/front/", {"do": "up", "place": str(place)})
    link = {"do": "add", "new-kind": "category", "new-target": "kettles"}
    operator.post("/en/staff/shops/tea/navigation/", link)
    assert "Tea first" in seen(operator, "/en/preview/tea/")
    assert Client().get("/en/preview/tea/").status_code == 404
    assert (
        "Tea first" not in seen(Client(), "/tea/en/") if Client().get("/tea/en/").status_code == 200 else True
    )
    operator.post("/en/staff/shops/tea/publish/", {"note": "Opening"})
    front = seen(Client(), "/tea/en/")
    assert "Tea house" in front
    assert front.index("Tea first") < front.index("Goods from everywhere")
    assert "Kettle CN-1" in front
    assert "Kettle GB-1" not in front
    [version] = versions("tea")
    assert (version.note, version.published_by) == ("Opening", market.staff.id)


@pytest.mark.parametrize(
    ("room", "given", "field"),
    [
        (
            "front",
            {"do": "add", "kind": "goods", "new-limit": "many", "new-title_en": "New tea"},
            "new-limit",
        ),
        (
            "front",
            {"do": "save", "place": "0", "b0-picture": "no-such", "b0-title_en": "New tea"},
            "b0-picture",
        ),
        ("navigation", {"do": "add", "new-kind": "elsewhere", "new-words_en": "New tea"}, "new-kind"),
    ],
)
def test_a_piece_that_can_not_be_taken_is_told_at_its_field_and_keeps_its_words(
    market: Market, operator: Client, room: str, given: dict[str, str], field: str
) -> None:
    found(operator)
    before = desk("tea").draft
    page = operator.post(f"/en/staff/shops/tea/{room}/", given)
    tree = html.fromstring(page.content.decode())
    assert page.status_code == 422
    assert tree.xpath(f"//*[@name='{field}']/@aria-invalid") == ["true"]
    assert "New tea" in tree.xpath("//input/@value | //textarea/text()")
    assert desk("tea").draft == before


def test_blocks_ask_for_shelves_and_brands_once_however_many_they_are(
    market: Market, operator: Client
) -> None:
    found(operator)
    address, asked = "/en/staff/shops/tea/front/", []
    for _more in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert operator.get(address).status_code == 200
        asked.append(sum('FROM "catalogue_brand"' in query["sql"] for query in queries.captured_queries))
        for _block in range(2):
            block = {"do": "add", "kind": "goods", "new-by": "newest", "new-limit": "5"}
            block |= {f"new-title_{code}": "Чай" for code in ("ru", "en", "zh")}
            assert operator.post(address, block).status_code == 302
    assert asked == [1, 1]


def test_colours_that_can_not_be_read_are_named_and_not_published(market: Market, operator: Client) -> None:
    found(operator)
    told = operator.post("/en/staff/shops/tea/basics/", BASICS | {"accent": "#F2A900"}, follow=True)
    assert "accent (#F2A900) on paper (#FFFDF8) has a contrast of 1." in told.content.decode()
    operator.post("/en/staff/shops/tea/publish/")
    assert desk("tea").version is None
    operator.post("/en/staff/shops/tea/basics/", BASICS)
    operator.post("/en/staff/shops/tea/publish/")
    assert desk("tea").version == 1


def test_an_earlier_version_comes_back_and_the_history_only_grows(market: Market, operator: Client) -> None:
    operator.post("/en/staff/shops/marketplace/basics/", BASICS | {"countries": []})
    operator.post("/en/staff/shops/marketplace/publish/", {"note": "Renamed"})
    assert "Tea house" in seen(Client(), "/en/")
    operator.post("/en/staff/shops/marketplace/publish/", {"version": "1"})
    assert "Tea house" not in seen(Client(), "/en/")
    assert [one.number for one in versions("marketplace")] == [3, 2, 1]


def test_a_note_of_a_version_is_kept_as_the_database_can_hold_it(market: Market, operator: Client) -> None:
    open_mall(market, now=clock.now())
    for version in ("1", "9" * 5_000):
        answer = operator.post(
            "/en/staff/shops/mall/publish/", {"version": version, "note": "As\x00 before "}
        )
        assert answer.status_code == 302
    assert [version.note for version in versions("mall")].count("As before") == 1


def test_a_version_that_there_is_not_publishes_nothing(market: Market, operator: Client) -> None:
    operator.post("/en/staff/shops/marketplace/basics/", BASICS)
    for version in ("one", "²", "-1", "9" * 40):
        told = operator.post("/en/staff/shops/marketplace/publish/", {"version": version}, follow=True)
        assert "There is no such version" in told.content.decode()
    assert desk("marketplace").version == 1, "the draft stays a draft"


def test_a_closed_shop_lets_nobody_in(market: Market, operator: Client) -> None:
    open_mall(market, now=clock.now())
    operator.post("/en/staff/shops/mall/place/", {"path": "mall", "host": ""})
    assert Client().get("/mall/en/").status_code == 404
    operator.post("/en/staff/shops/mall/place/", {"path": "mall", "host": "", "is_open": "on"})
    assert Client().get("/mall/en/").status_code == 200


def test_a_place_that_leads_nowhere_is_told_and_keeps_what_was_typed(
    market: Market, operator: Client
) -> None:
    open_mall(market, now=clock.now())
    for path, host in (("mall", "not a host"), ("Mall!", "mall.example"), ("m" * 31, ""), ("", "")):
        told = operator.post("/en/staff/shops/mall/place/", {"path": path, "host": host, "is_open": "on"})
        page = told.content.decode()
        assert (told.status_code, "Please check what you entered" in page) == (422, True)
        assert all(f'value="{typed}"' in page for typed in (path, host) if typed)
    assert Client().get("/mall/en/").status_code == 200, "it stands where it stood"


def test_a_document_is_brought_in_by_one_and_decided_by_another(market: Market, operator: Client) -> None:
    write_brand(name="Yarmarka", colour="#7A1F3D", texts={}, now=clock.now())
    today = clock.now().date()
    given = {"do": "store", "brand": "yarmarka", "seller": market.sellers["CN"].slug, "document": "Letter 17"}
    days = {"valid_from": today.isoformat(), "valid_to": today.replace(year=today.year + 1).isoformat()}
    late = operator.post("/en/staff/brands/", given | days | {"valid_to": "9999-12-31"})
    assert (late.status_code, "Choose a day before the year 2100." in late.content.decode()) == (422, True)
    assert operator.post("/en/staff/brands/", given | days).status_code == 302
    at = f"/en/staff/brands/{public_id('bau', Proposal.objects.get().id)}/decide/"
    told = operator.post(at, {"do": "approve"}, follow=True).content.decode()
    assert "Somebody else must decide this" in told
    second = Client()
    second.force_login(person("second@example.test", is_staff=True))
    assert second.post(at, {"do": "decline", "reason": " \x00 "}).status_code == 302
    assert not BrandAuthorisation.objects.exists(), "the seller is told why"
    second.post(at, {"do": "approve"})
    assert BrandAuthorisation.objects.get().status == "approved"
    assert "official" in seen(operator, "/en/staff/brands/")
    second.post(at, {"do": "withdraw", "reason": "It\x00 was\r\nforged. " + "x" * 600})
    assert BrandAuthorisation.objects.get().reason.startswith("It was forged. xxx")


@pytest.mark.parametrize(
    "room", ["shops/", "shops/marketplace/", "shops/marketplace/front/?add=text", "brands/"]
)
def test_only_staff_see_these_rooms(market: Market, operator: Client, room: str) -> None:
    assert operator.get(f"/en/staff/{room}").status_code == 200
    shopper = Client()
    shopper.force_login(market.shopper)
    assert shopper.get(f"/en/staff/{room}").status_code == 404


def test_a_shops_page_names_its_feeds_and_says_what_stands_in_them(
    market: Market, operator: Client, tmp_path: Path, settings: Any
) -> None:
    settings.FEEDS_OUT_DIR = tmp_path
    page = seen(operator, "/en/staff/shops/marketplace/")
    assert f"{settings.SITE_URL}/feeds/yml/ru.xml" in page
    assert f"{settings.SITE_URL}/feeds/google/zh.xml" in page
    assert "within the hour" in page
    at = clock.now()
    publish_feeds(tmp_path, addresses=OutsideAddresses(now=at), company="Fair Ltd", now=at)
    assert "3 without a picture, from Google's" in seen(operator, "/en/staff/shops/marketplace/")
