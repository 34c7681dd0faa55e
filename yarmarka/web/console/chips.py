"""Ways to narrow a list, as links that keep the rest of the query."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise


@dataclass(frozen=True)
class Chip:
    """One way to narrow a list."""

    name: str
    url: str
    is_current: bool
    count: int | None = None


def chips(
    request: HttpRequest,
    parameter: str,
    ways: Iterable[tuple[str, Promise | str, int | None]],
    *,
    current: str,
) -> list[Chip]:
    """Return a link for each (value, name, count); following one goes back to the first page."""
    return [
        Chip(name=str(name), url=_url(request, parameter, value), is_current=value == current, count=count)
        for value, name, count in ways
    ]


def _url(request: HttpRequest, parameter: str, value: str) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    query[parameter] = value
    return f"?{query.urlencode()}"
