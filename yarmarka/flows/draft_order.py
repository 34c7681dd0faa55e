"""Turning a priced basket into an order about to be written, every figure frozen as it stands."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from yarmarka.domain.accounts.rules import check_address
from yarmarka.domain.catalogue.errors import OfferGone
from yarmarka.domain.catalogue.types import OfferForSale
from yarmarka.domain.customs.errors import ImportRefused
from yarmarka.domain.customs.types import FrozenCost, LandedCost, Levy
from yarmarka.domain.ledger.rules import settle
from yarmarka.domain.ledger.types import Held, PayoutTerms
from yarmarka.domain.orders.errors import BasketEmpty
from yarmarka.domain.orders.rules import PAY_WITHIN, check_quantity, order_number, request_hash
from yarmarka.domain.orders.types import BasketLine, NewLine, NewOrder, NewSellerOrder
from yarmarka.domain.places.queries import place_code
from yarmarka.domain.pricing.errors import PriceChanged
from yarmarka.domain.pricing.rules import closest_commission, rate_for, tax_on_commission
from yarmarka.domain.pricing.types import Portion
from yarmarka.domain.sellers.types import Standing
from yarmarka.domain.shipping.errors import DeliveryUnavailable, PickupPointMissing
from yarmarka.domain.shipping.rules import frozen_point, suits
from yarmarka.domain.storefronts.errors import NotSoldHere
from yarmarka.flows.price_basket import QuotedLine, QuotedSeller, quote_chosen
from yarmarka.flows.price_book import PriceBook
from yarmarka.kernel.ids import new_ids
from yarmarka.vocabulary.assortments import NOTHING, Assortment
from yarmarka.vocabulary.money import part_in_basis_points
from yarmarka.vocabulary.places import PostalAddress
from yarmarka.vocabulary.storefronts import MARKETPLACE


class PlaceOrder(msgspec.Struct, frozen=True):
    """A shopper's wish to order. `expected_total_minor` is the whole price they saw; None takes any price."""

    request_key: UUID
    person_id: UUID
    email: str
    locale: str
    currency: str
    lines: tuple[BasketLine, ...]
    address: PostalAddress
    deliveries: dict[UUID, UUID]
    expected_total_minor: int | None
    pay_within: timedelta = PAY_WITHIN
    storefront: str = MARKETPLACE
    #: by seller, the pick-up point where its parcel shall wait, for services that ask for one
    pickup_points: dict[UUID, UUID] = {}


def digest(request: PlaceOrder) -> str:
    """Return what tells a repeated request from another one under the same key."""
    return request_hash(
        lines=request.lines,
        address=request.address,
        deliveries=request.deliveries,
        currency=request.currency,
        pickup_points=request.pickup_points,
    )


def draft_order(request: PlaceOrder, book: PriceBook, *, now: datetime) -> NewOrder:
    """Return the order that a request leads to at today's prices.

    Raises BasketEmpty, QuantityInvalid, AddressInvalid, OfferGone, NotSoldHere, DeliveryUnavailable,
    PickupPointMissing, ImportRefused, PriceChanged.
    Whether the stock suffices is not looked at here: that is decided under its lock.
    """
    if not request.lines:
        raise BasketEmpty
    address = check_address(request.address)
    for line in request.lines:
        check_quantity(line.quantity)
        _check_for_sale(line, book, storefront=request.storefront)
    priced = quote_chosen(
        book,
        request.lines,
        currency=request.currency,
        destination=address.country,
        deliveries=request.deliveries,
        storefront=request.storefront,
        person_id=request.person_id,
        place=place_code(address) if book.knows_places(address.country) else "",
    )
    ids = iter(new_ids(now, 1 + len(priced) + len(request.lines)))
    parts = tuple([_draft_part(part, book, ids, request=request) for part in priced])
    goods_minor = sum(part.goods_minor for part in parts)
    delivery_minor = sum(part.delivery_minor for part in parts)
    duty_minor = sum([part.duty_minor for part in parts])
    import_tax_minor = sum([part.import_tax_minor for part in parts])
    total_minor = goods_minor + delivery_minor + duty_minor + import_tax_minor
    if request.expected_total_minor not in {None, total_minor}:
        raise PriceChanged(
            expected_minor=request.expected_total_minor, total_minor=total_minor, currency=request.currency
        )
    return NewOrder(
        id=next(ids),
        number=order_number(now),
        person_id=request.person_id,
        request_key=request.request_key,
        request_hash=digest(request),
        email=request.email,
        locale=request.locale,
        currency=request.currency,
        address=address,
        goods_minor=goods_minor,
        delivery_minor=delivery_minor,
        duty_minor=duty_minor,
        import_tax_minor=import_tax_minor,
        total_minor=total_minor,
        pay_by=now + request.pay_within,
        seller_orders=parts,
        storefront=request.storefront,
    )


def _check_for_sale(line: BasketLine, book: PriceBook, *, storefront: str) -> None:
    offer = book.offers.get(line.offer_id)
    if offer is None or not offer.is_active or book.sellers[offer.seller_id].standing != Standing.APPROVED:
        raise OfferGone(offer_id=str(line.offer_id), titles=offer.titles if offer else {})
    check_sold_here(offer, book.assortments.get(storefront, NOTHING))


def check_sold_here(offer: OfferForSale, assortment: Assortment) -> None:
    """Raise NotSoldHere for an offer that is not of a shop's assortment."""
    is_sold = assortment.is_everything or assortment.takes(
        seller_id=offer.seller_id, brand=offer.brand, category_path=offer.category_path
    )
    if not is_sold:
        raise NotSoldHere(offer_id=str(offer.id), titles=offer.titles)


def _draft_part(
    part: QuotedSeller, book: PriceBook, ids: Iterator[UUID], *, request: PlaceOrder
) -> NewSellerOrder:
    currency = request.currency
    if part.chosen is None:
        raise DeliveryUnavailable(
            field="deliveries", seller_id=str(part.seller.id), seller=part.seller.trade_name
        )
    pickup = _pickup(part, book, chosen=request.pickup_points.get(part.seller.id), to=request.address)
    landed = part.landed
    if part.is_refused:
        raise ImportRefused(seller_id=str(part.seller.id), seller=part.seller.trade_name)
    tax = tax_on_commission(part.seller.country, book.terms.taxes)
    duties = landed.shares(Levy.DUTY, Levy.FEE) if landed else ()
    taxes = landed.shares(Levy.VAT, Levy.CONSUMPTION_TAX) if landed else ()
    lines = tuple(
        [
            _draft_line(
                line,
                book,
                ids,
                tax=tax,
                storefront=request.storefront,
                duty_minor=duties[place] if duties else 0,
                import_tax_minor=taxes[place] if taxes else 0,
            )
            for place, line in enumerate(part.lines)
        ]
    )
    payout = rate_for(
        currency, to=part.seller.payout_currency, rates=book.rates_to(part.seller.payout_currency)
    )
    spread = book.terms.spread if payout.id else None
    held = Held(
        goods_minor=part.goods.minor,
        delivery_minor=part.chosen.price.minor,
        commission_minor=sum(line.commission_minor for line in lines),
        tax_minor=sum(line.commission_tax_minor for line in lines),
        duty_minor=landed.duty_minor if landed else 0,
        import_tax_minor=landed.import_tax_minor if landed else 0,
    )
    terms = PayoutTerms(
        currency=currency,
        payout_currency=part.seller.payout_currency,
        rate=payout.rate,
        spread_basis_points=spread.basis_points if spread else 0,
    )
    return NewSellerOrder(
        id=next(ids),
        seller_id=part.seller.id,
        service_id=part.chosen.service.id,
        service_names=part.chosen.service.names,
        goods_minor=held.goods_minor,
        delivery_minor=held.delivery_minor,
        total_minor=held.total_minor,
        commission_minor=held.commission_minor,
        commission_tax_minor=held.tax_minor,
        commission_tax_rule_id=tax.rule_id if tax else None,
        net_minor=held.sale_minor - held.commission_minor - held.tax_minor,
        payout_currency=terms.payout_currency,
        payout_rate=payout.rate,
        payout_rate_id=payout.id,
        payout_spread_basis_points=terms.spread_basis_points,
        payout_spread_rule_id=spread.rule_id if spread else None,
        payout_minor=settle(held, terms).payout_minor,
        promised_from=part.chosen.from_on,
        promised_to=part.chosen.to_on,
        inspection_days=part.chosen.service.inspection_days,
        weight_g=part.weight_g,
        lines=lines,
        duty_minor=held.duty_minor,
        import_tax_minor=held.import_tax_minor,
        duty_to=landed.owed_to if landed and landed.collected_minor else "",
        customs=_frozen(landed),
        promise_basis=part.chosen.window.basis,
        promise_deliveries=part.chosen.window.deliveries,
        pickup=pickup,
    )


def _pickup(
    part: QuotedSeller, book: PriceBook, *, chosen: UUID | None, to: PostalAddress
) -> msgspec.Raw | None:
    """Return the chosen pick-up point as the order keeps it; nothing where the service asks for none."""
    service = part.chosen.service if part.chosen else None
    if service is None or not service.picks_point:
        return None
    point = book.points.get(chosen) if chosen else None
    if point is None or not suits(
        point, service, country=to.country, weight_g=part.weight_g, longest_mm=part.longest_mm
    ):
        raise PickupPointMissing(
            field="deliveries", seller_id=str(part.seller.id), seller=part.seller.trade_name
        )
    return msgspec.Raw(msgspec.json.encode(frozen_point(point)))


def _frozen(landed: LandedCost | None) -> msgspec.Raw | None:
    """Return a landed cost as the order keeps it."""
    if landed is None:
        return None
    return msgspec.Raw(msgspec.json.encode(FrozenCost(landed.on, landed.outcome, landed.lines)))


def _draft_line(
    line: QuotedLine,
    book: PriceBook,
    ids: Iterator[UUID],
    *,
    tax: Portion | None,
    storefront: str,
    duty_minor: int,
    import_tax_minor: int,
) -> NewLine:
    offer = line.offer
    commission = closest_commission(
        offer.category_path, book.terms.commissions, seller_id=offer.seller_id, storefront=storefront
    )
    commission_minor = part_in_basis_points(line.total.minor, commission.basis_points)
    return NewLine(
        id=next(ids),
        offer_id=offer.id,
        product_id=offer.product_id,
        sku=offer.sku,
        titles=offer.titles,
        options=offer.options,
        picture=offer.picture,
        tint=offer.tint,
        quantity=line.quantity,
        weight_g=offer.weight_g,
        hs_code=offer.hs_code,
        origin_country=offer.origin_country,
        offer_unit_minor=offer.price_minor,
        offer_currency=offer.currency,
        rate=line.rate.rate,
        rate_id=line.rate.id,
        unit_minor=line.unit.minor,
        total_minor=line.total.minor,
        commission_rule_id=commission.rule_id,
        commission_minor=commission_minor,
        commission_tax_minor=part_in_basis_points(commission_minor, tax.basis_points) if tax else 0,
        duty_minor=duty_minor,
        import_tax_minor=import_tax_minor,
        sides_mm=offer.sides_mm,
    )
