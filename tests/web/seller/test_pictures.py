"""A seller shows its goods: pictures come in, stand in their order, are described, and go again."""

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests import pictures as made
from tests.market import NOW, Market, place
from tests.web.seller.conftest import SignIn
from yarmarka.domain.catalogue.actions import hang_picture
from yarmarka.domain.catalogue.models import Offer, Product
from yarmarka.domain.catalogue.queries import hung_pictures
from yarmarka.domain.orders.models import OrderLine
from yarmarka.flows.take_picture import take_picture
from yarmarka.vocabulary.ids import public_id
from yarmarka.vocabulary.pictures import picture_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_pictures")]


def address(market: Market, rest: str = "pictures/") -> str:
    return f"/en/seller/offers/{public_id('off', market.offers['CN'])}/{rest}"


def product_of(market: Market) -> UUID:
    return Offer.objects.get(id=market.offers["CN"]).product_id


def send(client: Client, market: Market, *originals: bytes) -> str:
    files = [SimpleUploadedFile(f"{at}.jpg", data) for at, data in enumerate(originals)]
    answer = client.post(address(market, "send/pictures/"), {"pictures": files}, follow=True)
    return answer.content.decode()


def test_what_is_sent_stands_on_the_product_the_card_and_later_orders(
    market: Market, as_seller: SignIn, client: Client
) -> None:
    page = send(as_seller("CN"), market, made.jpeg(400, 400), made.jpeg(300, 500))
    assert "2 pictures are taken." in page
    product_id = product_of(market)
    first, second = hung_pictures(product_id)
    assert Product.objects.get(id=product_id).cover == first.reference
    shop = client.get(f"/ru/p/{public_id('prd', product_id)}/").content.decode()
    for each in (first, second):
        picture = picture_in(each.reference)
        assert picture and f"/{picture.name}/" in shop
    assert 'id="picture-2"' in shop and 'href="#picture-2"' in shop
    card = client.get("/ru/").content.decode()
    assert f"/{first.reference[:32]}/320.avif 320w" in card
    place(market, {market.offers["CN"]: 1})
    assert OrderLine.objects.get().picture == first.reference


def test_a_bad_picture_is_told_of_and_the_good_ones_stay(market: Market, as_seller: SignIn) -> None:
    page = send(as_seller("CN"), market, made.jpeg(400, 400), b"not a picture", made.jpeg(100, 100))
    assert "1 picture is taken." in page
    assert "This is not a picture" in page
    assert "The shorter side needs 300" in page
    assert len(hung_pictures(product_of(market))) == 1


def test_pictures_are_ordered_described_and_taken_down(market: Market, as_seller: SignIn) -> None:
    client = as_seller("CN")
    send(client, market, made.jpeg(400, 400), made.jpeg(410, 400))
    product_id = product_of(market)
    first, second = hung_pictures(product_id)

    def wish(which: UUID, **said: str) -> None:
        assert client.post(address(market, f"pictures/{which}/"), said).status_code == 302

    wish(second.id, wish="earlier")
    assert Product.objects.get(id=product_id).cover == second.reference
    wish(second.id, wish="describe", alt_ru=" Чайник   сбоку ", alt_en="", alt_zh="侧面")
    assert hung_pictures(product_id)[0].alts == {"ru": "Чайник сбоку", "zh": "侧面"}
    assert 'alt="Чайник сбоку"' in Client().get(f"/ru/p/{public_id('prd', product_id)}/").content.decode()
    wish(second.id, wish="down")
    wish(first.id, wish="down")
    assert Product.objects.get(id=product_id).cover == ""


def test_nobody_changes_another_sellers_pictures(market: Market, as_seller: SignIn) -> None:
    send(as_seller("CN"), market, made.jpeg(400, 400))
    hung = hung_pictures(product_of(market))[0]
    stranger = as_seller("GB")
    assert stranger.post(address(market, f"pictures/{hung.id}/"), {"wish": "down"}).status_code == 404
    assert stranger.get(address(market)).status_code == 404
    other = f"/en/seller/offers/{public_id('off', market.offers['GB'])}/pictures/{hung.id}/"
    assert stranger.post(other, {"wish": "down"}).status_code == 404
    assert hung_pictures(product_of(market)) == [hung]


def test_a_sellers_own_picture_stands_before_what_the_fair_drew(market: Market, as_seller: SignIn) -> None:
    drawn = take_picture(made.jpeg(500, 500), now=NOW)
    hang_picture(
        product_id=product_of(market),
        picture_id=drawn.id,
        reference=drawn.picture.reference,
        alts={},
        seller_id=None,
        now=timezone.now(),
    )
    send(as_seller("CN"), market, made.jpeg(400, 400))
    assert [bool(each.seller_id) for each in hung_pictures(product_of(market))] == [True, False]
