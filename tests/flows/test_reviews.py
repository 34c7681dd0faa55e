"""Reviews: only of what was received, once by each person, and stars that follow whatever happens at once."""

from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from django.db import Error, connection, transaction

from tests.flows.at_once import at_once, only
from tests.flows.steps import buy, complete, deliver, part_of, send
from tests.market import NOW, Market, approve_payment, open_market, order_request, person
from yarmarka.domain.accounts.models import Person
from yarmarka.domain.catalogue.queries import offers_for_sale
from yarmarka.domain.orders.actions import complete_seller_orders
from yarmarka.domain.reviews import actions
from yarmarka.domain.reviews.errors import (
    AlreadyAnswered,
    AlreadyReviewed,
    EditingOver,
    MayNotAnswer,
    NotBought,
    NotReceived,
    OwnGoods,
    OwnWords,
    TooManyQuestions,
)
from yarmarka.domain.reviews.models import Answer, Decision, ProductRating, Review, Vote
from yarmarka.domain.reviews.queries import open_reports, product_ratings, review, seller_ratings
from yarmarka.domain.reviews.rules import EDITABLE_FOR, MOST_QUESTIONS_A_DAY, weighed
from yarmarka.domain.reviews.types import Rating, ReportCause, Subject, SubjectKind, Words
from yarmarka.flows.ask_about_goods import answer_question, ask_question
from yarmarka.flows.moderate_words import decide_words, report_words
from yarmarka.flows.place_orders import place_order
from yarmarka.flows.remind_of_reviews import remind_of_reviews, switch_reminders
from yarmarka.flows.write_review import edit_review, reply_to_review, write_review
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.models import OutboxMessage
from yarmarka.reads.verify import verify_books

GOOD = Words(stars=5, text="Хороший чайник", language="ru")
LATER = NOW + timedelta(days=5)


@pytest.fixture
def market(db: None) -> Market:
    return open_market(countries=("CN", "RU"), stock=50)


def product_of(market: Market, country: str = "CN") -> UUID:
    offer = market.offers[country]
    return offers_for_sale([offer])[offer].product_id


def reviewed(market: Market, words: Words = GOOD) -> UUID:
    """Let the shopper buy, receive and review the Chinese kettle; return the review's id."""
    complete(market, part_of(buy(market, "CN")))
    return write_review(product_id=product_of(market), words=words, viewer=market.shopper.id, now=NOW)


def letters(topic: str) -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(topic=topic).order_by("id"))


def test_a_review_is_written_once_the_goods_are_there(market: Market) -> None:
    product = product_of(market)
    write = partial(write_review, product_id=product, words=GOOD, viewer=market.shopper.id, now=NOW)
    with pytest.raises(NotBought):
        write()
    part = part_of(buy(market, "CN"))
    with pytest.raises(NotReceived):
        write()
    send(part)
    with pytest.raises(NotReceived):
        write()
    complete_seller_orders([part.id], now=NOW)
    said = review(write())
    assert (said.seller_id, said.words.stars, said.words.language) == (part.seller_id, 5, "ru")
    assert product_ratings([product]) == {product: Rating((0, 0, 0, 0, 1))}
    assert seller_ratings([part.seller_id]) == {part.seller_id: Rating((0, 0, 0, 0, 1))}
    with pytest.raises(AlreadyReviewed):
        write()


def test_what_was_delivered_can_be_reviewed_before_its_receipt_is_confirmed(market: Market) -> None:
    deliver(part_of(buy(market, "CN")))
    assert write_review(product_id=product_of(market), words=GOOD, viewer=market.shopper.id, now=NOW)


def test_who_sells_it_does_not_review_it_also_after_buying_it(market: Market) -> None:
    owner = market.owners["CN"]
    request = order_request(market, {market.offers["CN"]: 1}, shopper=owner)
    assert place_order(request, now=NOW)
    with pytest.raises(OwnGoods):
        write_review(product_id=product_of(market), words=GOOD, viewer=owner.id, now=NOW)


def test_changing_the_stars_moves_the_rating_until_the_time_is_over(market: Market) -> None:
    reviewed(market)
    product = product_of(market)
    change = partial(edit_review, product_id=product, words=Words(2, "Протекает"), viewer=market.shopper.id)
    said = review(change(now=LATER))
    assert (said.words.stars, said.edited_at) == (2, LATER)
    assert product_ratings([product]) == {product: Rating((0, 1, 0, 0, 0))}
    with pytest.raises(EditingOver):
        change(now=NOW + EDITABLE_FOR)
    assert verify_books(now=NOW) == ()


def test_hidden_reviews_do_not_count_and_their_author_is_told_why(market: Market) -> None:
    subject = Subject(SubjectKind.REVIEW, reviewed(market))
    with pytest.raises(OwnWords):
        report_words(subject, cause=ReportCause.SPAM, words="", viewer=market.shopper.id, now=NOW)
    reader = person("reader@example.test")
    for _ in range(2):
        report_words(subject, cause=ReportCause.PERSONAL, words="A number", viewer=reader.id, now=NOW)
    assert open_reports() == 1
    decide_words(subject, hides=True, reason="Чужой телефон", by=market.staff.id, now=LATER)
    assert (open_reports(), product_ratings([product_of(market)])) == (0, {})
    assert review(subject.id).hidden_reason == "Чужой телефон"
    [letter] = letters("words_hidden")
    assert (letter.facts["to"], letter.facts["reason"]) == (market.shopper.email, "Чужой телефон")
    decide_words(subject, hides=False, reason="", by=market.staff.id, now=LATER)
    assert product_ratings([product_of(market)])[product_of(market)].count == 1
    assert len(letters("words_shown")) == 1
    assert verify_books(now=NOW) == ()


def test_what_staff_decided_stays_on_record(market: Market) -> None:
    subject = Subject(SubjectKind.REVIEW, reviewed(market))
    decide_words(subject, hides=True, reason="Spam", by=market.staff.id, now=NOW)
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        Decision.objects.update(reason="Another")


def test_a_seller_replies_once_and_may_reword_it(market: Market) -> None:
    review_id = reviewed(market)
    seller, owner = market.sellers["CN"], market.owners["CN"]
    for text in ("Спасибо", "Спасибо вам"):
        reply_to_review(review_id=review_id, seller_id=seller.id, text=text, by=owner.id, now=NOW)
    [letter] = letters("review_replied")
    assert (letter.facts["to"], letter.facts["reply"]) == (market.shopper.email, "Спасибо")
    with pytest.raises(Missing):
        reply_to_review(
            review_id=review_id, seller_id=market.sellers["RU"].id, text="…", by=owner.id, now=NOW
        )


def test_a_question_is_told_its_sellers_and_an_answer_who_asked(market: Market) -> None:
    asker = person("asker@example.test", locale="zh")
    question = ask_question(
        product_id=product_of(market), text="保修多久？", language="zh", viewer=asker.id, now=NOW
    )
    [asked] = letters("question_asked")
    assert asked.facts["to"] == market.sellers["CN"].contact_email
    answer = partial(answer_question, question_id=question, language="en", now=NOW)
    with pytest.raises(MayNotAnswer):
        answer(text="I think a year", viewer=person("stranger@example.test").id)
    owner = market.owners["CN"].id
    assert answer(text="一年", viewer=owner) == answer(text="两年", viewer=owner), "sellers may reword"
    complete(market, part_of(buy(market, "CN")))
    answer(text="Мне писали: год", viewer=market.shopper.id)
    with pytest.raises(AlreadyAnswered):
        answer(text="Нет, два", viewer=market.shopper.id)
    told = {(letter.facts["seller"], letter.facts["answer"]) for letter in letters("question_answered")}
    assert told == {("CN Trading", "一年"), ("", "Мне писали: год")}
    assert Answer.objects.get(seller=market.sellers["CN"].id).text == "两年"


def test_nobody_asks_all_day(market: Market) -> None:
    ask = partial(ask_question, product_id=product_of(market), text="?", language="ru")
    for _ in range(MOST_QUESTIONS_A_DAY):
        ask(viewer=market.shopper.id, now=NOW)
    with pytest.raises(TooManyQuestions):
        ask(viewer=market.shopper.id, now=NOW)
    assert ask(viewer=market.shopper.id, now=NOW + timedelta(days=1, seconds=1))


def test_shoppers_are_reminded_once_and_never_who_switched_it_off_or_wrote(market: Market) -> None:
    parts = [part_of(buy(market, "CN")), part_of(buy(market, "RU"))]
    for part in parts:
        complete(market, part)
    assert remind_of_reviews(now=NOW + timedelta(days=1)) == 0, "too early"
    write_review(product_id=product_of(market), words=GOOD, viewer=market.shopper.id, now=NOW)
    switch_reminders(person_id=market.shopper.id, are_wanted=False, now=NOW)
    assert remind_of_reviews(now=LATER) == 0
    switch_reminders(person_id=market.shopper.id, are_wanted=True, now=NOW)
    assert [remind_of_reviews(now=LATER) for _ in range(2)] == [1, 0]
    [letter] = letters("review_reminder")
    assert letter.facts["seller_order_id"] == str(parts[1].id), "the other one is reviewed"


def test_sorting_weighs_stars_as_the_rules_do(market: Market) -> None:
    reviewed(market, Words(stars=3))
    row = ProductRating.objects.get(product=product_of(market))
    assert (row.count, row.total) == (1, 3)
    assert row.weighed == round(weighed(Rating((0, 0, 1, 0, 0))), 4)


@pytest.mark.django_db(transaction=True)
def test_at_once_every_review_counts_and_a_person_has_one_vote() -> None:
    market = open_market(countries=("CN",), stock=50)
    product, known = product_of(market), reviewed(market)
    shoppers = [person(f"shopper-{number}@example.test") for number in range(3)]
    for shopper in shoppers:
        receive(market, shopper)
    written = at_once(
        [
            partial(write_review, product_id=product, words=Words(stars), viewer=shopper.id, now=NOW)
            for shopper, stars in zip(shoppers, (1, 2, 2), strict=True)
        ]
        + [partial(actions.vote, person_id=shoppers[0].id, review_id=known, now=NOW)] * 3
    )
    assert len(only(UUID, written)) == 3
    assert product_ratings([product]) == {product: Rating((1, 2, 0, 0, 1))}
    assert (Vote.objects.count(), review(known).helpful) == (1, 1)
    again = at_once(
        [
            partial(edit_review, product_id=product, words=Words(4), viewer=shopper.id, now=NOW)
            for shopper in shoppers
        ]
        + [partial(write_review, product_id=product, words=GOOD, viewer=shoppers[0].id, now=NOW)]
    )
    assert len(only(AlreadyReviewed, again)) == 1
    assert product_ratings([product]) == {product: Rating((0, 0, 0, 3, 1))}
    with pytest.raises(OwnWords):
        actions.vote(person_id=market.shopper.id, review_id=known, now=NOW)
    assert actions.withdraw_vote(person_id=shoppers[0].id, review_id=known) == 0
    assert verify_books(now=NOW) == ()
    assert Review.objects.count() == 4
    connection.close()


def receive(market: Market, shopper: Person) -> None:
    """Let somebody buy the Chinese kettle, and have it."""
    placed = place_order(order_request(market, {market.offers["CN"]: 1}, shopper=shopper), now=NOW)
    approve_payment(placed.order_id, placed.total, now=NOW)
    deliver(part_of(placed.order_id))
