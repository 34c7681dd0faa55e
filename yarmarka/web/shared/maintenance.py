"""Closed for a while: one page for people, one error for machines, until the operator opens again."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request

from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import YarmarkaError
from yarmarka.presentation.errors import as_json
from yarmarka.presentation.locales import without_region
from yarmarka.web.shared.failures import standing_page

#: what Retry-After says when nobody knows better, and the least that it ever says
_DEFAULT_S: Final = 600
_LEAST_S: Final = 30


class Closed(YarmarkaError):
    """The marketplace is closed for maintenance."""

    code, status = "maintenance", 503


class Maintenance:
    """Answers everything but health probes and files of the pages' look with 503, while the switch is on.

    The switch is a file (`yarmarka maintenance on`): it needs no restart, and no database.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        switch = Path(settings.MAINTENANCE_FILE)
        if not switch.exists():
            return self.get_response(request)
        opens_at = _opens_at(switch)
        wait_s = _wait_s(opens_at)
        if request.path_info.startswith("/api/"):
            language = without_region(get_language_from_request(request))
            told = json.dumps(as_json(Closed(), language), ensure_ascii=False)
            answer = HttpResponse(told, status=503, content_type="application/json")
            answer["Retry-After"] = str(wait_s)
            return answer
        return closed_page(request, opens_at=opens_at)


def closed_page(request: HttpRequest, *, opens_at: datetime | None) -> HttpResponse:
    """Return the page of a closed marketplace, with when it is meant to open again where that is known."""
    wait_s = _wait_s(opens_at)
    return standing_page(
        request,
        "maintenance.html",
        status=503,
        retry_after_s=wait_s,
        opens_at=opens_at,
        minutes=-(-wait_s // 60),
    )


def _opens_at(switch: Path) -> datetime | None:
    """Return when the operator means to open again, if the file says so and that is still to come."""
    try:
        opens_at = datetime.fromisoformat(switch.read_text().strip())
    except (OSError, ValueError):
        return None
    return opens_at if opens_at.tzinfo and opens_at > now() else None


def _wait_s(opens_at: datetime | None) -> int:
    return max(int((opens_at - now()).total_seconds()), _LEAST_S) if opens_at else _DEFAULT_S
