"""Keeping a way of looking at a table under a name, and forgetting it."""

import re
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yarmarka.domain.accounts.actions import forget_view, save_view
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing
from yarmarka.web.console.visitor import person_id
from yarmarka.web.shared.telling import problems_told

_CODE: Final = re.compile(r"[a-z_]{1,40}")
_LONGEST_QUERY: Final = 1000


@require_POST
@login_required
def save(request: HttpRequest) -> HttpResponseBase:
    """Keep the view that the page showed, and show it again."""
    table, path, query = _asked(request)
    with problems_told(request):
        save_view(
            person_id=person_id(request),
            table=table,
            name=request.POST.get("name", "")[:60],
            query=query,
            now=now(),
        )
        messages.success(request, _("The view is kept."))
    return redirect(f"{path}?{query}")


@require_POST
@login_required
def forget(request: HttpRequest, view_id: UUID) -> HttpResponseBase:
    """Forget a view of one's own."""
    _table, path, _query = _asked(request)
    forget_view(person_id=person_id(request), view_id=view_id)
    messages.success(request, _("The view is forgotten."))
    return redirect(path)


def _asked(request: HttpRequest) -> tuple[str, str, str]:
    table, path = request.POST.get("table", ""), request.POST.get("path", "")
    query = QueryDict(request.POST.get("query", "")[:_LONGEST_QUERY]).urlencode()
    is_ours = url_has_allowed_host_and_scheme(path, allowed_hosts=None) and path.startswith("/")
    if not _CODE.fullmatch(table) or not is_ours or len(query) > _LONGEST_QUERY:
        raise Missing(what="page")
    return table, path, query
