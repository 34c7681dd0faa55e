"""A fair that has traded for a while, made by the real flows: something to see on every page of the consoles."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.test import Client

from tests.market import (
    KAZAN,
    NOW,
    Market,
    add_offer,
    approve_payment,
    open_market,
    order_request,
    person,
    place,
)
from yarmarka.connectors.payments.port import PayoutKind, PayoutNotice
from yarmarka.domain.orders.queries import seller_orders_of
from yarmarka.domain.orders.types import SellerOrderCard
from yarmarka.domain.sellers.types import Application, Kind
from yarmarka.domain.shipping.actions import number_parcel, prepare_parcel
from yarmarka.domain.shipping.types import NewParcelEvent
from yarmarka.flows.admit_sellers import apply_to_sell, decide_application
from yarmarka.flows.cancel_orders import cancel_before_shipping
from yarmarka.flows.complete_orders import confirm_receipt
from yarmarka.flows.confirm_payment import receive_notice
from yarmarka.flows.pay_sellers import run_payouts
from yarmarka.flows.place_orders import place_order
from yarmarka.flows.record_parcel_events import record_parcel_events
from yarmarka.flows.send_parcels import hand_over
from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.parcels import ParcelState, s10
from yarmarka.vocabulary.places import PostalAddress

_SERVICES = {"CN": "CN", "GB": "GB", "RU": "RU"}


@dataclass
class Scene:
    """The market, and its orders in the order that they were placed."""

    market: Market
    orders: list[UUID] = field(default_factory=list)
    parcels: int = 0

    def part(self, order: int, country: str) -> SellerOrderCard:
        """Return one seller's part of an order."""
        return part_of(self.orders[order], self.market.sellers[country].id)


def signed_in(somebody: object) -> Client:
    """Return the browser of somebody who has signed in."""
    client = Client()
    client.force_login(somebody)  # type: ignore[arg-type]  # a person of the market
    return client


def part_of(order_id: UUID, seller_id: UUID) -> SellerOrderCard:
    """Return one seller's part of an order."""
    return next(part for part in seller_orders_of([order_id]) if part.seller_id == seller_id)


def paid_order(market: Market, quantities: dict[UUID, int], *, now: datetime = NOW) -> UUID:
    """Place an order and have it paid; return its id."""
    placed = place(market, quantities, now=now)
    approve_payment(placed.order_id, placed.total, now=now)
    return placed.order_id


def label(part: SellerOrderCard, *, serial: int, country: str, now: datetime = NOW) -> str:
    """Give a part its parcel and number, as the flow does with the carrier's answer; return the number."""
    parcel_id = prepare_parcel(
        order_id=part.order_id, seller_order_id=part.id, carrier="simulated", weight_g=part.weight_g, now=now
    )
    number = s10("RA", 64_400_000 + serial, country)
    number_parcel(parcel_id, number=number)
    return number


def send(part: SellerOrderCard, *, serial: int, country: str, now: datetime = NOW) -> str:
    """Label a part and hand it over; return the parcel's number."""
    number = label(part, serial=serial, country=country, now=now)
    hand_over(seller_order_ids=[part.id], seller_id=part.seller_id, now=now)
    return number


def travel(number: str, states: Sequence[tuple[ParcelState, str, str]], *, since: datetime) -> None:
    """Have the carrier say where a parcel is, a day apart; each with a text and a place."""
    events = [
        NewParcelEvent(
            number=number,
            state=state,
            raw_code=str(state),
            texts={"ru": text, "en": text},
            place=place_name,
            country="RU",
            occurred_at=since + timedelta(days=day),
        )
        for day, (state, text, place_name) in enumerate(states, start=1)
    ]
    record_parcel_events(events, carrier="simulated", now=since + timedelta(days=len(states)))


ARRIVES = (
    (ParcelState.ACCEPTED, "Принято в отделении связи", "Шэньчжэнь"),
    (ParcelState.IMPORT_CUSTOMS, "Передано таможне", "Москва"),
    (ParcelState.DELIVERED, "Вручено адресату", "Казань"),
)


def settle_payouts(now: datetime) -> int:
    """Run the payouts and have the provider pay each; return how many there were."""
    made = run_payouts(by=None, now=now)
    for card in made:
        notice = PayoutNotice(
            event_id=f"po-{card.id}",
            provider_ref=f"ref-{card.id}",
            kind=PayoutKind.PAID,
            amount=Money(card.amount_minor, card.currency),
            sequence=1,
            occurred_at=now,
            raw={},
            own_id=card.id,
        )
        receive_notice(notice, provider="sandbox", now=now)
    return len(made)


def applicant(
    email: str, *, number: str = "1027700132195", declined: str = "", by: UUID | None = None
) -> UUID:
    """Let a merchant apply, and turn it down when a reason is given; return its id."""
    owner = person(email, full_name="Ольга Заявкина")
    application = Application(
        trade_name="Самовары Тулы",
        legal_name="ООО «Тульский самовар»",
        country="RU",
        kind=Kind.LOCAL,
        registration_number=number,
        tax_number="7707083893",
        address=PostalAddress(
            country="RU",
            recipient="ООО «Тульский самовар»",
            street="ул. Металлистов, 9",
            city="Тула",
            region="Тульская область",
            postal_code="300041",
            phone="+7 4872 12-34-56",
        ),
        contact_email=email,
        payout_currency="RUB",
        payout_account="044525225/40702810138250123017",
    )
    seller_id = apply_to_sell(application, person_id=owner.id, now=NOW)
    if declined and by:
        decide_application(seller_id=seller_id, approve=False, reason=declined, by=by, now=NOW)
    return seller_id


def open_scene(now: datetime = NOW) -> Scene:
    """Open the market and let it trade for a month: every status, a late parcel, a refund, payouts."""
    start = now - timedelta(days=30)
    market = open_market(stock=200, now=start)
    more = [add_offer(market, "CN", sku=f"TEA-{n:03}", title=title, price_minor=price, stock=n % 4, now=start)
            for n, (title, price) in enumerate((
                ("Улун «Те Гуань Инь» из Аньси, жестяная банка, 125 г", 4_900),
                ("Пуэр выдержанный, блин, 357 г", 18_800),
                ("Заварочный чайник из исинской глины, 180 мл", 32_050),
                ("Гайвань фарфоровая с росписью «Лотос», 150 мл", 9_990)))]  # fmt: skip
    scene = Scene(market)
    every = [market.offers[country] for country in ("CN", "GB", "RU")]
    for day in range(4):
        scene.orders.append(paid_order(market, dict.fromkeys(every, 1), now=start + timedelta(days=day)))
    for order, country in ((0, "CN"), (0, "GB"), (1, "CN"), (1, "RU")):
        _deliver(scene, order, country, start=start)
    for order, country in ((0, "CN"), (1, "CN"), (0, "GB")):
        confirm_receipt(
            seller_order_id=scene.part(order, country).id,
            viewer=market.shopper.id,
            now=now - timedelta(days=9),
        )
    settle_payouts(now - timedelta(days=8))
    late = send(scene.part(2, "CN"), serial=50, country="CN", now=start + timedelta(days=3))
    travel(
        late,
        [ARRIVES[0], (ParcelState.CUSTOMS_ACTION_REQUIRED, "Таможня запрашивает документ", "Москва")],
        since=start + timedelta(days=4),
    )
    cancel_before_shipping(
        seller_order_id=scene.part(3, "GB").id,
        seller_id=market.sellers["GB"].id,
        reason="out_of_stock",
        now=start + timedelta(days=5),
    )
    _deliver(scene, 3, "CN", start=start + timedelta(days=16))
    _recent(scene, more, now=now)
    return scene


def _deliver(scene: Scene, order: int, country: str, *, start: datetime) -> None:
    scene.parcels += 1
    number = send(
        scene.part(order, country), serial=scene.parcels, country=country, now=start + timedelta(days=5)
    )
    travel(number, ARRIVES, since=start + timedelta(days=6))


def _recent(scene: Scene, offers: Sequence[UUID], *, now: datetime) -> None:
    market = scene.market
    every = list(market.offers.values())
    for hours in (70, 52, 30, 8, 2):
        wanted = dict.fromkeys(every, 1 + hours % 3)
        if hours == 30:
            wanted[offers[1]] = 1
        scene.orders.append(paid_order(market, wanted, now=now - timedelta(hours=hours)))
    label(scene.part(4, "CN"), serial=70, country="CN", now=now - timedelta(hours=60))
    settle = scene.part(4, "RU")
    send(settle, serial=71, country="RU", now=now - timedelta(hours=40))
    scene.orders.append(place(market, {every[0]: 1}, now=now - timedelta(minutes=5)).order_id)
    applicant("zayavka@example.test", number="1027739642281")
    applicant(
        "otkaz@example.test",
        number="1037739010891",
        declined="Номер ОГРН принадлежит другой фирме.",
        by=market.staff.id,
    )


__all__ = [
    "ARRIVES",
    "KAZAN",
    "Scene",
    "applicant",
    "label",
    "open_scene",
    "order_request",
    "paid_order",
    "place_order",
    "send",
    "settle_payouts",
    "travel",
]
