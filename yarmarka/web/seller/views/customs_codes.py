"""The customs codes of the seller's goods: suggested by their words, confirmed by a person."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yarmarka.domain.customs.queries import headings
from yarmarka.domain.customs.rules import HsIndex
from yarmarka.domain.customs.types import HsSuggestion
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.flows.classify_goods import confirm_hs_code
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing
from yarmarka.reads.goods_to_classify import ClassifiedGoods, goods_to_classify
from yarmarka.vocabulary.ids import parse_public_id
from yarmarka.web.console.paging import sheet_of
from yarmarka.web.console.visitor import person_id
from yarmarka.web.seller.viewer import for_seller, show
from yarmarka.web.shared.telling import problems_told

PER_PAGE: Final = 25


@require_safe
@for_seller
def page(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Return a page of the seller's goods with the codes that their words suggest."""
    only_open = request.GET.get("shown") != "all"
    sheet = sheet_of(
        request,
        lambda limit, offset: goods_to_classify(
            seller_id=seller.id, only_open=only_open, limit=limit, offset=offset
        ),
        size=PER_PAGE,
    )
    index = headings()
    rows = [(goods, _suggested(goods, index)) for goods in sheet.rows]
    return show(request, seller, "customs_codes", sheet=sheet, rows=rows, only_open=only_open)


@require_POST
@for_seller
def confirm(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Take the code that was chosen or written for a product."""
    product_id = _product_in(request)
    written = request.POST.get("own", "").strip()
    code = written or request.POST.get("hs_code", "")
    with problems_told(request):
        kept = confirm_hs_code(
            seller_id=seller.id,
            product_id=product_id,
            hs_code=code,
            was_suggested=not written,
            by=person_id(request),
            now=now(),
        )
        messages.success(request, _("Code %(code)s is confirmed.") % {"code": kept})
    return redirect("seller:customs_codes")


def _product_in(request: HttpRequest) -> UUID:
    key = parse_public_id("prd", request.POST.get("product", ""))
    if key is None:
        raise Missing(what="product")
    return key


def _suggested(goods: ClassifiedGoods, index: HsIndex) -> Sequence[HsSuggestion]:
    if goods.is_confirmed:
        return ()
    return index.suggest(
        titles=goods.titles.values(), shelves=[name for shelf in goods.shelves for name in shelf.values()]
    )
