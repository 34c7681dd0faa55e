"""What the pages of conversations share: our own hosts, what was written, and how long somebody waits."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yarmarka.domain.conversations.types import MessageCard, ReportCause

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


def sent_words(said: MessageCard) -> str:
    """Return what a page says once a message has left."""
    return str(GAPS_SAID) if said.has_gaps else _("Sent.")


def days_of(messages: Sequence[MessageCard]) -> list[tuple[datetime, list[MessageCard]]]:
    """Return messages by the day (UTC) on which they were said."""
    days: list[tuple[datetime, list[MessageCard]]] = []
    for said in messages:
        if not days or days[-1][0].date() != said.said_at.date():
            days.append((said.said_at, []))
        days[-1][1].append(said)
    return days
