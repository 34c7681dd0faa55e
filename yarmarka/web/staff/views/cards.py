"""Cards that rules stopped: staff look at them with what changed, clear or refuse them, and see appeals."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from yarmarka.domain.documents.queries import goods_file
from yarmarka.domain.moderation.queries import documents_waiting
from yarmarka.domain.moderation.types import CaseStatus
from yarmarka.domain.sellers.queries import sellers
from yarmarka.flows.moderate_cards import decide_card, decide_card_document
from yarmarka.kernel.clock import now
from yarmarka.presentation.card_words import REASONS
from yarmarka.reads.card_history import card_history
from yarmarka.reads.matches import match_sides
from yarmarka.reads.stopped_cards import stopped_cards
from yarmarka.web.console.cards import card_rows, history_rows
from yarmarka.web.console.chips import chips
from yarmarka.web.console.documents import as_download, goods_document_rows
from yarmarka.web.console.paging import sheet_of
from yarmarka.web.console.visitor import person_id, posted_key
from yarmarka.web.shared.telling import problems_told
from yarmarka.web.staff.viewer import for_staff, show

_PAGE: Final = 20
#: way to narrow the queue → steps of a case
_SHOWN: Final = {
    "open": (gettext_lazy("to decide"), (CaseStatus.WAITING, CaseStatus.APPEALED)),
    "appealed": (gettext_lazy("appeals"), (CaseStatus.APPEALED,)),
    "refused": (gettext_lazy("refused"), (CaseStatus.REFUSED, CaseStatus.UPHELD)),
    "cleared": (gettext_lazy("cleared"), (CaseStatus.CLEARED,)),
}


@for_staff
@require_safe
def queue(request: HttpRequest) -> HttpResponseBase:
    """Show stopped cards, the longest waiting first, and sellers' documents that nobody has looked at."""
    asked = request.GET.get("shown", "open")
    shown = asked if asked in _SHOWN else "open"
    sheet = sheet_of(
        request,
        lambda limit, offset: card_rows(stopped_cards(_SHOWN[shown][1], limit=limit, offset=offset)),
        size=_PAGE,
    )
    documents = documents_waiting() if shown == "open" else []
    merchants = sellers({one.seller_id for one in documents})
    return show(
        request,
        "cards",
        sheet=sheet,
        chips=chips(request, "shown", [(key, name, None) for key, (name, _steps) in _SHOWN.items()], current=shown),
        documents=[row | {"seller": merchants[row["one"].seller_id]} for row in goods_document_rows(documents)],
        reasons=REASONS.items(),
        me=person_id(request),
    )  # fmt: skip


@for_staff
@require_POST
def decide(request: HttpRequest) -> HttpResponseBase:
    """Clear a card or refuse it; the seller gets a letter."""
    clears = request.POST.get("do") == "clear"
    with problems_told(request):
        decide_card(
            posted_key(request, "case", what="card"),
            clears=clears,
            code=request.POST.get("code", ""),
            reason=request.POST.get("reason", ""),
            by=person_id(request),
            now=now(),
        )
        done = (
            _("The card may be sold; its seller is told.")
            if clears
            else _("Refused; its seller is told why.")
        )
        messages.success(request, done)
    return redirect("staff:cards")


@for_staff
@require_POST
def decide_document(request: HttpRequest) -> HttpResponseBase:
    """Let a seller's document count, or not."""
    with problems_told(request):
        decide_card_document(
            posted_key(request, "document", what="document"),
            approve=request.POST.get("do") == "approve",
            reason=request.POST.get("reason", ""),
            by=person_id(request),
            now=now(),
        )
        messages.success(request, _("Decided; cards that only lacked it are judged again now."))
    return redirect("staff:cards")


@for_staff
@require_safe
def document_file(request: HttpRequest, seller_id: UUID, certificate_id: UUID) -> HttpResponseBase:
    """Return the file of a seller's document for goods, as it was sent."""
    return as_download(goods_file(certificate_id, seller_id=seller_id))


@for_staff
@require_safe
def history(request: HttpRequest, product_id: UUID) -> HttpResponseBase:
    """Show every change of a product's card and its offers."""
    sheet = sheet_of(
        request,
        lambda limit, offset: history_rows(card_history(product_id=product_id, limit=limit, offset=offset)),
        size=50,
    )
    side = match_sides([product_id]).get(product_id)
    return show(
        request,
        "card_history",
        sheet=sheet,
        product_id=product_id,
        side=side,
        may_split=side is not None and len({(one.seller_id, one.sku) for one in side.offers}) > 1,
    )
