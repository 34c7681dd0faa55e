"""Who sells some offers, from where, and how can they be brought to some countries?"""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from yarmarka.domain.inventory.types import WarehouseCard
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.domain.shipping.types import ServiceCard
from yarmarka.kernel.sql import Statement

_FOUND: Final = Statement.beside(__file__, "who_sells")


class WhoSells(msgspec.Struct, frozen=True):
    """What pricing needs beside the offers themselves; services are those offered at the instant asked for."""

    warehouses: list[WarehouseCard]
    sellers: list[SellerCard]
    services: list[ServiceCard]


def who_sells(
    *,
    warehouse_ids: Collection[UUID],
    seller_ids: Collection[UUID],
    destinations: Collection[str],
    now: datetime,
) -> WhoSells:
    """Return sellers and warehouses by their ids, and the services from there to these countries; one statement."""
    return _FOUND.decoded(
        WhoSells,
        warehouse_ids=list(warehouse_ids),
        seller_ids=list(seller_ids),
        destinations=list(destinations),
        now=now,
    )
