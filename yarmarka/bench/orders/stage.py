"""The stage of the order bench: 100,000 offers of three sellers, one hot offer, shoppers with tokens."""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from yarmarka.domain.accounts.actions import add_address, issue_token, open_account
from yarmarka.domain.catalogue.actions import add_category, store_offers
from yarmarka.domain.catalogue.types import CategoryCard, IncomingOffer
from yarmarka.domain.documents.rules import required_of
from yarmarka.domain.documents.types import NewDocument
from yarmarka.domain.inventory.actions import count_stock
from yarmarka.domain.inventory.queries import warehouses_of
from yarmarka.domain.inventory.types import Counted
from yarmarka.domain.orders.types import BasketLine
from yarmarka.domain.pricing.actions import set_commission
from yarmarka.domain.sellers.types import Application, Kind
from yarmarka.domain.shipping.actions import add_carrier, offer_service
from yarmarka.flows.admit_sellers import apply_to_sell, decide_application
from yarmarka.flows.check_documents import accept_document, send_document
from yarmarka.flows.price_basket import Quote, price_basket
from yarmarka.kernel.sql import chunks
from yarmarka.vocabulary.ids import public_id
from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.places import PostalAddress

SELLERS: Final = 3
HOT_STOCK: Final = 1_000_000
FEW: Final = 10_000
#: how many lines an order may have here, spread over the sellers
LINE_COUNTS: Final = (1, 3, 20)
_PRICE: Final = 100_000
_NUMBERS: Final = ("1027700132195", "1945807302153", "1736819303648")
_TAX: Final = ("7707083893", "1672292620", "1619308160")
_SOURCE: Final = "made up for the bench"
#: the least that is a PDF
_PAPER: Final = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
_PLACE: Final = PostalAddress(
    country="RU",
    recipient="A. Karimova",
    street="ul. Baumana, 58, kv. 3",
    city="Kazan",
    region="Tatarstan",
    postal_code="420111",
    phone="+7 900 000-00-00",
)


@dataclass(frozen=True)
class Caller:
    """A shopper's app: its token and the address it orders to."""

    token: str
    address: str


@dataclass(frozen=True)
class Stage:
    """Everything that requests are made of."""

    port: int
    callers: tuple[Caller, ...]
    offers: tuple[tuple[str, ...], ...]  # by seller
    hot_offer: str
    few_offer: str  # of which there are FEW
    ways: tuple[tuple[str, str], ...]  # seller and service
    totals: dict[int, int]  # by the number of lines

    def spread(self, client: int) -> Iterator[bytes]:
        """Yield orders of three lines, one of each seller, spread over all offers."""
        return self.of_lines(3, client)

    def of_lines(self, count: int, client: int) -> Iterator[bytes]:
        """Yield orders of so many different lines, of the sellers in turn, spread over all offers."""
        chance = random.Random(client)  # noqa: S311 -- load, not secrets
        ways = _chosen(self.ways[:count])
        while True:
            lines = [self._some_offer(place % SELLERS, chance) for place in range(count)]
            if len(set(lines)) == count:
                yield self._request(client, lines, ways, self.totals[count])

    def hot(self, client: int) -> Iterator[bytes]:
        """Yield orders of one piece of the hot offer."""
        return self._of_one(self.hot_offer, client)

    def few(self, client: int) -> Iterator[bytes]:
        """Yield orders of one piece of the offer that will be sold out."""
        return self._of_one(self.few_offer, client)

    def _of_one(self, offer: str, client: int) -> Iterator[bytes]:
        ways = _chosen(self.ways[:1])
        while True:
            yield self._request(client, [offer], ways, self.totals[1])

    def _some_offer(self, seller: int, chance: random.Random) -> str:
        own = self.offers[seller]
        return own[int(chance.random() * len(own))]

    def _request(self, client: int, lines: Sequence[str], ways: str, total: int) -> bytes:
        caller = self.callers[client % len(self.callers)]
        wanted = ", ".join([f'{{"offer_id": "{offer}", "quantity": 1}}' for offer in lines])
        body = (
            f'{{"lines": [{wanted}], "address_id": "{caller.address}", "deliveries": {ways}, '
            f'"currency": "RUB", "expected_total_minor": {total}}}'
        )
        head = (
            f"POST /api/v1/orders HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Authorization: Bearer {caller.token}\r\nIdempotency-Key: {uuid4()}\r\n"
            f"Content-Type: application/json\r\nX-Forwarded-Proto: https\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return f"{head}{body}".encode()


def _chosen(ways: Sequence[tuple[str, str]]) -> str:
    return json.dumps([{"seller_id": seller, "service_id": service} for seller, service in ways])


def set_up(*, port: int, offers: int, callers: int, now: datetime, say: Callable[[str], None]) -> Stage:
    """Fill a fresh database through the platform's own actions; return the stage."""
    since = now - timedelta(days=1)
    operator = open_account(email="op@bench.example", password=str(uuid4()), full_name="Bench", now=since)
    category = add_category(names={"en": "Kettles"}, slug="kettles", now=since)
    lay_lane(since)
    sellers = [admit(number, operator=operator, now=since) for number in range(SELLERS)]
    kept = []
    for number, seller in enumerate(sellers):
        kept.append(_stock_up(seller, category, offers // SELLERS, now=now))
        say(f"{offers // SELLERS * (number + 1):,} offers")
    hot = _stock_up(sellers[0], category, 1, prefix="HOT", on_hand=HOT_STOCK, now=now)[0]
    few = _stock_up(sellers[0], category, 1, prefix="FEW", on_hand=FEW, now=now)[0]
    quotes = {count: _priced(kept, count, now=now) for count in LINE_COUNTS}
    service = quotes[1].sellers[0].options[0].service.id
    return Stage(
        port=port,
        callers=tuple(move_in(number, now=now) for number in range(callers)),
        offers=tuple(tuple(public_id("off", offer) for offer in own) for own in kept),
        hot_offer=public_id("off", hot),
        few_offer=public_id("off", few),
        ways=tuple((public_id("slr", seller), public_id("dsv", service)) for seller in sellers),
        totals={
            count: sum((part.goods + part.options[0].price).minor for part in quoted.sellers)
            for count, quoted in quotes.items()
        },
    )


def _priced(offers: Sequence[Sequence[UUID]], count: int, *, now: datetime) -> Quote:
    lines = [BasketLine(offers[place % SELLERS][place // SELLERS], 1) for place in range(count)]
    return price_basket(lines, currency="RUB", destination="RU", deliveries={}, now=now)


def lay_lane(since: datetime) -> None:
    """Offer one commission, one carrier and one way within Russia."""
    set_commission(
        category_id=None, basis_points=800, valid_from=since, source=_SOURCE, verified_on=date(2026, 11, 1)
    )
    add_carrier(code="simulated", names={"en": "Bench Post"})
    offer_service(
        carrier="simulated",
        code="CX",
        names={"en": "Parcel"},
        origin_country="RU",
        destination_country="RU",
        base=Money(10_000, "RUB"),
        per_kg_minor=1_000,
        max_weight_g=30_000,
        min_days=2,
        max_days=8,
        inspection_days=7,
        valid_from=since,
        source=_SOURCE,
        verified_on=date(2026, 11, 1),
        is_example=True,
    )


def admit(number: int, *, operator: UUID, now: datetime) -> UUID:
    """Let one of the bench's sellers in."""
    email = f"seller-{number}@bench.example"
    owner = open_account(email=email, password=str(uuid4()), full_name=f"Seller {number}", now=now)
    application = Application(
        trade_name=f"Seller {number}",
        legal_name=f"Seller {number}",
        country="RU",
        kind=Kind.LOCAL,
        registration_number=_NUMBERS[number],
        tax_number=_TAX[number],
        address=_PLACE,
        contact_email=email,
        payout_currency="RUB",
        payout_account="",
    )
    seller_id = apply_to_sell(application, person_id=owner, now=now)
    for kind in required_of(application.country, application.kind):
        sent = send_document(NewDocument(seller_id, kind, f"{kind}.pdf", _PAPER), by=owner, now=now)
        accept_document(sent.id, seller_id=seller_id, by=operator, now=now)
    decide_application(seller_id=seller_id, approve=True, reason="", by=operator, now=now)
    return seller_id


def _stock_up(
    seller_id: UUID,
    category: CategoryCard,
    count: int,
    *,
    prefix: str = "SKU",
    on_hand: int = HOT_STOCK,
    now: datetime,
) -> list[UUID]:
    warehouse = warehouses_of(seller_id=seller_id)[0].id
    kept: list[UUID] = []
    for numbers in chunks(range(count), 5_000):
        incoming = [_offer(f"{prefix}-{number}", category) for number in numbers]
        stored = store_offers(seller_id=seller_id, warehouse_id=warehouse, offers=incoming, now=now)
        count_stock([Counted(offer_id=offer.offer_id, on_hand=on_hand) for offer in stored], now=now)
        kept += [offer.offer_id for offer in stored]
    return kept


def _offer(sku: str, category: CategoryCard) -> IncomingOffer:
    return IncomingOffer(
        sku=sku,
        category_id=category.id,
        titles={"ru": f"Чайник {sku}", "en": f"Kettle {sku}"},
        descriptions={},
        attributes=[],
        brand="",
        part_number="",
        gtin="",
        price_minor=_PRICE,
        old_price_minor=None,
        currency="RUB",
        weight_g=500,
        hs_code="851610",
        origin_country="RU",
        is_active=True,
        picture="kettle",
    )


def move_in(number: int, *, now: datetime) -> Caller:
    """Give a shopper an address and an app that is signed in."""
    person = open_account(
        email=f"shopper-{number}@bench.example", password=str(uuid4()), full_name="A. Karimova", now=now
    )
    address = add_address(person_id=person, address=_PLACE, now=now)
    token = issue_token(person_id=person, now=now).token
    return Caller(token=token, address=public_id("adr", address))
