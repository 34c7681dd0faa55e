"""Addresses of the API. What is not there, or takes other methods, is answered in JSON too."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, re_path
from django.views.decorators.csrf import csrf_exempt

from yarmarka.api.errors import MethodUnknown
from yarmarka.api.v1 import answer, api
from yarmarka.kernel.errors import Missing

View = Callable[..., HttpResponse]


def _with_json_refusals(view: View) -> View:
    @wraps(view)
    def answered(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        try:
            response = view(request, *arguments, **named)
        except Http404:
            return answer(request, Missing())
        if response.status_code != 405:
            return response
        refusal = answer(request, MethodUnknown(allowed=response["Allow"]))
        refusal["Allow"] = response["Allow"]
        return refusal

    return answered


@csrf_exempt
def _nothing_here(request: HttpRequest) -> HttpResponse:
    return answer(request, Missing())


app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = list(api.urls[0])
for _pattern in urlpatterns:
    if isinstance(_pattern, URLPattern) and _pattern.callback is not None:
        _pattern.callback = _with_json_refusals(_pattern.callback)
urlpatterns.append(re_path(r"^.*$", _nothing_here, name="nothing"))
