"""The express lane: apps' orders without what every other request of the house goes through.

`POST /api/v1/orders` is what a flash sale is made of, and most of its cost was not the order. A request that is plainly
an app's order (a bearer token, a key, everything of the right type) is read and placed here, and
answered with the same body and headers. Whatever is not plain goes on to the framework, which takes it from the
beginning and says what is wrong: what can't be read, or who is not known, is refused in one place only.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, lru_cache
from typing import Final, Protocol
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port, validate_host
from django.utils import translation
from django.utils.module_loading import import_string
from granian.rsgi import Scope
from pydantic_core import to_json

from yarmarka.api.body import LARGEST_BYTES
from yarmarka.api.callers import STOREFRONT_HEADER
from yarmarka.api.schemas.wishes import Wish, read_wish
from yarmarka.api.v1 import api
from yarmarka.domain.accounts.rules import token_digest
from yarmarka.domain.storefronts.queries import known_hosts
from yarmarka.flows.gather_orders import AppOrders
from yarmarka.flows.place_for_apps import AppOrder
from yarmarka.flows.place_orders import Placed
from yarmarka.kernel.clock import now
from yarmarka.kernel.telemetry import REQUEST_ID, observed
from yarmarka.kernel.threaded import Headers, Line
from yarmarka.presentation.locales import without_region
from yarmarka.vocabulary.ids import public_id


class House(Protocol):
    """What stands behind the lane. `body` is what was read of a request already."""

    def __call__(self, scope: Scope, line: Line, body: bytes | None = None) -> Awaitable[None]:
        """Answer a request."""


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
    """An application on the server's event loop, in front of one that gets everything but apps' plain orders."""

    def __init__(self, house: House, *, place: AppOrders) -> None:
        self._house = house
        self._place = place
        # The first shopper shall not wait while the house is put together.
        for language, _ in settings.LANGUAGES:
            _house_headers(language)

    async def __call__(self, scope: Scope, line: Line) -> None:
        """Answer a request."""
        if scope.path != PATH or scope.method != "POST" or not _may_enter(scope):
            return await self._house(scope, line)
        body = await line()
        wish = read_wish(body)
        if wish is not None:
            language = _language(scope.headers.get("accept-language", ""))
            with observed("POST") as seen:
                answer = await self._serve(_app_order(scope, wish, language=language), language=language)
                if answer is not None:
                    seen.route, seen.status = PATH.removeprefix("/"), answer.status
                    headers = _head(answer, language=language, request_id=seen.request_id)
                    return line.response_bytes(answer.status, headers, answer.body)
        return await self._house(scope, line, body)

    async def _serve(self, wish: AppOrder, *, language: str) -> _Answer | None:
        """Place an order; nothing where the framework must look who asks."""
        try:
            outcome = await self._place(wish, now=now())
            if outcome is None:
                return None
            if isinstance(outcome, Placed):
                return _placed(outcome)
            return _explained(outcome.error, language=language)
        except Exception as error:
            return _explained(error, language=language)


def _may_enter(scope: Scope) -> bool:
    """Test if a request is one of an app, by a plain way and small enough, before its body is read."""
    told = scope.headers.get
    length = told("content-length", "")
    return (
        told("authorization", "").startswith(_BEARER)
        and "cookie" not in scope.headers
        and STOREFRONT_HEADER.lower() not in scope.headers
        and not scope.query_string
        and length.isdecimal()
        and int(length) <= LARGEST_BYTES
        and _KEY.fullmatch(told("idempotency-key", "")) is not None
        and len(told("accept-language", "")) <= _LONGEST_HEADER
        and (not settings.SECURE_SSL_REDIRECT or told("x-forwarded-proto") == "https")
        and _is_ours(told("host", ""))
        and told("host", "").partition(":")[0].lower() not in known_hosts()
        and not settings.MAINTENANCE_FILE.exists()
    )


@lru_cache(maxsize=64)
def _is_ours(host: str) -> bool:
    domain, _ = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def _app_order(scope: Scope, wish: Wish, *, language: str) -> AppOrder:
    return AppOrder(
        token_digest=token_digest(scope.headers.get("authorization").removeprefix(_BEARER).strip()),
        request_key=UUID(scope.headers.get("idempotency-key")),
        address_id=wish.address_id,
        lines=wish.lines,
        deliveries=wish.deliveries,
        locale=without_region(language),
        currency=wish.currency,
        shop_currency=settings.DEFAULT_CURRENCY,
        expected_total_minor=wish.expected_total_minor,
        pay_within=timedelta(minutes=settings.UNPAID_ORDER_MINUTES),
    )


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


def _head(answer: _Answer, *, language: str, request_id: str) -> Headers:
    """Return all headers of an answer."""
    return [
        *_house_headers(language),
        *answer.headers,
        ("Content-Length", str(len(answer.body))),
        (REQUEST_ID, request_id),
    ]


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
