"""What the head of a shop links to: what its operators wrote there, else its shelves of the first level."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from yarmarka.domain.catalogue.queries import brands, categories
from yarmarka.domain.storefronts.types import Link, LinkKind
from yarmarka.presentation.locales import current_language
from yarmarka.reads.shelf import ShelfLink, link, shelves_with_goods
from yarmarka.vocabulary.goods import in_language
from yarmarka.web.shared.storefronts import Here, here


@dataclass(frozen=True)
class Section:
    """An entry of the navigation."""

    url: str
    name: str
    is_current: bool


def sections_of(request: HttpRequest) -> list[Section]:
    """Return the navigation of the shop that a request is in."""
    shop, language = here(request), current_language()
    written = [found for entry in shop.contents.navigation if (found := _written(entry, language))]
    shelves = [] if written else shelves_of(shop, language)
    named = written or [(reverse("shop:category", args=[shelf.slug]), shelf.name) for shelf in shelves]
    return [Section(url=url, name=name, is_current=request.path == url) for url, name in named]


def shelves_of(shop: Here, language: str) -> list[ShelfLink]:
    """Return the shelves of the first level; in a shop that sells not everything, those with something on them."""
    first = [card for card in categories() if card.parent_id is None]
    if not shop.assortment.is_everything:
        full = shelves_with_goods(shop.code, shop.assortment)
        first = [card for card in first if card.id in full]
    return [link(card, language) for card in first]


def address_in_shop(target: str) -> str:
    """Return the address of a page of this shop that its operator wrote without a language."""
    return reverse("shop:home") + target.lstrip("/")


def _written(entry: Link, language: str) -> tuple[str, str] | None:
    """Return where an entry leads and what it is called; nothing for what has been taken away since."""
    words = in_language(entry.words, language)
    match entry.kind:
        case LinkKind.CATEGORY:
            names = {card.slug: card.names for card in categories()}
            url = reverse("shop:category", args=[entry.target])
            return (
                (url, words or in_language(names[entry.target], language)) if entry.target in names else None
            )
        case LinkKind.BRAND:
            called = {card.slug: card.name for card in brands()}
            url = reverse("shop:brand", args=[entry.target])
            return (url, words or called[entry.target]) if entry.target in called else None
        case LinkKind.STORES:
            return reverse("shop:brands"), words
        case LinkKind.ADDRESS:
            return address_in_shop(entry.target), words
