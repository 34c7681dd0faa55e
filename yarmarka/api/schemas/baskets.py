"""Baskets, and what they cost."""

from datetime import date
from typing import Annotated

from pydantic import Field

from yarmarka.api.ids import OfferId, PickupPointId, ProductId, SellerId, ServiceId
from yarmarka.api.schemas.common import WHOLE, Amount, Asked, Country, Currency, Quantity, known_currency
from yarmarka.api.shapes import Schema
from yarmarka.domain.customs.types import Levy, Outcome
from yarmarka.domain.orders.types import BasketLine
from yarmarka.flows.price_basket import Quote, QuotedDelivery, QuotedLine, QuotedSeller
from yarmarka.presentation.import_words import import_cost
from yarmarka.presentation.locales import current_language
from yarmarka.vocabulary.goods import in_language


class WantedLine(Asked):
    """So many pieces of an offer."""

    offer_id: OfferId
    quantity: Quantity


class WantedQuantity(Asked):
    """How many pieces; 0 takes the line out."""

    quantity: Annotated[int, Field(ge=0, le=999), WHOLE]


class ChosenDelivery(Asked):
    """Which service brings one seller's goods, and to which pick-up point, where the service asks for one."""

    seller_id: SellerId
    service_id: ServiceId
    pickup_point_id: PickupPointId | None = None


class AskedQuote(Asked):
    """What to price: these lines, or the caller's basket when none are given."""

    lines: list[WantedLine] | None = Field(None, min_length=1, max_length=100)
    country: Country | None = Field(None, description="Where to. Without it no delivery is priced.")
    currency: Currency | None = Field(None, description="The person's own, or roubles, when left out.")
    deliveries: list[ChosenDelivery] = Field(default=[], max_length=100)


class LineOut(Schema):
    """A line of a basket. When it can't be had as wished, `problem` is `gone`, `short` or `elsewhere`: not sold in
    this shop."""

    offer_id: OfferId
    product_id: ProductId
    title: str
    sku: str
    options: dict[str, str]
    quantity: int
    available: int
    unit: Amount
    total: Amount
    offer_unit: Amount = Field(description="The price that the seller asks, in the seller's currency.")
    problem: str


class DeliveryOut(Schema):
    """A way to have a seller's goods brought, and the days on which they arrive."""

    service_id: ServiceId
    name: str
    price: Amount
    from_on: date
    to_on: date
    asks_for_point: bool = Field(description="Whether a pick-up point is to be chosen: see `/pickup-points`.")


class ImportLineOut(Schema):
    """One levy at import. Its amount is left out where it can't be known beforehand."""

    levy: Levy
    amount: Amount | None
    is_collected: bool = Field(description="Whether it is paid with the order.")
    why: str
    rule: str
    legal_basis: str
    link: str


class ImportOut(Schema):
    """What a seller's goods cost at import: `paid` with the order, due `at_import`, `nothing_due`, `not_known` …"""

    outcome: Outcome
    said: str
    collected: Amount
    lines: list[ImportLineOut]


class SellerPart(Schema):
    """One seller's part of a basket."""

    seller_id: SellerId
    seller: str
    seller_country: str
    lines: list[LineOut]
    deliveries: list[DeliveryOut]
    chosen: DeliveryOut | None
    goods: Amount
    at_import: ImportOut | None = Field(
        None, description="With `country` only, where customs rules are held."
    )
    total: Amount | None


class QuoteOut(Schema):
    """A whole price. It is ready to be ordered when nothing is left to choose or mend."""

    currency: Currency
    sellers: list[SellerPart]
    goods: Amount
    delivery: Amount | None
    duties: Amount = Field(description="Duty and taxes at import that are paid with the order.")
    total: Amount | None
    is_ready: bool


class BasketOut(Schema):
    """A basket with today's prices."""

    pieces: int
    quote: QuoteOut
    basket_key: str | None = Field(description="A guest's key: send it as `X-Basket-Key`.")


def lines_of(wanted: list[WantedLine]) -> tuple[BasketLine, ...]:
    """Return lines as flows take them, pieces of the same offer together."""
    pieces: dict[OfferId, int] = {}
    for line in wanted:
        pieces[line.offer_id] = pieces.get(line.offer_id, 0) + line.quantity
    return tuple(BasketLine(offer_id=offer, quantity=quantity) for offer, quantity in pieces.items())


def quote_out(quote: Quote) -> QuoteOut:
    """Return a quote in the language of the request."""
    return QuoteOut(
        currency=known_currency(quote.currency),
        sellers=[_seller(part) for part in quote.sellers],
        goods=Amount.from_money(quote.goods),
        delivery=Amount.from_money(quote.delivery) if quote.delivery else None,
        duties=Amount.from_money(quote.collected),
        total=Amount.from_money(quote.total) if quote.total else None,
        is_ready=quote.is_ready,
    )


def _seller(part: QuotedSeller) -> SellerPart:
    return SellerPart(
        seller_id=part.seller.id,
        seller=part.seller.trade_name,
        seller_country=part.seller.country,
        lines=[_line(line) for line in part.lines],
        deliveries=[_delivery(way) for way in part.options],
        chosen=_delivery(part.chosen) if part.chosen else None,
        goods=Amount.from_money(part.goods),
        at_import=_at_import(part),
        total=Amount.from_money(part.total) if part.total else None,
    )


def _at_import(part: QuotedSeller) -> ImportOut | None:
    cost = import_cost(part.landed, part.goods.currency)
    if cost is None:
        return None
    levies = [line.levy for line in part.landed.lines] if part.landed else []
    return ImportOut(
        outcome=cost.outcome,
        said=cost.said,
        collected=Amount.from_money(part.collected),
        lines=[
            ImportLineOut(
                levy=levy,
                amount=None if line.minor is None else Amount.of(line.minor, cost.currency),
                is_collected=line.is_collected,
                why=line.why,
                rule=line.code,
                legal_basis=line.legal_basis,
                link=line.link,
            )
            for levy, line in zip(levies, cost.lines, strict=True)
        ],
    )


def _line(line: QuotedLine) -> LineOut:
    return LineOut(
        offer_id=line.offer.id,
        product_id=line.offer.product_id,
        title=in_language(line.offer.titles, current_language()),
        sku=line.offer.sku,
        options=line.offer.options,
        quantity=line.quantity,
        available=line.available,
        unit=Amount.from_money(line.unit),
        total=Amount.from_money(line.total),
        offer_unit=Amount.from_money(line.offer_unit),
        problem=line.problem,
    )


def _delivery(way: QuotedDelivery) -> DeliveryOut:
    return DeliveryOut(
        service_id=way.service.id,
        name=in_language(way.service.names, current_language()),
        price=Amount.from_money(way.price),
        from_on=way.from_on,
        to_on=way.to_on,
        asks_for_point=way.service.picks_point,
    )
