"""Cards of the seller that rules stopped: why, what can be done, an appeal, documents; and a card's history."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yarmarka.domain.documents.queries import goods_file
from yarmarka.domain.documents.rules import MAX_BYTES
from yarmarka.domain.moderation.queries import document_kinds, documents_of
from yarmarka.domain.moderation.types import CaseStatus
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.flows.moderate_cards import SentFile, appeal_card, bring_document
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing, YarmarkaError
from yarmarka.reads.card_history import card_history
from yarmarka.reads.seller_offers import own_offer
from yarmarka.reads.stopped_cards import stopped_cards
from yarmarka.web.console.cards import card_rows, history_rows
from yarmarka.web.console.documents import as_download, goods_document_rows
from yarmarka.web.console.paging import sheet_of
from yarmarka.web.console.visitor import person_id, posted_key, sent
from yarmarka.web.seller.viewer import for_seller, show
from yarmarka.web.shared.telling import add_problem, problems_told

_PAGE: Final = 20
_SHOWN: Final = (CaseStatus.WAITING, CaseStatus.REFUSED, CaseStatus.APPEALED, CaseStatus.UPHELD)


class DocumentForm(forms.Form):
    """A document that the seller has."""

    kind = forms.ChoiceField(label=gettext_lazy("Document"))
    number = forms.CharField(label=gettext_lazy("Number"), max_length=120)
    valid_to = forms.DateField(label=gettext_lazy("Last day"), widget=forms.DateInput(attrs={"type": "date"}))
    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
        allow_empty_file=True,
    )

    def __init__(self, *arguments: Any, kinds: list[str], **named: Any) -> None:
        super().__init__(*arguments, **named | {"label_suffix": ""})
        self.fields["kind"].choices = [(kind, kind) for kind in kinds]  # type: ignore[attr-defined]
        # An empty file is told in words by the rule for all documents.
        limit = {"limit_mb": MAX_BYTES // 1_000_000}
        self.fields["file"].help_text = _("PDF, JPEG or PNG, up to %(limit_mb)s MB.") % limit


@require_http_methods(["GET", "HEAD", "POST"])
@for_seller
def page(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Return the seller's stopped cards; take a document in."""
    kinds = document_kinds(now().date())
    form = DocumentForm(sent(request), request.FILES or None, kinds=kinds)
    if form.is_bound and form.is_valid() and _bring(form, seller, person_id(request)):
        messages.success(request, _("Noted. Somebody of the fair looks at it; then it counts."))
        return redirect("seller:stopped")
    sheet = sheet_of(
        request,
        lambda limit, offset: card_rows(
            stopped_cards(_SHOWN, seller_id=seller.id, limit=limit, offset=offset)
        ),
        size=_PAGE,
    )
    return show(
        request,
        seller,
        "stopped",
        sheet=sheet,
        form=form if kinds else None,
        documents=goods_document_rows(documents_of(seller_id=seller.id)),
        status=422 if form.errors else 200,
    )


@require_POST
@for_seller
def appeal(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Ask for a second look at a refused card."""
    case_id = posted_key(request, "case", what="card")
    with problems_told(request):
        appeal_card(
            case_id,
            seller_id=seller.id,
            words=request.POST.get("words", ""),
            by=person_id(request),
            now=now(),
        )
        messages.success(request, _("Sent. Somebody else than before looks at it, and you get a letter."))
    return redirect("seller:stopped")


@require_safe
@for_seller
def file(request: HttpRequest, seller: SellerCard, certificate_id: UUID) -> HttpResponseBase:
    """Return the file of one of the seller's own documents for goods."""
    return as_download(goods_file(certificate_id, seller_id=seller.id))


@require_safe
@for_seller
def history(request: HttpRequest, seller: SellerCard, offer_id: UUID) -> HttpResponseBase:
    """Return every change of one of the seller's cards."""
    own = own_offer(seller_id=seller.id, offer_id=offer_id)
    if own is None:
        raise Missing(what="offer")
    sheet = sheet_of(
        request,
        lambda limit, offset: history_rows(
            card_history(
                product_id=own.product_id, seller_id=seller.id, sku=own.sku, limit=limit, offset=offset
            )
        ),
        size=50,
    )
    return show(request, seller, "card_history", sheet=sheet, offer=own)


def _bring(form: DocumentForm, seller: SellerCard, by: UUID) -> bool:
    given = form.cleaned_data
    sent_file = SentFile(given["file"].name, given["file"].read())
    try:
        bring_document(
            seller_id=seller.id,
            kind=given["kind"],
            number=given["number"],
            valid_to=given["valid_to"],
            file=sent_file,
            by=by,
            now=now(),
        )
    except YarmarkaError as error:
        add_problem(form, error)
        return False
    return True
