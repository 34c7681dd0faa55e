"""The base of all that the API takes and gives, and how what it gives becomes bytes."""

from typing import Any

from django.http import HttpRequest
from ninja.renderers import BaseRenderer
from pydantic import BaseModel
from pydantic_core import to_json


class Schema(BaseModel):
    """A plain shape. The framework's own base reads every value through Python first, for models of a database; ours
    are made of frozen rows, and a list of goods has a hundred shapes."""


class Json(BaseRenderer):
    """Writes answers as compact JSON in UTF-8, without a detour through Python's encoder."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return to_json(data, fallback=str)
