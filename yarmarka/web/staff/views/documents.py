"""What a merchant has shown: staff look at each document, accept it, or ask for it again with a reason."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yarmarka.domain.documents.queries import document_file
from yarmarka.flows.check_documents import accept_document, ask_for_document_again
from yarmarka.kernel.clock import now
from yarmarka.web.console.documents import as_download
from yarmarka.web.console.visitor import person_id
from yarmarka.web.shared.telling import problems_told
from yarmarka.web.staff.viewer import for_staff


@for_staff
@require_safe
def file(request: HttpRequest, seller_id: UUID, document_id: UUID) -> HttpResponseBase:
    """Return a document as it was sent."""
    return as_download(document_file(document_id, seller_id=seller_id))


@for_staff
@require_POST
def decide(request: HttpRequest, seller_id: UUID, document_id: UUID) -> HttpResponseBase:
    """Accept a document (`decision=accept`), or ask for it again."""
    by, at = person_id(request), now()
    with problems_told(request):
        if request.POST.get("decision") == "accept":
            accept_document(document_id, seller_id=seller_id, by=by, now=at)
            messages.success(request, _("The document is accepted."))
        else:
            ask_for_document_again(
                document_id,
                seller_id=seller_id,
                fault=request.POST.get("fault", ""),
                note=request.POST.get("note", ""),
                by=by,
                now=at,
            )
            messages.success(request, _("The merchant is asked for it again, and told why."))
    return redirect("staff:seller", seller_id=seller_id)
