"""A seller's claims: what shoppers and the clock say is wrong, to be agreed to or contested by their day."""

from typing import Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from yarmarka.domain.protection.rules import LEAST_WORDS, LONGEST_WORDS
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.flows.settle_claims import agree_to_claim, contest_claim
from yarmarka.kernel.clock import now
from yarmarka.presentation.claim_words import why
from yarmarka.presentation.locales import current_language
from yarmarka.reads.claim_page import claim_page
from yarmarka.reads.listed_claims import listed_claims
from yarmarka.web.console.claim_history import history
from yarmarka.web.console.paging import sheet_of
from yarmarka.web.seller.viewer import for_seller, show
from yarmarka.web.shared.telling import problems_told

PER_PAGE: Final = 50


class AnswerForm(forms.Form):
    """Why the seller sees it otherwise; the shopper and staff read it."""

    answer = forms.CharField(
        label=gettext_lazy("Why do you see it otherwise?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        min_length=LEAST_WORDS,
        max_length=LONGEST_WORDS,
        help_text=gettext_lazy(
            "The shopper and our people read it. Name what proves it: a scan, a receipt, a photo."
        ),
    )


@require_safe
@for_seller
def listing(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Show a page of the seller's claims, those that wait on top."""
    sheet = sheet_of(
        request,
        lambda limit, offset: listed_claims(seller_id=seller.id, limit=limit, offset=offset),
        size=PER_PAGE,
    )
    return show(request, seller, "claims", sheet=sheet)


@require_http_methods(["GET", "HEAD", "POST"])
@for_seller
def page(request: HttpRequest, seller: SellerCard, claim_id: UUID) -> HttpResponseBase:
    """Show a claim; as POST agree to it (`do=agree`), or contest it with words (`do=contest`)."""
    shown = claim_page(claim_id, seller_id=seller.id)
    form = AnswerForm(request.POST if request.POST.get("do") == "contest" else None, label_suffix="")
    if request.method == "POST" and (request.POST.get("do") == "agree" or form.is_valid()):
        with problems_told(request):
            if request.POST.get("do") == "agree":
                agree_to_claim(claim_id, seller_id=seller.id, now=now())
                messages.success(request, _("The shopper gets the money back."))
            else:
                contest_claim(claim_id, seller_id=seller.id, answer=form.cleaned_data["answer"], now=now())
                messages.success(request, _("Your answer is with the shopper and with us. We decide."))
        return redirect("seller:claim", claim_id=claim_id)
    return show(
        request,
        seller,
        "claim",
        page_of=shown,
        claim=shown.claim,
        form=form,
        why=why(shown.claim, language=current_language()),
        events=history(shown),
        status=422 if form.errors else 200,
    )
