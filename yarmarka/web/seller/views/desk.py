"""The seller's first page: what to do today, and how the money stands."""

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from yarmarka.domain.orders.types import SellerOrderStatus
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.kernel.clock import now
from yarmarka.reads.seller_money import balances, waiting
from yarmarka.reads.seller_offers import offer_counts
from yarmarka.reads.seller_opening import opening
from yarmarka.reads.seller_queue import queue_counts, seller_queue
from yarmarka.web.seller.opening import steps
from yarmarka.web.seller.viewer import for_seller, own_post, show

_SHOWN = 10


@require_safe
@for_seller
def home(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Return the counts, the orders that wait longest, and the money."""
    counts = queue_counts(seller_id=seller.id)
    found, post = opening(seller_id=seller.id, country=seller.country, kind=seller.kind), own_post(request)
    assert post is not None, "whoever sees this page acts for a merchant"
    rows = seller_queue(seller_id=seller.id, statuses=[SellerOrderStatus.TO_SHIP], limit=_SHOWN)
    return show(
        request,
        seller,
        "home",
        counts=counts,
        opening=[] if found.is_done else steps(seller, found, role=post.role),
        rows=rows,
        today=now().date(),
        more=counts[SellerOrderStatus.TO_SHIP] - len(rows),
        to_ship=counts[SellerOrderStatus.TO_SHIP],
        sent=counts[SellerOrderStatus.SENT],
        delivered=counts[SellerOrderStatus.DELIVERED],
        completed=counts[SellerOrderStatus.COMPLETED],
        balances=balances(seller_id=seller.id),
        waiting=waiting(seller_id=seller.id),
        offers=offer_counts(seller_id=seller.id),
    )
