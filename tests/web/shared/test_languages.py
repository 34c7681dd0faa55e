"""Every page has its language in its address; the front door finds out which one a reader wants."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client, RequestFactory
from django.utils.translation import gettext, override

from yarmarka.web.shared.storefronts import page_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "goes_to"),
    [
        ("en-GB,en;q=0.9", "/en/"),
        ("ru", "/ru/"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "/zh/"),
        ("zh-Hans-SG", "/zh/"),
        ("zh", "/zh/"),
        ("fr", "/ru/"),
        ("", "/ru/"),
    ],
)
def test_the_front_door_follows_the_browser(client: Client, asked: str, goes_to: str) -> None:
    answer = client.get("/", headers={"accept-language": asked})
    assert answer.headers["Location"] == goes_to
    assert "Accept-Language" in answer.headers["Vary"]


def test_a_language_chosen_by_link_is_remembered(client: Client) -> None:
    client.get("/en/rules/", headers={"accept-language": "ru"})
    assert client.get("/", headers={"accept-language": "ru"}).headers["Location"] == "/en/"


def test_nothing_is_remembered_that_the_browser_says_anyway(client: Client) -> None:
    assert not client.get("/ru/rules/", headers={"accept-language": "ru"}).cookies


def test_a_persons_own_language_comes_first(client: Client) -> None:
    person = get_user_model().objects.create_user(email="anna@example.org", locale="en")
    client.force_login(person)
    assert client.get("/", headers={"accept-language": "ru"}).headers["Location"] == "/en/"


def test_a_language_we_do_not_speak_is_not_offered(client: Client) -> None:
    person = get_user_model().objects.create_user(email="anna@example.org", locale="xx")
    client.force_login(person)
    assert client.get("/", headers={"accept-language": "en"}).headers["Location"] == "/en/"


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("/ru/c/tea/?page=2&q=%D1%87", "/en/c/tea/?page=2&q=%D1%87"),
        ("/ru/", "/en/"),
        ("/rules/", "/en/"),
        ("/russia/", "/en/"),
    ],
)
def test_the_switch_leads_to_the_page_in(path: str, other: str) -> None:
    assert page_in(RequestFactory().get(path), "en") == other


def test_a_page_names_its_language_and_its_twin(client: Client) -> None:
    page = client.get("/en/rules/").content.decode()
    assert '<html lang="en">' in page
    assert '<link rel="alternate" hreflang="ru" href="http://testserver/ru/rules/">' in page
    assert '<link rel="alternate" hreflang="zh-Hans" href="http://testserver/zh/rules/">' in page


def test_a_chinese_page_names_its_script(client: Client) -> None:
    assert '<html lang="zh-Hans">' in client.get("/zh/rules/").content.decode()


def test_djangos_own_words_are_chinese_too_and_ours_come_first() -> None:
    with override("zh"):
        assert gettext("Enter a valid email address.") == "输入一个有效的 Email 地址。"
        assert gettext("Basket") == "购物车"
        assert gettext("Nobody ever said this.") == "Nobody ever said this."
