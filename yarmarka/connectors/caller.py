"""Calls a JSON service outside over HTTP: bounded waits, polite retries, answers checked before they are used."""

import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

import httpx
import stamina

from yarmarka.connectors.breaker import Breaker
from yarmarka.connectors.errors import BadPayload, Refused, UnexpectedAnswer, Unreachable
from yarmarka.connectors.facts import Facts
from yarmarka.kernel.telemetry import tracer

TRIES: Final = 3
LONGEST_S: Final = 10.0
TIMEOUT: Final = httpx.Timeout(5.0, connect=2.0)


class _Passing(Exception):
    """A failure that may be over in a moment."""


class Caller:
    """Talks to one service. Every call here may be repeated: reads, and writes that carry their own key.

    Safe to share between threads. Nothing that is sent is logged: it may be about a person.
    """

    def __init__(self, *, service: str, address: str, secret: str) -> None:
        self.service = service
        self._breaker = Breaker()
        self._client = httpx.Client(
            base_url=address,
            headers={"Authorization": f"Bearer {secret}", "Accept": "application/json"},
            timeout=TIMEOUT,
            # The stand-ins are on this machine; a proxy from the environment would not find them.
            trust_env=False,
            limits=httpx.Limits(max_connections=20, max_keepalive_connections=5, keepalive_expiry=5),
        )

    def get(self, *path: str) -> Facts:
        """Read something. The parts of the path may come from anywhere: none can lead to another place."""
        return self._ask(self._client.build_request("GET", _joined(path)))

    def post(self, *path: str, facts: Mapping[str, Any], key: str = "") -> Facts:
        """Ask for something to be done; the same key means the same thing, done once."""
        headers = {"Idempotency-Key": key} if key else {}
        return self._ask(self._client.build_request("POST", _joined(path), json=facts, headers=headers))

    def _ask(self, request: httpx.Request) -> Facts:
        # The span tells which service and how it went; addresses carry references, so they stay out.
        with tracer.start_as_current_span(
            "outside.call", attributes={"peer.service": self.service, "http.request.method": request.method}
        ):
            return self._read(self._ask_patiently(request))

    def _ask_patiently(self, request: httpx.Request) -> httpx.Response:
        try:
            for attempt in stamina.retry_context(
                on=_Passing,
                attempts=TRIES,
                timeout=LONGEST_S,
                wait_initial=0.1,
                wait_max=1.0,
                wait_jitter=0.2,
            ):
                with attempt:
                    return self._ask_once(request)
        except _Passing as failure:
            raise Unreachable(service=self.service, reason=str(failure)) from failure
        raise AssertionError("the last try either answers or raises")

    def _ask_once(self, request: httpx.Request) -> httpx.Response:
        if not self._breaker.may_ask():
            raise Unreachable(service=self.service, reason="resting")
        try:
            answer = self._client.send(request)
        except httpx.TransportError as error:
            self._breaker.note(answered=False)
            raise _Passing(type(error).__name__) from error
        self._breaker.note(answered=answer.status_code < 500)
        if answer.status_code >= 500 or answer.status_code == 429:
            raise _Passing(f"HTTP {answer.status_code}")
        return answer

    def _read(self, answer: httpx.Response) -> Facts:
        try:
            facts = Facts(json.loads(answer.content))
            if answer.is_success:
                return facts
            problem = facts.group("error")
            refusal = Refused(
                field=problem.raw.get("field"),
                service=self.service,
                reason=problem.text("code"),
                message=problem.text_or_empty("message"),
            )
        except (ValueError, BadPayload):
            raise UnexpectedAnswer(service=self.service, http_status=answer.status_code) from None
        raise refusal


def _joined(path: tuple[str, ...]) -> str:
    # A part that is only dots would be taken for a way up, quoted or not.
    return "/v1/" + "/".join(quote(part, safe="") if part.strip(".") else "-" for part in path)
