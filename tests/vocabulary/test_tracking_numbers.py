"""Tracking numbers: whose they may be, right ones and wrong ones."""

import json
import random

import pytest

from yarmarka.cli.shared_data import shared_data
from yarmarka.vocabulary.tracking_numbers import recognise

SHARED = shared_data() / "tracking_numbers"
S10_RIGHT = [
    "RA644000005RU",
    "RB123456785GB",
    "EE123456785CN",
    "LP001234568CN",
    "UA473124829CN",
    "CA410342249RU",
    "RA000000031RU",
    "UH000000005CN",
]
RUSSIAN = ["10100001000010", "29500010123454", "69000099999998", "14297027648138", "11953073000018"]

#: where the shared books name a carrier otherwise
OUR_CODES = {"canadapost": "canada_post", "s10": "upu"}


def verdicts(typed: str, carrier: str) -> list[bool]:
    """Return what is thought of a number as one of this carrier's."""
    return [found.is_valid for found in recognise(typed).candidates if found.carrier == carrier]


@pytest.mark.parametrize("number", S10_RIGHT)
def test_a_posts_number_is_known(number: str) -> None:
    found = recognise(number)
    assert found.is_valid
    assert (found.candidates[0].format, found.candidates[0].country) == ("s10", number[-2:])


@pytest.mark.parametrize("number", ["RB123456786US", "RA644000001RU"])
def test_a_wrong_check_digit_is_named_with_the_right_one(number: str) -> None:
    found = recognise(number)
    assert not found.is_valid
    assert found.reason == "wrong_check_digit: 5 expected"


@pytest.mark.parametrize("number", RUSSIAN)
def test_russian_numbers_notice_every_wrong_digit(number: str) -> None:
    assert verdicts(number, "russian_post") == [True]
    for place in range(1, 14):
        wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
        assert verdicts(wrong, "russian_post") in ([False], [])
        assert not recognise(wrong).is_valid


@pytest.mark.parametrize(
    ("typed", "carrier"),
    [
        ("1106153417", "cdek"),
        ("YT2229521272164446", "yunexpress"),
        ("4PX3000123456789CN", "4px"),
        ("LP00123456789012", "cainiao"),
        ("1Z5R89390357567127", "ups"),
        ("986578788855", "fedex"),
        ("3318810025", "dhl"),
        ("9400 1112 0620 6406 2607 87", "usps"),
        ("0998 0000 0200 34D", "dpd"),
        ("RB123456785YP", "yanwen"),
    ],
)
def test_carriers_are_told_apart(typed: str, carrier: str) -> None:
    assert verdicts(typed, carrier) == [True]


def test_an_unknown_issuer_is_no_mistake() -> None:
    found = recognise("RB123456785QZ")
    assert found.is_valid
    assert found.candidates[0].reason == "unknown_issuer: QZ"
    assert not recognise("RB123456785XX").is_valid


@pytest.mark.parametrize(
    "typed",
    [
        "ra644000005ru",
        " RA 6440 00005 RU\n",
        "RА644000005RU",
        "ＲＡ６４４０００００５ＲＵ",
        "RA-644000005-RU",
    ],
)
def test_it_is_read_as_people_type_it(typed: str) -> None:
    assert recognise(typed).number == "RA644000005RU"
    assert recognise(typed).is_valid


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        (" \t", "empty"),
        ("hello", "unknown_format"),
        ("1" * 99, "too_long"),
        ("RA٦44000005RU", "unknown_format"),
    ],
)
def test_what_is_no_number_is_told_why(typed: str, reason: str) -> None:
    found = recognise(typed)
    assert (found.candidates, found.reason, found.is_valid) == ((), reason, False)


def test_anything_at_all_gets_an_answer() -> None:
    chance = random.Random(6)
    for _ in range(300):
        recognise("".join(chance.choices("0159AZЯ六 -\x00🎈", k=chance.randrange(50))))


def test_the_numbers_of_the_trade_are_judged_as_their_makers_do() -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared numbers are not beside this checkout")
    books = {path.stem: json.loads(path.read_text()) for path in sorted(SHARED.glob("*.json"))}
    formats = [
        (book, form["test_numbers"]) for book in books for form in books[book].get("tracking_numbers", [])
    ]
    assert len(formats) == 39
    right = {(book, number) for book, numbers in formats for number in numbers["valid"]}
    assert [n for _, n in right if not any(found.is_valid for found in recognise(n).candidates)] == []
    # Fourteen digits with a wrong check digit are taken for a Russian number with a mistake rather than for DHL's.
    assert {book for book, number in right if not recognise(number).is_valid} == {"dhl"}
    # What is wrong in one format of a carrier may be right in another of its formats.
    wrong = {(book, number) for book, numbers in formats for number in numbers["invalid"]} - right
    assert [number for book, number in wrong if any(verdicts(number, OUR_CODES.get(book, book)))] == []
