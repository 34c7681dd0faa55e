"""One order: pack it, label it, hand it over, or say why it can't be sent."""

from typing import Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from yarmarka.domain.orders.queries import orders, seller_order_for
from yarmarka.domain.orders.types import SellerOrderStatus
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.flows import cancel_orders, send_parcels
from yarmarka.kernel.clock import now
from yarmarka.presentation.locales import current_language
from yarmarka.reads.seller_order import SellerOrderSheet, seller_order_sheet
from yarmarka.vocabulary.goods import in_language
from yarmarka.web.console.claim_history import borne, step_words
from yarmarka.web.console.visitor import sent
from yarmarka.web.console.words import CANCEL_REASONS
from yarmarka.web.seller.viewer import for_seller, may_go_to, show
from yarmarka.web.shared.telling import problems_told
from yarmarka.web.shared.waiting import Wait, may_anything_wait, waits_of

#: Reasons that are a seller's to give.
_REASONS: Final = ("out_of_stock", "damaged", "price_mistake", "cannot_ship", "shopper_asked", "other")


class CancelForm(forms.Form):
    """Why the order can't be sent; the shopper reads it in the letter about the refund."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why?"),
        choices=[(code, CANCEL_REASONS[code]) for code in _REASONS],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("The shopper reads this in the letter about the refund."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_seller
def page(request: HttpRequest, seller: SellerCard, seller_order_id: UUID) -> HttpResponseBase:
    """Show the order; as POST, buy its label (`do=buy_label`) or hand its parcel over (`do=hand_over`)."""
    sheet = seller_order_sheet(seller_id=seller.id, seller_order_id=seller_order_id)
    if request.method == "POST":
        _do(request, seller, sheet)
        return redirect("seller:order", seller_order_id=seller_order_id)
    parcel = sheet.parcel
    wait = _wait(seller, seller_order_id)
    return show(
        request,
        seller,
        "order",
        sheet=sheet,
        parcel=parcel,
        today=now().date(),
        may_ship=sheet.status == SellerOrderStatus.TO_SHIP and not (wait and wait.is_waiting),
        may_cancel=sheet.status == SellerOrderStatus.TO_SHIP,
        may_write=may_go_to(request, "write_to_shopper"),
        wait=wait,
        may_print=sheet.address is not None and parcel is not None and bool(parcel.number),
        events=_timeline(sheet),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_seller
def cancel(request: HttpRequest, seller: SellerCard, seller_order_id: UUID) -> HttpResponseBase:
    """Ask why, then call the order off and have everything refunded."""
    sheet = seller_order_sheet(seller_id=seller.id, seller_order_id=seller_order_id)
    form = CancelForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with problems_told(request):
            cancel_orders.cancel_before_shipping(
                seller_order_id=sheet.id,
                seller_id=seller.id,
                reason=form.cleaned_data["reason"],
                now=now(),
            )
            messages.success(request, _("The order is called off and the shopper gets everything back."))
        return redirect("seller:order", seller_order_id=seller_order_id)
    may_cancel = sheet.status == SellerOrderStatus.TO_SHIP
    return show(request, seller, "cancel", sheet=sheet, form=form, may_cancel=may_cancel)


def _wait(seller: SellerCard, seller_order_id: UUID) -> Wait | None:
    if not may_anything_wait(now=now()):
        return None
    own = seller_order_for(seller_id=seller.id, seller_order_id=seller_order_id)
    shopper = orders([own.order_id])[own.order_id].person_id
    return waits_of([own], person_id=shopper, is_seller=True, now=now()).get(own.id)


def _do(request: HttpRequest, seller: SellerCard, sheet: SellerOrderSheet) -> None:
    with problems_told(request):
        if request.POST.get("do") == "buy_label":
            parcel = send_parcels.buy_label(seller_order_id=sheet.id, seller_id=seller.id, now=now())
            messages.success(
                request, _("The label %(number)s is ready to print.") % {"number": parcel.number}
            )
        elif request.POST.get("do") == "hand_over":
            if send_parcels.hand_over(seller_order_ids=[sheet.id], seller_id=seller.id, now=now()):
                messages.success(request, _("The parcel is with the carrier."))
            else:
                messages.warning(request, _("Nothing was changed: the order has no label, or left before."))


def _timeline(sheet: SellerOrderSheet) -> list[dict[str, object]]:
    """Return what happened, the newest first: money, parcel and decisions in one line of time."""
    known: list[tuple[object, str, str, str]] = [
        (sheet.placed_at, "message", _("Ordered"), ""),
        (sheet.paid_at, "money", _("Paid; the money is held until delivery"), ""),
    ]
    for parcel in sheet.parcels:
        known.append((parcel.created_at, "parcel", _("Label bought"), parcel.number))
        known.append((parcel.handed_over_at, "parcel", _("Handed over to the carrier"), ""))
    if sheet.status == SellerOrderStatus.CANCELLED:
        why = str(CANCEL_REASONS.get(sheet.cancel_reason, sheet.cancel_reason))
        known.append((sheet.closed_at, "problem", _("Called off, the shopper gets everything back"), why))
    elif sheet.status == SellerOrderStatus.COMPLETED:
        ended = any(claim.status in {"refunded", "found"} for claim in sheet.claims) or sheet.way_back
        settled = (
            _("Closed: the shopper has the money back")
            if ended
            else _("Settled: your share is on your balance")
        )
        known.append((sheet.closed_at, "money", settled, ""))
    known += [
        (step.at, "message", step_words(step.kind.value, step.facts), borne(step.facts))
        for step in sheet.claim_steps
    ]
    language = current_language()
    for parcel in sheet.parcels:
        known += [
            (event.occurred_at, "parcel", in_language(event.texts, language), event.place)
            for event in parcel.events
        ]
    # What was written down at the same instant stays in the order that it happened in.
    told = [entry for entry in reversed(known) if entry[0] is not None]
    told.sort(key=lambda entry: str(entry[0]), reverse=True)
    return [{"at": at, "kind": kind, "title": title, "note": note} for at, kind, title, note in told]
