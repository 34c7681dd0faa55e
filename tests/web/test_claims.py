"""A claim on its pages: a shopper says what is wrong, the seller answers, staff decide, everybody reads why."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.flows.claiming import DENIED, WORDS, claimed, deny, lose, sent_part
from tests.flows.steps import scan, tell
from tests.market import Market, open_market, person
from tests.pictures import jpeg
from tests.web.scene import signed_in
from yarmarka.domain.orders.queries import orders
from yarmarka.domain.protection.types import Cause, ClaimStatus
from yarmarka.flows.open_claims import open_found_claims
from yarmarka.kernel import clock
from yarmarka.vocabulary.ids import public_id
from yarmarka.vocabulary.parcels import ParcelState

pytestmark = pytest.mark.django_db


@pytest.fixture
def market(db: None) -> Market:
    return open_market(countries=("CN", "RU"), now=clock.now() - timedelta(days=80))


def text_of(client: Client, address: str) -> str:
    return " ".join(html.fromstring(client.get(address).content.decode()).text_content().split())


def test_a_shopper_shows_what_is_wrong_and_staff_decide_against_the_seller(market: Market) -> None:
    shopper, seller, staff = (signed_in(one) for one in (market.shopper, market.owners["CN"], market.staff))
    part, number = sent_part(market, "CN", now=clock.now() - timedelta(days=6))
    order, form = (
        f"/ru/orders/{public_id('ord', part.order_id)}/",
        f"parts/{public_id('slo', part.id)}/claim/",
    )
    assert form not in shopper.get(order).content.decode(), "nothing is late yet"
    tell(scan(number, ParcelState.DELIVERED, clock.now() - timedelta(days=1)), now=clock.now())
    assert form in shopper.get(order).content.decode()
    assert "деньги перейдут продавцу сами" in text_of(shopper, order)

    answer = shopper.post(order + form, {"cause": "damaged", "words": "Крышка разбита, коробка мокрая."})
    assert answer.status_code == 422
    assert "Крышка разбита" in answer.content.decode(), "nothing that was typed is lost"
    unsaid = shopper.post(order + form, {"words": "Крышка разбита, коробка мокрая."})
    assert (unsaid.status_code, "Скажите, что не так" in unsaid.content.decode()) == (422, True)
    photo = SimpleUploadedFile("lid.jpg", jpeg(300, 200), "image/jpeg")
    said = {"cause": "damaged", "words": "Крышка разбита, коробка мокрая.", "photos": photo}
    page = shopper.post(order + form, said, follow=True)
    claim = claimed(part)
    assert (claim.cause, claim.status) == (Cause.DAMAGED, ClaimStatus.OPENED)
    assert "Крышка разбита" in page.content.decode() and "<img" in page.content.decode()
    assert f"claims/{public_id('clm', claim.id)}/" in shopper.get(order).content.decode()
    assert "деньги перейдут продавцу сами" not in text_of(shopper, order), "they are frozen"

    case = f"claims/{public_id('clm', claim.id)}/"
    assert "送达时已损坏" in text_of(seller, "/zh/seller/claims/")
    assert "送达时已损坏" not in text_of(seller, "/zh/seller/claims/?page=2"), "they are shown in pages"
    assert seller.post(f"/zh/seller/{case}", {"do": "contest", "answer": "短"}).status_code == 422
    seller.post(f"/zh/seller/{case}", {"do": "contest", "answer": DENIED})
    assert DENIED in text_of(shopper, f"/ru/{case}")

    assert "Оспоренные претензии" in text_of(staff, "/ru/staff/")
    assert orders([part.order_id])[part.order_id].number in text_of(
        staff, "/ru/staff/claims/?status=contested"
    )
    staff.post(f"/ru/staff/{case}", {"end": "seller", "note": "На фото видно, что упаковка слабая."})
    assert claimed(part).status is ClaimStatus.REFUNDED
    for reader, address in ((shopper, f"/ru/{case}"), (seller, f"/zh/seller/{case}")):
        assert "упаковка слабая" in text_of(reader, address)
    late = staff.post(
        f"/ru/staff/{case}", {"end": "decline", "note": "А мне так не кажется вовсе."}, follow=True
    )
    assert "уже закрыта" in late.content.decode()
    order_file = text_of(staff, f"/ru/staff/orders/{public_id('ord', part.order_id)}/")
    assert "Претензия закрыта: деньги возвращены" in order_file
    assert "Решена претензия" in text_of(staff, "/ru/staff/audit/")


def test_everybody_reads_why_a_parcel_counts_as_lost_and_by_when_money_goes_back(market: Market) -> None:
    part, _ = sent_part(market, "CN", now=clock.now() - timedelta(days=75))
    assert open_found_claims(now=clock.now()) == 1
    case = f"claims/{public_id('clm', claimed(part).id)}/"
    words = {
        "ru": "действует твёрдый срок: 45 дней молчания",
        "zh": "因此采用固定期限：45 天没有音讯",
        "en": "so a fixed time counts: 45 days of silence",
    }
    for language, said in words.items():
        assert said in text_of(signed_in(market.shopper), f"/{language}/{case}")
        assert said in text_of(signed_in(market.owners["CN"]), f"/{language}/seller/{case}")
        assert said in text_of(signed_in(market.staff), f"/{language}/staff/{case}")
    withdrawn = signed_in(market.shopper).post(f"/ru/{case}withdraw/", follow=True)
    assert "Претензия отозвана" in withdrawn.content.decode()
    assert claimed(part).status is ClaimStatus.WITHDRAWN


def test_a_claim_is_theirs_alone(market: Market) -> None:
    claim = deny(market, "CN", now=clock.now())
    case = f"claims/{public_id('clm', claim.id)}/"
    stranger = signed_in(person("stranger@example.test"))
    assert stranger.get(f"/ru/{case}").status_code == 404
    assert stranger.post(f"/ru/{case}withdraw/").status_code == 404
    assert signed_in(market.owners["RU"]).get(f"/ru/seller/{case}").status_code == 404
    assert WORDS not in Client().get(f"/ru/{case}", follow=True).content.decode()
    assert signed_in(market.shopper).get(f"/ru/staff/{case}").status_code in {302, 403, 404}


def test_a_list_of_claims_asks_as_often_for_three_as_for_one(market: Market) -> None:
    browsers = {
        "/ru/seller/claims/": signed_in(market.owners["CN"]),
        "/ru/staff/claims/": signed_in(market.staff),
    }
    counted = []
    for more in (1, 2):
        for _ in range(more):
            lose(market, "CN", now=clock.now())
        for address, browser in browsers.items():
            browser.get(address)
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(address).status_code == 200
            counted.append(len(asked))
    assert counted[:2] == counted[2:]
