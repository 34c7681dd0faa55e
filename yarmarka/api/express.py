"""The express lane: apps' orders without what every other request of the house goes through.

`POST /api/v1/orders` is what a flash sale is made of, and most of its cost was not the order. A request that is plainly
an app's order (a bearer token, a key, lines of its own, everything of the right type) is read and placed here, and
answered with the same body and headers. Whatever is not plain goes on to the framework, which takes it from the
beginning and says what is wrong: what can't be read, or who is not known, is refused in one place only.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, lru_cache
from http import HTTPStatus
from io import BytesIO
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import close_old_connections
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port, validate_host
from django.utils import translation
from django.utils.module_loading import import_string
from pydantic_core import to_json

from yarmarka.api.body import LARGEST_BYTES
from yarmarka.api.schemas.wishes import Wish, read_wish
from yarmarka.api.v1 import api
from yarmarka.domain.accounts.rules import token_digest
from yarmarka.flows.gather_orders import place_wish_gathered
from yarmarka.flows.place_for_apps import AppOrder, place_for_apps
from yarmarka.flows.place_orders import Outcome, Placed
from yarmarka.kernel.clock import now
from yarmarka.kernel.telemetry import REQUEST_ID, observed
from yarmarka.presentation.locales import without_region
from yarmarka.vocabulary.ids import public_id

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Application = Callable[[Environ, Any], Iterable[bytes]]

PATH: Final = "/api/v1/orders"
_KEY: Final = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_BEARER: Final = "Bearer "
_LONGEST_HEADER: Final = 200
#: the parts of the house that say in headers how an answer may be used
_SAYING_HOW: Final = frozenset(
    {
        "django.middleware.security.SecurityMiddleware",
        "csp.middleware.CSPMiddleware",
        "yarmarka.web.shared.admin_csp.AdminPolicy",
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    }
)


@dataclass(frozen=True)
class _Answer:
    """What the lane gives back; `headers` are those of this answer alone."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


class ExpressLane:
    """A WSGI application in front of another one, which gets everything but apps' plain orders."""

    def __init__(self, application: Application) -> None:
        self._application = application
        # The first shopper shall not wait while the house is put together.
        for language, _ in settings.LANGUAGES:
            _house_headers(language)

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] != PATH or environ["REQUEST_METHOD"] != "POST" or not _may_enter(environ):
            return self._application(environ, start_response)
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        wish = read_wish(body)
        if wish is not None:
            with observed("POST") as seen:
                answer = _serve(environ, wish)
                if answer is not None:
                    seen.route, seen.status = PATH.removeprefix("/"), answer.status
                    start_response(*_head(environ, answer, request_id=seen.request_id))
                    return [answer.body]
        environ["wsgi.input"] = BytesIO(body)
        return self._application(environ, start_response)


def _may_enter(environ: Environ) -> bool:
    """Test if a request is one of an app, by a plain way and small enough, before its body is read."""
    length = environ.get("CONTENT_LENGTH") or ""
    return (
        environ.get("HTTP_AUTHORIZATION", "").startswith(_BEARER)
        and "HTTP_COOKIE" not in environ
        and not environ.get("QUERY_STRING")
        and length.isdecimal()
        and int(length) <= LARGEST_BYTES
        and _KEY.fullmatch(environ.get("HTTP_IDEMPOTENCY_KEY", "")) is not None
        and len(environ.get("HTTP_ACCEPT_LANGUAGE", "")) <= _LONGEST_HEADER
        and (not settings.SECURE_SSL_REDIRECT or environ.get("HTTP_X_FORWARDED_PROTO") == "https")
        and _is_ours(environ.get("HTTP_HOST", ""))
    )


@lru_cache(maxsize=64)
def _is_ours(host: str) -> bool:
    domain, _ = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def _serve(environ: Environ, wish: Wish) -> _Answer | None:
    """Place an order; nothing where the framework must look who asks."""
    language = _language(environ.get("HTTP_ACCEPT_LANGUAGE", ""))
    try:
        outcome = _place(_app_order(environ, wish, language=language))
        if outcome is None:
            return None
        if isinstance(outcome, Placed):
            return _placed(outcome)
        return _explained(outcome.error, language=language)
    except Exception as error:
        return _explained(error, language=language)


def _app_order(environ: Environ, wish: Wish, *, language: str) -> AppOrder:
    return AppOrder(
        token_digest=token_digest(environ["HTTP_AUTHORIZATION"].removeprefix(_BEARER).strip()),
        request_key=UUID(environ["HTTP_IDEMPOTENCY_KEY"]),
        address_id=wish.address_id,
        lines=wish.lines,
        deliveries=wish.deliveries,
        locale=without_region(language),
        currency=wish.currency,
        shop_currency=settings.DEFAULT_CURRENCY,
        expected_total_minor=wish.expected_total_minor,
        pay_within=timedelta(minutes=settings.UNPAID_ORDER_MINUTES),
    )


def _place(wish: AppOrder) -> Outcome | None:
    if settings.GATHER_ORDERS:
        return place_wish_gathered(wish, now=now())
    close_old_connections()
    return place_for_apps([wish], now=now())[0]


def _placed(order: Placed) -> _Answer:
    facts = {
        "id": public_id("ord", order.order_id),
        "number": order.number,
        "total": {"minor": order.total.minor, "currency": order.total.currency},
        "is_new": order.is_new,
    }
    return _Answer(201 if order.is_new else 200, to_json(facts))


def _explained(error: Exception, *, language: str) -> _Answer:
    """Return an error as every operation of the API answers it."""
    with translation.override(language):
        response = api.on_exception(HttpRequest(), error)
    own = tuple((name, value) for name, value in response.items() if name not in _house_names(language))
    return _Answer(response.status_code, response.content, own)


def _head(environ: Environ, answer: _Answer, *, request_id: str) -> tuple[str, Headers]:
    """Return the status line and all headers of an answer."""
    status = HTTPStatus(answer.status)
    headers = [
        *_house_headers(_language(environ.get("HTTP_ACCEPT_LANGUAGE", ""))),
        *answer.headers,
        ("Content-Length", str(len(answer.body))),
        (REQUEST_ID, request_id),
    ]
    return f"{status.value} {status.phrase}", headers


@lru_cache(maxsize=256)
def _language(accepted: str) -> str:
    """Return the language that the house answers in, to who accepts these."""
    request = HttpRequest()
    request.path_info, request.META = PATH, {"HTTP_ACCEPT_LANGUAGE": accepted}
    return translation.get_language_from_request(request)


@cache
def _house_headers(language: str) -> tuple[tuple[str, str], ...]:
    """Return the headers that every JSON answer in a language has, as the house's own parts put them on."""
    request = HttpRequest()
    request.method, request.path, request.path_info = "POST", PATH, PATH
    request.META = {"HTTP_ACCEPT_LANGUAGE": language, "HTTP_X_FORWARDED_PROTO": "https"}
    give: Callable[[HttpRequest], HttpResponse] = lambda asked: api.create_response(asked, {}, status=201)  # noqa: E731 -- the innermost of them
    for name in reversed(settings.MIDDLEWARE):
        if name in _SAYING_HOW:
            give = import_string(name)(give)
    with translation.override(language):
        return tuple((name, value) for name, value in give(request).items() if name != "Content-Length")


@cache
def _house_names(language: str) -> frozenset[str]:
    return frozenset(name for name, _ in _house_headers(language)) | {"Content-Length"}
