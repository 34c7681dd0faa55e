"""The acquirer's page: what the shopper sees, and where each card leads."""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from lxml import html

from tests.simulators.stand_ins import WEB, Shop, StandIn, eventually, payment_facts
from yarmarka.simulators.shared import pages


@pytest.fixture
def payment(acquirer: StandIn) -> dict[str, Any]:
    facts: dict[str, Any] = acquirer.post("/v1/payments", payment_facts()).json()
    return facts


def _pay(payment: dict[str, Any], **form: str) -> httpx.Response:
    return WEB.post(payment["confirmation_url"], data=form)


def _way_back(payment: dict[str, Any]) -> str:
    return f"http://shop.example/back?order=1&payment={payment['id']}"


def test_the_page_speaks_the_readers_language(payment: dict[str, Any]) -> None:
    russian = WEB.get(payment["confirmation_url"], headers={"Accept-Language": "ru-RU,ru;q=0.9,en;q=0.5"})
    assert "Заплатить 1\u00a0234,50\u00a0₽" in russian.text
    english = WEB.get(payment["confirmation_url"], params={"lang": "en"})
    assert "Pay RUB\u00a01,234.50" in english.text
    assert english.headers["Content-Language"] == "en"


def test_the_page_is_accessible_html_without_inline_code(payment: dict[str, Any]) -> None:
    answer = WEB.get(payment["confirmation_url"])
    page: Any = html.fromstring(answer.content)
    assert page.get("lang") == "ru"
    assert len(page.xpath("//h1")) == len(page.xpath("//main")) == 1
    for control in page.xpath("//input | //select"):
        labels = control.xpath("ancestor::label") or page.xpath(f"//label[@for='{control.get('id')}']")
        assert labels, f"{control.get('name')} has no label"
    assert page.xpath("//fieldset/legend")
    assert not page.xpath("//script | //style | //*[@style] | //*[starts-with(name(@*), 'on')]")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert "form-action 'self' http://shop.example" in policy


def test_no_word_of_the_pages_is_left_untranslated() -> None:
    root = Path(pages.__file__).parent.parent
    russian = pages.translations("ru")
    for template in root.glob("*/templates/*.html"):
        for words in re.findall(r'_\(\s*(["\'])(.*?)\1', template.read_text(encoding="utf-8")):
            assert russian.gettext(words[1]) != words[1], f"{template.name}: {words[1]}"


@pytest.mark.parametrize(
    ("card", "outcome"), [("approve", ("approved", "")), ("decline", ("declined", "insufficient_funds"))]
)
def test_a_decision_leads_back_to_the_shop(
    acquirer: StandIn, shop: Shop, payment: dict[str, Any], card: str, outcome: tuple[str, str]
) -> None:
    answer = _pay(payment, card=card)
    assert (answer.status_code, answer.headers["Location"]) == (303, _way_back(payment))
    stands = acquirer.get(f"/v1/payments/{payment['id']}").json()
    assert (stands["status"], stands["reason"]) == outcome
    eventually(lambda: shop.types(payment["id"]) == ["created", outcome[0]])


@pytest.mark.parametrize(("is_right", "status"), [(True, "approved"), (False, "declined")])
def test_a_challenge_asks_for_the_code_that_it_shows(
    shop: Shop, payment: dict[str, Any], is_right: bool, status: str
) -> None:
    asked = _pay(payment, card="challenge")
    challenge = str(asked.request.url.join(asked.headers["Location"]))
    page: Any = html.fromstring(WEB.get(challenge).content)
    code = page.get_element_by_id("sent").text
    assert re.fullmatch(r"\d{6}", code)
    typed = code if is_right else f"{(int(code) + 1) % 1_000_000:06d}"
    address = str(asked.request.url.join(page.xpath("//form/@action")[0]))
    answer = WEB.post(address, data={"code": typed})
    assert (answer.status_code, answer.headers["Location"]) == (303, _way_back(payment))
    eventually(lambda: shop.types(payment["id"]) == ["created", "challenge_required", status])


def test_a_bank_that_does_not_answer_lets_the_payment_expire(shop: Shop, payment: dict[str, Any]) -> None:
    answer = _pay(payment, card="timeout")
    silence = WEB.get(answer.request.url.join(answer.headers["Location"]))
    assert "Банк не отвечает" in silence.text
    assert _pay(payment, card="approve").headers["Location"].startswith("/pay/"), "too late for another card"
    eventually(lambda: shop.types(payment["id"]) == ["created", "expired"])


def test_a_payment_is_decided_once(acquirer: StandIn, payment: dict[str, Any]) -> None:
    _pay(payment, card="decline")
    assert _pay(payment, card="approve").headers["Location"] == _way_back(payment)
    assert acquirer.get(f"/v1/payments/{payment['id']}").json()["status"] == "declined"
    assert "Банк отказал" in WEB.get(payment["confirmation_url"]).text


@pytest.mark.parametrize("form", [{}, {"card": "gold"}, {"card": "approve", "delay": "1e9"}])
def test_a_wrong_form_changes_nothing(
    acquirer: StandIn, payment: dict[str, Any], form: dict[str, str]
) -> None:
    answer = _pay(payment, **form)
    assert answer.status_code == 422
    assert "Ничего не потеряно" in answer.text
    assert acquirer.get(f"/v1/payments/{payment['id']}").json()["status"] == "created"


def test_another_sites_form_is_not_taken(acquirer: StandIn, payment: dict[str, Any]) -> None:
    for origin in ("http://evil.example", "null"):
        answer = WEB.post(payment["confirmation_url"], data={"card": "approve"}, headers={"Origin": origin})
        assert answer.status_code == 403
    taken = WEB.post(payment["confirmation_url"], data={"card": "approve"}, headers={"Origin": acquirer.url})
    assert taken.status_code == 303


def test_a_page_that_is_not_there_says_so_kindly(acquirer: StandIn) -> None:
    answer = WEB.get(f"{acquirer.url}/pay/pmt_1")
    assert answer.status_code == 404
    assert "Деньги не списаны" in answer.text
