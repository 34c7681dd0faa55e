"""Brands and their official stores: who they are, what they guarantee, and what they sell."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from babel.numbers import format_percent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yarmarka.domain.catalogue.queries import brand_by_slug
from yarmarka.domain.catalogue.types import BrandCard, OfficialStore, Sort
from yarmarka.domain.sellers.queries import sellers
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.kernel import clock
from yarmarka.kernel.errors import Missing
from yarmarka.presentation.locales import current_language
from yarmarka.reads.seller_page import seller_page
from yarmarka.reads.shelf import SHELF_SORTS, listed
from yarmarka.vocabulary.goods import in_language
from yarmarka.web.shared.storefronts import Here, brand_colours_url, here
from yarmarka.web.shop.cards import as_cards, leafed, page_number
from yarmarka.web.shop.shopper import shopper_of
from yarmarka.web.shop.sorts import chosen_sort, sort_choices

_TILES: Final = 60
#: what the numbers are called that a country's firms are checked by
_NUMBERS: Final = {
    "OGRN": gettext_lazy("OGRN"),
    "INN": gettext_lazy("INN"),
    "USCC": gettext_lazy("USCC"),
    "company number": gettext_lazy("number in the register of companies"),
    "VAT": gettext_lazy("VAT number"),
    "Handelsregister": gettext_lazy("entry in the commercial register"),
    "USt-IdNr.": gettext_lazy("VAT number"),
    "MERSIS": gettext_lazy("MERSIS number"),
    "VKN": gettext_lazy("tax number"),
}


@dataclass(frozen=True)
class BrandTile:
    """A brand as a page links to it: its name in its own colour."""

    url: str
    name: str
    country: str
    about: str
    #: six small hexadecimal digits, by which its stylesheet is found and its class is called
    colour: str


def brand_tiles(shop: Here, language: str) -> list[BrandTile]:
    """Return the brands that have an official store today, by name."""
    found = {store.brand.slug: store.brand for store in shop.stores.by_pair.values()}
    return [_tile(brand, language) for brand in sorted(found.values(), key=lambda card: card.name)[:_TILES]]


def colours_of(tiles: Iterable[BrandTile]) -> str:
    """Return where the stylesheet of these brands' colours is."""
    return brand_colours_url(tile.colour for tile in tiles)


@require_safe
def brands(request: HttpRequest) -> HttpResponse:
    """Show the brands whose official stores sell here, and what that means."""
    tiles = brand_tiles(here(request), shopper_of(request).locale)
    return render(request, "shop/brands.html", {"tiles": tiles, "colours_url": colours_of(tiles)})


@require_safe
def brand(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a brand in its own colour: what it says of itself, who its official stores are, and its goods."""
    card, shopper, shop = brand_by_slug(slug), shopper_of(request), here(request)
    stores = _stores_of(card, shop)
    sort = chosen_sort(request, among=SHELF_SORTS)
    cards, page = listed(
        None,
        currency=shopper.currency,
        language=shopper.locale,
        sort=sort,
        page=page_number(request),
        brand=card,
        assortment=shop.assortment,
        now=clock.now(),
    )
    if page.number > page.pages:
        raise Missing(what="page")
    named = sellers([store.seller_id for store in stores])
    facts = {
        "brand": card,
        "tile": (tile := _tile(card, shopper.locale)),
        "colours_url": colours_of([tile]),
        "stores": [(store, named[store.seller_id]) for store in stores if store.seller_id in named],
        "cards": as_cards(cards, shop=shop, shopper=shopper),
        "page_obj": leafed(page),
        "sorts": sort_choices(sort, among=SHELF_SORTS),
        "page_of_list": page,
    }
    return render(request, "shop/brand.html", facts)


@require_safe
def seller(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who a seller is, how we checked that, how its orders go, and its goods."""
    shopper, shop = shopper_of(request), here(request)
    found = seller_page(slug, now=clock.now())
    sort: Sort = chosen_sort(request, among=SHELF_SORTS)
    category = request.GET.get("in", "")
    shelves = found.shelves(shopper.locale)
    chosen = next((shelf for shelf in shelves if shelf.slug == category), None)
    cards, page = listed(
        chosen.id if chosen else None,
        currency=shopper.currency,
        language=shopper.locale,
        sort=sort,
        page=page_number(request),
        seller_id=found.card.id,
        assortment=shop.assortment,
        now=clock.now(),
    )
    if page.number > page.pages:
        raise Missing(what="page")
    official = _official(found.card, shop)
    tile = _tile(official[0].brand, shopper.locale) if official else None
    facts = {
        "seller": found,
        "official": official,
        "numbers": [_NUMBERS[name] for name in found.checked],
        "sent_in_time": _share(found.record.due - found.record.sent_late, found.record.due),
        "arrived_in_time": _share(found.record.arrived - found.record.arrived_late, found.record.arrived),
        "called_off": _share(found.record.called_off, found.record.orders),
        "tile": tile,
        "colours_url": colours_of([tile] if tile else ()),
        "shelves": shelves,
        "chosen": chosen,
        "cards": as_cards(cards, shop=shop, shopper=shopper),
        "page_obj": leafed(page),
        "sorts": sort_choices(sort, among=SHELF_SORTS),
        "page_of_list": page,
    }
    return render(request, "shop/seller.html", facts)


def _share(part: int, whole: int) -> str:
    """Return a part of a whole as people read it; a dash while there is no whole."""
    return format_percent(part / whole, format="#,##0.#%", locale=current_language()) if whole else "—"


def _stores_of(card: BrandCard, shop: Here) -> list[OfficialStore]:
    found: dict[UUID, OfficialStore] = {
        store.seller_id: store for store in shop.stores.by_pair.values() if store.brand.id == card.id
    }
    return list(found.values())


def _official(card: SellerCard, shop: Here) -> list[OfficialStore]:
    """Return for which brands a seller is an official store today."""
    found = {store.brand.id: store for store in shop.stores.by_pair.values() if store.seller_id == card.id}
    return sorted(found.values(), key=lambda store: store.brand.name)


def _tile(card: BrandCard, language: str) -> BrandTile:
    return BrandTile(
        url=reverse("shop:brand", args=[card.slug]),
        name=card.name,
        country=card.country,
        about=in_language(card.texts, language),
        colour=card.colour.lstrip("#").lower(),
    )
