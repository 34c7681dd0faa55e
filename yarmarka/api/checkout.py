"""From lines and an address to an order, and from an order to its payment."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from ninja import Router, Status

from yarmarka.api.callers import SIGNED_IN, currency_for, person_in, storefront_in
from yarmarka.api.errors import answers
from yarmarka.api.idempotency import IdempotencyKey
from yarmarka.api.ids import OrderId, PaymentId
from yarmarka.api.orders import router as orders
from yarmarka.api.schemas.baskets import lines_of
from yarmarka.api.schemas.checkout import AskedOrder, PaymentOut, PlacedOut
from yarmarka.api.schemas.common import Amount
from yarmarka.domain.accounts.queries import address_for
from yarmarka.domain.accounts.types import PersonCard
from yarmarka.domain.orders.actions import empty_ordered_baskets
from yarmarka.domain.orders.queries import basket_of, known_orders
from yarmarka.domain.orders.types import BasketLine, BasketOwner, OrderedBasket
from yarmarka.domain.payments.queries import attempt
from yarmarka.flows.confirm_payment import confirm_return
from yarmarka.flows.gather_orders import place_gathered
from yarmarka.flows.place_orders import Placed, PlaceOrder, place_order, repeated
from yarmarka.flows.start_payment import start_payment
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import YarmarkaError
from yarmarka.presentation.locales import current_language

router = Router(tags=["checkout"], auth=SIGNED_IN)


# An address belongs to one router, and orders are listed at this one.
@orders.post(
    "/orders",
    tags=["checkout"],
    response={**answers(PlacedOut, 400, 401, 403, 404, 409, 413, 503), 201: PlacedOut},
)
def place(request: HttpRequest, key: IdempotencyKey, asked: AskedOrder) -> Status[PlacedOut]:
    """Place an order: its goods are held, unpaid, for a limited time.

    201 for a new order; 200 with the same order when the key has led to it before; 409 when stock, offers or
    prices are not what they were, or the key was used for something else. Then nothing was taken.
    """
    person = person_in(request)
    placed = (
        _place(request, person, key, asked, lines_of(asked.lines))
        if asked.lines
        else _place_basket(request, person, key, asked)
    )
    return Status(
        201 if placed.is_new else 200,
        PlacedOut(
            id=placed.order_id,
            number=placed.number,
            total=Amount.from_money(placed.total),
            is_new=placed.is_new,
        ),
    )


@router.post("/orders/{order_id}/payment", response=answers(PaymentOut, 401, 403, 404, 409, 502, 503))
def pay(request: HttpRequest, order_id: OrderId) -> PaymentOut:
    """Begin to pay, and return where the shopper goes for it; asked again, it returns the payment that is open."""
    begun = start_payment(
        order_id=order_id,
        viewer=person_in(request).id,
        locale=current_language(),
        return_url=_return_url(request),
        now=now(),
    )
    return PaymentOut.of(begun)


@router.post("/payments/{payment_id}/check", response=answers(PaymentOut, 401, 403, 404, 409, 502, 503))
def check(request: HttpRequest, payment_id: PaymentId) -> PaymentOut:
    """Ask the acquirer how a payment went, now that the shopper is back, and act on it."""
    outcome = confirm_return(attempt_id=payment_id, viewer=person_in(request).id, now=now())
    return PaymentOut.of(attempt(outcome.attempt_id))


def _place(
    request: HttpRequest, person: PersonCard, key: UUID, asked: AskedOrder, lines: tuple[BasketLine, ...]
) -> Placed:
    place_one = place_gathered if settings.GATHER_ORDERS else place_order
    return place_one(
        PlaceOrder(
            request_key=key,
            person_id=person.id,
            email=person.email,
            locale=current_language(),
            currency=currency_for(request, asked.currency),
            lines=lines,
            address=address_for(person_id=person.id, address_id=asked.address_id).address,
            deliveries={way.seller_id: way.service_id for way in asked.deliveries},
            pickup_points={
                way.seller_id: way.pickup_point_id for way in asked.deliveries if way.pickup_point_id
            },
            expected_total_minor=asked.expected_total_minor,
            pay_within=timedelta(minutes=settings.UNPAID_ORDER_MINUTES),
            storefront=storefront_in(request).code,
        ),
        now=now(),
    )


def _place_basket(request: HttpRequest, person: PersonCard, key: UUID, asked: AskedOrder) -> Placed:
    """Order what is in the basket. The basket is read before the key is looked up: if a twin of this request has
    just emptied it, then the twin's order is already there to be found."""
    card = basket_of(owner=BasketOwner(person_id=person.id, storefront=storefront_in(request).code))
    try:
        placed = _place(request, person, key, asked, card.lines if card else ())
    except YarmarkaError:
        known = known_orders([(person.id, key)]).get((person.id, key))
        if known is None:
            raise
        return repeated(known)
    if card:
        ordered = OrderedBasket(id=card.id, request_key=card.request_key)
        empty_ordered_baskets([ordered], now=now())
    return placed


def _return_url(request: HttpRequest) -> Callable[[UUID], str]:
    return lambda attempt_id: request.build_absolute_uri(reverse("shop:pay_return", args=[attempt_id]))
