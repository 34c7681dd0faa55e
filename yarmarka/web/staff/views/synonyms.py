"""Words that mean the same for search, as staff write them: in force within seconds, each change in the audit log."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from yarmarka.domain.accounts.queries import people
from yarmarka.domain.synonyms.queries import synonym_line, synonym_lines
from yarmarka.domain.synonyms.rules import words_in
from yarmarka.domain.synonyms.types import SynonymLine
from yarmarka.flows.write_synonyms import take_synonyms_away, write_synonyms
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import YarmarkaError
from yarmarka.vocabulary.goods import LANGUAGES
from yarmarka.web.console.paging import sheet_of
from yarmarka.web.console.visitor import person_id, sent
from yarmarka.web.shared.telling import add_problem, problems_told
from yarmarka.web.staff.viewer import for_staff, show

_PAGE: Final = 50


class LineForm(forms.Form):
    """A line of words."""

    ru = forms.CharField(
        label="Русский",
        max_length=800,
        required=False,
        help_text=gettext_lazy("With commas between them; endings need no words of their own."),
    )
    en = forms.CharField(label="English", max_length=800, required=False)
    zh = forms.CharField(label="中文", max_length=800, required=False)
    typed = forms.CharField(
        label=gettext_lazy("One way: only these find the words above"),
        max_length=800,
        required=False,
        help_text=gettext_lazy("Left empty, each of the words finds what the others find."),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named | {"label_suffix": ""})

    def write(self, *, line_id: UUID | None, by: UUID) -> bool:
        """Put the line in force; if it can't be, say why beside its field."""
        given = self.cleaned_data
        try:
            write_synonyms(
                {code: words_in(given[code]) for code in LANGUAGES},
                typed=words_in(given["typed"]),
                line_id=line_id,
                by=by,
                now=now(),
            )
        except YarmarkaError as error:
            add_problem(self, error)
            return False
        return True


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponseBase:
    """Return the lines, and take a new one in."""
    form = LineForm(sent(request) if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and form.write(line_id=None, by=person_id(request)):
        messages.success(request, _("In force. Searches follow within seconds."))
        return redirect("staff:synonyms")
    sheet = sheet_of(request, lambda limit, offset: synonym_lines(limit=limit, offset=offset), size=_PAGE)
    return show(
        request,
        "synonyms",
        sheet=sheet,
        people=people({line.changed_by for line in sheet.rows}),
        form=form,
        status=422 if form.errors else 200,
    )


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, line_id: UUID) -> HttpResponseBase:
    """Return a line to be changed; change it, take it away (`do=away`), or bring it back (by saving it)."""
    kept = synonym_line(line_id)
    if request.POST.get("do") == "away":
        with problems_told(request):
            take_synonyms_away(line_id, by=person_id(request), now=now())
            messages.success(request, _("Taken away. Searches follow within seconds."))
        return redirect("staff:synonyms")
    form = LineForm(sent(request) if request.method == "POST" else _told(kept))
    if request.method == "POST" and form.is_valid() and form.write(line_id=line_id, by=person_id(request)):
        messages.success(request, _("In force. Searches follow within seconds."))
        return redirect("staff:synonyms")
    return show(request, "synonym_line", line=kept, form=form, status=422 if form.errors else 200)


def _told(line: SynonymLine) -> dict[str, str]:
    said = {code: ", ".join(line.words.get(code, ())) for code in LANGUAGES}
    return said | {"typed": ", ".join(line.typed)}
