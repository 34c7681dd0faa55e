"""Files for the bank: what waits for one, making and downloading them, and taking the bank's answers in."""

from typing import Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from yarmarka.domain.payouts.queries import file_content
from yarmarka.flows.change_payouts import propose_void
from yarmarka.flows.payout_files import TakenAnswer, make_payout_files, take_bank_answer
from yarmarka.kernel.clock import now
from yarmarka.reads.payout_files import lines_of_file, payout_file_page, payout_files, payouts_for_a_file
from yarmarka.vocabulary.ids import public_id
from yarmarka.web.console.paging import sheet_of
from yarmarka.web.console.payout_words import ANSWER_PROBLEMS
from yarmarka.web.console.visitor import files_sent, person_id, sent
from yarmarka.web.shared.telling import problems_told
from yarmarka.web.staff.our_accounts import our_accounts
from yarmarka.web.staff.payout_proposals import DECISIONS, decide, waiting_for
from yarmarka.web.staff.viewer import for_staff, show

PER_PAGE: Final = 50
_TOLD: Final = 20


class AnswerForm(forms.Form):
    """A bank's answer."""

    file = forms.FileField(
        label=gettext_lazy("The bank's answer (pain.002)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xml,text/xml,application/xml"}),
    )


class VoidForm(forms.Form):
    """Why a file will never be carried out."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500)


@for_staff
@require_safe
def listing(request: HttpRequest) -> HttpResponseBase:
    """Return what waits for a file, and a page of the files, the newest first."""
    return _listing(request, AnswerForm(label_suffix=""))


@for_staff
@require_POST
def make(request: HttpRequest) -> HttpResponseBase:
    """Make a file per currency of the payouts that wait."""
    with problems_told(request):
        made = len(make_payout_files(ours=our_accounts(), by=person_id(request), now=now()))
        if made:
            said = ngettext(
                "%(count)d file is ready for the bank.", "%(count)d files are ready for the bank.", made
            )
            messages.success(request, said % {"count": made})
        else:
            messages.info(request, _("No payout waits for a file."))
    return redirect("staff:payout_files")


@for_staff
@require_safe
def page(request: HttpRequest, file_id: UUID) -> HttpResponseBase:
    """Return a file with its payouts."""
    return _page(request, file_id, VoidForm(label_suffix=""))


@for_staff
@require_safe
def download(request: HttpRequest, file_id: UUID) -> HttpResponseBase:
    """Return the file as it goes to the bank; each download is the same, byte by byte."""
    answer = HttpResponse(file_content(file_id), content_type="application/xml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{public_id("pof", file_id)}.xml"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@for_staff
@require_POST
def void(request: HttpRequest, file_id: UUID) -> HttpResponseBase:
    """Propose to declare that the bank will never carry the file out, or decide what a colleague proposed."""
    if request.POST.get("do") in DECISIONS:
        decide(request)
        return redirect("staff:payout_file", file_id=file_id)
    form = VoidForm(sent(request), label_suffix="")
    if not form.is_valid():
        return _page(request, file_id, form, status=422)
    with problems_told(request):
        propose_void(file_id=file_id, reason=form.cleaned_data["reason"], by=person_id(request), now=now())
        messages.success(request, _("Proposed; somebody else has to approve it."))
    return redirect("staff:payout_file", file_id=file_id)


@for_staff
@require_POST
def answer(request: HttpRequest) -> HttpResponseBase:
    """Take a bank's answer in; taking the same one again changes nothing."""
    form = AnswerForm(sent(request), files_sent(request), label_suffix="")
    if not form.is_valid():
        return _listing(request, form, status=422)
    with problems_told(request):
        _tell(request, take_bank_answer(form.cleaned_data["file"], by=person_id(request), now=now()))
    return redirect("staff:payout_files")


def _tell(request: HttpRequest, taken: TakenAnswer) -> None:
    said = _("Answer taken: %(paid)d paid, %(failed)d refused, %(pending)d still on their way.")
    counts = {"paid": taken.paid, "failed": taken.failed, "pending": taken.pending}
    messages.success(request, said % counts)
    for payout, problem in taken.problems[:_TOLD]:
        messages.error(request, f"{payout}: {ANSWER_PROBLEMS[problem]}")


def _listing(request: HttpRequest, form: AnswerForm, *, status: int = 200) -> HttpResponseBase:
    sheet = sheet_of(request, lambda limit, offset: payout_files(limit=limit, offset=offset), size=PER_PAGE)
    waiting = payouts_for_a_file()
    return show(
        request,
        "payout_files",
        sheet=sheet,
        waiting=waiting,
        ready=sum(1 for each in waiting if each.has_bank_account),
        form=form,
        status=status,
    )


def _page(request: HttpRequest, file_id: UUID, form: VoidForm, *, status: int = 200) -> HttpResponseBase:
    file = payout_file_page(file_id)
    sheet = sheet_of(
        request, lambda limit, offset: lines_of_file(file_id, limit=limit, offset=offset), size=PER_PAGE
    )
    waiting = waiting_for(request, file=file_id)
    return show(request, "payout_file", file=file, sheet=sheet, form=form, status=status, **waiting)
