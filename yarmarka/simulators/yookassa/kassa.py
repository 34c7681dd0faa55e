"""YooKassa as a whole: the machine's routes over its books."""

import base64
import hmac
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from werkzeug.wrappers import Request, Response

from yarmarka.simulators.shared.behaviour import SCOPES, Behaviour, set_behaviour
from yarmarka.simulators.shared.fields import Fields
from yarmarka.simulators.shared.front import Manners, Route, is_bearer, json_fields, reply
from yarmarka.simulators.shared.refusals import Refusal
from yarmarka.simulators.shared.rounds import Rounds
from yarmarka.simulators.shared.store import Store
from yarmarka.simulators.shared.things import Facts, due_things, once, public, thing
from yarmarka.simulators.yookassa import money_out, payments, receipts

ROOT: Final = "/v3/"
KEY_HEADER: Final = "Idempotence-Key"
LONGEST_KEY: Final = 64
_CODES: Final = {401: "invalid_credentials", 403: "forbidden", 404: "not_found", 500: "internal_server_error"}


@dataclass(frozen=True)
class Terms:
    """How long things take."""

    lifetime: timedelta
    settles_after: timedelta


@dataclass(frozen=True)
class Kassa:
    """Answers the shop's machine. Every change and its webhook are one transaction."""

    store: Store
    terms: Terms
    sender: Rounds

    def routes(self) -> list[Route]:
        """Return the machine's routes."""
        reading = [
            Route("GET", f"{ROOT}{kind}s/<thing_id>", self._reader(kind))
            for kind in ("payment", "refund", "payout", "receipt")
        ]
        return [
            *reading,
            Route("POST", f"{ROOT}payments", self.create_payment),
            Route("POST", f"{ROOT}payments/<payment_id>/capture", self.capture),
            Route("POST", f"{ROOT}payments/<payment_id>/cancel", self.cancel),
            Route("POST", f"{ROOT}refunds", self.refund),
            Route("POST", f"{ROOT}payouts", self.pay_out),
            Route("POST", f"{ROOT}receipts", self.register),
            Route("POST", f"{ROOT}test/behaviour", self.behave),
        ]

    def create_payment(self, request: Request) -> Response:
        """Make a payment and say where the shopper confirms it."""
        lifetime, host = self.terms.lifetime, request.host_url
        return self._write(
            request,
            lambda db, asked, now: payments.create(db, asked, host_url=host, lifetime=lifetime, now=now),
        )

    def capture(self, request: Request, payment_id: str) -> Response:
        """Take what is held."""
        return self._write(request, lambda db, asked, now: payments.capture(db, payment_id, asked, now=now))

    def cancel(self, request: Request, payment_id: str) -> Response:
        """Let what is held go."""
        return self._write(request, lambda db, _asked, now: payments.release(db, payment_id, now=now))

    def refund(self, request: Request) -> Response:
        """Give money back."""
        return self._write(request, lambda db, asked, now: money_out.refund(db, asked, now=now))

    def pay_out(self, request: Request) -> Response:
        """Promise to pay a seller."""
        after = self.terms.settles_after
        return self._write(
            request, lambda db, asked, now: money_out.pay_out(db, asked, settles_after=after, now=now)
        )

    def register(self, request: Request) -> Response:
        """Take a receipt on."""
        after = self.terms.settles_after
        return self._write(
            request, lambda db, asked, now: receipts.register(db, asked, registers_after=after, now=now)
        )

    def behave(self, request: Request) -> Response:
        """Set how webhooks misbehave: for the next payment, or for all."""
        asked = json_fields(request)
        scope = asked.one_of("scope", SCOPES, default="next")
        with self.store.transaction() as db:
            set_behaviour(db, scope, Behaviour.asked(asked))
        return reply({"scope": scope})

    def let_time_pass(self, now: datetime) -> bool:
        """Expire, settle and register what is due; return whether anything was."""
        happens: dict[str, Callable[..., None]] = {
            "payment": payments.expire,
            "payout": money_out.settle,
            "receipt": receipts.settle,
        }
        with self.store.transaction() as db:
            due = due_things(db, now=now)
            for kind, facts in due:
                happens[kind](db, facts, now=now)
        if due:
            self.sender.wake()
        return bool(due)

    def _write(
        self, request: Request, do: Callable[[sqlite3.Connection, Fields, datetime], Facts]
    ) -> Response:
        key, asked, now = request.headers.get(KEY_HEADER, ""), json_fields(request), datetime.now(tz=UTC)
        if len(key) > LONGEST_KEY:
            raise Refusal(400, "invalid_request", "The key is too long.", field=KEY_HEADER)
        content = request.path.encode() + request.get_data()
        with self.store.transaction() as db:
            facts = once(db, key=key, content=content, do=lambda: public(do(db, asked, now)))
        self.sender.wake()
        return reply(facts)

    def _reader(self, kind: str) -> Callable[..., Response]:
        def read(_request: Request, thing_id: str) -> Response:
            with self.store.transaction() as db:
                return reply(public(thing(db, kind, thing_id)))

        return read


def manners(shop_id: str, secret: str) -> Manners:
    """Return how YooKassa's machine talks: the shop's id and key (or a token), and errors in its own words."""
    basic = "Basic " + base64.b64encode(f"{shop_id}:{secret}".encode()).decode()

    def admits(request: Request) -> bool:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode(), basic.encode()) or is_bearer(request, secret)

    return Manners(admits=admits, root=ROOT, refuse=_refuse)


def _refuse(refusal: Refusal) -> Response:
    facts: dict[str, Any] = {
        "type": "error",
        "id": str(uuid4()),
        "code": _CODES.get(refusal.status, "invalid_request"),
        "description": refusal.reason,
    }
    if refusal.field:
        facts["parameter"] = refusal.field
    # What can't be taken is 400 with them, whatever is wrong with it.
    return reply(facts, status=refusal.status if refusal.status in _CODES else 400)
