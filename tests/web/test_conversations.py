"""A shopper and a seller write to one another: both are told, contacts stay out, staff read only what is reported."""

import pytest
from django.core import mail
from django.test import Client
from lxml import html

from tests.market import Market, open_market, person, place
from tests.web.scene import paid_order, part_of, signed_in
from yarmarka.domain.catalogue.models import Offer
from yarmarka.domain.conversations.models import Conversation, Message
from yarmarka.jobs.letters import send_letter
from yarmarka.kernel.clock import now
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.models import OutboxMessage
from yarmarka.vocabulary.ids import public_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def market(db: None) -> Market:
    return open_market(countries=("CN", "RU"))


def about_product(market: Market, country: str = "CN") -> str:
    product = Offer.objects.get(id=market.offers[country]).product_id
    return f"/ru/p/{public_id('prd', product)}/message/{market.sellers[country].slug}/"


def letters(topic: str) -> list[str]:
    mail.outbox.clear()
    for message in OutboxMessage.objects.filter(topic=topic).order_by("id"):
        send_letter(topic, message.facts, message.id)
    return [letter.body for letter in mail.outbox]


def text_of(page: bytes) -> str:
    return " ".join(html.fromstring(page.decode()).text_content().split())


def test_a_question_about_an_order_is_answered_and_both_are_told(market: Market) -> None:
    shopper, seller = signed_in(market.shopper), signed_in(market.owners["CN"])
    order = paid_order(market, {market.offers["CN"]: 1})
    part = part_of(order, market.sellers["CN"].id)
    page = shopper.get(f"/ru/orders/{public_id('ord', order)}/").content.decode()
    link = f"/ru/orders/{public_id('ord', order)}/parts/{public_id('slo', part.id)}/message/"
    assert link in page
    shopper.post(link, {"text": "Можно подарочную упаковку?"})
    shopper.post(link, {"text": "И открытку."})
    assert len(letters("message_from_shopper")) == 1, "one letter until the seller has read"
    assert "Можно подарочную упаковку?" in mail.outbox[0].body

    listing = text_of(seller.get("/zh/seller/messages/?shown=waiting").content)
    assert "И открытку." in listing and " 2 " in listing
    assert text_of(seller.get("/zh/seller/").content).count("消息 2") == 1
    talk = Conversation.objects.get()
    there = f"messages/{public_id('cnv', talk.id)}/"
    assert "Можно подарочную упаковку?" in seller.get(f"/zh/seller/{there}").content.decode()
    answer = seller.post(f"/zh/seller/{there}", {"text": "可以的。"}, follow=True)
    assert "可以的。" in answer.content.decode()
    talk.refresh_from_db()
    assert (talk.unread_by_seller, talk.unread_by_shopper, talk.waits_since) == (0, 1, None)
    (told,) = letters("message_from_seller")
    assert "可以的。" in told and f"/ru/{there}" in told
    assert "可以的。" in shopper.get(f"/ru/{there}").content.decode()
    talk.refresh_from_db()
    assert talk.unread_by_shopper == 0

    operator = signed_in(market.staff)
    file = text_of(operator.get(f"/ru/staff/orders/{public_id('ord', order)}/").content)
    assert "Покупатель написал продавцу" in file and "упаковку" not in file


def test_a_seller_begins_about_its_part_of_an_order_by_the_same_rules(market: Market) -> None:
    shopper, seller = signed_in(market.shopper), signed_in(market.owners["CN"])
    order = paid_order(market, {market.offers["CN"]: 1})
    part = public_id("slo", part_of(order, market.sellers["CN"].id).id)
    link = f"/zh/seller/orders/{part}/message/"
    assert link in seller.get(f"/zh/seller/orders/{part}/").content.decode()
    refused = seller.post(link, {"text": " "})
    assert (refused.status_code, Conversation.objects.count()) == (422, 0)
    seller.post(link, {"text": "红色的没有了，换蓝色可以吗？请加微信号 yarmarka_cn"})
    talk = Conversation.objects.get()
    assert (talk.begun_by, talk.unread_by_shopper, talk.waits_since) == ("seller", 1, None)
    (told,) = letters("message_from_seller")
    assert "换蓝色可以吗" in told and "yarmarka_cn" not in told
    there = f"messages/{public_id('cnv', talk.id)}/"
    assert seller.get(link)["Location"] == f"/zh/seller/{there}", (
        "there is one conversation, whoever began it"
    )
    about = f"/ru/orders/{public_id('ord', order)}/parts/{part}/message/"
    assert shopper.get(about)["Location"] == f"/ru/{there}"

    for _ in range(7):
        seller.post(f"/zh/seller/{there}", {"text": "您好？"})
    assert seller.post(f"/zh/seller/{there}", {"text": "您好？"}).status_code == 429, (
        "nobody has answered yet"
    )
    shopper.post(f"/ru/{there}", {"text": "Можно."})
    assert seller.post(f"/zh/seller/{there}", {"text": "好的。"}).status_code == 302


def test_a_seller_begins_about_no_other_order_nor_with_more_than_ten_a_day(market: Market) -> None:
    seller = signed_in(market.owners["CN"])
    others = part_of(paid_order(market, {market.offers["RU"]: 1}), market.sellers["RU"].id)
    unpaid = part_of(place(market, {market.offers["CN"]: 1}).order_id, market.sellers["CN"].id)
    for part in (others, unpaid):
        link = f"/ru/seller/orders/{public_id('slo', part.id)}/message/"
        assert (seller.get(link).status_code, seller.post(link, {"text": "А"}).status_code) == (404, 404)
    Conversation.objects.bulk_create(
        Conversation(
            id=new_id(now()),
            person=person(f"shopper-{number}@example.test"),
            seller_id=market.sellers["CN"].id,
            product_id=Offer.objects.get(id=market.offers["CN"]).product_id,
            begun_by="seller" if number < 10 else "shopper",
            opened_at=now(),
            last_at=now(),
        )
        for number in range(11)
    )
    part = part_of(paid_order(market, {market.offers["CN"]: 1}), market.sellers["CN"].id)
    link = f"/ru/seller/orders/{public_id('slo', part.id)}/message/"
    answer = seller.post(link, {"text": "Здравствуйте."})
    assert answer.status_code == 429
    assert "Здравствуйте.</textarea>" in answer.content.decode()
    signed_in(market.shopper).post(about_product(market), {"text": "Можно?"})
    assert Conversation.objects.count() == 12, "what sellers begin does not count against shoppers"


def test_contacts_are_taken_out_and_the_writer_is_told(market: Market) -> None:
    answer = signed_in(market.shopper).post(
        about_product(market), {"text": "Дешевле? Мой номер +7 900 123-45-67"}, follow=True
    )
    assert "без контактов" in answer.content.decode()
    assert Message.objects.get().text == "Дешевле? Мой номер •••"


def test_a_message_that_can_not_be_sent_is_kept_in_its_field(market: Market) -> None:
    shopper = signed_in(market.shopper)
    for _ in range(8):
        shopper.post(about_product(market), {"text": "Ответьте."})
    answer = shopper.post(about_product(market), {"text": "Ну ответьте же."})
    assert answer.status_code == 429
    assert "Ну ответьте же.</textarea>" in answer.content.decode()
    assert Message.objects.count() == 8


def test_staff_read_a_conversation_only_while_a_report_is_open(market: Market) -> None:
    shopper, operator = signed_in(market.shopper), signed_in(market.staff)
    shopper.post(about_product(market), {"text": "Здравствуйте."})
    key = public_id("cnv", Conversation.objects.get().id)
    assert operator.get(f"/ru/staff/conversations/{key}/").status_code == 404
    shopper.post(f"/ru/messages/{key}/report/", {"cause": "fraud", "words": "Просит перевод."})
    page = operator.get(f"/ru/staff/conversations/{key}/").content.decode()
    assert "Здравствуйте." in page and "Просит перевод." in page
    assert key in operator.get("/ru/staff/conversations/").content.decode()
    operator.post(f"/ru/staff/conversations/{key}/close/", {"finding": ""})
    assert operator.get(f"/ru/staff/conversations/{key}/").status_code == 200, "a finding is needed"
    operator.post(f"/ru/staff/conversations/{key}/close/", {"finding": "Предупреждён."})
    assert operator.get(f"/ru/staff/conversations/{key}/").status_code == 404


def test_a_conversation_is_its_twos_alone(market: Market) -> None:
    signed_in(market.shopper).post(about_product(market), {"text": "Здравствуйте."})
    key = public_id("cnv", Conversation.objects.get().id)
    other = signed_in(person("other@example.test"))
    assert other.get(f"/ru/messages/{key}/").status_code == 404
    assert signed_in(market.owners["RU"]).get(f"/ru/seller/messages/{key}/").status_code == 404
    assert signed_in(market.owners["CN"]).post(about_product(market), {"text": "Я сам."}).status_code == 409
    assert Client().get(about_product(market)).status_code == 302
