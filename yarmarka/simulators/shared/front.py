"""The HTTP front of a stand-in: routes, who may call them, errors as JSON or a page, and the server."""

import hashlib
import hmac
import json
import logging
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlsplit

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from yarmarka.simulators.shared.fields import Fields
from yarmarka.simulators.shared.refusals import Refusal, invalid

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger("yarmarka.simulators")

LARGEST_BODY: Final = 64 * 1024
STYLE: Final = Path(__file__).with_name("style.css")


@dataclass(frozen=True)
class Route:
    """One method on one path. An open route is for browsers; the others want the shared secret."""

    method: str
    path: str
    answer: Callable[..., Response]
    is_open: bool = False


@dataclass(frozen=True)
class Manners:
    """How machines talk to a stand-in: what lets one in, where its calls begin, how it is told no."""

    admits: Callable[[Request], bool]
    root: str
    refuse: Callable[[Refusal], Response]


def own_manners(secret: str) -> Manners:
    """Return the manners of stand-ins that follow no protocol but ours."""

    def admits(request: Request) -> bool:
        return is_bearer(request, secret)

    def refuse(refusal: Refusal) -> Response:
        return reply(refusal.as_facts(), status=refusal.status)

    return Manners(admits=admits, root="/v1/", refuse=refuse)


def is_bearer(request: Request, secret: str) -> bool:
    """Test if the request carries the secret as a bearer's token."""
    given = request.headers.get("Authorization", "")
    return hmac.compare_digest(given.encode(), f"Bearer {secret}".encode())


class Front:
    """A WSGI application over routes."""

    def __init__(
        self,
        routes: Iterable[Route],
        *,
        secret: str,
        refusal_page: Callable[[Request, Refusal], Response],
        manners: Manners | None = None,
    ) -> None:
        own = (
            Route("GET", "/healthz", lambda _request: reply({"status": "ok"}), is_open=True),
            Route("GET", "/style.css", _style, is_open=True),
        )
        self._map = Map([Rule(each.path, methods=[each.method], endpoint=each) for each in (*routes, *own)])
        self._manners = manners or own_manners(secret)
        self._refusal_page = refusal_page

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        request = Request(environ)
        request.max_content_length = LARGEST_BODY
        response = self._answer(request)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers.setdefault("Cache-Control", "no-store")
        return response(environ, start_response)

    def _answer(self, request: Request) -> Response:
        try:
            route, values = self._map.bind_to_environ(request.environ).match()
            self._admit(request, route)
            return cast(Route, route).answer(request, **values)
        except Refusal as refusal:
            return self._refused(request, refusal)
        except HTTPException as error:
            known = Refusal(error.code or 500, error.name.lower().replace(" ", "_"), error.description or "")
            return self._refused(request, known)
        except Exception:
            log.exception("an answer failed")
            return self._refused(
                request, Refusal(500, "failed", "Something went wrong here. Please try again.")
            )

    def _admit(self, request: Request, route: Route) -> None:
        if not route.is_open:
            if not self._manners.admits(request):
                raise Refusal(401, "unauthorized", "The secret is missing or wrong.")
            return
        # A form on another site must not press our buttons; a browser says where a form comes from.
        origin = request.headers.get("Origin", request.host_url)
        if request.method == "POST" and urlsplit(origin).netloc != request.host:
            raise Refusal(403, "foreign_form", "This form was sent from another site.")

    def _refused(self, request: Request, refusal: Refusal) -> Response:
        if request.path.startswith(self._manners.root):
            return self._manners.refuse(refusal)
        return self._refusal_page(request, refusal)


def reply(facts: Mapping[str, Any], *, status: int = 200) -> Response:
    """Return JSON."""
    return Response(json.dumps(facts, ensure_ascii=False), status=status, content_type="application/json")


def go_to(address: str) -> Response:
    """Send a browser on to read another page (303)."""
    return Response(status=303, headers={"Location": address})


def json_fields(request: Request) -> Fields:
    """Return the fields of a JSON body; an empty body has none."""
    body = request.get_data()
    try:
        return Fields(json.loads(body) if body else {})
    except ValueError:
        raise invalid("body", "The body is not JSON.") from None


def page_asked(request: Request) -> tuple[int, int]:
    """Return how many things a request wants to see, and how many before them it leaves out."""
    limit, offset = (
        request.args.get(name, given, type=int) for name, given in (("limit", 100), ("offset", 0))
    )
    if not 1 <= limit <= 1_000 or offset < 0:
        raise invalid("limit", "A limit from 1 to 1000 and an offset from 0 are wanted.")
    return limit, offset


@dataclass(frozen=True)
class RequestKey:
    """What makes a repeated request the same request: the caller's key, and a hash of what it asked for."""

    key: str
    content: str

    def check_same(self, content: str) -> None:
        """Refuse a key that is used a second time for something else."""
        if content != self.content:
            raise Refusal(
                409, "idempotency_conflict", "This key was used for another request.", field="Idempotency-Key"
            )


def request_key(request: Request, *names: str) -> RequestKey:
    """Return the request's `Idempotency-Key` with its content's hash; refuse when there is none.

    `names` are the fields that make the request what it is; the others may differ when it is repeated.
    """
    key = request.headers.get("Idempotency-Key", "")
    if not 1 <= len(key) <= 64:
        raise invalid("Idempotency-Key", "A header with a key of 1 to 64 characters is wanted.")
    return RequestKey(key, content_hash(request, *names))


def content_hash(request: Request, *names: str) -> str:
    """Return a hash of these fields of what is asked for, whatever their order."""
    canonical = json.dumps(json_fields(request).only(*names), sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def serve(port: int, application: "WSGIApplication") -> BaseWSGIServer:
    """Return a server on the loopback interface, a thread per connection; port 0 picks a free one."""
    return make_server("127.0.0.1", port, application, threaded=True, request_handler=_Quiet)


def six_digits() -> str:
    """Return a code that a person can type."""
    return f"{secrets.randbelow(1_000_000):06d}"


class _Quiet(WSGIRequestHandler):
    """Writes no line per request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: what happened stands in the store."""


def _style(_request: Request) -> Response:
    return Response(STYLE.read_bytes(), content_type="text/css; charset=utf-8")
