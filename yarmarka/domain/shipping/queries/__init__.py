"""Services, lanes, pick-up points, promises, parcels and their history."""

from yarmarka.domain.shipping.queries.lanes import coverage_rows, lanes
from yarmarka.domain.shipping.queries.parcels import (
    asked_on,
    carrier_codes,
    carrier_names,
    carriers_names,
    history_of,
    parcels,
    parcels_of,
    parts_at_stake,
)
from yarmarka.domain.shipping.queries.pickup import pickup_cities, pickup_points, pickup_points_in
from yarmarka.domain.shipping.queries.promises import promise_tallies, promises_made, tallied_at
from yarmarka.domain.shipping.queries.recalls import recalls_by_hand, recalls_of, recalls_of_parts
from yarmarka.domain.shipping.queries.services import (
    days_to,
    forget_services,
    protection_days,
    services,
    services_between,
    services_on_offer,
)

__all__ = [
    "asked_on",
    "carrier_codes",
    "carrier_names",
    "carriers_names",
    "coverage_rows",
    "days_to",
    "forget_services",
    "history_of",
    "lanes",
    "parcels",
    "parcels_of",
    "parts_at_stake",
    "pickup_cities",
    "pickup_points",
    "pickup_points_in",
    "promise_tallies",
    "promises_made",
    "protection_days",
    "recalls_by_hand",
    "recalls_of",
    "recalls_of_parts",
    "services",
    "services_between",
    "services_on_offer",
    "tallied_at",
]
