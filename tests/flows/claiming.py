"""Claims in every state, each come to by its real flows, for tests to stand on."""

from datetime import datetime, timedelta
from uuid import UUID

from tests.flows.steps import buy, part_of, scan, send, tell
from tests.market import NOW, Market
from yarmarka.domain.orders.types import SellerOrderCard
from yarmarka.domain.protection.queries import claims_of
from yarmarka.domain.protection.types import Cause, ClaimCard, Payer
from yarmarka.domain.shipping.queries import parcels_of
from yarmarka.flows.open_claims import ClaimWish, open_claim, open_found_claims
from yarmarka.flows.settle_claims import agree_to_claim, contest_claim, decide_claim, withdraw_claim
from yarmarka.flows.watch_claims import look_after_claims
from yarmarka.vocabulary.parcels import ParcelState

DAY = timedelta(days=1)
WORDS = "Посылки нет, сосед её тоже не видел."
DENIED = "Вот подпись получателя, смотрите."


def sent_part(market: Market, country: str = "RU", *, now: datetime = NOW) -> tuple[SellerOrderCard, str]:
    """Sell a part and send it on its way; return it and its parcel's number."""
    part = part_of(buy(market, country, now=now))
    number = send(part, now=now)
    tell(scan(number, ParcelState.IN_TRANSIT, now), now=now)
    return part_of(part.order_id), number


def claimed(part: SellerOrderCard) -> ClaimCard:
    """Return the newest claim over a part."""
    return next(claim for claim in reversed(claims_of(part.order_id)) if claim.seller_order_id == part.id)


def lose(market: Market, country: str = "RU", *, now: datetime = NOW) -> ClaimCard:
    """Let a carrier lose a part's parcel and the clock find it; return the claim."""
    part, number = sent_part(market, country, now=now)
    tell(scan(number, ParcelState.LOST, now), now=now)
    open_found_claims(now=now)
    return claimed(part)


def deny(market: Market, country: str = "RU", *, now: datetime = NOW) -> ClaimCard:
    """Let a shopper say that what the carrier delivered did not come; return the claim."""
    part, number = sent_part(market, country, now=now)
    tell(scan(number, ParcelState.DELIVERED, now), now=now)
    wish = ClaimWish(seller_order_id=part.id, cause=Cause.NOT_ARRIVED, words=WORDS)
    open_claim(wish, viewer=market.shopper.id, now=now)
    return claimed(part)


def decide(
    market: Market, claim_id: UUID, *, refund: bool, now: datetime = NOW, payer: Payer = Payer.SELLER
) -> None:
    """Let staff decide a claim."""
    note = "Мы спросили перевозчика."
    decide_claim(claim_id, refund=refund, payer=payer, note=note, by=market.staff.id, now=now)


def claim_in_every_way(market: Market, country: str = "CN", *, now: datetime = NOW) -> list[UUID]:
    """Let claims end in every way that there is, and one of each sort stay open; return them all."""
    lost, found = lose(market, country, now=now), lose(market, country, now=now)
    look_after_claims(now=now + 4 * DAY)
    number = _number(found)
    tell(scan(number, ParcelState.DELIVERED, now + 5 * DAY), now=now + 5 * DAY)
    look_after_claims(now=now + 5 * DAY)
    agreed, contested, declined, withdrawn, open_one = (deny(market, country, now=now) for _ in range(5))
    agree_to_claim(agreed.id, seller_id=agreed.seller_id, now=now)
    for claim in (contested, declined):
        contest_claim(claim.id, seller_id=claim.seller_id, answer=DENIED, now=now)
    decide(market, declined.id, refund=False, now=now)
    withdraw_claim(withdrawn.id, viewer=market.shopper.id, now=now)
    came = lose(market, country, now=now)
    tell(scan(_number(came), ParcelState.DELIVERED, now + DAY), now=now + DAY)
    look_after_claims(now=now + DAY)
    made = (
        lost,
        found,
        agreed,
        contested,
        declined,
        withdrawn,
        open_one,
        came,
        lose(market, country, now=now),
    )
    return [claim.id for claim in made]


def _number(claim: ClaimCard) -> str:

    return parcels_of([claim.seller_order_id])[-1].number
