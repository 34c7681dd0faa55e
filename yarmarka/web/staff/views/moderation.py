"""Words that somebody reported: staff look at them, and hide them or let them stand."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from yarmarka.domain.reviews.types import ReportCause, Subject, SubjectKind
from yarmarka.flows.moderate_words import decide_words
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Invalid
from yarmarka.reads.moderation_queue import ReportedWords, moderation_queue
from yarmarka.vocabulary.ids import parse_public_id, public_id
from yarmarka.web.console.paging import sheet_of
from yarmarka.web.console.visitor import person_id
from yarmarka.web.shared.telling import problems_told
from yarmarka.web.staff.viewer import for_staff, show

_PAGE = 20
_PREFIXES = {
    SubjectKind.REVIEW: "rvw",
    SubjectKind.REPLY: "rpl",
    SubjectKind.QUESTION: "qst",
    SubjectKind.ANSWER: "ans",
}
_KINDS = {
    SubjectKind.REVIEW: pgettext_lazy("reported words", "Review"),
    SubjectKind.REPLY: pgettext_lazy("reported words", "Seller's reply"),
    SubjectKind.QUESTION: pgettext_lazy("reported words", "Question"),
    SubjectKind.ANSWER: pgettext_lazy("reported words", "Answer"),
}
_CAUSES = {
    ReportCause.ABUSE: pgettext_lazy("cause of a report", "insult"),
    ReportCause.SPAM: pgettext_lazy("cause of a report", "advertisement"),
    ReportCause.PERSONAL: pgettext_lazy("cause of a report", "personal data"),
    ReportCause.OFF_TOPIC: pgettext_lazy("cause of a report", "not about the product"),
    ReportCause.FALSE: pgettext_lazy("cause of a report", "not true"),
    ReportCause.OTHER: pgettext_lazy("cause of a report", "something else"),
}


@for_staff
@require_safe
def page(request: HttpRequest) -> HttpResponseBase:
    """Show what waits for a decision, the longest waiting first."""
    return show(
        request,
        "moderation",
        sheet=sheet_of(
            request,
            lambda limit, offset: [_row(words) for words in moderation_queue(limit=limit, offset=offset)],
            size=_PAGE,
        ),
    )


@for_staff
@require_POST
def decide(request: HttpRequest) -> HttpResponseBase:
    """Hide reported words with a reason, or let them stand."""
    hides = request.POST.get("do") == "hide"
    with problems_told(request):
        decide_words(
            _subject(request),
            hides=hides,
            reason=request.POST.get("reason", ""),
            by=person_id(request),
            now=now(),
        )
        done = _("Hidden. Whose words they are is told why.") if hides else _("They stay as they are.")
        messages.success(request, done)
    return redirect("staff:moderation")


def _row(words: ReportedWords) -> tuple[ReportedWords, str, object, list[object]]:
    kind = SubjectKind(words.subject_kind)
    causes: list[object] = [_CAUSES[ReportCause(cause)] for cause in words.causes]
    return words, public_id(_PREFIXES[kind], words.subject_id), _KINDS[kind], causes


def _subject(request: HttpRequest) -> Subject:
    text = request.POST.get("subject", "")
    for kind, prefix in _PREFIXES.items():
        if key := parse_public_id(prefix, text):
            return Subject(kind, key)
    raise Invalid(field="subject", value=text[:40])
