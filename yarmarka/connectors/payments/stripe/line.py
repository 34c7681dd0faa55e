"""The line to Stripe: its library over our own HTTP client, with our time limits, our patience and our errors."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, NoReturn, TypeVar

import httpx
import stripe

from yarmarka.connectors.caller import LIMITS, TIMEOUT, TOO_MANY
from yarmarka.connectors.errors import Refused, UnexpectedAnswer
from yarmarka.connectors.facts import Facts
from yarmarka.connectors.patience import Passing, Patience
from yarmarka.kernel.telemetry import tracer

SERVICE: Final = "stripe"
#: Another request with the same key is still at work: soon there will be an answer to take.
_IN_USE: Final = 409
_REFERENCE: Final = re.compile(r"[A-Za-z0-9_]+")

# Otherwise the library writes an id of this machine to the disk and sends it along.
stripe.enable_telemetry = False

Thing = TypeVar("Thing", bound=stripe.StripeObject)


class _Unanswered(Exception):
    """The line was cut. Not an error of the library's: it wraps those in sentences."""


class _Wire(stripe.HTTPClient):
    """The library's HTTP client, over one httpx client that threads share.

    Those that come with it take proxies from the environment or open a connection for each thread.
    """

    name = "httpx"

    def __init__(self) -> None:
        super().__init__()
        self._client = httpx.Client(timeout=TIMEOUT, limits=LIMITS, trust_env=False)

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: Any = None,
        *,
        _usage: list[str] | None = None,
    ) -> tuple[str, int, Mapping[str, str]]:
        """Send one request; return the answer's body, status and headers."""
        try:
            answer = self._client.request(method, url, headers=headers, content=post_data or None)
        except httpx.TransportError as error:
            raise _Unanswered(type(error).__name__) from error
        return answer.text, answer.status_code, answer.headers


def reference(text: str) -> str:
    """Return a thing's id as it may stand in an address: one from anywhere must not lead to another place."""
    return text if _REFERENCE.fullmatch(text) else "-"


class Line:
    """Asks Stripe. Every request here may be repeated: reads, and writes that carry their own key."""

    def __init__(self, *, address: str, key: str) -> None:
        self._patience = Patience(service=SERVICE)
        self.client = stripe.StripeClient(
            # The library takes no empty key; without one every answer is a refusal anyway.
            key or "none",
            base_addresses={"api": address},
            # Patience repeats, and knows when to leave the service in peace.
            max_network_retries=0,
            http_client=_Wire(),
        )

    def ask(self, once: Callable[[stripe.StripeClient], Thing]) -> Facts:
        """Return the facts of what Stripe answers. Raises Unreachable, UnexpectedAnswer or Refused."""
        with tracer.start_as_current_span("outside.call", attributes={"peer.service": SERVICE}):
            return Facts(self._patience.ask(lambda: _ask_once(self.client, once)))


def _ask_once(client: stripe.StripeClient, once: Callable[[stripe.StripeClient], Thing]) -> dict[str, Any]:
    try:
        return once(client).to_dict()
    except _Unanswered as error:
        raise Passing(str(error), is_down=True) from error
    except stripe.StripeError as error:
        _say(error)


def _say(error: stripe.StripeError) -> NoReturn:
    """Raise what an error of the library means to us. Its own text may quote what we sent: it is not kept whole."""
    status = error.http_status or 0
    if status >= 500 or status in {TOO_MANY, _IN_USE}:
        raise Passing(f"HTTP {status}", is_down=status >= 500) from error
    told = error.json_body.get("error") if isinstance(error.json_body, dict) else None
    if not isinstance(told, dict):
        raise UnexpectedAnswer(service=SERVICE, http_status=status) from error
    raise Refused(
        field=told.get("param"),
        service=SERVICE,
        reason=str(told.get("code") or told.get("type") or "refused"),
        message=str(told.get("message") or ""),
    ) from error
