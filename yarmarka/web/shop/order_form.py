"""What the form of the last step says: which basket was shown, at which price, brought by whom."""

from typing import Final
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext

from yarmarka.domain.accounts.types import AddressCard
from yarmarka.domain.orders.queries import known_orders
from yarmarka.domain.orders.types import BasketCard
from yarmarka.presentation.errors import Explanation
from yarmarka.vocabulary.ids import parse_public_id
from yarmarka.web.shop.shopper import person_id_of, shopper_of

_DELIVERY: Final = "delivery_"
_PICKUP: Final = "pickup_"


def placed_already(request: HttpRequest) -> UUID | None:
    """Return the order that this very form led to when it was sent before: a second click is no second order."""
    key = _uuid(request.POST.get("request_key", ""))
    if key is None:
        return None
    known = known_orders([(person_id_of(request), key)])
    return next((order.id for order in known.values()), None)


def is_from_another_window(request: HttpRequest, basket: BasketCard, to: AddressCard) -> bool:
    """Test if the page that was sent showed another basket, address or currency than the reader has now."""
    is_same_basket = _uuid(request.POST.get("request_key", "")) == basket.request_key
    is_same_address = parse_public_id("adr", request.POST.get("address", "")) == to.id
    is_same_currency = request.POST.get("currency") == shopper_of(request).currency
    return not (is_same_basket and is_same_address and is_same_currency)


def changed_elsewhere() -> Explanation:
    """Return what is said then; nothing below the edge knows of windows."""
    return Explanation(
        code="basket_changed",
        status=409,
        title=gettext("Your basket was changed in another window"),
        reason=gettext("The page you sent showed an earlier basket, so nothing was ordered or charged."),
        remedy=gettext("Here is the basket as it is now. Check it and place the order if it is right."),
        field=None,
    )


def deliveries_in(request: HttpRequest) -> dict[UUID, UUID]:
    """Return the service that was chosen for each seller; ids that are none are left out."""
    return _chosen(request, _DELIVERY, "dsv")


def pickup_points_in(request: HttpRequest) -> dict[UUID, UUID]:
    """Return the pick-up point that was chosen for each seller; ids that are none are left out."""
    return _chosen(request, _PICKUP, "pup")


def _chosen(request: HttpRequest, field: str, prefix: str) -> dict[UUID, UUID]:
    named = {
        parse_public_id("slr", name.removeprefix(field)): parse_public_id(prefix, str(value))
        for name, value in request.POST.items()
        if name.startswith(field)
    }
    return {seller: choice for seller, choice in named.items() if seller and choice}


def expected_total(request: HttpRequest) -> int:
    """Return the total that the page showed; a broken one matches no price, so nothing is ordered unseen."""
    text = request.POST.get("total", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else -1


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
