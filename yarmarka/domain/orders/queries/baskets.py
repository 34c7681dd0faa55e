"""Who has what in the basket."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from yarmarka.domain.orders.models import Basket
from yarmarka.domain.orders.types import BasketCard, BasketLine, BasketOwner
from yarmarka.kernel.sql import Statement

CONTEXT: Final = str(Path(__file__).parent)
#: the columns that an owner is found by
_PERSON, _GUEST = "person_id", "guest_key"


@dataclass(frozen=True)
class BasketRow:
    """A basket as statements of this context give it."""

    id: UUID
    person_id: UUID | None
    address_id: UUID | None
    deliveries: dict[str, str]
    pickup_points: dict[str, str]
    request_key: UUID
    offers: list[UUID]
    quantities: list[int]

    def card(self) -> BasketCard:
        """Return the basket as others see it."""
        return BasketCard(
            id=self.id,
            person_id=self.person_id,
            address_id=self.address_id,
            deliveries=_keys(self.deliveries),
            pickup_points=_keys(self.pickup_points),
            request_key=self.request_key,
            lines=tuple(
                BasketLine(offer_id=offer, quantity=quantity)
                for offer, quantity in zip(self.offers, self.quantities, strict=True)
            ),
        )


def _keys(chosen: dict[str, str]) -> dict[UUID, UUID]:
    return {UUID(seller): UUID(choice) for seller, choice in chosen.items()}


def by_owner(name: str) -> dict[str, Statement]:
    """Load a statement in its two forms: for a basket that is found by its person, and by a guest's key."""
    statement = Statement.beside(CONTEXT, name)
    return {
        column: Statement(f"{name}_{column}", statement.text.replace("/* owner */", column))
        for column in (_PERSON, _GUEST)
    }


def owner_column(owner: BasketOwner) -> str:
    """Return which column somebody's basket is found by."""
    return _PERSON if owner.person_id is not None else _GUEST


_BASKET_OF: Final = by_owner("basket_of")


def basket_of(*, owner: BasketOwner) -> BasketCard | None:
    """Return somebody's basket in their shop, or nothing when they have none there."""
    key = owner.person_id or owner.guest_key
    row = (
        _BASKET_OF[owner_column(owner)].one(BasketRow, owner=key, storefront=owner.storefront)
        if key
        else None
    )
    return row.card() if row else None


def baskets_of(owner: BasketOwner) -> QuerySet[Basket]:
    """Return the rows (none or one) of somebody's basket, for this context's own use."""
    here = Basket.objects.filter(storefront=owner.storefront)
    if owner.person_id is not None:
        return here.filter(person_id=owner.person_id)
    return here.filter(guest_key=owner.guest_key) if owner.guest_key else Basket.objects.none()


def shops_with_basket(*, guest_key: str) -> tuple[str, ...]:
    """Return the storefronts in which a guest has a basket."""
    found = Basket.objects.filter(guest_key=guest_key).order_by("storefront")
    return tuple(found.values_list("storefront", flat=True))
