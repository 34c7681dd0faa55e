"""One seller order as its seller works on it: what to pack, where it goes, what it earns, where its parcels are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from yarmarka.domain.orders.models import OrderLine, SellerOrder
from yarmarka.domain.orders.queries import given_back_of, lines_given_back
from yarmarka.domain.orders.types import PartShare, SellerOrderStatus
from yarmarka.domain.protection.queries import claims_of_parts, steps_of
from yarmarka.domain.protection.types import ClaimCard, ClaimStep
from yarmarka.domain.shipping.models import Parcel, ParcelEvent
from yarmarka.domain.shipping.rules import addressed_to_point
from yarmarka.domain.shipping.rules.boxes import parcel_box
from yarmarka.kernel.errors import Missing
from yarmarka.reads.frozen import frozen
from yarmarka.reads.seller_queue import SEEN
from yarmarka.reads.ways_back import WayBack, ways_back
from yarmarka.vocabulary.parcels import ParcelState
from yarmarka.vocabulary.places import PostalAddress

#: While a parcel is packed or on its way its sender must know whom it is for; afterwards no longer.
ADDRESS_SHOWN: Final = frozenset({SellerOrderStatus.TO_SHIP, SellerOrderStatus.SENT})


@dataclass(frozen=True)
class SheetLine:
    """One thing to pack. Prices are in the order's currency, the offer's own beside them."""

    id: UUID
    offer_id: UUID
    sku: str
    titles: dict[str, str]
    options: dict[str, str]
    picture: str
    tint: int
    quantity: int
    weight_g: int
    hs_code: str
    origin_country: str
    unit_minor: int
    total_minor: int
    offer_unit_minor: int
    offer_currency: str
    #: length, width and height of a packed piece; None where nobody had told them at sale
    sides_mm: list[int] | None
    #: pieces of the line that are not sent any more; `quantity` and `total_minor` are of those that are
    called_off: int


@dataclass(frozen=True)
class SheetEvent:
    """What a carrier said of a parcel."""

    state: ParcelState
    texts: dict[str, str]
    place: str
    country: str
    occurred_at: datetime


@dataclass(frozen=True)
class SheetParcel:
    """A parcel with its history, the newest event first."""

    id: UUID
    carrier: str
    number: str
    state: ParcelState
    state_at: datetime
    created_at: datetime
    handed_over_at: datetime | None
    delivered_at: datetime | None
    events: tuple[SheetEvent, ...]


@dataclass(frozen=True)
class SellerOrderSheet:
    """A seller order as one page. `address` is whole only while somebody must pack or deliver."""

    id: UUID
    order_id: UUID
    number: str
    locale: str
    status: SellerOrderStatus
    placed_at: datetime
    paid_at: datetime | None
    sent_at: datetime | None
    delivered_at: datetime | None
    inspection_ends_at: datetime | None
    closed_at: datetime | None
    cancel_reason: str
    promised_from: date
    promised_to: date
    service_names: dict[str, str]
    weight_g: int
    inspection_days: int
    currency: str
    goods_minor: int
    delivery_minor: int
    total_minor: int
    commission_minor: int
    commission_tax_minor: int
    net_minor: int
    payout_currency: str
    payout_rate: Decimal
    payout_spread_basis_points: int
    payout_minor: int
    #: what the shopper pays at import, which is passed on
    duty_minor: int
    import_tax_minor: int
    #: what went back to the shopper, and what of the payout the seller does not get for it
    back_minor: int
    payout_back_minor: int
    city: str
    country: str
    address: PostalAddress | None
    #: the code of the pick-up point that it goes to; empty for one that goes home
    waits_at: str
    lines: tuple[SheetLine, ...]
    parcels: tuple[SheetParcel, ...]
    claims: tuple[ClaimCard, ...]
    claim_steps: tuple[ClaimStep, ...]
    #: how far it has come back, if it does not go on
    way_back: WayBack | None

    @property
    def standing(self) -> str:
        """Where it stands: its status, or how far it has come back."""
        return self.way_back or self.status

    @property
    def parcel(self) -> SheetParcel | None:
        """The parcel that counts: the one with the newest label."""
        return self.parcels[0] if self.parcels else None

    @property
    def pieces(self) -> int:
        """How many pieces go into the parcel."""
        return sum(line.quantity for line in self.lines)

    @property
    def passed_on_minor(self) -> int:
        """What of the price is collected for an authority, and is not the seller's."""
        return self.duty_minor + self.import_tax_minor

    @property
    def payout_left_minor(self) -> int:
        """What the seller gets, without what went back."""
        return self.payout_minor - self.payout_back_minor

    @property
    def packed_minor(self) -> int:
        """What the goods in the parcel cost."""
        return sum(line.total_minor for line in self.lines)

    @property
    def packed_g(self) -> int:
        """What the goods in the parcel weigh."""
        return sum(line.weight_g * line.quantity for line in self.lines)

    @property
    def packed_mm(self) -> tuple[int, int, int] | None:
        """The sides of the parcel, where those of all pieces in it are known."""
        return parcel_box((line.sides_mm, line.quantity) for line in self.lines)


def seller_order_sheet(*, seller_id: UUID, seller_order_id: UUID) -> SellerOrderSheet:
    """Return a seller's own order. Raises Missing for another's, and for one that is not paid for."""
    return seller_order_sheets(seller_id=seller_id, seller_order_ids=[seller_order_id])[0]


def seller_order_sheets(*, seller_id: UUID, seller_order_ids: list[UUID]) -> tuple[SellerOrderSheet, ...]:
    """Return several, in the order that they were asked for; raises Missing if one of them is not the seller's."""
    rows = {
        row.id: row
        for row in SellerOrder.objects.select_related("order").filter(
            seller_id=seller_id, id__in=seller_order_ids, status__in=SEEN, order__paid_at__isnull=False
        )
    }
    if missing := set(seller_order_ids) - rows.keys():
        raise Missing(what="seller order", count=len(missing))
    lines, parcels, back = _lines(rows.values()), _parcels(list(rows)), given_back_of(rows)
    claims = claims_of_parts(rows)
    steps = steps_of([claim.id for claim in claims]) if claims else ()
    ways = ways_back({key: row.status for key, row in rows.items()})
    return tuple(
        _sheet(
            rows[key],
            lines.get(key, []),
            parcels.get(key, []),
            back.get(key) or PartShare(key),
            claims=tuple(claim for claim in claims if claim.seller_order_id == key),
            steps=steps,
            way=ways.get(key),
        )
        for key in seller_order_ids
    )


def _sheet(
    row: SellerOrder,
    lines: list[SheetLine],
    parcels: list[SheetParcel],
    back: PartShare,
    *,
    claims: tuple[ClaimCard, ...],
    steps: tuple[ClaimStep, ...],
    way: WayBack | None,
) -> SellerOrderSheet:
    address = PostalAddress.from_facts(row.order.address)
    status = SellerOrderStatus(row.status)
    return frozen(
        SellerOrderSheet,
        row,
        status=status,
        number=row.order.number,
        locale=row.order.locale,
        paid_at=row.order.paid_at,
        city=address.city,
        country=address.country,
        address=addressed_to_point(address, row.pickup) if status in ADDRESS_SHOWN else None,
        waits_at=str(row.pickup["code"]) if row.pickup else "",
        back_minor=back.total_minor,
        payout_back_minor=back.payout_minor - back.covered_minor,
        lines=tuple(lines),
        parcels=tuple(parcels),
        claims=claims,
        claim_steps=tuple(step for step in steps if step.claim_id in {claim.id for claim in claims}),
        way_back=way,
    )


def _lines(parts: Collection[SellerOrder]) -> dict[UUID, list[SheetLine]]:
    """Return the lines with what is left of them; of a part that is called off, as they were sold."""
    gone = lines_given_back([part.id for part in parts if part.status != SellerOrderStatus.CANCELLED])
    found: dict[UUID, list[SheetLine]] = {}
    for row in OrderLine.objects.filter(seller_order_id__in=[part.id for part in parts]).order_by("id"):
        off = gone[row.id].quantity if row.id in gone else 0
        left = {"quantity": row.quantity - off, "total_minor": row.unit_minor * (row.quantity - off)}
        found.setdefault(row.seller_order_id, []).append(frozen(SheetLine, row, called_off=off, **left))
    return found


def _parcels(seller_order_ids: list[UUID]) -> dict[UUID, list[SheetParcel]]:
    rows = list(Parcel.objects.filter(seller_order_id__in=seller_order_ids).order_by("-id"))
    events = _events([row.id for row in rows])
    found: dict[UUID, list[SheetParcel]] = {}
    for row in rows:
        parcel = frozen(
            SheetParcel,
            row,
            carrier=row.carrier_id,
            state=ParcelState(row.state),
            events=tuple(events.get(row.id, [])),
        )
        found.setdefault(row.seller_order_id, []).append(parcel)
    return found


def _events(parcel_ids: list[UUID]) -> dict[UUID, list[SheetEvent]]:
    found: dict[UUID, list[SheetEvent]] = {}
    for row in ParcelEvent.objects.filter(parcel_id__in=parcel_ids).order_by("-occurred_at", "-id"):
        found.setdefault(row.parcel_id, []).append(frozen(SheetEvent, row, state=ParcelState(row.state)))
    return found
