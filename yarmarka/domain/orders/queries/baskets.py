"""Who has what in the basket."""

from uuid import UUID

from django.db.models import QuerySet

from yarmarka.domain.orders.models import Basket, BasketItem
from yarmarka.domain.orders.types import BasketCard, BasketLine, BasketOwner


def basket_of(*, owner: BasketOwner) -> BasketCard | None:
    """Return somebody's basket, or nothing when they have none."""
    basket = baskets_of(owner).first()
    if basket is None:
        return None
    items = BasketItem.objects.filter(basket=basket).order_by("added_at", "id")
    return BasketCard(
        id=basket.id,
        person_id=basket.person_id,
        address_id=basket.address_id,
        deliveries={UUID(seller): UUID(service) for seller, service in basket.deliveries.items()},
        request_key=basket.request_key,
        lines=tuple(BasketLine(offer_id=item.offer_id, quantity=item.quantity) for item in items),
    )


def baskets_of(owner: BasketOwner) -> QuerySet[Basket]:
    """Return the rows (none or one) of somebody's basket, for this context's own use."""
    if owner.person_id is not None:
        return Basket.objects.filter(person_id=owner.person_id)
    return Basket.objects.filter(guest_key=owner.guest_key) if owner.guest_key else Basket.objects.none()
