"""How the seller's trade is measured, what each measure says, and what was decided."""

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from yarmarka.domain.sellers.queries import standing_changes
from yarmarka.domain.sellers.rules import ENOUGH, RECORD_DAYS
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.kernel.clock import now
from yarmarka.reads.seller_record import seller_findings
from yarmarka.web.seller.viewer import for_seller, show


@require_safe
@for_seller
def page(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Return each measure with its numbers and thresholds, and the decisions so far."""
    return show(
        request,
        seller,
        "standing",
        findings=seller_findings(seller_id=seller.id, now=now()),
        changes=standing_changes(seller_id=seller.id),
        days=RECORD_DAYS,
        enough=ENOUGH,
    )
