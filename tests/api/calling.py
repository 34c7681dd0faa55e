"""Calls the API as an app does: a token, JSON, a language; in this process or over real HTTP."""

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx
from django.conf import settings
from django.test import Client

from yarmarka.domain.accounts.actions import issue_token
from yarmarka.domain.accounts.models import Person
from yarmarka.kernel.clock import now

ROOT = "/api/v1"
_NETWORK = httpx.Client(timeout=60, trust_env=False, limits=httpx.Limits(max_connections=None))


@dataclass
class Answer:
    """What came back."""

    status: int
    body: Any
    headers: dict[str, str]


@dataclass
class App:
    """An app that speaks for a person, or for a guest. With an `address` it goes over the network."""

    token: str = ""
    language: str = "en"
    basket_key: str = ""
    address: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Answer:
        return self.call("GET", path, None, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Answer:
        return self.call("POST", path, body, **headers)

    def put(self, path: str, body: Any = None, **headers: str) -> Answer:
        return self.call("PUT", path, body, **headers)

    def delete(self, path: str, **headers: str) -> Answer:
        return self.call("DELETE", path, None, **headers)

    def call(self, method: str, path: str, body: Any, **headers: str) -> Answer:
        """Send a request; header names are written with underscores."""
        sent = self.extra | {"Accept-Language": self.language}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        if self.basket_key:
            sent["X-Basket-Key"] = self.basket_key
        content = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        return self._send(method, path, content, sent)

    def _send(self, method: str, path: str, content: bytes, headers: dict[str, str]) -> Answer:
        if self.address:
            got = _NETWORK.request(
                method,
                f"{self.address}{ROOT}{path}",
                content=content,
                headers=headers | {"Content-Type": "application/json"},
            )
            return Answer(got.status_code, read(got.content, got.headers["Content-Type"]), dict(got.headers))
        response = Client(raise_request_exception=True).generic(
            method, f"{ROOT}{path}", content, content_type="application/json", headers=headers
        )
        return Answer(
            response.status_code,
            read(response.content, response.get("Content-Type", "")),
            dict(response.headers),
        )


def read(content: bytes, kind: str) -> Any:
    """Return JSON as its value, anything else as it came."""
    return json.loads(content) if content and kind.startswith("application/json") else content


def app_of(person: Person, **how: Any) -> App:
    """Return an app that a person has signed in to."""
    return App(token=issue_token(person_id=person.id, now=now()).token, **how)


def shown(prefix: str, key: UUID) -> str:
    """Return the public form of a key."""
    from yarmarka.vocabulary.ids import public_id

    return public_id(prefix, key)


def signed(secret: str, facts: Any, *, at: float | None = None) -> tuple[bytes, dict[str, str]]:
    """Return a webhook's body and headers, signed as the services outside do."""
    body = json.dumps(facts).encode()
    second = str(int(now().timestamp() if at is None else at))
    mark = hmac.new(secret.encode(), second.encode() + b"." + body, hashlib.sha256).hexdigest()
    return body, {"Yarmarka_Signature": f"t={second},v1={mark}"}


def payment_news(attempt_id: UUID, total: Any, *, status: str, sequence: int, event: str = "") -> Any:
    """Return what the acquirer says of a payment."""
    return {
        "id": event or f"evt_{attempt_id}_{status}",
        "type": f"payment.{status}",
        "data": {
            "payment": {
                "id": f"pay_{attempt_id}",
                "status": status,
                "amount_minor": total.minor,
                "currency": total.currency,
                "sequence": sequence,
                "updated_at": now().isoformat(),
                "idempotency_key": str(attempt_id),
            }
        },
    }


def tell_acquirer(app: App, facts: Any) -> Answer:
    """Send news as the acquirer does."""
    body, headers = signed(settings.ACQUIRER_SECRET, facts)
    return app.post("/webhooks/acquirer", body, **headers)
