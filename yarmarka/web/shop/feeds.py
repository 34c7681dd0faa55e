"""A shop's own feeds, as the worker wrote them: whole files, packed for who takes them so, told apart by their ETag."""

from typing import Final

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags, quote_etag
from django.views.decorators.http import require_safe

from yarmarka.connectors.feeds.outgoing.kept import FORMATS, KeptFeed, kept_feed
from yarmarka.web.shared.storefronts import here

_KEPT_S: Final = 600
#: the first run of the job comes within the hour
_AGAIN_S: Final = 600


@require_safe
def feed(request: HttpRequest, kind: str, language: str) -> HttpResponseBase:
    """Hand out a feed of the shop; 304 to who has this one already, 503 while it was never made."""
    shop = here(request)
    if kind not in FORMATS or language not in shop.contents.locales:
        raise Http404
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    found = kept_feed(settings.FEEDS_OUT_DIR, shop.code, kind, language, packed=packed)
    if found is None:
        return HttpResponse(status=503, headers={"Retry-After": str(_AGAIN_S)})
    known = parse_etags(request.headers.get("If-None-Match", ""))
    tag = quote_etag(found.tag)
    answer = HttpResponse(status=304) if tag in known or "*" in known else _whole(found, packed=packed)
    answer["ETag"] = tag
    answer["Cache-Control"] = f"public, max-age={_KEPT_S}"
    patch_vary_headers(answer, ["Accept-Encoding"])
    return answer


def _whole(found: KeptFeed, *, packed: bool) -> HttpResponseBase:
    # The answer closes the file; one that is replaced meanwhile is read to its end.
    answer = FileResponse(found.path.open("rb"), content_type="application/xml; charset=utf-8")
    if packed:
        answer["Content-Encoding"] = "gzip"
    return answer
