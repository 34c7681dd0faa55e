"""The living page shows the whole design system: a class of its stylesheets that stands nowhere on it fails here."""

import re
from pathlib import Path
from typing import Final

import pytest
from django.test import Client
from lxml import html

from yarmarka.web import shared, shop

pytestmark = pytest.mark.django_db
SHEETS: Final = (
    Path(shared.__file__).parent / "static/shared/yarmarka.css",
    Path(shop.__file__).parent / "static/shop/shop.css",
)
PAGES: Final = ("/ru/demo/components/", "/ru/demo/components/console/")
#: classes that no specimen can bear, and why
ELSEWHERE: Final[dict[str, str]] = {
    "narrow": "how wide a page's own column is",
    "shop--airy": "a whole shop: /mall/ru/",
    "sections": "in the head of every page, where there are categories",
    "console-head__find": "in the head of a console that searches",
    "photo": "a picture that somebody sent; drawings stand here",
    "fault": "the page of an error, which the living page leads to",
    "ways-on__search": "as above",
    "standing__brand": "the page of a closed shop, which the living page leads to",
    **dict.fromkeys(
        ("suggestion", "suggestion--all", "suggestion__kind", "suggestion__price", "suggestion__sign"),
        "the search box, while somebody types: tests/web/shop/test_suggestions.py",
    ),
    **dict.fromkeys(("suggestion__words", "suggestions__head", "suggestions__note"), "as above"),
    "goods-row": "beside a product: what is like it, what goes with it, what was seen before",
    "may-we": "what asks whether clicks may be kept, until it is answered",
    "allowed": "where somebody changes that answer: /consents/",
    "mail-frame": "a letter in its frame: /ru/demo/letters/",
    "htmx-request": "while an answer is on its way",
}


def classes_of(sheet: Path) -> set[str]:
    """Return the classes that a stylesheet speaks of; tones of pictures and numbers of points are values, not parts."""
    rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    selectors = " ".join(re.findall(r"([^{};]+)\{", rules))
    found = set(re.findall(r"\.([a-zA-Z][\w-]*)", selectors))
    return {name for name in found if not re.fullmatch(r"(tone|tint|point-|dot-)-\d+", name)}


def test_every_class_of_the_design_system_is_shown(client: Client) -> None:
    shown: set[str] = set()
    for page in PAGES:
        tree = html.document_fromstring(client.get(page).content.decode())
        for given in tree.xpath("//@class"):
            shown |= set(given.split())
    wanted = set[str]().union(*map(classes_of, SHEETS))
    missing = sorted(wanted - shown - ELSEWHERE.keys())
    assert not missing, f"no specimen has {missing}"
    assert not shown & ELSEWHERE.keys(), "it is shown after all: take its excuse away"
    assert ELSEWHERE.keys() <= wanted, "no stylesheet speaks of it any more"
