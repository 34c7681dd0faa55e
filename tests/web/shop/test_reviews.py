"""Reviews and questions on the shop's pages, as shoppers and sellers meet them."""

import json
from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.flows.steps import buy, complete, part_of, talk_about_goods
from tests.market import Market, person
from tests.web.shop.reader import Reader
from yarmarka.domain.orders.queries import lines_of
from yarmarka.domain.reviews.models import NoReminders, Photo, Report, Review
from yarmarka.kernel.clock import now
from yarmarka.presentation.off_links import off_key
from yarmarka.vocabulary.ids import public_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def received(market: Market) -> UUID:
    """A kettle that the shopper has; its product."""
    part = part_of(buy(market, "CN", now=now()))
    complete(market, part, at=now())
    return lines_of([part.id])[0].product_id


def page_of(product: UUID) -> str:
    return f"/p/{public_id('prd', product)}/"


def test_who_received_it_reviews_it_from_the_order_and_everybody_reads_it(
    market: Market, shopper: Reader, guest: Reader, received: UUID
) -> None:
    order = public_id("ord", part_of(buy(market, "GB", now=now())).order_id)
    assert not shopper.open(f"/orders/{order}/").links("/review/"), "that one is not received"
    form = shopper.open(f"{page_of(received)}review/")
    refused = form.send("/review/", text="Boils in a minute", pros="Quiet")
    assert refused.status == 422
    assert "How many stars is it?" in refused.main
    assert "Boils in a minute" in refused.main, "what was written is kept"
    kept = refused.send("/review/", stars="4")
    assert "Your review stands on the product's page" in kept.main
    page = guest.open(page_of(received))
    for words in ("Алсу К.", "Boils in a minute", "Quiet", "bought from CN Trading", "4.0 1 review"):
        assert words in page.main
    assert page.tree.xpath("//*[@id='reviews']//*[@aria-label='4 of 5 stars']")
    assert "4.0" in guest.open("/c/kettles/").main
    changed = shopper.open(f"{page_of(received)}review/").send("/review/", stars="2")
    assert "Your review is changed" in changed.main
    machine = json.loads(
        guest.open(page_of(received)).tree.xpath("//script[contains(@type, 'ld+json')]")[0].text
    )
    assert (machine["aggregateRating"], machine["review"][0]["reviewBody"]) == (
        {"@type": "AggregateRating", "ratingValue": "2.0", "reviewCount": 1},
        "Boils in a minute",
    )


def test_who_has_not_received_it_reads_why_there_is_no_form(shopper: Reader, market: Market) -> None:
    part = part_of(buy(market, "CN", now=now()))
    page = shopper.open(f"{page_of(lines_of([part.id])[0].product_id)}review/")
    assert (page.status, page.forms("/review/")) == (409, [])
    assert "You can review it once you have it" in page.main


def test_reviews_are_looked_through_by_stars_and_language(
    market: Market, guest: Reader, received: UUID
) -> None:
    talk_about_goods(market, part_of(buy_received(market)), now=now())
    page = guest.open(page_of(received))
    assert "Хороший чайник" in page.main
    assert "CN Trading answers" in page.main
    assert "Шумит?" in page.main
    assert "Хороший чайник" in guest.open(f"{page_of(received)}?stars=4&in=ru").main
    none = guest.open(f"{page_of(received)}?stars=4&in=zh&order=worst&reviews=9")
    assert "No review fits" in none.main
    assert none.tree.xpath("//link[@rel='canonical']/@href")[0].endswith(page_of(received))


def buy_received(market: Market) -> UUID:
    order = buy(market, "CN", now=now())
    complete(market, part_of(order), at=now())
    return order


def test_one_vote_by_each_reader_and_reports_wait_for_staff(market: Market, received: UUID) -> None:
    review_id = talk_about_goods(market, part_of(buy_received(market)), now=now())
    reader = Reader(person("reader@example.test"))
    for helpful in (1, 0):
        reader.open(page_of(received)).send("/reviews/vote/")
        assert Review.objects.get(id=review_id).helpful == helpful
    told = reader.open(page_of(received)).send("/reviews/report/", cause="spam")
    assert "We will look at it" in told.main
    assert Report.objects.get().subject_id == review_id
    wrong = reader.open(page_of(received)).send("/reviews/report/", subject="ord_1", cause="spam")
    assert "Something needs correcting" in wrong.main
    assert Report.objects.count() == 1


def test_a_photo_comes_without_its_notes_and_can_go_again(
    market: Market, shopper: Reader, received: UUID
) -> None:
    shopper.open(f"{page_of(received)}review/").send("/review/", stars="5")
    form = shopper.open(f"{page_of(received)}review/")
    token = form.forms("/review/pictures/")[0].fields["csrfmiddlewaretoken"]
    address = form.forms("/review/pictures/")[0].get("action")
    shopper.client.post(address, {"csrfmiddlewaretoken": token, "photos": photo()})
    assert Photo.objects.count() == 1
    assert shopper.open(page_of(received)).tree.xpath("//*[@id='reviews']//article//picture")
    shopper.open(f"{page_of(received)}review/").send("/review/pictures/")
    assert Photo.objects.count() == 0


def photo() -> SimpleUploadedFile:
    made = BytesIO()
    Image.new("RGB", (640, 480), "#b8371f").save(made, "JPEG")
    return SimpleUploadedFile("kettle.jpg", made.getvalue(), "image/jpeg")


def test_questions_are_asked_by_the_signed_in_and_answered_by_who_knows(
    market: Market, guest: Reader, received: UUID
) -> None:
    assert "Sign in to ask a question" in guest.open(page_of(received)).main
    asker = Reader(person("asker@example.test"))
    asked = asker.open(page_of(received)).send("/ask/", question="Does it whistle?")
    assert "Your question is asked" in asked.main
    assert not asker.open(page_of(received)).forms("/questions/answer/")
    seller = Reader(market.owners["CN"])
    seller.open(page_of(received)).send("/questions/answer/", answer="It does.")
    assert "CN Trading answers" in guest.open(page_of(received)).main


def test_reminders_end_by_one_click_of_a_letter_and_not_by_a_scanner(market: Market, guest: Reader) -> None:
    address = f"/reminders/{off_key(market.shopper.id)}/"
    page = guest.open(address)
    assert not NoReminders.objects.exists()
    assert "You get no more reminders" in page.send(address).main
    guest.client.post(f"/en{address}", {"List-Unsubscribe": "One-Click"})
    assert NoReminders.objects.count() == 1
    assert guest.open("/reminders/made-up/").status == 404
    assert timedelta(0) < now() - NoReminders.objects.get().since
