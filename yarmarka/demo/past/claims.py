"""What people claim of what came, or did not; what sellers answer; how staff decide. The lost the clock finds."""

import random
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final
from uuid import UUID

from yarmarka.demo.past.stage import Past, Step
from yarmarka.domain.orders.types import SellerOrderCard
from yarmarka.domain.payments.queries import refunds_waiting
from yarmarka.domain.protection.errors import ClaimClosed, ClaimOpen, NotClaimable
from yarmarka.domain.protection.types import Cause, Payer
from yarmarka.domain.sellers.queries import sellers
from yarmarka.flows.open_claims import ClaimWish, open_claim, open_found_claims
from yarmarka.flows.send_refund import send_refund
from yarmarka.flows.settle_claims import agree_to_claim, contest_claim, decide_claim
from yarmarka.flows.watch_claims import look_after_claims

_PHOTO: Final = Path(__file__).with_name("dented_box.svg")
_SAID: Final = {
    Cause.DAMAGED: {
        "ru": "Коробку явно роняли: угол пробит, и вещь внутри треснула. Фото сделано при курьере.",
        "en": "The box must have been dropped: a corner is stove in, and what was in it is cracked.",
        "zh": "箱子明显摔过：一个角破了，里面的东西也裂了。",
    },
    Cause.NOT_ARRIVED: {
        "ru": "В отслеживании написано «вручено», но мне никто ничего не приносил, соседям тоже.",
        "en": "It says delivered, but nobody has brought me anything, nor my neighbours.",
        "zh": "物流显示已签收，但我没有收到，邻居也没有代收。",
    },
}
_ANSWERED: Final = {
    "ru": "Отправили в двойной коробке, фотографии упаковки есть. Просим спросить перевозчика.",
    "zh": "我们发货时用了双层纸箱，有打包照片。请向承运商核实。",
    "en": "It left us in a double box, and we have photos of it. Please ask the carrier.",
}
_SPOKEN_IN: Final = {"RU": "ru", "CN": "zh"}
_DECIDED: Final = {
    True: "Перевозчик подтвердил: упаковка повреждена в пути. Деньги возвращаем.",
    False: "Перевозчик прислал подпись получателя и фото при вручении. Вернуть деньги не можем.",
}


def claim_something(
    past: Past, part: SellerOrderCard, *, person: UUID, locale: str, chance: random.Random
) -> Step:
    """Return the step in which a shopper says what is wrong; the seller agrees, contests, or keeps silent."""
    cause, course = chance.choice((Cause.DAMAGED, Cause.NOT_ARRIVED)), chance.random()

    def step(when: datetime) -> None:
        photos = (_photo(),) if cause is Cause.DAMAGED else ()
        wish = ClaimWish(seller_order_id=part.id, cause=cause, words=_SAID[cause][locale], photos=photos)
        try:
            claim_id = open_claim(wish, viewer=person, now=when)
        except (NotClaimable, ClaimOpen):
            return  # they were content already, or their bank has taken it up
        if course < 0.25:
            past.at(when + timedelta(days=2), _agree(claim_id, part.seller_id))
        elif course < 0.8:
            past.at(when + timedelta(days=2), _contest(claim_id, part.seller_id))
            past.at(
                when + timedelta(days=8),
                _decide(past, claim_id, refund=cause is Cause.DAMAGED or course < 0.5),
            )

    return step


def look_for_parcels(when: datetime) -> None:
    """Open and end the claims of a morning, and let the bank give back what they come to."""
    open_found_claims(now=when)
    look_after_claims(now=when)
    for refund in refunds_waiting(
        since=when - timedelta(days=3), until=when + timedelta(minutes=1), limit=100
    ):
        send_refund(refund.id, now=when)


def _agree(claim_id: UUID, seller_id: UUID) -> Step:
    def step(when: datetime) -> None:
        try:
            agree_to_claim(claim_id, seller_id=seller_id, now=when)
        except ClaimClosed:
            return  # the shopper's bank was quicker

    return step


def _contest(claim_id: UUID, seller_id: UUID) -> Step:
    def step(when: datetime) -> None:
        language = _SPOKEN_IN.get(sellers([seller_id])[seller_id].country, "en")
        try:
            contest_claim(claim_id, seller_id=seller_id, answer=_ANSWERED[language], now=when)
        except ClaimClosed:
            return

    return step


def _decide(past: Past, claim_id: UUID, *, refund: bool) -> Step:
    def step(when: datetime) -> None:
        try:
            decide_claim(
                claim_id,
                refund=refund,
                payer=Payer.CARRIER,
                note=_DECIDED[refund],
                by=past.operator,
                now=when,
            )
        except ClaimClosed:
            return

    return step


@cache
def _photo() -> bytes:
    """Return a photo of a box that was dropped, drawn by hand."""
    import pyvips

    return bytes(pyvips.Image.svgload(str(_PHOTO)).flatten().jpegsave_buffer(Q=82))
