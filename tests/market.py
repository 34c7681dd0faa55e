"""A small market to test on, opened through the real actions: a shopper in Kazan, sellers in three countries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from allauth.account.models import EmailAddress

from tests.again import made_again
from yarmarka.connectors.payments.port import PaymentKind, PaymentNotice
from yarmarka.domain.accounts.actions import add_address
from yarmarka.domain.accounts.models import Person
from yarmarka.domain.catalogue.actions import add_category, store_offers
from yarmarka.domain.catalogue.types import CategoryCard, IncomingOffer
from yarmarka.domain.documents.models import Document
from yarmarka.domain.documents.rules import required_of
from yarmarka.domain.documents.types import DocumentStatus
from yarmarka.domain.inventory.actions import count_stock
from yarmarka.domain.inventory.queries import warehouses_of
from yarmarka.domain.inventory.types import Counted
from yarmarka.domain.orders.types import BasketLine
from yarmarka.domain.pricing.actions import record_rates, set_commission
from yarmarka.domain.sellers.queries import seller_of, sellers
from yarmarka.domain.sellers.types import Application, Kind, SellerCard
from yarmarka.domain.shipping.actions import add_carrier, lay_lane, offer_service
from yarmarka.domain.shipping.types import Dated, LegCard, LegKind
from yarmarka.flows.admit_sellers import apply_to_sell, decide_application
from yarmarka.flows.confirm_payment import receive_notice
from yarmarka.flows.place_orders import Placed, PlaceOrder, place_order
from yarmarka.flows.price_basket import price_basket
from yarmarka.flows.refresh_shelves import refresh_shelves
from yarmarka.kernel.ids import new_id
from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.places import PostalAddress

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
PASSWORD = "a-long-enough-password"
KAZAN = PostalAddress(
    country="RU",
    recipient="Алсу Каримова",
    street="ул. Баумана, 58, кв. 3",
    city="Казань",
    region="Республика Татарстан",
    postal_code="420111",
    phone="+7 900 123-45-67",
)
#: country → the numbers that its firms are known by (valid check digits), currency, city, postal code
_FIRMS = {
    "CN": ("91110000600037341L", "", "CNY", "深圳市", "518000", "广东省"),
    "GB": ("01234567", "980780684", "GBP", "Leeds", "LS1 4DY", ""),
    "RU": ("1027700132195", "7707083893", "RUB", "Казань", "420111", "Республика Татарстан"),
    "DE": ("HRB 12345", "136695976", "EUR", "Berlin", "10115", ""),
    "TR": ("1234567890123456", "4540536920", "USD", "İstanbul", "34000", "İstanbul"),
}
RATES = {
    "CNY": Decimal("12.50"),
    "GBP": Decimal("118.40"),
    "USD": Decimal("90.00"),
    "EUR": Decimal("98.10"),
}


@dataclass
class Market:
    """What was opened, for tests to take things from."""

    staff: Person
    shopper: Person
    address_id: UUID
    category: CategoryCard
    sellers: dict[str, SellerCard] = field(default_factory=dict)
    owners: dict[str, Person] = field(default_factory=dict)
    offers: dict[str, UUID] = field(default_factory=dict)


def person(email: str, *, now: datetime = NOW, **fields: object) -> Person:
    """Return a new person who can sign in with PASSWORD."""
    made = Person.objects.create_user(email, PASSWORD, created_at=now, **fields)
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


def open_market(
    *, countries: Sequence[str] = ("CN", "GB", "RU"), stock: int = 10, now: datetime = NOW
) -> Market:
    """Open a market with one seller and one offer per country (`offers["CN"]` …), all goods on one shelf."""
    return made_again(
        lambda: _open_market(countries=countries, stock=stock, now=now),
        key=("market", tuple(countries), stock, now == NOW),
        now=now,
    )


def _open_market(*, countries: Sequence[str], stock: int, now: datetime) -> Market:
    record_rates(RATES, source="test", is_example=True, now=now - timedelta(days=1))
    set_commission(
        category_id=None,
        basis_points=800,
        valid_from=now - timedelta(days=365),
        source="test",
        verified_on=date(2026, 11, 1),
    )
    add_carrier(code="simulated", names={"ru": "Опытная почта", "en": "Simulated Post"})
    for origin in countries:
        open_route(origin, "RU", now=now)
    shopper = person("alsu@example.test", full_name="Алсу Каримова", locale="ru")
    market = Market(
        staff=person("operator@example.test", full_name="Оператор", is_staff=True, is_superuser=True),
        shopper=shopper,
        address_id=add_address(person_id=shopper.id, address=KAZAN, now=now),
        category=add_category(names={"ru": "Чайники", "en": "Kettles"}, slug="kettles", now=now),
    )
    for country in countries:
        add_seller(market, country, now=now)
        market.offers[country] = add_offer(market, country, sku=f"{country}-1", stock=stock, now=now)
    return market


def open_route(origin: str, destination: str, *, now: datetime = NOW, code: str = "LP") -> UUID:
    """Offer a delivery service between two countries: 300 ₽ and 200 ₽ a kilogram, 5 to 20 days."""
    return offer_service(
        carrier="simulated",
        code=code,
        names={"ru": "Обычная доставка", "en": "Standard delivery"},
        origin_country=origin,
        destination_country=destination,
        base=Money(30_000, "RUB"),
        per_kg_minor=20_000,
        max_weight_g=30_000,
        min_days=5,
        max_days=20,
        inspection_days=7,
        valid_from=now - timedelta(days=365),
        source="test",
        verified_on=date(2026, 11, 1),
        is_example=True,
    )


def lay_sea_lane(*, now: datetime = NOW) -> UUID:
    """Lay a lane of one leg from China to Russia."""
    return lay_lane(
        carrier="simulated",
        code="sea",
        names={"ru": "Морем", "en": "By sea", "zh": "海运"},
        origin_country="CN",
        destination_country="RU",
        legs=(LegCard(LegKind.LINE_HAUL, "simulated", 3, 9),),
        dated=Dated(now, "test", now.date()),
    )


def add_seller(market: Market, country: str, *, now: datetime = NOW) -> SellerCard:
    """Let a merchant apply and be admitted; its owner can sign in."""
    registration, tax, currency, city, postal_code, region = _FIRMS[country]
    owner = person(f"owner-{country.lower()}@example.test", full_name=f"Owner {country}")
    application = Application(
        trade_name=f"{country} Trading",
        legal_name=f"{country} Trading Ltd",
        country=country,
        kind=Kind.LOCAL if country == "RU" else Kind.CROSS_BORDER,
        registration_number=registration,
        tax_number=tax,
        address=PostalAddress(
            country=country,
            recipient=f"{country} Trading",
            street="1 Market Street",
            city=city,
            region=region,
            district="南山区" if country == "CN" else "",
            postal_code=postal_code,
            phone="+44 113 496 0000",
        ),
        contact_email=owner.email,
        payout_currency=currency,
        payout_account=f"{country}-ACCOUNT-1",
    )
    seller_id = apply_to_sell(application, person_id=owner.id, now=now)
    have_documents_accepted(seller_id, owner=owner.id, staff=market.staff.id, now=now)
    decide_application(seller_id=seller_id, approve=True, reason="", by=market.staff.id, now=now)
    card = seller_of(person_id=owner.id)
    assert card is not None
    market.sellers[country], market.owners[country] = card, owner
    return card


def have_documents_accepted(seller_id: UUID, *, owner: UUID, staff: UUID, now: datetime = NOW) -> None:
    """Have all that is asked of a merchant shown and accepted; written down at once, as most tests are not about it."""
    seller = sellers([seller_id])[seller_id]
    Document.objects.bulk_create(
        Document(
            id=new_id(now),
            seller_id=seller_id,
            kind=kind,
            status=DocumentStatus.ACCEPTED,
            file_name=f"{kind}.pdf",
            media_type="application/pdf",
            size=1,
            digest="0" * 64,
            sent_at=now,
            sent_by_id=owner,
            decided_at=now,
            decided_by_id=staff,
        )
        for kind in required_of(seller.country, seller.kind)
    )


def add_offer(
    market: Market,
    country: str,
    *,
    sku: str,
    stock: int = 10,
    price_minor: int = 12_345,
    title: str = "",
    gtin: str = "",
    now: datetime = NOW,
) -> UUID:
    """Put one offer of a seller on the shelf, with so many pieces of stock; return its id."""
    seller = market.sellers[country]
    warehouse = warehouses_of(seller_id=seller.id)[0]
    stored = store_offers(
        seller_id=seller.id,
        warehouse_id=warehouse.id,
        offers=[
            IncomingOffer(
                sku=sku,
                category_id=market.category.id,
                titles={"ru": title or f"Чайник {sku}", "en": title or f"Kettle {sku}"},
                descriptions={},
                attributes=[],
                brand="Yarmarka",
                part_number="" if gtin else sku,
                gtin=gtin,
                price_minor=price_minor,
                old_price_minor=None,
                currency=seller.payout_currency,
                weight_g=850,
                hs_code="851610",
                origin_country=country,
                is_active=True,
                picture="kettle",
            )
        ],
        now=now,
    )
    count_stock([Counted(offer_id=stored[0].offer_id, on_hand=stock)], now=now)
    refresh_shelves([stored[0].product_id], now=now)
    return stored[0].offer_id


def order_request(
    market: Market,
    quantities: dict[UUID, int],
    *,
    request_key: UUID | None = None,
    shopper: Person | None = None,
    now: datetime = NOW,
) -> PlaceOrder:
    """Return a shopper's request for some offers, delivered to Kazan by the cheapest services."""
    buyer = shopper or market.shopper
    lines = tuple(BasketLine(offer_id=offer, quantity=quantity) for offer, quantity in quantities.items())
    quote = price_basket(lines, currency="RUB", destination="RU", deliveries={}, now=now)
    deliveries = {part.seller.id: part.options[0].service.id for part in quote.sellers if part.options}
    return PlaceOrder(
        request_key=request_key or new_id(now),
        person_id=buyer.id,
        email=buyer.email,
        locale="ru",
        currency="RUB",
        lines=lines,
        address=KAZAN,
        deliveries=deliveries,
        expected_total_minor=None,
    )


def place(market: Market, quantities: dict[UUID, int], *, now: datetime = NOW) -> Placed:
    """Place an order for some offers."""
    return place_order(order_request(market, quantities, now=now), now=now)


def approve_payment(order_id: UUID, total: Money, *, now: datetime = NOW, event: str = "") -> UUID:
    """Have a made-up provider approve a payment for an order, as a webhook would; return the attempt's id."""
    from yarmarka.domain.payments.actions import begin_attempt, note_provider

    attempt_id = begin_attempt(order_id=order_id, provider="sandbox", amount=total, now=now)
    note_provider(attempt_id, provider_ref=f"ref-{attempt_id}", confirmation_url="https://bank.test/pay")
    receive_notice(approval(attempt_id, total, now=now, event=event), provider="sandbox", now=now)
    return attempt_id


def approval(attempt_id: UUID, total: Money, *, now: datetime = NOW, event: str = "") -> PaymentNotice:
    """Return what the provider says when a payment is approved."""
    return PaymentNotice(
        event_id=event or f"evt-{attempt_id}",
        provider_ref=f"ref-{attempt_id}",
        kind=PaymentKind.APPROVED,
        amount=total,
        sequence=2,
        occurred_at=now,
        raw={},
    )
