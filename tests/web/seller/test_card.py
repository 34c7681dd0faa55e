"""One product by hand: a seller fills in its card and changes it, by the rules of a price list's rows."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from tests import pictures as made
from tests.market import NOW, Market, add_offer, place
from tests.web.seller.conftest import SignIn
from yarmarka.domain.catalogue.models import Offer, Product, Variant
from yarmarka.domain.catalogue.queries import hung_pictures
from yarmarka.domain.catalogue.types import AttributeKind, NewAttribute
from yarmarka.domain.inventory.models import Stock
from yarmarka.domain.inventory.queries import warehouses_of
from yarmarka.flows.define_attributes import set_attributes
from yarmarka.vocabulary.ids import public_id

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_pictures")]

NEW = "/en/seller/offers/new/card/"
GTIN = "4006381333931"


def pot(market: Market, **more: object) -> dict[str, object]:
    """Return a form of one teapot, as a seller in China fills it in."""
    return {
        "do": "save",
        "rows": "1",
        "title_zh": "紫砂茶壶",
        "title_en": "Zisha teapot",
        "category": str(market.category.id),
        "brand": "Yixing",
        "origin_country": "CN",
        "warehouse": str(warehouses_of(seller_id=market.sellers["CN"].id)[0].id),
        "currency": "CNY",
        "v0-sku": "POT-1",
        "v0-price": "188",
        "v0-on_hand": "5",
        "v0-weight": "0.6",
        **more,
    }


def kinds(market: Market, **more: object) -> dict[str, object]:
    """Return a form of a teapot in two colours."""
    second = {"v1-sku": "POT-2", "v1-price": "199", "v1-on_hand": "3", "v1-value_1": "plum"}
    return pot(market, rows="2", choice_1="Colour", **{"v0-value_1": "black"}) | second | more


def card_of(sku: str) -> str:
    return f"/en/seller/offers/{public_id('off', Offer.objects.get(sku=sku).id)}/card/"


def test_a_product_listed_by_hand_is_on_sale_with_its_picture(market: Market, as_seller: SignIn) -> None:
    picture = SimpleUploadedFile("pot.jpg", made.jpeg(400, 400))
    answer = as_seller("CN").post(NEW, pot(market, pictures=picture, hs_code="6911 10"), follow=True)
    assert "Listed: 1 variant is on sale." in answer.content.decode()
    offer = Offer.objects.get(sku="POT-1")
    product = Product.objects.get(id=offer.product_id)
    assert (product.titles, product.brand) == ({"en": "Zisha teapot", "zh": "紫砂茶壶"}, "Yixing")
    assert (offer.price_minor, offer.currency, offer.weight_g, offer.hs_code) == (
        18_800,
        "CNY",
        600,
        "691110",
    )
    assert not offer.is_weight_assumed
    assert Stock.objects.get(offer_id=offer.id).on_hand == 5
    assert product.reference_minor == 18_800 * 12.5
    assert [each.reference for each in hung_pictures(product.id)] == [product.cover]


def test_the_box_has_three_sides_and_is_not_lost_when_the_card_changes(
    market: Market, as_seller: SignIn
) -> None:
    client = as_seller("CN")
    half = pot(market, **{"v0-length": "20", "v0-width": "15.5"})
    assert "Tell all three sides of the packed piece" in client.post(NEW, half).content.decode()
    client.post(NEW, half | {"v0-height": "12"})

    def box() -> tuple[int, int, int]:
        offer = Offer.objects.get(sku="POT-1")
        return offer.length_mm, offer.width_mm, offer.height_mm

    assert box() == (200, 155, 120)
    assert 'value="15.5"' in client.get(card_of("POT-1")).content.decode()
    client.post(card_of("POT-1"), pot(market, **{"v0-price": "199"}))
    assert (box(), Offer.objects.get(sku="POT-1").price_minor) == ((200, 155, 120), 19_900)


def test_the_card_asks_for_what_its_category_is_told_by(market: Market, as_seller: SignIn) -> None:
    client, shelf = as_seller("CN"), market.category.id
    names = {"ru": "Объём", "en": "Volume", "zh": "容量"}
    words = {"ru": "Материал", "en": "Material", "zh": "材质"}
    told = (
        NewAttribute("volume", shelf, names, AttributeKind.NUMBER, unit="l", is_required=True),
        NewAttribute("material", shelf, words, AttributeKind.TEXT, choices=(("глина", "clay", "紫砂"),)),
    )
    set_attributes(told, by=market.staff.id, now=NOW)
    assert "fact_volume" in client.get(f"/zh/seller/offers/facts/?category={shelf}").content.decode()
    missing = client.post(NEW, pot(market)).content.decode()
    assert "Volume, l: Goods of this category aren&#x27;t sold without it." in missing
    wrong = client.post(NEW, pot(market, fact_volume="a lot", fact_material="clay"))
    assert "“Volume” is not a number: “a lot”." in wrong.content.decode()
    assert 'value="clay"' in wrong.content.decode()
    client.post(NEW, pot(market, fact_volume="350 ml", fact_material="紫砂"))
    clay = {"ru": "глина", "en": "clay", "zh": "紫砂"}

    def facts() -> dict[str, Any]:
        product = Product.objects.get(id=Offer.objects.get(sku="POT-1").product_id)
        return {fact["code"]: fact["value"] for fact in product.attributes}

    assert facts() == {"volume": 0.35, "material": clay}
    assert Offer.objects.get(sku="POT-1").status == "active"
    # What nobody touched stays as it is in all languages.
    client.post(card_of("POT-1"), pot(market, fact_volume="0.4", fact_material="clay"))
    assert facts() == {"volume": 0.4, "material": clay}


def test_whose_words_a_language_s_texts_are_is_kept_until_a_person_rewrites_them(
    market: Market, as_seller: SignIn
) -> None:
    client = as_seller("CN")
    said = pot(market, description_en="Holds 200 ml.", origin_en="machine")
    client.post(NEW, said)

    def origins() -> dict[str, dict[str, str]]:
        return Product.objects.get(id=Offer.objects.get(sku="POT-1").product_id).text_origins

    assert origins() == {"titles": {"en": "machine"}, "descriptions": {"en": "machine"}}
    assert '<option value="machine" selected>' in client.get(card_of("POT-1")).content.decode()
    client.post(card_of("POT-1"), said | {"title_zh": "紫砂壶"})
    assert origins() == {"titles": {"en": "machine"}, "descriptions": {"en": "machine"}}
    client.post(card_of("POT-1"), said | {"title_zh": "紫砂壶", "title_en": "Yixing teapot"})
    assert origins() == {"descriptions": {"en": "machine"}}


def test_variants_are_one_product_told_apart_by_what_shoppers_choose(
    market: Market, as_seller: SignIn
) -> None:
    as_seller("CN").post(NEW, kinds(market))
    first, second = Offer.objects.filter(sku__startswith="POT").order_by("sku")
    assert first.product_id == second.product_id
    told = [variant.options for variant in Variant.objects.filter(product_id=first.product_id)]
    assert told == [{"colour": "black"}, {"colour": "plum"}]
    assert second.is_weight_assumed


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    market: Market, as_seller: SignIn
) -> None:
    client = as_seller("CN")
    picture = SimpleUploadedFile("pot.jpg", made.jpeg(400, 400))
    wrong = {"v0-price": "0", "v1-sku": "POT-1", "v1-gtin": "4006381333932", "hs_code": "12"}
    answer = client.post(NEW, kinds(market, category="", pictures=picture, **wrong))
    assert answer.status_code == 422
    page = html.fromstring(answer.content.decode())
    told = {field.get("name") for field in page.xpath("//*[@aria-invalid='true']")}
    assert told >= {"v0-price", "v1-gtin", "hs_code", "category_words"}
    typed = {field.get("name"): field.get("value") for field in page.xpath("//input")}
    assert (typed["title_zh"], typed["v1-price"], typed["v1-value_1"]) == ("紫砂茶壶", "199", "plum")
    assert not Offer.objects.filter(sku__startswith="POT").exists()
    # The picture needs no second sending: the card brings it back.
    client.post(NEW, pot(market, kept=page.xpath("//input[@name='kept']/@value")))
    assert len(hung_pictures(Offer.objects.get(sku="POT-1").product_id)) == 1


def test_the_category_is_found_by_words_also_without_scripts(market: Market, as_seller: SignIn) -> None:
    client = as_seller("CN")
    asked = client.post(
        NEW, pot(market, do="find", category="", category_words="чайник", **{"v0-price": "x"})
    )
    page = html.fromstring(asked.content.decode())
    assert page.xpath("//input[@name='category']/@value") == [str(market.category.id)]
    assert not page.xpath("//*[@aria-invalid='true']"), "nobody has asked to save it yet"
    found = client.get("/en/seller/offers/shelves/", {"category_words": "kettle"}).content.decode()
    assert str(market.category.id) in found
    assert "<html" not in found
    more = html.fromstring(client.post(NEW, pot(market, do="more")).content.decode())
    assert more.xpath("//input[@name='v1-sku']") and more.xpath("//input[@name='rows']/@value") == ["2"]


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("v0-sku", "CN-1", "You offer something under the article CN-1 already."),
        ("v0-gtin", "2000000000008", "a shop gives within its walls"),
        ("v0-on_hand", "", "This field is required."),
    ],
)
def test_the_rules_are_those_of_a_price_list(
    market: Market, as_seller: SignIn, field: str, value: str, says: str
) -> None:
    answer = as_seller("CN").post(NEW, pot(market, **{field: value}))
    assert answer.status_code == 422
    assert says in html.fromstring(answer.content.decode()).text_content()


def test_a_known_barcode_joins_the_goods_that_are_there(market: Market, as_seller: SignIn) -> None:
    add_offer(market, "GB", sku="GB-9", gtin=f"0{GTIN}")
    answer = as_seller("CN").post(NEW, pot(market, **{"v0-gtin": GTIN}), follow=True)
    assert "your offer stands beside the others" in answer.content.decode()
    assert Offer.objects.get(sku="POT-1").product_id == Offer.objects.get(sku="GB-9").product_id
    # Whose words the product bears stays as it was: the newcomer reads them and adds what is missing.
    page = html.fromstring(as_seller("CN").get(card_of("POT-1")).content.decode())
    assert page.xpath("//input[@name='title_en']/@disabled")
    assert not page.xpath("//textarea[@name='description_zh']/@disabled")


def test_a_card_is_changed_and_grows_without_losing_its_product(market: Market, as_seller: SignIn) -> None:
    client = as_seller("CN")
    client.post(NEW, pot(market))
    product_id = Offer.objects.get(sku="POT-1").product_id
    place(market, {Offer.objects.get(sku="POT-1").id: 2})
    said = kinds(market, title_en="", title_ru="Чайник из исинской глины", **{"initial-v0-on_hand": "5"})
    answer = client.post(card_of("POT-1"), said, follow=True)
    assert "The card is saved." in answer.content.decode()
    product = Product.objects.get(id=product_id)
    assert product.titles == {"zh": "紫砂茶壶", "ru": "Чайник из исинской глины"}
    offers = Offer.objects.filter(product_id=product_id).order_by("sku")
    assert [(offer.sku, offer.price_minor) for offer in offers] == [("POT-1", 18_800), ("POT-2", 19_900)]
    assert len({offer.variant_id for offer in offers}) == 2
    assert Stock.objects.get(offer_id=offers[0].id).on_hand == 5, "a count that was not changed is left alone"
    page = client.get(card_of("POT-1")).content.decode()
    assert re.search(r'name="v0-value_1"[^>]* value="black"|value="black"[^>]* name="v0-value_1"', page)


def test_pictures_that_find_no_room_are_told_of(
    market: Market, as_seller: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yarmarka.web.seller.views.card.MOST_PICTURES", 1)
    sent = [SimpleUploadedFile(f"{side}.jpg", made.jpeg(side, side)) for side in (400, 410)]
    answer = as_seller("CN").post(NEW, pot(market, pictures=sent), follow=True)
    assert "Listed: 1 variant is on sale." in answer.content.decode()
    assert "There may be 1 of one product." in answer.content.decode()
    assert len(hung_pictures(Offer.objects.get(sku="POT-1").product_id)) == 1


def test_a_count_of_rows_that_is_none_is_no_failure(market: Market, as_seller: SignIn) -> None:
    answer = as_seller("CN").post(NEW, pot(market, do="find", rows="9" * 5_000))
    assert answer.status_code == 200


def test_nobody_changes_anothers_card(market: Market, as_seller: SignIn) -> None:
    assert (
        as_seller("GB").get(f"/en/seller/offers/{public_id('off', market.offers['CN'])}/card/").status_code
        == 404
    )
