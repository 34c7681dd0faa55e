"""Help and rules: in every language, with the numbers that the code obeys, in versions that stay."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.test import Client

from tests.market import open_market
from yarmarka.domain.accounts.models import Consent
from yarmarka.domain.shipping.queries import protection_days
from yarmarka.kernel.clock import now
from yarmarka.web.shared import texts
from yarmarka.web.shared.rules import RULES_VERSION

pytestmark = pytest.mark.django_db
_WRITTEN = ("en", "ru", "zh")
_FILES = sorted((texts._FOLDER).rglob("*.*.md"))


def test_every_text_is_written_in_every_language_with_the_same_facts() -> None:
    wanted = {("help", slug) for slug in texts.ARTICLES} | {
        (f"rules/{slug}", version.isoformat()) for slug in texts.DOCUMENTS for version in texts.versions(slug)
    }
    found = {language: set() for language in _WRITTEN}  # type: dict[str, set[tuple[str, str]]]
    named: dict[tuple[str, str], list[str]] = {}
    for path in _FILES:
        name, language, _ = path.name.split(".")
        key = (str(path.parent.relative_to(texts._FOLDER)), name)
        found[language].add(key)
        facts = sorted(set(re.findall(r"{{ (\w+) }}", path.read_text())))
        assert named.setdefault(key, facts) == facts, path
    assert found == dict.fromkeys(_WRITTEN, wanted)


def test_texts_of_one_language_are_not_the_others() -> None:
    for path in _FILES:
        letters = re.sub(r"{[{%].*?[%}]}", "", path.read_text())
        if ".ru." in path.name:
            assert len(re.findall("[а-яё]", letters)) > len(re.findall("[a-z]", letters)), path
        if ".zh." in path.name:
            assert len(re.findall("[\u4e00-\u9fff]", letters)) > 100, path


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_every_page_says_everything(client: Client, language: str) -> None:
    for path in (
        "help/",
        *(f"help/{slug}/" for slug in texts.ARTICLES),
        "rules/",
        *(f"rules/{slug}/" for slug in texts.DOCUMENTS),
    ):
        answer = client.get(f"/{language}/{path}")
        page = answer.content.decode()
        assert answer.status_code == 200, path
        assert "{{" not in page, path
        assert 'href=""' not in page, path


def test_numbers_are_those_that_the_code_obeys(client: Client) -> None:
    open_market(countries=("RU",))
    page = client.get("/ru/help/protection/").content.decode()
    first, last = protection_days(now=now())
    assert first > 0
    assert (f"{last}\xa0дн" if first == last else f"{first}–{last}\xa0дн") in page.replace(" дн", "\xa0дн")
    assert "30\xa0минут" in client.get("/ru/help/payment/").content.decode().replace(" минут", "\xa0минут")


def test_what_is_agreed_to_is_the_newest_version_and_old_ones_stay(client: Client) -> None:
    newest = max(texts.versions("terms"))
    assert date.fromisoformat(RULES_VERSION) == newest
    assert client.get(f"/en/rules/terms/{RULES_VERSION}/").status_code == 200
    assert client.get("/en/rules/terms/2020-01-01/").status_code == 404
    assert client.get("/en/rules/no-such/").status_code == client.get("/en/help/no-such/").status_code == 404
    assert len(RULES_VERSION) <= Consent._meta.get_field("text_version").max_length
