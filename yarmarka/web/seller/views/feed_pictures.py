"""The pictures that price lists name: how many are still to come, which did not, and why."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yarmarka.domain.catalogue.rules.pictures import LEAST_SIDE, MOST_PICTURES
from yarmarka.domain.intake.actions import look_again_at_pictures
from yarmarka.domain.intake.queries import picture_tally, troubled_pictures
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.kernel.clock import now
from yarmarka.web.console.csv_file import csv_answer
from yarmarka.web.console.paging import sheet_of
from yarmarka.web.seller.named_pictures import said_pictures
from yarmarka.web.seller.viewer import for_seller, show

#: articles; each may have several pictures that did not come
_PER_PAGE = 50


@require_safe
@for_seller
def page(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Return the counts, and what did not come by article."""
    sheet = sheet_of(
        request,
        lambda limit, offset: troubled_pictures(seller_id=seller.id, limit=limit, offset=offset),
        size=_PER_PAGE,
    )
    return show(
        request,
        seller,
        "feed_pictures",
        tally=picture_tally(seller_id=seller.id),
        sheet=sheet,
        rows=said_pictures(sheet.rows),
        most=MOST_PICTURES,
        least=LEAST_SIDE,
    )


@require_safe
@for_seller
def report(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Return every picture that did not come as CSV, in the reader's language."""
    head = (_("article"), _("address"), _("what is wrong"), _("what to do"))
    rows = said_pictures(troubled_pictures(seller_id=seller.id))
    cells = ((row.article, row.address, row.reason, row.remedy) for row in rows)
    return csv_answer("pictures.csv", head, cells)


@require_POST
@for_seller
def again(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Ask once more for what did not come."""
    look_again_at_pictures(seller_id=seller.id, now=now())
    messages.success(request, _("They are asked for again within a few minutes."))
    return redirect("seller:feed_pictures")
