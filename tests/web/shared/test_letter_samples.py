"""The demo shows every letter that there is, in every language, as the shop writes it that its reader is in."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.malls import open_mall
from tests.market import open_market
from yarmarka.jobs.letters import LETTERS
from yarmarka.kernel import clock
from yarmarka.presentation.mail import FACTS
from yarmarka.presentation.mail.samples import SAMPLES

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


def test_every_letter_of_the_house_has_a_sample() -> None:
    shown = {letter for letter, _ in SAMPLES.values()}
    assert shown == set(FACTS)
    assert {name for name, _ in LETTERS.values()} <= shown


@pytest.mark.parametrize(("language", "says"), [("ru", "[А-я]{2}"), ("en", "[a-z]{2}"), ("zh", "[一-鿿]{2}")])
def test_each_is_listed_and_shown_as_html_and_as_plain_text(client: Client, language: str, says: str) -> None:
    start = page(client, f"/{language}/")
    assert f'href="/{language}/demo/letters/"' in start
    listed = set(
        re.findall(rf'href="/{language}/demo/letters/([\w-]+)/"', page(client, f"/{language}/demo/letters/"))
    )
    assert listed == set(SAMPLES)
    for name in SAMPLES:
        shown = page(client, f"/{language}/demo/letters/{name}/")
        assert f'src="/{language}/demo/letters/{name}/html/"' in shown
        (text,) = re.findall(r'<pre class="plain-letter">(.*?)</pre>', shown, re.DOTALL)
        html = page(client, f"/{language}/demo/letters/{name}/html/")
        (heading,) = re.findall(r"<h1[^>]*>(.*?)</h1>", html)
        assert heading in text
        assert re.search(says, heading), heading


def test_a_sample_can_run_nothing_and_there_is_no_other(client: Client) -> None:
    answer = client.get("/en/demo/letters/order_paid/html/")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert client.get("/en/demo/letters/love/").status_code == 404


def test_a_shop_shows_its_own(client: Client) -> None:
    open_mall(open_market(), now=clock.now())
    html = page(client, "/mall/en/demo/letters/order_paid/html/")
    assert "Brand mall" in html
    assert re.search(r'class="button" href="http://[^/"]+/mall/en/orders/"', html)
    assert "background:#7A1F3D" in html, "in the mall's colour"
    assert "#7A1F3D" not in page(client, "/en/demo/letters/order_paid/html/")
