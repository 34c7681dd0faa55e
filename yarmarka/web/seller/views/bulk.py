"""Many offers at once: prices and counts of a whole page, and only what was changed is changed."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from yarmarka.domain.catalogue.types import NewPrice
from yarmarka.domain.inventory.types import Counted
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.flows import change_offers
from yarmarka.kernel.clock import now
from yarmarka.reads.seller_offers import OwnOffer, own_offers
from yarmarka.vocabulary.ids import parse_public_id
from yarmarka.vocabulary.money import minor_units
from yarmarka.web.console.visitor import person_id
from yarmarka.web.seller.forms import RowForm
from yarmarka.web.seller.viewer import for_seller, show
from yarmarka.web.seller.views.offers import PER_PAGE, asked_offers
from yarmarka.web.shared.telling import problems_told

Rows = list[tuple[OwnOffer, RowForm]]


@require_http_methods(["GET", "HEAD", "POST"])
@for_seller
def page(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Show a page of offers with a field for each price and count; as POST, save what was changed, or nothing of it."""
    sheet, shown, words = asked_offers(request, seller)
    if request.method != "POST":
        rows = [(own, RowForm(own=own)) for own in sheet.rows]
        return _shown(request, seller, rows, sheet=sheet, shown=shown, words=words)
    rows = [(own, RowForm(request.POST, own=own)) for own in _sent(request, seller)]
    wrong = [form for _own, form in rows if not form.is_valid()]
    if wrong:
        return _shown(request, seller, rows, sheet=sheet, wrong=len(wrong), status=422)
    with problems_told(request):
        changed = _save(seller, rows, person_id(request))
        said = ngettext("%(count)d offer is changed.", "%(count)d offers are changed.", changed)
        messages.success(request, said % {"count": changed} if changed else _("Nothing was changed."))
    return redirect(request.get_full_path())


def _sent(request: HttpRequest, seller: SellerCard) -> Sequence[OwnOffer]:
    """Return the seller's own offers among those that were sent; more than a page holds are not taken."""
    keys = (parse_public_id("off", name.removesuffix("-price")) for name in request.POST)
    ids = list(dict.fromkeys(key for key in keys if key))[:PER_PAGE]
    return own_offers(seller_id=seller.id, ids=ids, limit=PER_PAGE)


def _save(seller: SellerCard, rows: Rows, by: UUID) -> int:
    prices = [
        NewPrice(own.id, minor_units(form.cleaned_data["price"]), own.old_price_minor)
        for own, form in rows
        if "price" in form.changed_data
    ]
    counts = [
        Counted(own.id, form.cleaned_data["on_hand"]) for own, form in rows if "on_hand" in form.changed_data
    ]
    return change_offers.change_many(seller_id=seller.id, prices=prices, counts=counts, by=by, now=now())


def _shown(request: HttpRequest, seller: SellerCard, rows: Rows, **facts: object) -> HttpResponseBase:
    return show(request, seller, "edit_offers", rows=rows, **facts)
