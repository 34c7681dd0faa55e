"""A shopper's claims: say what is wrong with a part of an order, show it, see how it goes on, withdraw it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yarmarka.domain.orders.queries import order_for, seller_orders
from yarmarka.domain.orders.types import SellerOrderCard
from yarmarka.domain.protection.errors import ClaimInvalid
from yarmarka.domain.protection.queries import open_claim_of
from yarmarka.domain.protection.rules import LEAST_WORDS, LONGEST_WORDS, MOST_PHOTOS, terms_at
from yarmarka.domain.protection.types import SAID, Cause
from yarmarka.domain.sellers.queries import sellers
from yarmarka.flows.open_claims import ClaimWish, claimable_causes, open_claim, parcel_of
from yarmarka.flows.settle_claims import withdraw_claim
from yarmarka.kernel import clock
from yarmarka.kernel.errors import Missing, YarmarkaError
from yarmarka.presentation.claim_words import why
from yarmarka.presentation.locales import current_language
from yarmarka.reads.claim_page import claim_page
from yarmarka.web.shared.telling import problems_told
from yarmarka.web.shop.claim_words import ENDS, TERMS, chip, history
from yarmarka.web.shop.doors import explained, see, signed_in
from yarmarka.web.shop.order_words import CAUSES
from yarmarka.web.shop.shopper import person_id_of


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(otherwise="orders")
def make(request: HttpRequest, order_id: UUID, part_id: UUID) -> HttpResponse:
    """Show the form by which a shopper says what is wrong with a part, and open the claim that they send."""
    part = _own_part(request, order_id, part_id)
    if known := open_claim_of(part.id):
        return see("claim", known.id)
    if request.method != "POST":
        return _form(request, part)
    asked = request.POST.get("cause", "")
    if asked not in set(SAID):
        return _form(request, part, error=ClaimInvalid(field="cause", reason="cause"))
    wish = ClaimWish(
        seller_order_id=part.id,
        cause=Cause(asked),
        words=request.POST.get("words", ""),
        photos=tuple(file.read() for file in request.FILES.getlist("photos")[: MOST_PHOTOS + 1]),
    )
    try:
        claim_id = open_claim(wish, viewer=person_id_of(request), now=clock.now())
    except YarmarkaError as error:
        return _form(request, part, error=error)
    messages.success(request, gettext("Your claim is open. The money is frozen until it is settled."))
    return see("claim", claim_id)


@require_safe
@signed_in(otherwise="orders")
def claim(request: HttpRequest, claim_id: UUID) -> HttpResponse:
    """Show one of the reader's claims: why, what was said, what happened, what comes next."""
    page = claim_page(claim_id, person_id=person_id_of(request))
    facts = {
        "page_of": page,
        "claim": page.claim,
        "cause": CAUSES[page.claim.cause.value],
        "chip": chip(page.claim.status),
        "end": ENDS.get(page.claim.status, ""),
        "why": why(page.claim, language=current_language()),
        "events": history(page.steps),
    }
    return render(request, "shop/claim.html", facts)


@require_POST
@signed_in(otherwise="orders")
def withdraw(request: HttpRequest, claim_id: UUID) -> HttpResponse:
    """End a claim for the reader, who waits on or has what they wanted."""
    with problems_told(request):
        withdraw_claim(claim_id, viewer=person_id_of(request), now=clock.now())
        messages.success(request, gettext("The claim is withdrawn. Your money is held as before."))
    return see("claim", claim_id)


def _own_part(request: HttpRequest, order_id: UUID, part_id: UUID) -> SellerOrderCard:
    order = order_for(person_id=person_id_of(request), order_id=order_id)
    part = seller_orders([part_id]).get(part_id)
    if part is None or part.order_id != order.id:
        raise Missing(what="seller order")
    return part


def _form(request: HttpRequest, part: SellerOrderCard, *, error: YarmarkaError | None = None) -> HttpResponse:
    now = clock.now()
    parcel = parcel_of(part)
    causes = claimable_causes(part, parcel.state if parcel else None, now=now)
    chosen = request.POST.get("cause", "") or (causes[0].value if len(causes) == 1 else "")
    facts: dict[str, Any] = {
        "part": part,
        "order_id": part.order_id,
        "seller": sellers([part.seller_id])[part.seller_id],
        "causes": [(cause.value, TERMS[cause], terms_at(cause, day=now.date())) for cause in causes],
        "chosen": chosen,
        "words": request.POST.get("words", ""),
        "least": LEAST_WORDS,
        "longest": LONGEST_WORDS,
        "most_photos": MOST_PHOTOS,
        "problem": explained(error) if error else None,
    }
    return render(request, "shop/claim_form.html", facts, status=error.status if error else 200)
