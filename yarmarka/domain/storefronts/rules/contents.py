"""What must be right in a shop before it is published."""

from collections.abc import Iterable
from typing import Final

from yarmarka.domain.storefronts.errors import ContentsInvalid
from yarmarka.domain.storefronts.rules.themes import check_theme
from yarmarka.domain.storefronts.types import (
    Block,
    Brands,
    Contents,
    Goods,
    Hero,
    Link,
    LinkKind,
    Promises,
    Shelves,
    Text,
    Texts,
)
from yarmarka.vocabulary.goods import LANGUAGES
from yarmarka.vocabulary.money import CURRENCIES

MOST_BLOCKS: Final = 20
MOST_LINKS: Final = 12
MOST_GOODS: Final = 40
LONGEST_NAME: Final = 60
LONGEST_TITLE: Final = 160
LONGEST_TEXT: Final = 4_000


def check_contents(contents: Contents) -> None:
    """Raise ContentsInvalid, naming the field, for the first thing that can't be published."""
    _check_choice("locales", contents.locales, contents.locale, LANGUAGES)
    _check_choice("currencies", contents.currencies, contents.currency, CURRENCIES)
    _check_texts("names", contents.names, contents.locales, longest=LONGEST_NAME)
    check_theme(contents.theme)
    _check_number("navigation", len(contents.navigation), MOST_LINKS)
    for place, link in enumerate(contents.navigation, 1):
        _check_link(f"navigation.{place}", link, contents.locales)
    _check_number("blocks", len(contents.blocks), MOST_BLOCKS)
    for place, block in enumerate(contents.blocks, 1):
        _check_block(f"blocks.{place}", block, contents.locales)


def _check_choice(field: str, allowed: tuple[str, ...], default: str, known: Iterable[str]) -> None:
    if not allowed or not set(allowed) <= set(known):
        raise ContentsInvalid(field=field, reason="choice", allowed=", ".join(known))
    if default not in allowed:
        raise ContentsInvalid(field=field, reason="default", default=default)


def _check_number(field: str, number: int, most: int) -> None:
    if number > most:
        raise ContentsInvalid(field=field, reason="too_many", most=most)


def _check_texts(field: str, texts: Texts, locales: Iterable[str], *, longest: int) -> None:
    for locale in locales:
        text = texts.get(locale, "").strip()
        if not text:
            raise ContentsInvalid(field=f"{field}.{locale}", reason="text_missing", language=locale)
        if len(text) > longest:
            raise ContentsInvalid(field=f"{field}.{locale}", reason="too_long", most=longest)


def _check_optional(field: str, texts: Texts, locales: Iterable[str], *, longest: int) -> None:
    if any(text.strip() for text in texts.values()):
        _check_texts(field, texts, locales, longest=longest)


def _check_link(field: str, link: Link, locales: Iterable[str]) -> None:
    if link.kind is LinkKind.ADDRESS:
        _check_address(field, link.target)
    elif link.kind in {LinkKind.CATEGORY, LinkKind.BRAND} and not link.target:
        raise ContentsInvalid(field=field, reason="target_missing")
    if link.kind in {LinkKind.ADDRESS, LinkKind.STORES}:
        _check_texts(field, link.words, locales, longest=LONGEST_NAME)
    else:
        _check_optional(field, link.words, locales, longest=LONGEST_NAME)


def _check_address(field: str, target: str) -> None:
    """Links stay in the shop: an address of a page without its language, as `search/?q=tea`."""
    if not target or target.startswith(("/", "\\")) or ":" in target.split("/", 1)[0] or ".." in target:
        raise ContentsInvalid(field=field, reason="address", target=target[:80])


def _check_block(field: str, block: Block, locales: Iterable[str]) -> None:
    match block:
        case Hero():
            _check_texts(f"{field}.title", block.title, locales, longest=LONGEST_TITLE)
            _check_optional(f"{field}.lead", block.lead, locales, longest=LONGEST_TEXT)
            _check_optional(f"{field}.action", block.action, locales, longest=LONGEST_NAME)
            if block.action or block.target:
                _check_address(f"{field}.target", block.target)
        case Promises():
            _check_number(f"{field}.items", len(block.items), 4)
            for place, texts in enumerate(block.items, 1):
                _check_texts(f"{field}.items.{place}", texts, locales, longest=LONGEST_TITLE)
        case Text():
            _check_texts(f"{field}.title", block.title, locales, longest=LONGEST_TITLE)
            _check_texts(f"{field}.body", block.body, locales, longest=LONGEST_TEXT)
        case Goods():
            _check_texts(f"{field}.title", block.title, locales, longest=LONGEST_TITLE)
            if not 1 <= block.limit <= MOST_GOODS:
                raise ContentsInvalid(field=f"{field}.limit", reason="too_many", most=MOST_GOODS)
        case Shelves() | Brands():
            _check_texts(f"{field}.title", block.title, locales, longest=LONGEST_TITLE)
