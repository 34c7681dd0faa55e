"""How much there is, and where it lies."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import F

from yarmarka.domain.inventory.models import Stock, Warehouse
from yarmarka.domain.inventory.types import WarehouseCard


def available(offer_ids: Collection[UUID]) -> dict[UUID, int]:
    """Return how many pieces of each offer can be ordered now; offers without stock are left out."""
    rows = Stock.objects.filter(offer_id__in=list(offer_ids)).annotate(left=F("on_hand") - F("held"))
    return {row.offer_id: row.left for row in rows}


def warehouses_of(*, seller_id: UUID) -> tuple[WarehouseCard, ...]:
    """Return a seller's warehouses, oldest first."""
    return tuple(_card(row) for row in Warehouse.objects.filter(seller_id=seller_id).order_by("id"))


def warehouses(ids: Collection[UUID]) -> dict[UUID, WarehouseCard]:
    """Return warehouses by id."""
    return {row.id: _card(row) for row in Warehouse.objects.filter(id__in=list(ids))}


def warehouses_in(countries: Collection[str]) -> tuple[UUID, ...]:
    """Return all warehouses in some countries."""
    return tuple(Warehouse.objects.filter(country__in=list(countries)).values_list("id", flat=True))


def _card(row: Warehouse) -> WarehouseCard:
    return WarehouseCard(
        id=row.id, seller_id=row.seller_id, name=row.name, country=row.country, city=row.city
    )
