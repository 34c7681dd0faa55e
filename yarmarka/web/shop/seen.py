"""What was looked at lately: a list in a cookie of the browser, if its owner allows it; here nothing is kept."""

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from yarmarka.domain.catalogue.queries import joined_among
from yarmarka.vocabulary.ids import parse_public_id, public_id
from yarmarka.web.shop.consents import COOKIES_OF, Purpose, allowed_in, keep_cookie

_MOST: Final = 13
_KEPT_S: Final = 30 * 86_400
_PREFIX: Final = "prd"


def seen_in(request: HttpRequest) -> tuple[UUID, ...]:
    """Return what this browser looked at, the newest first; nothing where that is not allowed.

    What was looked at before it was found to be the same as other goods is those.
    """
    if not allowed_in(request).seen:
        return ()
    told = request.COOKIES.get(COOKIES_OF[Purpose.SEEN], "")[:2_000].split(".")[:_MOST]
    keys = [key for one in told if (key := parse_public_id(_PREFIX, f"{_PREFIX}_{one}"))]
    joined = joined_among(keys)
    return tuple(dict.fromkeys(joined.get(key, key) for key in keys))


def note_seen(request: HttpRequest, response: HttpResponse, product_id: UUID) -> None:
    """Let the browser remember, where allowed, that this product was looked at."""
    if allowed_in(request).seen:
        newest = list(dict.fromkeys([product_id, *seen_in(request)]))[:_MOST]
        told = ".".join(public_id(_PREFIX, key).removeprefix(f"{_PREFIX}_") for key in newest)
        keep_cookie(response, COOKIES_OF[Purpose.SEEN], told, seconds=_KEPT_S)
