"""Structured logs, a request id on every line, and OpenTelemetry spans; no personal data in any of them."""

import logging
import logging.config
import time
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from uuid import uuid4

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from opentelemetry import trace

tracer = trace.get_tracer("yarmarka")
log = structlog.get_logger("yarmarka")

_SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


class PathsUntold(logging.Filter):
    """Keeps paths out of what Django itself says of refused requests: a path may hold what a person typed."""

    def filter(self, record: logging.LogRecord) -> bool:
        path = getattr(getattr(record, "request", None), "path", None)
        if path and isinstance(record.args, tuple):
            record.args = tuple("(path)" if said == path else said for said in record.args)
        return True


def details_untold(
    logger: object, method: str, event: MutableMapping[str, object]
) -> MutableMapping[str, object]:
    """Drop what PostgreSQL tells of the row that it refused: it quotes the values, and they may be a person's."""
    if said := event.get("exception"):
        kept = [line for line in str(said).splitlines() if not line.startswith(("DETAIL:", "CONTEXT:"))]
        event["exception"] = "\n".join(kept)
    return event


def configure_logs() -> None:
    """Send every log line, ours and libraries', through one renderer: JSON, or words for a console."""
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings.LOG_FORMAT == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        # What the level leaves out is not even written.
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            details_untold,
            renderer,
        ],
        "foreign_pre_chain": _SHARED,
    }
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"structured": formatter},
            "filters": {"paths_untold": {"()": PathsUntold}},
            "handlers": {
                "stderr": {
                    "class": "logging.StreamHandler",
                    "formatter": "structured",
                    "filters": ["paths_untold"],
                }
            },
            "root": {"handlers": ["stderr"], "level": settings.LOG_LEVEL},
            # A line per request comes from RequestLog, without query strings or addresses of people.
            "loggers": {
                "httpx": {"level": "WARNING"},
                "stripe": {"level": "WARNING"},
                "procrastinate": {"level": "WARNING"},
                "django.server": {"level": "WARNING"},
            },
        }
    )


REQUEST_ID = "X-Request-Id"
#: how much of a request's id a reader is asked to tell: enough to find its lines in the logs
_REFERENCE_LENGTH = 12


def reference() -> str:
    """Return what a reader can tell support of this request: the beginning of its id; nothing outside a request."""
    request_id = str(structlog.contextvars.get_contextvars().get("request_id", ""))
    return request_id[:_REFERENCE_LENGTH]


@dataclass
class Observed:
    """A request as logs and spans tell of it: by the route's pattern, as a path may hold what a person typed."""

    request_id: str
    route: str = "(unmatched)"
    status: int = 0


@contextmanager
def observed(method: str) -> Iterator[Observed]:
    """Give a request an id, a span and a log line; the caller notes route and status.

    Without a status there is no line: somebody else answers, and tells of it.
    """
    seen = Observed(request_id=uuid4().hex)
    started = time.perf_counter()
    with structlog.contextvars.bound_contextvars(request_id=seen.request_id), _span("http.request") as span:
        yield seen
        if not seen.status:
            return
        span.set_attribute("http.route", seen.route)
        span.set_attribute("http.response.status_code", seen.status)
        ms = round((time.perf_counter() - started) * 1000, 1)
        log.info("request", method=method, route=seen.route, status=seen.status, ms=ms)


def _span(name: str) -> AbstractContextManager[trace.Span]:
    """Begin a span; where nobody set tracing up it costs nothing, which a span that goes nowhere does."""
    if isinstance(trace.get_tracer_provider(), trace.ProxyTracerProvider):
        return nullcontext(trace.INVALID_SPAN)
    return tracer.start_as_current_span(name)


class RequestLog:
    """Gives each request an id, a span and one log line: method, route, status, milliseconds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with observed(request.method or "") as seen:
            response = self.get_response(request)
            seen.route = request.resolver_match.route if request.resolver_match else "(unmatched)"
            seen.status = response.status_code
        response[REQUEST_ID] = seen.request_id
        return response
