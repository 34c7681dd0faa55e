"""One search box over everything; what is named exactly and alone is opened at once."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from yarmarka.presentation.locales import current_language
from yarmarka.reads.staff_search import StaffFind, staff_search
from yarmarka.web.staff.viewer import for_staff, show

_NAMES: Final[Mapping[str, Promise | str]] = {
    "order": _("Orders"),
    "person": _("People"),
    "seller": _("Sellers"),
    "product": _("Products"),
    "parcel": _("Parcels"),
    "payment": _("Payments"),
    "refund": _("Refunds"),
    "chargeback": _("Chargebacks"),
    "payout": _("Payouts"),
}
_LONGEST: Final = 120


@for_staff
@require_safe
def page(request: HttpRequest) -> HttpResponseBase:
    """Return what is meant by `?q=`, group by group; the only thing that it names exactly is opened."""
    words = request.GET.get("q", "").strip()[:_LONGEST]
    groups = staff_search(words, language=current_language())
    found = [each for group in groups.values() for each in group]
    exact = [each for each in found if each.is_exact]
    if len(exact) == 1 and len(found) == 1:
        return redirect(_address(exact[0]))
    return show(
        request,
        "search",
        words=words,
        groups=[
            (what, _NAMES[what], [(each, _address(each)) for each in group]) for what, group in groups.items()
        ],
    )


def _address(each: StaffFind) -> str:
    if each.order_id is not None:
        return reverse("staff:order", kwargs={"order_id": each.order_id})
    match each.what:
        case "person":
            return f"{reverse('staff:orders')}?{urlencode({'q': each.title})}"
        case "product":
            return reverse("shop:product", args=[each.id])
        case _:
            return reverse("staff:seller", kwargs={"seller_id": each.id})
