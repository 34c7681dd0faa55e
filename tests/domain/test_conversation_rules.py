"""Ways to deal past the marketplace are taken out of what people write; what belongs to trade stays."""

import pytest

from yarmarka.domain.conversations.errors import MessageInvalid, ReportUnfounded, TooManyMessages
from yarmarka.domain.conversations.rules import (
    GAP,
    LONGEST,
    MOST_AN_HOUR,
    MOST_UNANSWERED,
    check_pace,
    checked_finding,
    checked_text,
    without_contacts,
)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("+7 900 123-45-67", "phone"),
        ("8 (900) 123-45-67", "phone"),
        ("89001234567", "phone"),
        ("9001234567", "phone"),
        ("13800138000", "phone"),
        ("138-0013-8000", "phone"),
        ("+86 510 0000 0303", "phone"),
        ("020 7946 0000", "phone"),
        ("+90 532 000 00 00", "phone"),
        ("ivan.petrov+tea@mail.example.ru", "email"),
        ("ivan (at) mail [dot] ru", "email"),
        ("https://elsewhere.example/pot?a=1", "link"),
        ("www.elsewhere.com/pot", "link"),
        ("t.me/teapot", "link"),
        ("чайник.рф", "link"),
        ("telegram: @teapot_shop", "messenger"),
        ("WhatsApp 79001234567", "messenger"),
        ("加我微信：teapot888", "messenger"),
        ("@teapot_shop", "messenger"),
    ],
)
def test_a_contact_leaves_a_gap(said: str, kind: str) -> None:
    cleaned = without_contacts(f"Напишите мне {said} сегодня")
    assert cleaned.found == (kind,)
    assert cleaned.text.startswith("Напишите мне ") and cleaned.text.endswith(" сегодня")
    assert GAP in cleaned.text and said not in cleaned.text


@pytest.mark.parametrize(
    "said",
    [
        "Заказ 261122-AB12CD3 ещё не пришёл",
        "Parcel RA123456785CN or LP000000014CN",
        "Трек 80083740123456 и 1234567890",
        "Штрихкод 4006381333931",
        "Цена 12 000 ₽ или 1 500 000",
        "С 2026-11-20 по 24.12.2026, в 18:30",
        "Размер 20.5x15x4 см, 1200 г, 42-44",
        "It is 3.5 kg. Is it for 220-240 V?",
        "你好，什么时候发货？2026年11月20日",
        "См. http://127.0.0.1/ru/p/prd_1/ у вас",
    ],
)
def test_what_belongs_to_trade_stays(said: str) -> None:
    assert without_contacts(said, own_hosts={"127.0.0.1"}).text == said


def test_a_message_says_something_and_not_too_much() -> None:
    assert checked_text("  да\r\nнет\x00 ") == "да\nнет"
    for text in (" \n", "x" * (LONGEST + 1)):
        with pytest.raises(MessageInvalid):
            checked_text(text)


def test_a_finding_is_one_line_that_the_database_can_hold() -> None:
    assert checked_finding(" Просит\x00\r\nперевод. ") == "Просит перевод."
    with pytest.raises(ReportUnfounded):
        checked_finding("\x00")


def test_nobody_writes_faster_than_can_be_answered_but_a_seller_may_always_answer() -> None:
    check_pace(said_within_hour=0, unanswered=MOST_UNANSWERED, is_answer=True)
    with pytest.raises(TooManyMessages):
        check_pace(said_within_hour=0, unanswered=MOST_UNANSWERED, is_answer=False)
    for is_answer in (True, False):
        with pytest.raises(TooManyMessages):
            check_pace(said_within_hour=MOST_AN_HOUR, unanswered=0, is_answer=is_answer)
