"""The API, version 1: its rooms, its errors, its document."""

from typing import Any, Final

from django.core.exceptions import RequestDataTooBig
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.operation import Operation

from yarmarka.api import (
    addresses,
    basket,
    browse,
    carrier_events,
    checkout,
    orders,
    payment_events,
    pickup,
    seller,
    seller_offers,
    sign_in,
    wish_list,
)
from yarmarka.api.body import LARGEST_BYTES, SmallJson
from yarmarka.api.callers import SIGNED_IN, STOREFRONT_HEADER
from yarmarka.api.errors import (
    BodyTooLarge,
    BodyUnreadable,
    DatabaseAway,
    NotSignedIn,
    OurFault,
    headers_for,
    problem,
)
from yarmarka.api.readable import faults, is_in_path
from yarmarka.api.shapes import Json
from yarmarka.kernel.errors import Invalid, Missing, YarmarkaError
from yarmarka.kernel.telemetry import log

DESCRIPTION = """\
Everything that the shop and the sellers' console do, for machines.

Amounts are in minor units. Ids carry a prefix that says what they are. Errors have one shape, `Problem`, in the
language of `Accept-Language`. What is another's looks exactly like what does not exist.

Several shops stand on one catalogue and one order book. `X-Storefront` (or `?storefront=`) names the one that you are
in; without it you are in the one at the address that you call, mostly the marketplace. A shop sells its own assortment
only, takes its own currencies, and has baskets of its own; orders are listed from all of them.
"""
#: rooms whose operations are of one shop
IN_A_SHOP: Final = frozenset({"goods", "basket", "checkout"})
NAMED_SHOP: Final = {
    "name": STOREFRONT_HEADER,
    "in": "header",
    "required": False,
    "description": "The code of the shop that the caller is in.",
    "schema": {"type": "string"},
}


class Api(NinjaAPI):
    """Answers are for their caller alone, and say what they depend on."""

    def create_response(self, request: HttpRequest, data: Any, **how: Any) -> HttpResponse:
        response = super().create_response(request, data, **how)
        response["Cache-Control"] = "private, no-store"
        return response

    def get_openapi_schema(self, **how: Any) -> Any:
        """Return the description, with the header that names a shop at each operation that is of one."""
        schema = super().get_openapi_schema(**how)
        for operations in schema["paths"].values():
            for operation in operations.values():
                if not IN_A_SHOP.isdisjoint(operation.get("tags", ())):
                    operation["parameters"] = [*operation.get("parameters", ()), NAMED_SHOP]
        return schema

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return a name for generated clients: the room and the operation in it."""
        view = operation.view_func
        return f"{view.__module__.rpartition('.')[2]}_{view.__name__}"


api = Api(
    title="Yarmarka",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    auth=SIGNED_IN,
    parser=SmallJson(),
    renderer=Json(),
)
for room in (
    sign_in,
    browse,
    basket,
    wish_list,
    addresses,
    checkout,
    orders,
    seller,
    seller_offers,
    payment_events,
    carrier_events,
    pickup,
):
    api.add_router("", room.router)


def answer(request: HttpRequest, error: YarmarkaError, **more: Any) -> HttpResponse:
    """Return an error as JSON, with the headers that go with it."""
    response = api.create_response(request, problem(error, **more), status=error.status)
    for name, value in headers_for(error).items():
        response[name] = value
    return response


@api.exception_handler(YarmarkaError)
def _named(request: HttpRequest, error: YarmarkaError) -> HttpResponse:
    return answer(request, error)


@api.exception_handler(ValidationError)
def _unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    if is_in_path(error.errors):
        return answer(request, Missing())
    found = faults(error.errors)
    return answer(request, Invalid(field=found[0].field if found else None), errors=found)


@api.exception_handler(AuthenticationError)
def _nobody(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return answer(request, NotSignedIn())


@api.exception_handler(Http404)
def _nothing(request: HttpRequest, error: Http404) -> HttpResponse:
    return answer(request, Missing())


@api.exception_handler(RequestDataTooBig)
def _too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return answer(request, BodyTooLarge(field="body", limit_bytes=LARGEST_BYTES))


@api.exception_handler(HttpError)
def _by_the_framework(request: HttpRequest, error: HttpError) -> HttpResponse:
    # The framework has one word for whatever went wrong while the body was read; our own is its cause.
    cause = error.__cause__
    return answer(request, cause if isinstance(cause, YarmarkaError) else BodyUnreadable(field="body"))


@api.exception_handler(OperationalError)
@api.exception_handler(InterfaceError)
def _away(request: HttpRequest, error: Exception) -> HttpResponse:
    # What psycopg raises when PostgreSQL is not there, went away in mid-query, or gave way to somebody else.
    log.warning("the database did not answer", exc_info=error)
    return answer(request, DatabaseAway(retry_after_s=5))


@api.exception_handler(Exception)
def _surprise(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("request failed", exc_info=error)
    got_request_exception.send(sender=Api, request=request)
    return answer(request, OurFault())
