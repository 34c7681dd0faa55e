"""Lanes, services, pick-up points, promises and parcels: everything that is written down about delivery."""

from yarmarka.domain.shipping.actions.lanes import cover, lay_lane
from yarmarka.domain.shipping.actions.parcels import (
    go_on_under,
    note_asked,
    note_handed_over,
    number_parcel,
    prepare_parcel,
    record_events,
)
from yarmarka.domain.shipping.actions.pickup import ToldPoint, take_points_in
from yarmarka.domain.shipping.actions.promises import (
    SOLD,
    end_promises,
    note_learnt,
    note_promises,
    resolve_promises,
)
from yarmarka.domain.shipping.actions.recalls import call_back, move_recall, move_recalls
from yarmarka.domain.shipping.actions.services import (
    add_carrier,
    begin_service,
    follow_inspection,
    follow_service,
    offer_service,
)
from yarmarka.domain.shipping.actions.silences import note_silences
from yarmarka.domain.shipping.actions.tallies import note_tallies

__all__ = [
    "SOLD",
    "ToldPoint",
    "add_carrier",
    "begin_service",
    "call_back",
    "cover",
    "end_promises",
    "follow_inspection",
    "follow_service",
    "go_on_under",
    "lay_lane",
    "move_recall",
    "move_recalls",
    "note_asked",
    "note_handed_over",
    "note_learnt",
    "note_promises",
    "note_silences",
    "note_tallies",
    "number_parcel",
    "offer_service",
    "prepare_parcel",
    "record_events",
    "resolve_promises",
    "take_points_in",
]
