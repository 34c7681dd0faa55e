"""Stripe as a whole: the machine's routes over its books."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from werkzeug.wrappers import Request, Response

from yarmarka.simulators.shared.behaviour import SCOPES, Behaviour, set_behaviour
from yarmarka.simulators.shared.fields import Fields
from yarmarka.simulators.shared.front import Manners, Route, is_bearer, json_fields, reply
from yarmarka.simulators.shared.refusals import Refusal
from yarmarka.simulators.shared.rounds import Rounds
from yarmarka.simulators.shared.store import Store
from yarmarka.simulators.shared.things import Facts, due_things, once, public, thing, things
from yarmarka.simulators.stripe import money_out, sessions
from yarmarka.simulators.stripe.forms import form_fields

ROOT: Final = "/v1/"
Work = Callable[[sqlite3.Connection, Fields, datetime], Facts]


@dataclass(frozen=True)
class Desk:
    """Answers the shop's machine. Every change and its webhooks are one transaction."""

    store: Store
    lifetime: timedelta
    sender: Rounds

    def routes(self) -> list[Route]:
        """Return the machine's routes, and those of practice under `test/`."""
        return [
            Route("POST", f"{ROOT}checkout/sessions", self.open_session),
            Route("GET", f"{ROOT}checkout/sessions", self._lister("session", "payment_intent")),
            Route("GET", f"{ROOT}checkout/sessions/<session_id>", self.session),
            Route("GET", f"{ROOT}payment_intents/<thing_id>", self._reader("payment_intent")),
            Route("POST", f"{ROOT}payment_intents/<intent>/capture", self.capture),
            Route("POST", f"{ROOT}payment_intents/<intent>/cancel", self.cancel),
            Route("POST", f"{ROOT}refunds", self.refund),
            Route("GET", f"{ROOT}refunds", self._lister("refund", "charge")),
            Route("GET", f"{ROOT}refunds/<thing_id>", self._reader("refund")),
            Route("POST", f"{ROOT}transfers", self.transfer),
            Route("GET", f"{ROOT}transfers/<thing_id>", self._reader("transfer")),
            Route("POST", f"{ROOT}test/behaviour", self.behave),
            Route("POST", f"{ROOT}test/disputes", self.dispute),
            Route("POST", f"{ROOT}test/disputes/<dispute_id>", self.decide),
            Route("POST", f"{ROOT}test/transfers/<transfer_id>/reverse", self.reverse),
        ]

    def open_session(self, request: Request) -> Response:
        """Make a hosted page."""
        host, lifetime = request.host_url, self.lifetime
        return self._write(
            request,
            lambda db, asked, now: sessions.open_session(
                db, asked, host_url=host, lifetime=lifetime, now=now
            ),
        )

    def session(self, request: Request, session_id: str) -> Response:
        """Say how a session stands, with its intent if that is wanted."""
        with self.store.transaction() as db:
            facts = public(thing(db, "session", session_id))
            if facts["payment_intent"] and "payment_intent" in request.args.values():
                facts["payment_intent"] = public(thing(db, "payment_intent", facts["payment_intent"]))
        return reply(facts)

    def capture(self, request: Request, intent: str) -> Response:
        """Take what is held."""
        return self._write(request, lambda db, asked, now: sessions.capture(db, intent, asked, now=now))

    def cancel(self, request: Request, intent: str) -> Response:
        """Let what is held go."""
        return self._write(request, lambda db, asked, now: sessions.release(db, intent, asked, now=now))

    def refund(self, request: Request) -> Response:
        """Give money back."""
        return self._write(request, lambda db, asked, now: money_out.refund(db, asked, now=now))

    def transfer(self, request: Request) -> Response:
        """Move money to a seller."""
        return self._write(request, lambda db, asked, now: money_out.transfer(db, asked, now=now))

    def behave(self, request: Request) -> Response:
        """Set how webhooks misbehave: for the next payment, or for all."""
        asked = json_fields(request)
        scope = asked.one_of("scope", SCOPES, default="next")
        with self.store.transaction() as db:
            set_behaviour(db, scope, Behaviour.asked(asked))
        return reply({"scope": scope})

    def dispute(self, request: Request) -> Response:
        """Open a dispute about a session's payment."""
        asked = json_fields(request)
        session, reason = asked.text("session"), asked.text("reason", default="fraudulent")
        return self._practise(lambda db, now: money_out.dispute(db, session, reason, now=now))

    def decide(self, request: Request, dispute_id: str) -> Response:
        """Decide a dispute."""
        status = json_fields(request).one_of("status", ("won", "lost"))
        return self._practise(lambda db, now: money_out.close_dispute(db, dispute_id, status, now=now))

    def reverse(self, _request: Request, transfer_id: str) -> Response:
        """Take a transfer back."""
        return self._practise(lambda db, now: money_out.reverse(db, transfer_id, now=now))

    def let_time_pass(self, now: datetime) -> bool:
        """Close the pages whose time is over; return whether there was one."""
        with self.store.transaction() as db:
            due = due_things(db, now=now)
            for _, facts in due:
                sessions.expire(db, facts, now=now)
        if due:
            self.sender.wake()
        return bool(due)

    def _practise(self, do: Callable[[sqlite3.Connection, datetime], Facts]) -> Response:
        with self.store.transaction() as db:
            facts = do(db, datetime.now(tz=UTC))
        self.sender.wake()
        return reply(public(facts))

    def _write(self, request: Request, do: Work) -> Response:
        asked, now = form_fields(request), datetime.now(tz=UTC)
        key, content = request.headers.get("Idempotency-Key", ""), request.path.encode() + request.get_data()
        with self.store.transaction() as db:
            facts = once(db, key=key, content=content, do=lambda: public(do(db, asked, now)))
        self.sender.wake()
        return reply(facts)

    def _reader(self, kind: str) -> Callable[..., Response]:
        def read(_request: Request, thing_id: str) -> Response:
            with self.store.transaction() as db:
                return reply(public(thing(db, kind, thing_id)))

        return read

    def _lister(self, kind: str, by: str) -> Callable[..., Response]:
        def read(request: Request) -> Response:
            with self.store.transaction() as db:
                found = [public(facts) for facts in things(db, kind, **{by: request.args.get(by, "")})]
            return reply(
                {"object": "list", "data": found[:1], "has_more": len(found) > 1, "url": request.path}
            )

        return read


def manners(secret: str) -> Manners:
    """Return how Stripe's machine talks: a secret key as a bearer's token, and errors in its own words."""
    return Manners(admits=lambda request: is_bearer(request, secret), root=ROOT, refuse=_refuse)


def _refuse(refusal: Refusal) -> Response:
    kind = "idempotency_error" if refusal.code == "key_reused" else "invalid_request_error"
    status, code = refusal.status, refusal.code
    if code == "missing":
        code = "resource_missing"
    if status == 422:  # what can't be taken is 400 with them
        status, code = 400, "parameter_invalid"
    if kind == "idempotency_error":
        code = ""  # its type says it all
    error = {"type": kind, "code": code, "message": refusal.reason, "param": refusal.field}
    return reply({"error": {name: value for name, value in error.items() if value}}, status=status)
