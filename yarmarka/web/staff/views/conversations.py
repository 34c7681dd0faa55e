"""Conversations that somebody asked staff to read; no other is shown to them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yarmarka.domain.conversations.queries import conversation_reported, messages_of, reports_of
from yarmarka.flows.converse import close_conversation_reports
from yarmarka.kernel.clock import now
from yarmarka.reads.conversations import listed_conversation, reported_conversations
from yarmarka.web.console.paging import sheet_of
from yarmarka.web.console.visitor import person_id
from yarmarka.web.shared.conversations import CAUSES, days_of
from yarmarka.web.shared.telling import problems_told
from yarmarka.web.staff.viewer import for_staff, show

_PAGE = 25


@for_staff
@require_safe
def listing(request: HttpRequest) -> HttpResponseBase:
    """Show which conversations staff are asked to read."""
    sheet = sheet_of(
        request, lambda limit, offset: reported_conversations(limit=limit, offset=offset), size=_PAGE
    )
    return show(request, "conversations", sheet=sheet)


@for_staff
@require_safe
def page(request: HttpRequest, conversation_id: UUID) -> HttpResponseBase:
    """Show a reported conversation with who reported it and why."""
    conversation_reported(conversation_id)
    return show(
        request,
        "conversation",
        talk=listed_conversation(conversation_id),
        days=days_of(messages_of(conversation_id)),
        reports=[(one, CAUSES[one.cause]) for one in reports_of(conversation_id)],
    )


@for_staff
@require_POST
def close(request: HttpRequest, conversation_id: UUID) -> HttpResponseBase:
    """Write down what was found; from then on the conversation is not shown to staff."""
    conversation_reported(conversation_id)
    with problems_told(request):
        finding = request.POST.get("finding", "")
        close_conversation_reports(conversation_id, finding=finding, by=person_id(request), now=now())
        messages.success(request, _("Written down. The conversation is theirs alone again."))
    still_open = any(one.decided_at is None for one in reports_of(conversation_id))
    if still_open:
        return redirect("staff:conversation", conversation_id=conversation_id)
    return redirect("staff:conversations")
