"""Reads JSON bodies: small ones, in UTF-8, without numbers that JSON does not know."""

import json
from typing import Any, Final, cast

from django.http import HttpRequest
from ninja.parser import Parser
from ninja.types import DictStrAny

from yarmarka.api.errors import BodyTooLarge, BodyUnreadable

LARGEST_BYTES: Final = 256_000


class SmallJson(Parser):
    """The parser of every operation. Raises BodyTooLarge, BodyUnreadable."""

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        try:
            return cast(DictStrAny, json.loads(read_body(request).decode(), parse_constant=_refuse))
        except ValueError:
            raise BodyUnreadable(field="body") from None


def read_body(request: HttpRequest) -> bytes:
    """Return the body as it came. Raises BodyTooLarge."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BYTES or len(request.body) > LARGEST_BYTES:
        raise BodyTooLarge(field="body", limit_bytes=LARGEST_BYTES)
    return request.body


def _refuse(constant: str) -> Any:
    raise ValueError(constant)
