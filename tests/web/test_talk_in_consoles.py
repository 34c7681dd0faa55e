"""Sellers answer what shoppers say and ask, and staff decide what was reported."""

import pytest

from tests.flows.steps import buy, complete, part_of
from tests.market import Market, open_market, person
from tests.web.shop.reader import Reader
from yarmarka.domain.orders.queries import lines_of
from yarmarka.domain.reviews.models import Answer, Reply, Review
from yarmarka.domain.reviews.types import ReportCause, Subject, SubjectKind, Words
from yarmarka.flows.ask_about_goods import ask_question
from yarmarka.flows.moderate_words import report_words
from yarmarka.flows.write_review import write_review
from yarmarka.kernel.clock import now
from yarmarka.vocabulary.ids import public_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def market(db: None) -> Market:
    return open_market(countries=("CN", "GB"), now=now())


@pytest.fixture
def said(market: Market) -> Review:
    """The shopper's review of the Chinese kettle, and a question of theirs."""
    part = part_of(buy(market, "CN", now=now()))
    complete(market, part, at=now())
    product, shopper = lines_of([part.id])[0].product_id, market.shopper.id
    ask_question(product_id=product, text="Does it whistle?", language="en", viewer=shopper, now=now())
    words = Words(2, "It leaks", language="en")
    return Review.objects.get(id=write_review(product_id=product, words=words, viewer=shopper, now=now()))


def test_a_seller_answers_reviews_and_questions_of_its_own_goods_only(market: Market, said: Review) -> None:
    owner = Reader(market.owners["CN"])
    page = owner.open("/seller/talk/")
    assert "It leaks" in page.main
    assert "Does it whistle?" in page.main
    page.send("/talk/reply/", reply="We send a new one")
    page.send("/talk/answer/", answer="It does")
    again = owner.open("/seller/talk/").send("/talk/reply/", reply="We have sent a new one")
    assert "We have sent a new one" in again.main
    assert (Reply.objects.get().text, Answer.objects.get().text) == ("We have sent a new one", "It does")
    stranger = Reader(market.owners["GB"]).open("/seller/talk/")
    assert "It leaks" not in stranger.main
    token = stranger.tree.xpath("//input[@name='csrfmiddlewaretoken']/@value")
    forged = {"review": public_id("rvw", said.id), "reply": "Buy from us"}
    stranger.reader.client.post(
        "/en/seller/talk/reply/", forged | {"csrfmiddlewaretoken": (token or [""])[0]}
    )
    assert Reply.objects.get().text == "We have sent a new one"


def test_staff_hide_reported_words_with_a_reason_that_their_author_reads(
    market: Market, said: Review
) -> None:
    subject = Subject(SubjectKind.REVIEW, said.id)
    reader = person("reader@example.test")
    report_words(subject, cause=ReportCause.ABUSE, words="Rude", viewer=reader.id, now=now())
    operator = Reader(market.staff)
    assert "Reported words wait for a decision" in operator.open("/staff/").main
    queue = operator.open("/staff/moderation/")
    assert "It leaks" in queue.main
    assert "“Rude”" in queue.main
    unfounded = queue.send("/moderation/decide/", do="hide")
    assert "Whose words are hidden is told why" in unfounded.main
    hidden = unfounded.send("/moderation/decide/", do="hide", reason="Insults the seller")
    assert "Nothing is reported" in hidden.main
    product = public_id("prd", said.product_id)
    assert "It leaks" not in Reader().open(f"/p/{product}/").main
    assert "Insults the seller" in Reader(market.shopper).open(f"/p/{product}/").main
