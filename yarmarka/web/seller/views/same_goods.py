"""With which goods an article stands: who else offers them, and what the seller wishes to be otherwise."""

import re
from typing import Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from yarmarka.domain.matching.queries import wishes_about
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.flows.wish_about_goods import wish_same_goods, wish_split
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing, YarmarkaError
from yarmarka.reads.matches import match_sides
from yarmarka.reads.seller_offers import own_offer
from yarmarka.vocabulary.ids import ALPHABET, LENGTH, parse_public_id
from yarmarka.web.console.visitor import person_id
from yarmarka.web.seller.viewer import for_seller, show
from yarmarka.web.shared.telling import add_problem

_ADDRESS: Final = re.compile(rf"\bprd_[{ALPHABET}]{{{LENGTH}}}\b")


class SameForm(forms.Form):
    """Goods that the article is the same as."""

    goods = forms.CharField(
        label=gettext_lazy("Address of the page, or an article of yours"),
        help_text=gettext_lazy("Open the page of those goods at the fair and copy its address."),
        max_length=300,
    )
    words = forms.CharField(
        label=gettext_lazy("How one sees it"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )


class SplitForm(forms.Form):
    """Why the article is no such goods."""

    words = forms.CharField(
        label=gettext_lazy("What yours is instead"), max_length=500, widget=forms.Textarea({"rows": 2})
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_seller
def page(request: HttpRequest, seller: SellerCard, offer_id: UUID) -> HttpResponseBase:
    """Show who else stands with the goods; take a wish (`do=same`, `do=split`)."""
    own = own_offer(seller_id=seller.id, offer_id=offer_id)
    if own is None:
        raise Missing(what="offer")
    do = request.POST.get("do", "")
    same = SameForm(request.POST if do == "same" else None, prefix="same", label_suffix="")
    split = SplitForm(request.POST if do == "split" else None, prefix="split", label_suffix="")
    form = split if do == "split" else same
    if form.is_bound and form.is_valid() and _wish(form, seller.id, offer_id, person_id(request)):
        messages.success(request, _("Noted. Somebody of the fair compares the goods and writes to you."))
        return redirect("seller:same_goods", offer_id=offer_id)
    side = match_sides([own.product_id]).get(own.product_id)
    return show(
        request,
        seller,
        "same_goods",
        offer=own,
        side=side,
        others=[one for one in side.offers if one.seller_id != seller.id] if side else [],
        wishes=wishes_about(seller_id=seller.id, sku=own.sku),
        same_form=same,
        split_form=split,
        status=422 if form.is_bound else 200,
    )


def _wish(form: forms.Form, seller_id: UUID, offer_id: UUID, by: UUID) -> bool:
    said = form.cleaned_data
    try:
        if isinstance(form, SplitForm):
            wish_split(seller_id=seller_id, offer_id=offer_id, words=said["words"], by=by, now=now())
        else:
            address = _ADDRESS.search(said["goods"])
            wish_same_goods(
                seller_id=seller_id,
                offer_id=offer_id,
                product_id=parse_public_id("prd", address[0]) if address else None,
                article=said["goods"].strip(),
                words=said["words"],
                by=by,
                now=now(),
            )
    except Missing:
        raise
    except YarmarkaError as problem:
        add_problem(form, problem)
        return False
    return True
