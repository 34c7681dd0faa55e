"""What the pages of conversations share: our own hosts, what was written and sent, and reports."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yarmarka.domain.conversations.actions import report_conversation
from yarmarka.domain.conversations.queries import reports_of
from yarmarka.domain.conversations.types import MessageCard, ReportCause, Side
from yarmarka.kernel.clock import now
from yarmarka.web.shared.telling import problems_told

#: cause of a report → its words, in the order in which they are offered
CAUSES: Final = {
    ReportCause.ABUSE: pgettext_lazy("why a conversation is reported", "Insults or threats"),
    ReportCause.OUTSIDE: pgettext_lazy(
        "why a conversation is reported", "Wants to deal past the marketplace"
    ),
    ReportCause.FRAUD: pgettext_lazy("why a conversation is reported", "Looks like fraud"),
    ReportCause.SPAM: pgettext_lazy("why a conversation is reported", "Advertisement"),
    ReportCause.OTHER: pgettext_lazy("why a conversation is reported", "Something else"),
}
GAPS_SAID: Final = gettext_lazy(
    "Sent, without the contact that stood in it. Numbers, addresses and links out are not passed on: "
    "whoever deals elsewhere has no protection here."
)


def own_hosts(request: HttpRequest) -> frozenset[str]:
    """Return the hosts whose links may stand in a message."""
    return frozenset({request.get_host().split(":")[0].lower(), urlsplit(settings.SITE_URL).hostname or ""})


def tell_sent(request: HttpRequest, said: MessageCard) -> None:
    """Say on the next page that a message has left, and if a contact was taken out of it."""
    if said.has_gaps:
        messages.warning(request, GAPS_SAID)
    else:
        messages.success(request, _("Sent."))


def take_report(request: HttpRequest, conversation_id: UUID, *, side: Side, by: UUID) -> None:
    """Ask staff to read a conversation, as one of the two says in a form; tell them that we will."""
    with problems_told(request):
        report_conversation(
            conversation_id,
            side=side,
            by=by,
            cause=request.POST.get("cause", ""),
            words=request.POST.get("words", ""),
            now=now(),
        )
        messages.success(request, _("Thank you. We will read it and act on what we find."))


def is_reported(conversation_id: UUID, *, side: Side) -> bool:
    """Test if one of the two has asked staff to read the conversation, and they have not decided yet."""
    return any(one.side is side and one.decided_at is None for one in reports_of(conversation_id))


def days_of(said_in_turn: Sequence[MessageCard]) -> list[tuple[datetime, list[MessageCard]]]:
    """Return messages by the day (UTC) on which they were said."""
    days: list[tuple[datetime, list[MessageCard]]] = []
    for said in said_in_turn:
        if not days or days[-1][0].date() != said.said_at.date():
            days.append((said.said_at, []))
        days[-1][1].append(said)
    return days
