"""Orders as a work queue: narrow, find, and do one thing to many of them."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from yarmarka.domain.orders.types import SellerOrderStatus
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.flows import send_parcels
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import YarmarkaError
from yarmarka.reads.seller_order import SellerOrderSheet, seller_order_sheets
from yarmarka.reads.seller_queue import SEEN, queue_counts, seller_queue
from yarmarka.vocabulary.ids import parse_public_id
from yarmarka.web.console.chips import chips
from yarmarka.web.console.paging import sheet_of
from yarmarka.web.console.words import ORDERS
from yarmarka.web.seller.viewer import for_seller, show
from yarmarka.web.shared.telling import problems_told, sentence

PER_PAGE: Final = 50
_DEFAULT: Final = SellerOrderStatus.TO_SHIP


@require_safe
@for_seller
def orders(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Return a page of the queue: orders to ship, oldest first, unless asked for others."""
    number = request.GET.get("q", "").strip()[:40]
    current = _shown(request, finding=bool(number))
    statuses = SEEN if current == "all" else [SellerOrderStatus(current)]
    sheet = sheet_of(
        request,
        lambda limit, offset: seller_queue(
            seller_id=seller.id, statuses=statuses, number=number, limit=limit, offset=offset
        ),
        size=PER_PAGE,
    )
    counts = queue_counts(seller_id=seller.id)
    ways = [(str(status), ORDERS[status].words, counts[status]) for status in SEEN]
    return show(
        request,
        seller,
        "orders",
        counts=counts,
        sheet=sheet,
        current=current,
        number=number,
        today=now().date(),
        is_work=current == _DEFAULT,
        all_ticked=request.GET.get("tick") == "all",
        chips=chips(request, "status", [*ways, ("all", _("all"), sum(counts.values()))], current=current),
    )


@require_POST
@for_seller
def buy_labels(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Buy a label for each chosen order; one that the carrier refuses does not hold up the others."""
    bought = 0
    for sheet in _chosen(request, seller):
        try:
            send_parcels.buy_label(seller_order_id=sheet.id, seller_id=seller.id, now=now())
            bought += 1
        except YarmarkaError as error:
            messages.error(request, f"{sheet.number}: {sentence(error)}")
    if bought:
        said = ngettext("%(count)d label is ready to print.", "%(count)d labels are ready to print.", bought)
        messages.success(request, said % {"count": bought})
    return _back(request)


@require_POST
@for_seller
def hand_over(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Note that the chosen parcels were given to their carriers."""
    chosen = _chosen(request, seller)
    with problems_told(request):
        ids = [sheet.id for sheet in chosen if sheet.parcel and sheet.parcel.number]
        moved = send_parcels.hand_over(seller_order_ids=ids, seller_id=seller.id, now=now()) if ids else 0
        _tell_handed_over(request, moved=moved, left=len(chosen) - moved)
    return _back(request)


def chosen_ids(request: HttpRequest) -> list[UUID]:
    """Return the seller orders that were ticked; what is no id of one is left out."""
    given = (parse_public_id("slo", text) for text in request.POST.getlist("order")[:PER_PAGE])
    return list(dict.fromkeys(key for key in given if key is not None))


def nothing_chosen(request: HttpRequest) -> HttpResponseBase:
    """Go back to the queue and say that nothing was ticked."""
    messages.warning(request, _("Tick the orders first: nothing was changed."))
    return _back(request)


def _chosen(request: HttpRequest, seller: SellerCard) -> tuple[SellerOrderSheet, ...]:
    ids = chosen_ids(request)
    if not ids:
        messages.warning(request, _("Tick the orders first: nothing was changed."))
        return ()
    return seller_order_sheets(seller_id=seller.id, seller_order_ids=ids)


def _tell_handed_over(request: HttpRequest, *, moved: int, left: int) -> None:
    if moved:
        said = ngettext(
            "%(count)d parcel is with the carrier.", "%(count)d parcels are with the carrier.", moved
        )
        messages.success(request, said % {"count": moved})
    if left:
        said = ngettext(
            "%(count)d order was left as it is: it has no label yet, or is not to be sent.",
            "%(count)d orders were left as they are: they have no label yet, or are not to be sent.",
            left,
        )
        messages.warning(request, said % {"count": left})


def _shown(request: HttpRequest, *, finding: bool) -> str:
    asked = request.GET.get("status", "")
    if asked in {*SEEN, "all"}:
        return asked
    return "all" if finding else str(_DEFAULT)


def _back(request: HttpRequest) -> HttpResponseBase:
    return redirect("seller:orders")
