"""Calls a JSON service outside over HTTP: bounded waits, polite retries, answers checked before they are used."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

import httpx

from yarmarka.connectors.errors import BadPayload, Refused, UnexpectedAnswer, Unreachable
from yarmarka.connectors.facts import Facts
from yarmarka.connectors.patience import Passing, Patience
from yarmarka.kernel.telemetry import tracer

TIMEOUT: Final = httpx.Timeout(5.0, connect=2.0)
LIMITS: Final = httpx.Limits(max_connections=20, max_keepalive_connections=5, keepalive_expiry=5)
#: "too many requests": nothing was done, and soon there will be room again
TOO_MANY: Final = 429


@dataclass(frozen=True)
class Complaint:
    """How a service says no: a code, the field at fault (if one is) and a sentence."""

    code: str
    field: str | None = None
    message: str = ""


def _own_complaint(facts: Facts) -> Complaint:
    problem = facts.group("error")
    return Complaint(problem.text("code"), problem.raw.get("field"), problem.text_or_empty("message"))


@dataclass(frozen=True)
class Speech:
    """The manners of a service: where its calls begin, what it calls a request's key, how it says no and "not yet"."""

    root: str = "/v1/"
    key_header: str = "Idempotency-Key"
    complaint: Callable[[Facts], Complaint] = _own_complaint
    not_yet: frozenset[int] = frozenset({TOO_MANY})


class Caller:
    """Talks to one service. Every call here may be repeated: reads, and writes that carry their own key.

    Safe to share between threads. Nothing that is sent is logged: it may be about a person.
    """

    def __init__(
        self,
        *,
        service: str,
        address: str,
        secret: str = "",
        auth: tuple[str, str] | None = None,
        speech: Speech = Speech(),
    ) -> None:
        self.service = service
        self._speech = speech
        self._patience = Patience(service=service)
        self._client = httpx.Client(
            base_url=address,
            auth=auth,
            headers={"Accept": "application/json"}
            | ({"Authorization": f"Bearer {secret}"} if secret else {}),
            timeout=TIMEOUT,
            # The stand-ins are on this machine; a proxy from the environment would not find them.
            trust_env=False,
            limits=LIMITS,
        )

    def get(self, *path: str) -> Facts:
        """Read something. The parts of the path may come from anywhere: none can lead to another place."""
        return self._ask(self._client.build_request("GET", self._joined(path)))

    def lines(self, *path: str, query: Mapping[str, str]) -> Iterator[str]:
        """Read something long line by line, as it comes. Raises Unreachable, also in the middle."""
        request = self._client.build_request("GET", self._joined(path), params=query)
        with tracer.start_as_current_span("outside.call", attributes={"peer.service": self.service}):
            answer = self._patience.ask(lambda: self._send(request, stream=True))
            try:
                if not answer.is_success:
                    answer.read()
                    self._read(answer)
                yield from answer.iter_lines()
            except httpx.TransportError as error:
                raise Unreachable(service=self.service, reason=type(error).__name__) from error
            finally:
                answer.close()

    def post(self, *path: str, facts: Mapping[str, Any], key: str = "") -> Facts:
        """Ask for something to be done; the same key means the same thing, done once."""
        headers = {self._speech.key_header: key} if key else {}
        return self._ask(self._client.build_request("POST", self._joined(path), json=facts, headers=headers))

    def exchange(
        self,
        method: str,
        *path: str,
        query: Mapping[str, str] | None = None,
        facts: Any = None,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """Ask in the service's own manner; return its JSON, which need not be an object."""
        request = self._client.build_request(
            method, self._joined(path), params=query, json=facts, data=form, headers=headers
        )
        with tracer.start_as_current_span(
            "outside.call", attributes={"peer.service": self.service, "http.request.method": method}
        ):
            return self._decode(self._patience.ask(lambda: self._send(request)))

    def _ask(self, request: httpx.Request) -> Facts:
        # The span tells which service and how it went; addresses carry references, so they stay out.
        with tracer.start_as_current_span(
            "outside.call", attributes={"peer.service": self.service, "http.request.method": request.method}
        ):
            return self._read(self._patience.ask(lambda: self._send(request)))

    def _send(self, request: httpx.Request, *, stream: bool = False) -> httpx.Response:
        try:
            answer = self._client.send(request, stream=stream)
        except httpx.TransportError as error:
            raise Passing(type(error).__name__, is_down=True) from error
        if answer.status_code >= 500 or answer.status_code in self._speech.not_yet:
            answer.close()
            raise Passing(f"HTTP {answer.status_code}", is_down=answer.status_code >= 500)
        return answer

    def _read(self, answer: httpx.Response) -> Facts:
        try:
            return Facts(self._decode(answer))
        except BadPayload:
            raise UnexpectedAnswer(service=self.service, http_status=answer.status_code) from None

    def _decode(self, answer: httpx.Response) -> Any:
        try:
            said = json.loads(answer.content)
            if answer.is_success:
                return said
            problem = self._speech.complaint(Facts(said))
        except (ValueError, BadPayload):
            raise UnexpectedAnswer(service=self.service, http_status=answer.status_code) from None
        raise Refused(field=problem.field, service=self.service, reason=problem.code, message=problem.message)

    def _joined(self, path: tuple[str, ...]) -> str:
        # A part that is only dots would be taken for a way up, quoted or not.
        return self._speech.root + "/".join(quote(part, safe="") if part.strip(".") else "-" for part in path)
