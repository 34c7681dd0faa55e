"""Every shared page is sound HTML: one heading, labels tied, ids once, nothing inline, both languages complete."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override
from lxml import html

from yarmarka.web import shared
from yarmarka.web.shared.drawings import GOODS, SHEETS
from yarmarka.web.shared.templatetags.parts import goods_picture

pytestmark = pytest.mark.django_db
FOLDER = Path(shared.__file__).parent
PAGES = (
    "account/login/",
    "account/signup/",
    "account/password/reset/",
    "account/password/reset/done/",
    "account/password/reset/key/done/",
    "account/signup/phone/",
    "account/signup/passkey/",
    "account/login/code/",
    "account/inactive/",
    "rules/",
    "rules/privacy/",
    "help/",
    "help/delivery/",
    "demo/components/",
    "demo/components/console/",
    "demo/components/problem/",
    "demo/mail/",
    "no-such-page/",
)


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, client: Client) -> html.HtmlElement:
    return html.document_fromstring(client.get(f"/ru/{request.param}").content.decode())


def test_one_heading_one_main_and_a_title(page: html.HtmlElement) -> None:
    assert len(page.xpath("//h1")) == 1
    assert len(page.xpath("//main")) == 1
    assert page.xpath("//title/text()")[0].strip()
    assert page.xpath("//a[@class='skip']/@href") == ["#main"]


def test_headings_skip_no_level(page: html.HtmlElement) -> None:
    levels = [int(heading.tag[1]) for heading in page.xpath("//main//*[self::h1 or self::h2 or self::h3]")]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_nothing_inline(page: html.HtmlElement) -> None:
    assert not page.xpath("//@style | //style | //script[not(@src)]")
    assert not [name for name in page.xpath("//@*") if name.attrname.startswith("on")]


def test_every_input_has_a_label(page: html.HtmlElement) -> None:
    labelled = set(page.xpath("//label/@for"))
    fields = page.xpath("//input[not(@type='hidden')] | //select | //textarea")
    inputs = [field for field in fields if not field.get("aria-label") and not field.xpath("ancestor::label")]
    assert not [field.get("name") for field in inputs if field.get("id") not in labelled]


def test_every_id_is_there_once_and_every_reference_leads_somewhere(page: html.HtmlElement) -> None:
    ids = Counter(page.xpath("//@id"))
    assert [name for name, times in ids.items() if times > 1] == []
    for reference in page.xpath("//@aria-labelledby | //@aria-describedby"):
        assert set(reference.split()) <= set(page.xpath("//@id"))


def test_every_list_and_nav_has_a_name(page: html.HtmlElement) -> None:
    assert not [
        nav for nav in page.xpath("//nav") if not (nav.get("aria-label") or nav.get("aria-labelledby"))
    ]


def test_a_russian_page_has_no_english_words(page: html.HtmlElement) -> None:
    for colour in page.find_class("swatches") + page.find_class("languages") + page.xpath("//code"):
        colour.drop_tree()
    words = " ".join(page.xpath("//body//text() | //@aria-label | //@placeholder"))
    named = {
        "RUB",
        "CNY",
        "CSV",
        "XLSX",
        "PDF",
        "ord",
        "cookie",
        "masha",
        "Argon",
        *re.findall(r"\w+", settings.SUPPORT_EMAIL),
        *GOODS,
    }
    left = [word for word in re.findall(r"[A-Za-z]{3,}", words) if word not in named]
    assert not [word for word in left if not word.startswith("dx")]


def test_drawings_and_their_names_agree() -> None:
    sheets = [(FOLDER / f"static/shared/{sheet}.svg").read_text() for sheet in SHEETS]
    names = [name for sheet in sheets for name in re.findall(r'<symbol id="(\w+)"', sheet)]
    assert sorted(names) == sorted(GOODS)
    assert len(GOODS) >= 130
    assert "/things.svg#teapot" in goods_picture("teapot")
    assert "#parcel" in goods_picture("no-such-thing")
    assert 'aria-label="&lt;b&gt;"' in goods_picture("kettle", 2, "<b>")
    assert "tint-1" in goods_picture("kettle", 7)


def test_every_icon_that_a_page_uses_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="(\w+)"', (FOLDER / "static/shared/icons.svg").read_text()))
    used = {
        name
        for template in FOLDER.parent.glob("*/templates/**/*.html")
        for name in re.findall(r'{% icon "(\w+)" %}', template.read_text())
    }
    assert used <= drawn


def test_the_policy_allows_nothing_foreign(client: Client) -> None:
    policy = client.get("/ru/rules/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    with override("ru"):
        pages = [client.get(f"/ru/{path}").content.decode() for path in PAGES]
    loaded = re.findall(
        r'(?:src|action|<link (?!rel="(?:alternate|canonical)")[^>]*href)="(https?:[^"]*)"', " ".join(pages)
    )
    assert not loaded
