"""An order's parcels and what carriers said of them, for the operator's page."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yarmarka.domain.shipping.models import Parcel, ParcelEvent
from yarmarka.domain.shipping.queries import recalls_of
from yarmarka.domain.shipping.types import ParcelEventCard, RecallCard
from yarmarka.reads.frozen import frozen
from yarmarka.vocabulary.parcels import ParcelState


@dataclass(frozen=True)
class ParcelFile:
    """A parcel with all that its carrier said, the newest first."""

    id: UUID
    seller_order_id: UUID
    #: what its carrier is called, by language
    carrier: dict[str, str]
    number: str
    state: ParcelState
    state_at: datetime
    weight_g: int
    created_at: datetime
    handed_over_at: datetime | None
    delivered_at: datetime | None
    events: tuple[ParcelEventCard, ...]
    #: how far it was called back, if it was
    recall: RecallCard | None


def parcels(*, order_id: UUID) -> tuple[ParcelFile, ...]:
    """Return an order's parcels in the order of their birth."""
    rows = list(Parcel.objects.select_related("carrier").filter(order_id=order_id).order_by("id"))
    recalls = recalls_of([row.id for row in rows])
    events: dict[UUID, list[ParcelEventCard]] = {}
    said = ParcelEvent.objects.filter(parcel_id__in=[row.id for row in rows]).order_by("-occurred_at", "-id")
    for event in said:
        card = frozen(ParcelEventCard, event, state=ParcelState(event.state))
        events.setdefault(event.parcel_id, []).append(card)
    return tuple(
        frozen(
            ParcelFile,
            row,
            carrier=row.carrier.names,
            state=ParcelState(row.state),
            events=tuple(events.get(row.id, [])),
            recall=recalls.get(row.id),
        )
        for row in rows
    )
