"""What a merchant shows to prove who it is: sent while its application is looked at, or later from its console."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yarmarka.domain.documents.queries import document_file
from yarmarka.domain.documents.rules import MAX_BYTES
from yarmarka.domain.documents.types import DocumentKind, NewDocument
from yarmarka.domain.sellers.types import SellerCard, Standing
from yarmarka.flows.check_documents import send_document
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing, YarmarkaError
from yarmarka.web.console.documents import as_download, document_rows
from yarmarka.web.console.visitor import person_id
from yarmarka.web.seller.viewer import for_seller_or_applicant, show
from yarmarka.web.shared.telling import at_its_field

_APPLIES: Final = frozenset({Standing.APPLIED, Standing.DECLINED})


@require_http_methods(["GET", "HEAD", "POST"])
@for_seller_or_applicant
def page(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Show what is asked for and how far it has come; as POST, take a document."""
    problem: tuple[str, str] | None = None
    if request.method == "POST":
        kind, file = request.POST.get("kind", ""), request.FILES.get("file")
        if kind not in set(DocumentKind):
            raise Missing(what="document")
        content = file.read() if file else b""
        new = NewDocument(seller.id, DocumentKind(kind), file.name if file and file.name else "", content)
        try:
            send_document(new, by=person_id(request), now=now())
        except Missing:
            raise
        except YarmarkaError as error:
            problem = kind, at_its_field(error)
        else:
            messages.success(request, _("The document is with us. We look at it and write to you."))
            return redirect("seller:documents")
    return _shown(request, seller, problem)


@require_safe
@for_seller_or_applicant
def file(request: HttpRequest, seller: SellerCard, document_id: UUID) -> HttpResponseBase:
    """Return one of the merchant's own documents."""
    return as_download(document_file(document_id, seller_id=seller.id))


def _shown(request: HttpRequest, seller: SellerCard, problem: tuple[str, str] | None) -> HttpResponseBase:
    applies = seller.standing in _APPLIES
    facts: dict[str, Any] = {
        "frame": "shared/base.html" if applies else "seller/base.html",
        "applies": applies,
        "rows": document_rows(seller.id, country=seller.country, kind=seller.kind),
        "limit_mb": MAX_BYTES // 1_000_000,
        "wrong_kind": problem[0] if problem else "",
        "wrong": problem[1] if problem else "",
    }
    status = 422 if problem else 200
    if applies:
        return render(request, "seller/documents.html", facts | {"seller": seller}, status=status)
    return show(request, seller, "documents", status=status, **facts)
