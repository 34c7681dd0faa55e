"""Draws pictures for products that have none: first the front of each, then the other views."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from yarmarka.demo.drawing.compose import VIEWS, drawn
from yarmarka.demo.drawing.looks import Look, looks_of
from yarmarka.domain.catalogue.actions import hang_picture
from yarmarka.flows.take_picture import take_drawing
from yarmarka.reads.undrawn import Undrawn, undrawn
from yarmarka.web.shared.drawings import SHEET_OF

#: what a view shows, after the thing's title
_SHOWS: Final = {
    "front": {"ru": "", "en": "", "zh": ""},
    "near": {"ru": ", вблизи", "en": ", from near", "zh": "，近看"},
    "in use": {"ru": ", на своём месте", "en": ", in its place", "zh": "，使用场景"},
}
_UNKNOWN: Final = "parcel"


def draw_goods(*, limit: int, now: Callable[[], datetime]) -> Iterator[int]:
    """Draw and hang what is missing of at most so many products' views; yield how many are done after each.

    It may be broken off at any time and begun again: each picture is hung by itself.
    """
    # All are told, also those that are drawn already: whose look was taken before, it stays taken.
    products = undrawn(views=len(VIEWS) + 1, limit=limit)
    looks = _looks(products)
    done = 0
    for place, view in enumerate(VIEWS):
        for product in products:
            if product.hung <= place:
                _hang(product, view, drawn(looks[product.id], view), now=now())
                done += 1
                yield done


def _looks(products: Sequence[Undrawn]) -> dict[UUID, Look]:
    """Return each product's look; in the order of their words, so that a second run finds the same ones."""
    ordered = sorted(products, key=lambda product: product.word)
    told = (
        (each.word, each.drawing if each.drawing in SHEET_OF else _UNKNOWN, each.tint) for each in ordered
    )
    return {product.id: look for product, look in zip(ordered, looks_of(told), strict=True)}


def _hang(product: Undrawn, view: str, drawing: bytes, *, now: datetime) -> None:
    stored = take_drawing(drawing, now=now)
    alts = {language: title + _SHOWS[view].get(language, "") for language, title in product.titles.items()}
    with transaction.atomic():
        hang_picture(
            product_id=product.id,
            picture_id=stored.id,
            reference=stored.picture.reference,
            alts=alts,
            seller_id=None,
            now=now,
        )
