"""Goods that are probably the same: staff see both cards beside one another, join them or keep them apart."""

from collections.abc import Container
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from yarmarka.domain.matching.errors import MatchRefusalNeedsReason
from yarmarka.domain.matching.rules.proposals import BANDS as LEAST
from yarmarka.domain.matching.types import Band, MatchStatus, Origin
from yarmarka.flows.join_goods import confirm_match, decide_later, refuse_match, split_off, take_join_back
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing
from yarmarka.presentation.match_words import BANDS
from yarmarka.reads.matches import match_sides, matches
from yarmarka.web.console.chips import chips
from yarmarka.web.console.paging import sheet_of
from yarmarka.web.console.visitor import person_id, posted_key
from yarmarka.web.shared.telling import problems_told
from yarmarka.web.staff.matches import match_rows
from yarmarka.web.staff.viewer import for_staff, show

_PAGE: Final = 10
#: way to narrow the queue → states of proposals
_SHOWN: Final = {
    "open": (gettext_lazy("to decide"), (MatchStatus.OPEN,)),
    "later": (pgettext_lazy("proposals", "put aside"), (MatchStatus.LATER,)),
    "confirmed": (pgettext_lazy("proposals", "joined"), (MatchStatus.CONFIRMED,)),
    "refused": (pgettext_lazy("proposals", "kept apart"), (MatchStatus.REFUSED, MatchStatus.UNDONE)),
}
_FROM: Final = {
    "": (pgettext_lazy("proposals", "from everybody"), tuple(Origin)),
    "found": (pgettext_lazy("proposals", "found by the fair"), (Origin.FOUND,)),
    "seller": (pgettext_lazy("proposals", "wished by sellers"), (Origin.SELLER,)),
}


@for_staff
@require_safe
def queue(request: HttpRequest) -> HttpResponseBase:
    """Show proposals, the surest first, with both cards beside one another."""
    shown = _asked(request, "shown", _SHOWN, "open")
    origin, band = _asked(request, "from", _FROM, ""), _asked(request, "band", {"", *LEAST}, "")
    least, below = _scores(band)
    sheet = sheet_of(
        request,
        lambda limit, offset: match_rows(
            matches(
                _SHOWN[shown][1],
                origins=_FROM[origin][1],
                least=least,
                below=below,
                limit=limit,
                offset=offset,
            )
        ),
        size=_PAGE,
    )
    bands = [
        ("", pgettext_lazy("proposals", "however sure"), None),
        *((key, BANDS[key], None) for key in Band),
    ]
    return show(
        request,
        "matches",
        sheet=sheet,
        states=chips(request, "shown", [(key, name, None) for key, (name, _steps) in _SHOWN.items()], current=shown),
        bands=chips(request, "band", bands, current=band),
        origins=chips(request, "from", [(key, name, None) for key, (name, _who) in _FROM.items()], current=origin),
        query=_query(request),
        unsaid=request.GET.get("unsaid", ""),
    )  # fmt: skip


@for_staff
@require_POST
def decide(request: HttpRequest) -> HttpResponseBase:
    """Join two products, keep them apart, put the proposal aside, or take a join back."""
    key, by = posted_key(request, "match", what="match"), person_id(request)
    reason = request.POST.get("reason", "")
    try:
        return _decided(request, key, reason, by)
    except MatchRefusalNeedsReason:
        return _at_its_form(request, key)


def _decided(request: HttpRequest, key: UUID, reason: str, by: UUID) -> HttpResponseBase:
    with problems_told(request, besides=MatchRefusalNeedsReason):
        match request.POST.get("do", ""):
            case "confirm":
                kept = request.POST.get("keep", "")
                confirm_match(
                    key, kept_id=posted_key(request, "keep", what="match") if kept else None, by=by, now=now()
                )
                messages.success(
                    request, _("Done; sellers whose goods moved are told. It can be taken back.")
                )
            case "refuse":
                refuse_match(key, reason=reason, by=by, now=now())
                messages.success(request, _("They stay apart, and are not proposed again as they are."))
            case "undo":
                take_join_back(key, reason=reason, by=by, now=now())
                messages.success(request, _("Parted again; no price list puts them together."))
            case _:
                decide_later(key, reason=reason, by=by, now=now())
                messages.success(request, _("Put aside."))
    return redirect(f"{reverse('staff:matches')}{_back(request)}")


def _at_its_form(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Lead back to the form that lacks a reason, which says so."""
    query = QueryDict(_back(request).removeprefix("?"), mutable=True)
    query["unsaid"] = str(key)
    return redirect(f"{reverse('staff:matches')}?{query.urlencode()}#decide-{key}")


def _query(request: HttpRequest) -> str:
    """Return how the queue is narrowed, to lead back to it."""
    kept = request.GET.copy()
    kept.pop("unsaid", None)
    return f"?{kept.urlencode()}"


@for_staff
@require_POST
def split(request: HttpRequest) -> HttpResponseBase:
    """Take an article out of a product that it was put to wrongly, also by its barcode."""
    product_id = posted_key(request, "product", what="match")
    offer_id = posted_key(request, "article", what="match")
    side = match_sides([product_id]).get(product_id)
    offer = next((one for one in side.offers if one.id == offer_id), None) if side else None
    if offer is None:
        raise Missing(what="offer")
    with problems_told(request):
        product_id = split_off(
            seller_id=offer.seller_id,
            sku=offer.sku,
            product_id=product_id,
            reason=request.POST.get("reason", ""),
            by=person_id(request),
            now=now(),
        )
        messages.success(request, _("Taken out: this is its own page now. Its seller is told."))
    return redirect("staff:card_history", product_id=product_id)


def _asked(request: HttpRequest, name: str, ways: Container[str], otherwise: str) -> str:
    asked = request.GET.get(name, otherwise)
    return asked if asked in ways else otherwise


def _scores(band: str) -> tuple[int, int]:
    if not band:
        return 0, 101
    least = LEAST[Band(band)]
    return least, min([other for other in LEAST.values() if other > least], default=101)


def _back(request: HttpRequest) -> str:
    query = request.POST.get("query", "")
    return query if query.startswith("?") and "\n" not in query else ""
