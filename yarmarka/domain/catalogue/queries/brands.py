"""Brands, and who is their official store."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from yarmarka.domain.catalogue.models import Brand, BrandAuthorisation, BrandSpelling
from yarmarka.domain.catalogue.rules.brands import is_in_force
from yarmarka.domain.catalogue.types import (
    Authorisation,
    AuthorisationStatus,
    BrandCard,
    OfficialStore,
)
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.remembered import Remembered

_BRANDS: Final = Remembered[tuple[BrandCard, ...]]()
#: what staff have approved, with its days: which of it holds is decided anew each time
_APPROVED: Final = Remembered[tuple[Authorisation, ...]]()


def brands() -> tuple[BrandCard, ...]:
    """Return all brands by name. What was changed in the last seconds may still be as it was."""
    known = _BRANDS.get()
    return _BRANDS.keep(_all_brands()) if known is None else known


def brand_by_slug(slug: str) -> BrandCard:
    """Return a brand by the name in its address. Raises Missing."""
    for card in brands():
        if card.slug == slug:
            return card
    raise Missing(what="brand")


def official_stores(*, on: date) -> tuple[OfficialStore, ...]:
    """Return every store that is official on a day, by brand; one that is over is gone the same day."""
    known = _APPROVED.get()
    approved = _APPROVED.keep(_approved()) if known is None else known
    cards = {card.id: card for card in brands()}
    return tuple(
        OfficialStore(
            brand=cards[one.brand_id],
            seller_id=one.seller_id,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            document=one.document,
        )
        for one in approved
        if is_in_force(one, on=on) and one.brand_id in cards
    )


def authorisations(ids: Collection[UUID]) -> dict[UUID, Authorisation]:
    """Return those of these authorisations that are there: what waits or was declined is not."""
    return {row.id: authorisation_card(row) for row in BrandAuthorisation.objects.filter(id__in=list(ids))}


def forget_brands() -> None:
    """Ask for brands and their stores anew: this process has just changed some."""
    _BRANDS.forget()
    _APPROVED.forget()


def authorisation_card(row: BrandAuthorisation) -> Authorisation:
    """Return an authorisation's row as others see it."""
    return Authorisation(
        id=row.id,
        brand_id=row.brand_id,
        seller_id=row.seller_id,
        document=row.document,
        valid_from=row.valid.lower,
        valid_to=row.valid.upper - timedelta(days=1),  # ranges end before their upper bound
        status=AuthorisationStatus(row.status),
        reason=row.reason,
    )


def _all_brands() -> tuple[BrandCard, ...]:
    spellings: defaultdict[UUID, list[str]] = defaultdict(list)
    for spelling, brand_id in BrandSpelling.objects.order_by("spelling").values_list("spelling", "brand_id"):
        spellings[brand_id].append(spelling)
    return tuple(
        BrandCard(
            id=row.id,
            slug=row.slug,
            name=row.name,
            colour=row.colour,
            country=row.country,
            texts=row.texts,
            spellings=tuple(spellings[row.id]),
        )
        for row in Brand.objects.order_by("name", "id")
    )


def _approved() -> tuple[Authorisation, ...]:
    rows = BrandAuthorisation.objects.filter(status=AuthorisationStatus.APPROVED)
    return tuple(authorisation_card(row) for row in rows.order_by("brand__name", "seller_id", "valid"))
