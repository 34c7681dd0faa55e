"""Serves the files of pictures, which never change under their names: a browser asks for each once."""

import re
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from yarmarka.connectors.pictures import picture_store

_PATH: Final = re.compile(r"([0-9a-f]{2})/(\1[0-9a-f]{30})/(\d{1,4}\.(avif|webp))")
_FOR_EVER: Final = "public, max-age=31536000, immutable"


class ServePictures:
    """`GET /pictures/ab/abcd…/480.avif`. Stands before sessions and languages, which pictures know nothing of.

    With another PICTURE_URL somebody else serves the folder, and nothing is answered here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._store = picture_store()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(settings.PICTURE_URL):
            return self.get_response(request)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        asked = _PATH.fullmatch(request.path_info.removeprefix(settings.PICTURE_URL))
        found = self._store.find(asked[2], asked[3]) if asked else None
        if asked is None or found is None:
            return HttpResponse(status=404, headers={"Cache-Control": "no-store"})
        tag = f'"{asked[2]}-{asked[3]}"'
        headers = {"Cache-Control": _FOR_EVER, "ETag": tag}
        if request.headers.get("If-None-Match") == tag:
            return HttpResponse(status=304, headers=headers)
        return HttpResponse(found.read_bytes(), content_type=f"image/{asked[4]}", headers=headers)
