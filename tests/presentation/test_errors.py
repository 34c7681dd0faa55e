"""Every named error is said in words, in both languages, whatever facts it carries."""

import importlib
import json
import pkgutil
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest

import yarmarka
from yarmarka.kernel.errors import Invalid, Missing, Outside, YarmarkaError
from yarmarka.presentation.error_words import FIELDS, GENERAL, WORDS
from yarmarka.presentation.errors import as_json, explain
from yarmarka.vocabulary.money import Money

# The stand-ins for the outside world are no part of the platform; entry points run when they are imported.
_NOT_OURS = ("yarmarka.simulators", "yarmarka.wsgi", "__main__", ".migrations")


def _all_errors(base: type[YarmarkaError] = YarmarkaError) -> Iterator[type[YarmarkaError]]:
    for error in base.__subclasses__():
        yield error
        yield from _all_errors(error)


@pytest.fixture(scope="module")
def errors() -> set[type[YarmarkaError]]:
    for module in pkgutil.walk_packages(yarmarka.__path__, "yarmarka."):
        if not any(part in module.name for part in _NOT_OURS):
            importlib.import_module(module.name)
    return {error for error in _all_errors() if error.__module__.startswith("yarmarka.")}


def test_every_code_has_words_of_its_own(errors: set[type[YarmarkaError]]) -> None:
    unsaid = {
        f"{error.__module__}.{error.__name__}: {error.code}" for error in errors if error.code not in WORDS
    }
    assert not unsaid, f"add a line to yarmarka/presentation/error_words.py for {sorted(unsaid)}"


def test_words_are_for_codes_that_there_are(errors: set[type[YarmarkaError]]) -> None:
    codes = {error.code for error in errors} | {YarmarkaError.code}
    assert {key.split(".")[0] for key in WORDS} <= codes


@pytest.mark.parametrize("key", WORDS)
@pytest.mark.parametrize("language", ["ru", "en", "zh"])
def test_a_missing_fact_never_breaks_the_sentence(key: str, language: str) -> None:
    code, _, reason = key.partition(".")
    kind = type("Some", (YarmarkaError,), {"code": code})
    said = explain(kind(**({"reason": reason} if reason else {})), language)
    assert said.title
    assert "%(" not in said.title + said.reason + said.remedy


@pytest.mark.parametrize("words", [*WORDS.values(), GENERAL])
def test_words_are_in_the_readers_language(words: tuple[object, ...]) -> None:
    from django.utils.translation import override

    for text in words:
        with override("en"):
            english = str(text)
        for language in ("ru", "zh"):
            with override(language):
                assert str(text) != english or english.startswith("%(")


def test_facts_read_as_money_names_and_moments() -> None:
    changed = type("Changed", (YarmarkaError,), {"code": "price_changed"})
    said = explain(changed(expected_minor=149_900, total_minor=150_000, currency="RUB"), "ru")
    assert "1\xa0499,00\xa0₽" in said.reason
    assert "1\xa0500,00\xa0₽" in said.reason
    gone = type("Gone", (YarmarkaError,), {"code": "offer_gone"})
    assert "Чайник" in explain(gone(titles={"ru": "Чайник", "en": "Kettle"}), "ru").reason
    assert "Kettle" in explain(gone(titles={"ru": "Чайник", "en": "Kettle"}), "en").reason


def test_an_exact_reason_has_exact_words() -> None:
    address = type("Address", (Invalid,), {"code": "address_invalid"})
    said = explain(address(field="postal_code", reason="required"), "ru")
    assert said.reason == "Без этого посылка не дойдёт: почтовый индекс."
    assert said.field == "postal_code"


def test_an_unknown_code_still_gets_decent_words() -> None:
    odd = type("Odd", (YarmarkaError,), {"code": "never_heard_of"})
    assert explain(odd(), "ru").title == "Так сделать нельзя"


def test_a_hostile_fact_is_only_a_fact() -> None:
    said = explain(Invalid(field="%(secret)s %s"), "en")
    assert "%(secret)s %s" in said.reason


def test_for_machines_an_error_is_json_through_and_through() -> None:
    key = UUID(int=7)
    error = Outside(
        at=datetime(2026, 1, 2, tzinfo=UTC),
        sum=Money(5, "RUB"),
        ids=(key,),
        inside={"deep": {key}},
        odd=object,
    )
    told = json.loads(json.dumps(as_json(error, "ru")))
    assert told["code"] == "outside_unavailable"
    assert told["facts"]["sum"] == {"minor": 5, "currency": "RUB"}
    assert told["facts"]["ids"] == [str(key)]
    assert told["reason"]
    assert told["remedy"]


def test_a_missing_thing_does_not_tell_what_was_missing() -> None:
    assert explain(Missing(what="order"), "en") == explain(Missing(what="payout"), "en")


def test_fields_have_names_in_both_languages() -> None:
    said = {explain(Invalid(field=field), "ru").reason for field in FIELDS}
    assert all("%" not in text for text in said)
