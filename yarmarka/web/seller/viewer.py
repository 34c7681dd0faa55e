"""Who looks at the console: the one place that says for which merchant a person may see and do anything."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yarmarka.domain.orders.types import SellerOrderStatus
from yarmarka.domain.sellers.queries import seller_of
from yarmarka.domain.sellers.types import SellerCard, Standing
from yarmarka.reads.seller_queue import queue_counts
from yarmarka.web.console.visitor import person_id

Rest = ParamSpec("Rest")

#: A suspended merchant still sends what it sold and sees its money.
_WORKS_HERE = frozenset({Standing.APPROVED, Standing.SUSPENDED})


def own_seller(request: HttpRequest) -> SellerCard | None:
    """Return the merchant that the signed-in person acts for, or nothing."""
    return seller_of(person_id=person_id(request)) if request.user.is_authenticated else None


def for_seller(
    view: Callable[Concatenate[HttpRequest, SellerCard, Rest], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]:
    """Give a view the viewer's own merchant; send everybody else where they can become one."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Rest.args, **named: Rest.kwargs) -> HttpResponseBase:
        seller = own_seller(request)
        if seller is None:
            return redirect("seller:apply")
        if seller.standing not in _WORKS_HERE:
            return redirect("seller:application")
        return view(request, seller, *arguments, **named)

    return cast(Callable[Concatenate[HttpRequest, Rest], HttpResponseBase], guarded)


def show(request: HttpRequest, seller: SellerCard, template: str, **facts: Any) -> HttpResponseBase:
    """Return a page of the console with its navigation; how much there is to ship stands beside it."""
    counts = facts.pop("counts", None) or queue_counts(seller_id=seller.id)
    frame = {
        "seller": seller,
        "counts": counts,
        "console_title": seller.trade_name,
        "console_nav": _navigation(request, to_ship=counts[SellerOrderStatus.TO_SHIP]),
        "is_suspended": seller.standing == Standing.SUSPENDED,
    }
    return render(request, f"seller/{template}.html", frame | facts, status=facts.pop("status", 200))


def _navigation(request: HttpRequest, *, to_ship: int) -> list[dict[str, Any]]:
    here = request.resolver_match.view_name if request.resolver_match else ""
    rooms = (
        ("home", _("Today"), 0, {"seller:home"}),
        ("orders", _("Orders"), to_ship, {"seller:orders", "seller:order", "seller:cancel"}),
        ("offers", _("Goods"), 0, {"seller:offers", "seller:offer"}),
        ("feed", _("Price list"), 0, {"seller:feed"}),
        ("warehouses", _("Warehouses"), 0, {"seller:warehouses"}),
        ("standing", _("Standing"), 0, {"seller:standing"}),
        ("money", _("Money"), 0, {"seller:money", "seller:statement", "seller:statements"}),
    )
    return [
        {"url": reverse(f"seller:{name}"), "name": words, "count": count, "is_current": here in places}
        for name, words, count, places in rooms
    ]
