"""The front page: made of the blocks that a shop's operators put there, in their order."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from yarmarka.domain.catalogue.queries import brands, categories
from yarmarka.domain.catalogue.types import Sort
from yarmarka.domain.storefronts.queries import contents_of, desk
from yarmarka.domain.storefronts.types import (
    Block,
    Brands,
    Goods,
    GoodsBy,
    Hero,
    Promises,
    Shelves,
    Storefront,
    Text,
)
from yarmarka.kernel import clock
from yarmarka.reads.shelf import ShelfLink, link, listed
from yarmarka.vocabulary.goods import in_language
from yarmarka.web.shared.storefronts import Here, here
from yarmarka.web.shop.brands import brand_tiles, colours_of
from yarmarka.web.shop.cards import as_cards
from yarmarka.web.shop.sections import address_in_shop, shelves_of
from yarmarka.web.shop.shopper import Shopper, shopper_of

_SORTS: Final = {GoodsBy.NEWEST: Sort.NEWEST, GoodsBy.CHEAPEST: Sort.PRICE}
#: what stands beside promises, in turn
_SIGNS: Final = ("check", "shield", "parcel")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the front page."""
    shop, shopper = here(request), shopper_of(request)
    blocks = [_shown(block, shop, shopper) for block in shop.contents.blocks]
    tiles = [tile for block in blocks if block for tile in block.get("brands", ())]
    facts = {"blocks": [block for block in blocks if block], "colours_url": colours_of(tiles)}
    return render(request, "shop/home.html", facts)


@require_safe
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """Show staff the front page of a draft as visitors would see it, in its own colours and navigation."""
    if not (request.user.is_authenticated and request.user.is_staff):
        raise Http404
    written = desk(code)
    contents = written.draft or contents_of(code, written.version or 0)
    shop = Storefront(
        code=code,
        places=written.places,
        version=written.version or 0,
        contents=contents,
        is_default=written.is_default,
        opens_at=written.opens_at,
        closes_at=written.closes_at,
    )
    vars(request)["storefront"] = Here(shop)
    answer = home(request)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _shown(block: Block, shop: Here, shopper: Shopper) -> dict[str, Any] | None:
    """Return what a template shows of a block; nothing for one that has nothing to show."""
    language = shopper.locale
    match block:
        case Hero():
            return {
                "kind": "hero",
                "title": in_language(block.title, language),
                "lead": in_language(block.lead, language),
                "action": in_language(block.action, language),
                "url": address_in_shop(block.target) if block.target else "",
                "picture": block.picture,
                "tint": block.tint,
            }
        case Promises():
            signed = zip(block.items, _SIGNS * 2, strict=False)
            items = [(sign, in_language(texts, language)) for texts, sign in signed]
            return {"kind": "promises", "items": items} if items else None
        case Text():
            title, body = in_language(block.title, language), in_language(block.body, language)
            return {"kind": "text", "title": title, "body": body}
        case Shelves():
            shelves = _shelves(block, shop, language)
            title = in_language(block.title, language)
            return {"kind": "shelves", "title": title, "shelves": shelves} if shelves else None
        case Brands():
            tiles, title = brand_tiles(shop, language), in_language(block.title, language)
            return {"kind": "brands", "title": title, "brands": tiles} if tiles else None
        case Goods():
            return _goods(block, shop, shopper)


def _shelves(block: Shelves, shop: Here, language: str) -> list[ShelfLink]:
    if not block.categories:
        return shelves_of(shop, language)
    by_slug = {card.slug: card for card in categories()}
    return [link(by_slug[slug], language) for slug in block.categories if slug in by_slug]


def _goods(block: Goods, shop: Here, shopper: Shopper) -> dict[str, Any] | None:
    category = next((card for card in categories() if card.slug == block.category), None)
    brand = next((card for card in brands() if card.slug == block.brand), None)
    if (block.category and category is None) or (block.brand and brand is None):
        return None  # taken away since
    cards, _ = listed(
        category.id if category else None,
        currency=shopper.currency,
        language=shopper.locale,
        sort=_SORTS[block.by],
        per_page=block.limit,
        brand=brand,
        assortment=shop.assortment,
        now=clock.now(),
    )
    more = f"{reverse('shop:search')}?sort={_SORTS[block.by].value}"
    if category:
        more = reverse("shop:category", args=[category.slug])
    elif brand:
        more = reverse("shop:brand", args=[brand.slug])
    return {
        "kind": "goods",
        "title": in_language(block.title, shopper.locale),
        "cards": as_cards(cards, shop=shop, shopper=shopper),
        "url": more,
    }
