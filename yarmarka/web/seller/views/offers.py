"""The seller's goods: what each costs, how many there are, and whether it is on sale."""

from typing import Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from yarmarka.domain.catalogue.types import OfferStatus
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.flows import change_offers
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing
from yarmarka.reads.seller_offers import SHOWN, OwnOffer, offer_counts, own_offer, own_offers
from yarmarka.vocabulary.ids import parse_public_id
from yarmarka.vocabulary.money import minor_units
from yarmarka.web.console.chips import chips
from yarmarka.web.console.paging import Sheet, sheet_of
from yarmarka.web.console.visitor import person_id
from yarmarka.web.console.words import OFFERS
from yarmarka.web.seller.forms import PriceForm, StockForm
from yarmarka.web.seller.viewer import for_seller, show
from yarmarka.web.shared.telling import problems_told

PER_PAGE: Final = 50
_WAYS: Final = (
    ("all", gettext_lazy("all")),
    ("active", OFFERS["active"].words),
    ("sold_out", gettext_lazy("sold out")),
    ("paused", OFFERS["paused"].words),
    ("held", OFFERS["held"].words),
    ("withdrawn", OFFERS["withdrawn"].words),
)


@require_safe
@for_seller
def listing(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Return a page of the seller's offers by article."""
    sheet, shown, words = asked_offers(request, seller)
    counts = offer_counts(seller_id=seller.id)
    ways = [(name, said, getattr(counts, name)) for name, said in _WAYS]
    return show(
        request,
        seller,
        "offers",
        sheet=sheet,
        shown=shown,
        words=words,
        has_goods=counts.all > 0,
        chips=chips(request, "shown", ways, current=shown),
    )


def asked_offers(request: HttpRequest, seller: SellerCard) -> tuple[Sheet[OwnOffer], str, str]:
    """Return the page of offers that an address asks for, and by what it is narrowed: the state, and words."""
    asked = request.GET.get("shown", "")
    shown = asked if asked in SHOWN else "all"
    words = request.GET.get("q", "").strip()[:120]
    warehouse = parse_public_id("whs", request.GET.get("warehouse", ""))
    sheet = sheet_of(
        request,
        lambda limit, offset: own_offers(
            seller_id=seller.id,
            shown=shown,
            words=words,
            warehouse_id=warehouse,
            limit=limit,
            offset=offset,
        ),
        size=PER_PAGE,
    )
    return sheet, shown, words


@require_safe
@for_seller
def offer(request: HttpRequest, seller: SellerCard, offer_id: UUID) -> HttpResponseBase:
    """Return one offer with the forms that change it."""
    return _page(request, seller, _own(seller, offer_id))


@require_POST
@for_seller
def change_price(request: HttpRequest, seller: SellerCard, offer_id: UUID) -> HttpResponseBase:
    """Set a new price; orders already placed keep theirs."""
    own = _own(seller, offer_id)
    form = PriceForm(request.POST, currency=own.currency)
    if not form.is_valid():
        return _page(request, seller, own, price_form=form, status=422)
    old = form.cleaned_data["old_price"]
    with problems_told(request):
        change_offers.change_price(
            offer_id=own.id,
            seller_id=seller.id,
            price_minor=minor_units(form.cleaned_data["price"]),
            old_price_minor=minor_units(old) if old is not None else None,
            by=person_id(request),
            now=now(),
        )
        messages.success(request, _("The new price holds from now on; placed orders keep theirs."))
    return redirect("seller:offer", offer_id=offer_id)


@require_POST
@for_seller
def change_stock(request: HttpRequest, seller: SellerCard, offer_id: UUID) -> HttpResponseBase:
    """Set what is on hand to what was counted."""
    own = _own(seller, offer_id)
    form = StockForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _page(request, seller, own, stock_form=form, status=422)
    wanted = form.cleaned_data["on_hand"]
    with problems_told(request):
        change_offers.count_offer(offer_id=own.id, seller_id=seller.id, on_hand=wanted, now=now())
        if wanted < own.held:
            messages.warning(
                request,
                _("%(held)d pieces are promised to orders, so at least that many are on hand.")
                % {"held": own.held},
            )
        else:
            messages.success(request, _("Counted: %(count)d on hand.") % {"count": wanted})
    return redirect("seller:offer", offer_id=offer_id)


@require_POST
@for_seller
def change_sale(request: HttpRequest, seller: SellerCard, offer_id: UUID) -> HttpResponseBase:
    """Take an offer off sale for a while, or put it back."""
    own = _own(seller, offer_id)
    with problems_told(request):
        if own.status == OfferStatus.ACTIVE:
            change_offers.pause_offer(offer_id=own.id, seller_id=seller.id, by=person_id(request), now=now())
            messages.success(request, _("Taken off sale. Placed orders are still to be sent."))
        else:
            change_offers.resume_offer(offer_id=own.id, seller_id=seller.id, by=person_id(request), now=now())
            messages.success(request, _("On sale again."))
    return redirect("seller:offer", offer_id=offer_id)


def _own(seller: SellerCard, offer_id: UUID) -> OwnOffer:
    own = own_offer(seller_id=seller.id, offer_id=offer_id)
    if own is None:
        raise Missing(what="offer")
    return own


def _page(
    request: HttpRequest,
    seller: SellerCard,
    own: OwnOffer,
    *,
    price_form: forms.Form | None = None,
    stock_form: forms.Form | None = None,
    status: int = 200,
) -> HttpResponseBase:
    return show(
        request,
        seller,
        "offer",
        offer=own,
        price_form=price_form or PriceForm.of(own.price_minor, own.old_price_minor, own.currency),
        stock_form=stock_form or StockForm(initial={"on_hand": own.on_hand}, label_suffix=""),
        is_on_sale=own.status == OfferStatus.ACTIVE,
        status=status,
    )
