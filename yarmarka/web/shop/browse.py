"""Looking around: a shelf, a search, one product with everybody who sells it."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from yarmarka.domain.catalogue.queries import brands, joined_into
from yarmarka.domain.catalogue.types import Sort
from yarmarka.kernel import clock
from yarmarka.kernel.errors import Missing
from yarmarka.reads.beside_product import beside_product
from yarmarka.reads.faceted_shelf import FACETED_SORTS, faceted_shelf
from yarmarka.reads.featured import featured
from yarmarka.reads.offer_deliveries import OfferDelivery, offer_deliveries
from yarmarka.reads.product_page import ProductPage, VariantChoice, product_page
from yarmarka.reads.search_results import SearchResults, search_results
from yarmarka.reads.shelf import listed
from yarmarka.vocabulary.assortments import spelling_of
from yarmarka.web.shared.storefronts import here
from yarmarka.web.shop.cards import as_cards, as_short_cards, leafed, page_number
from yarmarka.web.shop.consents import allowed_in
from yarmarka.web.shop.filters import ChosenChip, chosen_chips, wanted_of, without_filters
from yarmarka.web.shop.forms import countries
from yarmarka.web.shop.restricted import remarks_on_offers
from yarmarka.web.shop.sections import shelves_of
from yarmarka.web.shop.seen import note_seen, seen_in
from yarmarka.web.shop.shopper import shopper_of
from yarmarka.web.shop.sorts import chosen_sort, sort_choices
from yarmarka.web.shop.structured import Told, product_facts
from yarmarka.web.shop.suggesting import typed_in
from yarmarka.web.shop.talk import talk_of
from yarmarka.web.shop.visits import note_find, note_search, with_places
from yarmarka.web.shop.why_first import why_first

#: of longer queries there are too many ways to leave a word out
_MOST_TO_LEAVE_OUT: Final = 5
_SEARCH_SORTS: Final = (Sort.RELEVANCE, Sort.NEWEST, Sort.PRICE, Sort.PRICE_DESC, Sort.RATING)


@require_safe
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a page of a shelf and all shelves below it."""
    shopper = shopper_of(request)
    wanted = wanted_of(request, currency=shopper.currency)
    faceted = faceted_shelf(
        slug,
        wanted,
        currency=shopper.currency,
        language=shopper.locale,
        home=shopper.country,
        place=shopper.place.code if shopper.place else "",
        sort=chosen_sort(request, among=FACETED_SORTS),
        page=page_number(request),
        assortment=here(request).assortment,
        now=clock.now(),
    )
    found = faceted.shelf
    if found.page.number > found.page.pages:
        raise Missing(what="page")
    facts = {
        "shelf": found,
        "facets": faceted.facets,
        "wanted": wanted,
        "chosen": chosen_chips(wanted, faceted.facets, home=shopper.country),
        "all_away": without_filters(request),
        "shopper": shopper,
        "cards": as_cards(found.cards, shop=here(request), shopper=shopper, wanted=wanted),
        "page_obj": leafed(found.page),
        "sorts": sort_choices(found.sort, among=FACETED_SORTS),
    }
    return render(request, "shop/category.html", facts)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what has the reader's words, or what may help when nothing has."""
    shopper = shopper_of(request)
    text, wanted = typed_in(request), wanted_of(request, currency=shopper.currency)
    found = search_results(
        text,
        category_slug=request.GET.get("in", "")[:80],
        wanted=wanted,
        home=shopper.country,
        place=shopper.place.code if shopper.place else "",
        currency=shopper.currency,
        language=shopper.locale,
        sort=chosen_sort(request, among=_SEARCH_SORTS),
        page=page_number(request),
        assortment=here(request).assortment,
        now=clock.now(),
    )
    chosen = chosen_chips(wanted, found.facets, home=shopper.country)
    if found.category:
        chosen.insert(0, ChosenChip("in", found.category.slug, found.category.name))
    facts = {
        "found": found,
        "facets": found.facets,
        "fewer": _fewer_words(request, found),
        "wanted": wanted,
        "shopper": shopper,
        "chosen": chosen,
        "all_away": without_filters(request),
        "cards": with_places(
            request,
            as_cards(found.cards, shop=here(request), shopper=shopper, wanted=wanted),
            first=(found.page.number - 1) * found.page.size + 1,
        ),
        "page_obj": leafed(found.page),
        "sorts": sort_choices(found.sort, among=_SEARCH_SORTS),
        "shelves": [] if found.facets else shelves_of(here(request), shopper.locale),
        "may_ask": text and allowed_in(request).searches is None,
    }
    if not found.cards:
        others, _ = listed(
            None,
            currency=shopper.currency,
            language=shopper.locale,
            per_page=10,
            assortment=here(request).assortment,
            now=clock.now(),
        )
        facts["others"] = as_cards(others, shop=here(request), shopper=shopper)
    answer = render(request, "shop/search.html", facts)
    if found.page.number == 1:
        note_search(request, answer, text=text, finds=found.page.total)
    return answer


def _fewer_words(request: HttpRequest, found: SearchResults) -> list[tuple[str, str]]:
    """Return, where nothing has all words, each word with the address of the search without it, filters kept."""
    words = found.text.split()
    if not 2 <= len(words) <= _MOST_TO_LEAVE_OUT or not (found.is_fallback or not found.page.total):
        return []
    query = request.GET.copy()
    query.pop("page", None)
    told = []
    for place, word in enumerate(words):
        query["q"] = " ".join(words[:place] + words[place + 1 :])
        told.append((word, f"?{query.urlencode()}"))
    return told


@require_safe
def product(request: HttpRequest, product_id: UUID) -> HttpResponse:
    """Show a product, everybody who sells it, and what it costs to have it brought."""
    shopper = shopper_of(request)
    try:
        page = product_page(
            product_id,
            currency=shopper.currency,
            language=shopper.locale,
            assortment=here(request).assortment,
            now=clock.now(),
        )
    except Missing:
        # Goods that were found to be the same as others are on the page of those.
        if kept_id := joined_into(product_id):
            return redirect("shop:product", product_id=kept_id, permanent=True)
        raise
    # Of every make: what machines are told is about the whole product.
    deliveries = offer_deliveries(
        page.offers,
        destination=shopper.country,
        currency=shopper.currency,
        place=shopper.place.code if shopper.place else "",
        now=clock.now(),
    )
    remarks = remarks_on_offers(
        request, [offer.id for offer in page.offers], shopper=shopper, now=clock.now()
    )
    within_reach = {
        key: one for key, one in deliveries.items() if key not in remarks or not remarks[key].is_stop
    }
    chosen = _variant(request, page, within_reach)
    offers = [offer for offer in page.offers if chosen is None or offer.variant_id == chosen.id]
    first = featured((offer for offer in offers if offer.available > 0), within_reach)
    if first:
        offers.sort(key=lambda offer: offer.id != first.chosen.offer_id)
    talk = talk_of(request, product_id)
    beside = beside_product(
        product_id,
        path=[crumb.id for crumb in page.breadcrumbs],
        seen=seen_in(request),
        currency=shopper.currency,
        language=shopper.locale,
        assortment=here(request).assortment,
        now=clock.now(),
    )
    facts = {
        "product": page,
        "talk": talk,
        "structured": product_facts(page, talk.said, _told(request, deliveries, shopper.country)),
        "chosen": chosen,
        "offers": [
            (
                offer,
                deliveries.get(offer.id),
                here(request).stores.of(brand=page.brand, seller_id=offer.seller_id),
            )
            for offer in offers
        ],
        "remarks": remarks,
        "why_first": why_first(first, currency=shopper.currency) if first else (),
        "shopper": shopper,
        "countries": countries(),
        "brand_url": _brand_url(page.brand),
        "together": as_short_cards(beside.together, shop=here(request), shopper=shopper),
        "similar": as_short_cards(beside.similar, shop=here(request), shopper=shopper),
        "seen": as_short_cards(beside.seen, shop=here(request), shopper=shopper),
        "may_ask": allowed_in(request).seen is None,
    }
    answer = render(request, "shop/product.html", facts)
    note_find(request, product_id)
    note_seen(request, answer, product_id)
    return answer


def _told(request: HttpRequest, deliveries: Mapping[UUID, OfferDelivery], destination: str) -> Told:
    rules = reverse("rules_document", args=["returns"])
    return Told(
        address=request.build_absolute_uri(request.path),
        origin=request.build_absolute_uri("/").rstrip("/"),
        returns_url=request.build_absolute_uri(rules),
        destination=destination,
        deliveries=deliveries,
        today=clock.now().date(),
    )


def _brand_url(name: str) -> str:
    """Return where the brand has a page of its own, if it does."""
    wanted = spelling_of(name)
    card = next((card for card in brands() if wanted in card.spellings), None)
    return reverse("shop:brand", args=[card.slug]) if card else ""


def _variant(
    request: HttpRequest, page: ProductPage, deliveries: Mapping[UUID, OfferDelivery]
) -> VariantChoice | None:
    """Return the make that was chosen, by its place from 1, or that of the featured offer; nothing where there is no
    choice."""
    if len(page.variants) < 2:
        return None
    text = request.GET.get("make", "")
    place = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
    if 1 <= place <= len(page.variants):
        return page.variants[place - 1]
    there = {offer.id: offer for offer in page.offers if offer.available > 0}
    first = featured(there.values(), deliveries)
    best = there[first.chosen.offer_id].variant_id if first else page.variants[0].id
    return next(variant for variant in page.variants if variant.id == best)
