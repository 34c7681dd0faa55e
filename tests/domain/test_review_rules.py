"""What may be said of goods, by whom, and how stars count."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from tests.market import NOW
from yarmarka.domain.reviews.errors import (
    DecisionUnfounded,
    MayNotAnswer,
    NotBought,
    NotReceived,
    OwnGoods,
    WordsInvalid,
)
from yarmarka.domain.reviews.rules import (
    EDITABLE_FOR,
    answering_seller,
    check_decision,
    checked_words,
    language_of,
    least_mean,
    may_edit,
    mean_of,
    reviewed_line,
    shown_name,
    weighed,
)
from yarmarka.domain.reviews.types import Rating, Receipts, Received, Words

PRODUCT, SELLER, OTHER = (UUID(int=number) for number in (1, 2, 3))


def line(number: int, *, is_here: bool) -> Received:
    return Received(UUID(int=number), PRODUCT, SELLER, is_here, f"order-{number}")


def test_a_review_stands_on_the_latest_line_that_is_received() -> None:
    lines = [line(11, is_here=True), line(12, is_here=True), line(13, is_here=False)]
    assert reviewed_line(Receipts(lines, is_own=False), product_id=PRODUCT).line_id == UUID(int=12)


@pytest.mark.parametrize(
    ("receipts", "error"),
    [
        (Receipts([], is_own=False), NotBought),
        (Receipts([line(11, is_here=False)], is_own=False), NotReceived),
        (Receipts([line(11, is_here=True)], is_own=True), OwnGoods),
    ],
)
def test_who_has_not_received_it_or_sells_it_does_not_review(
    receipts: Receipts, error: type[Exception]
) -> None:
    with pytest.raises(error):
        reviewed_line(receipts, product_id=PRODUCT)


def test_what_is_on_its_way_is_named_by_its_order() -> None:
    with pytest.raises(NotReceived) as refused:
        reviewed_line(Receipts([line(11, is_here=False)], is_own=False), product_id=PRODUCT)
    assert refused.value.facts == {"number": "order-11"}


def test_stars_alone_are_a_review_but_words_alone_are_none() -> None:
    assert checked_words(Words(stars=4, language="ru")).stars == 4
    with pytest.raises(WordsInvalid) as refused:
        checked_words(Words(stars=0, text="Good"))
    assert refused.value.field == "stars"


def test_a_text_that_is_too_long_names_its_field_and_how_much_fits() -> None:
    with pytest.raises(WordsInvalid) as refused:
        checked_words(Words(stars=4, cons="а" * 601))
    assert (refused.value.field, refused.value.facts["most"]) == ("cons", 600)


def test_words_are_tidied() -> None:
    assert checked_words(Words(stars=4, text="  Good\x00\r\nand cheap \n")).text == "Good\nand cheap"


@pytest.mark.parametrize(
    ("text", "page", "language"),
    [
        ("Отличный чайник LP-300", "en", "ru"),
        ("很好，水开得很快 LP-300", "ru", "zh"),
        ("Boils quickly", "ru", "en"),
        ("", "zh", "zh"),
        ("5/5", "ru", "ru"),
        ("Boils quickly", "de", "en"),
    ],
)
def test_the_script_tells_the_language_and_else_the_page(text: str, page: str, language: str) -> None:
    assert language_of(text, otherwise=page) == language


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Алсу Каримова", "Алсу К."),
        ("Anna Maria Schmidt", "Anna S."),
        ("王小明", "王**"),
        ("Алсу", "Алсу"),
        ("  ", ""),
    ],
)
def test_others_see_a_first_name_and_an_initial(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_the_shown_mean_is_plain_and_the_sorted_one_weighed() -> None:
    one, many = Rating((0, 0, 0, 0, 1)), Rating((0, 0, 10, 20, 170))
    assert (one.mean, many.mean) == (Decimal("5.0"), Decimal("4.8"))
    assert weighed(many) > weighed(one) > weighed(Rating())
    assert Rating().mean is None


def test_the_least_mean_of_so_many_stars_is_the_least_that_is_shown_as_so_many() -> None:
    assert mean_of(395, 100) == 4 == mean_of(int(least_mean(4) * 100), 100)
    assert mean_of(394, 100) == Decimal("3.9")
    assert least_mean(0) == 0


def test_a_review_can_be_changed_for_sixty_days() -> None:
    assert may_edit(NOW, now=NOW + EDITABLE_FOR - timedelta(seconds=1))
    assert not may_edit(NOW, now=NOW + EDITABLE_FOR)


def test_questions_are_answered_for_a_seller_or_by_who_has_it() -> None:
    nothing, has_it = Receipts([], is_own=False), Receipts([line(11, is_here=True)], is_own=False)
    assert answering_seller({SELLER, OTHER}, staffed={SELLER}, receipts=nothing) == SELLER
    assert answering_seller({OTHER}, staffed={SELLER}, receipts=has_it) is None
    with pytest.raises(MayNotAnswer):
        answering_seller({OTHER}, staffed={SELLER}, receipts=nothing)


def test_nobodys_words_are_hidden_without_a_reason() -> None:
    assert check_decision(hides=False, reason="") == ""
    with pytest.raises(DecisionUnfounded):
        check_decision(hides=True, reason="  ")
