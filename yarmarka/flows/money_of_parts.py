"""What a seller order's figures say in the words of the books: as sold, what is left of it, and what goes back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from yarmarka.domain.ledger.rules import settle
from yarmarka.domain.ledger.types import Held, PayoutTerms, Resettled
from yarmarka.domain.orders.errors import MoreThanPaid
from yarmarka.domain.orders.queries import given_back_of, lines_given_back, lines_of
from yarmarka.domain.orders.rules import check_delivery_back, check_duties_back, duties_of_pieces, line_back
from yarmarka.domain.orders.types import (
    NO_DUTIES,
    BackCause,
    Duties,
    LineCard,
    LineShare,
    NewGivenBack,
    PartShare,
    SellerOrderCard,
)
from yarmarka.vocabulary.money import Money


@dataclass(frozen=True)
class GoingBack:
    """What of a seller order goes back now (or, below zero, comes again), and what it comes to before and after."""

    part: SellerOrderCard
    lines: tuple[LineShare, ...]
    delivery_minor: int
    before: Held
    duties: Duties = NO_DUTIES

    @property
    def back(self) -> Held:
        """What goes back, by what it is for."""
        return Held(
            goods_minor=sum(line.goods_minor for line in self.lines),
            delivery_minor=self.delivery_minor,
            commission_minor=sum(line.commission_minor for line in self.lines),
            tax_minor=sum(line.commission_tax_minor for line in self.lines),
            duty_minor=self.duties.duty_minor,
            import_tax_minor=self.duties.import_tax_minor,
        )

    @property
    def after(self) -> Held:
        """What the seller order comes to once it has."""
        return self.before - self.back

    @property
    def amount(self) -> Money:
        """What the shopper gets."""
        return Money(self.back.total_minor, self.part.currency)

    @property
    def payout_minor(self) -> int:
        """What the seller does not get, or gives again, in its own currency."""
        terms = terms_of(self.part)
        return settle(self.before, terms).payout_minor - settle(self.after, terms).payout_minor

    @property
    def change(self) -> Resettled:
        """How the books settle it anew, once it was settled."""
        part = self.part
        return Resettled(part.id, part.seller_id, self.before, self.after, terms_of(part), part.duty_to)

    def as_record(self, cause: BackCause, *, cause_id: UUID, covered_minor: int = 0) -> NewGivenBack:
        """Return it as it is written down."""
        return NewGivenBack(
            seller_order_id=self.part.id,
            cause=cause,
            cause_id=cause_id,
            lines=self.lines,
            delivery_minor=self.delivery_minor,
            payout_minor=self.payout_minor,
            covered_minor=covered_minor,
            duties=self.duties,
        )


def sold(part: SellerOrderCard) -> Held:
    """Return what the shopper pays for a seller order, and what of it is commission and tax, as it was sold."""
    return Held(
        goods_minor=part.goods_minor,
        delivery_minor=part.delivery_minor,
        commission_minor=part.commission_minor,
        tax_minor=part.commission_tax_minor,
        duty_minor=part.duty_minor,
        import_tax_minor=part.import_tax_minor,
    )


def kept(parts: Sequence[SellerOrderCard]) -> dict[UUID, Held]:
    """Return what seller orders come to without what has gone back of them."""
    gone = given_back_of([part.id for part in parts])
    return {part.id: sold(part) - _gone(gone.get(part.id)) for part in parts}


def terms_of(part: SellerOrderCard) -> PayoutTerms:
    """Return how the seller is paid for a seller order, as it was frozen."""
    return PayoutTerms(
        currency=part.currency,
        payout_currency=part.payout_currency,
        rate=part.payout_rate,
        spread_basis_points=part.payout_spread_basis_points,
    )


def going_back(
    part: SellerOrderCard,
    *,
    goods: Mapping[UUID, int],
    delivery_minor: int,
    pieces: Mapping[UUID, int] | None = None,
    duties: Duties = NO_DUTIES,
) -> GoingBack:
    """Return what goes back with so much of each line's price, of delivery and duties, and so many pieces of each line.

    The caller holds the seller order's lock. Raises MoreThanPaid.
    """
    pieces = pieces or {}
    lines, gone = lines_of([part.id]), lines_given_back([part.id])
    if strangers := {*goods, *pieces} - {line.id for line in lines}:
        raise MoreThanPaid(
            field="lines", paid=0, given_back=0, wanted=sum(goods.get(key, 0) for key in strangers)
        )
    before = kept([part])[part.id]
    check_delivery_back(
        part, gone_minor=part.delivery_minor - before.delivery_minor, delivery_minor=delivery_minor
    )
    check_duties_back(part, gone=part.duties - _duties(before), duties=duties)
    return GoingBack(
        part=part,
        lines=tuple(
            line_back(
                line,
                gone.get(line.id),
                goods_minor=goods.get(line.id, 0),
                quantity=pieces.get(line.id, 0),
            )
            for line in lines
            if line.id in goods or line.id in pieces
        ),
        delivery_minor=delivery_minor,
        before=before,
        duties=duties,
    )


def all_that_is_left(part: SellerOrderCard) -> GoingBack:
    """Return what goes back when all of a seller order does that has not gone yet."""
    rest = kept([part])[part.id]
    return going_back(
        part,
        goods={line.id: minor for line, minor in left_of([part])[part.id]},
        pieces=pieces_left(part),
        delivery_minor=rest.delivery_minor,
        duties=_duties(rest),
    )


def all_the_money_left(part: SellerOrderCard) -> GoingBack:
    """Return what goes back when all of a sent part's money does: its pieces were sent, and stay so."""
    rest = kept([part])[part.id]
    return going_back(
        part,
        goods={line.id: minor for line, minor in left_of([part])[part.id] if minor},
        delivery_minor=rest.delivery_minor,
        duties=_duties(rest),
    )


def duties_with_pieces(part: SellerOrderCard, pieces: Mapping[UUID, int]) -> Duties:
    """Return what of the duties goes back when so many pieces of lines are never sent; no more than is left."""
    gone, rest = lines_given_back([part.id]), kept([part])[part.id]
    off = sum(
        (
            duties_of_pieces(line, gone.get(line.id), quantity=pieces[line.id])
            for line in lines_of([part.id])
            if line.id in pieces
        ),
        Duties(),
    )
    return Duties(min(off.duty_minor, rest.duty_minor), min(off.import_tax_minor, rest.import_tax_minor))


def left_of(parts: Sequence[SellerOrderCard]) -> dict[UUID, list[tuple[LineCard, int]]]:
    """Return by seller order its lines, each with what of its price has not gone back."""
    ids = [part.id for part in parts]
    gone = lines_given_back(ids)
    left: dict[UUID, list[tuple[LineCard, int]]] = {key: [] for key in ids}
    for line in lines_of(ids):
        share = gone.get(line.id)
        left[line.seller_order_id].append((line, line.total_minor - (share.goods_minor if share else 0)))
    return left


def pieces_left(part: SellerOrderCard) -> dict[UUID, int]:
    """Return by line how many of its pieces were not called off."""
    gone = lines_given_back([part.id])
    return {
        line.id: line.quantity - (gone[line.id].quantity if line.id in gone else 0)
        for line in lines_of([part.id])
    }


def weight_left(part: SellerOrderCard) -> int:
    """Return what the pieces weigh that were not called off."""
    left = pieces_left(part)
    return sum(line.weight_g * left[line.id] for line in lines_of([part.id]))


def _gone(share: PartShare | None) -> Held:
    if share is None:
        return Held()
    return Held(
        goods_minor=share.goods_minor,
        delivery_minor=share.delivery_minor,
        commission_minor=share.commission_minor,
        tax_minor=share.commission_tax_minor,
        duty_minor=share.duty_minor,
        import_tax_minor=share.import_tax_minor,
    )


def _duties(held: Held) -> Duties:
    return Duties(held.duty_minor, held.import_tax_minor)
