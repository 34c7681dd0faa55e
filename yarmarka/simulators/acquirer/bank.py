"""The bank as a whole: its routes over its books."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from werkzeug.wrappers import Request, Response

from yarmarka.simulators.acquirer import payments, payouts, refunds
from yarmarka.simulators.acquirer.registry import registry_lines
from yarmarka.simulators.shared.behaviour import SCOPES, Behaviour, set_behaviour
from yarmarka.simulators.shared.fields import Fields
from yarmarka.simulators.shared.front import Route, json_fields, page_asked, reply, request_key
from yarmarka.simulators.shared.rounds import Rounds
from yarmarka.simulators.shared.store import Store

_SUM: Final = ("amount_minor", "currency")


@dataclass(frozen=True)
class Terms:
    """How long things take at this bank."""

    lifetime: timedelta
    silence: timedelta
    settles_after: timedelta
    fee_basis_points: int = 0


@dataclass(frozen=True)
class Bank:
    """Answers the shop's machine. Every change and its webhook are one transaction."""

    store: Store
    terms: Terms
    sender: Rounds

    def routes(self) -> list[Route]:
        """Return the machine's routes."""
        return [
            Route("POST", "/v1/payments", self.create_payment),
            Route("GET", "/v1/payments", self.all_payments),
            Route("GET", "/v1/payments/<payment_id>", self.payment),
            Route("POST", "/v1/refunds", self.create_refund),
            Route("GET", "/v1/refunds", self.all_refunds),
            Route("GET", "/v1/refunds/<refund_id>", self.refund),
            Route("POST", "/v1/payouts", self.create_payout),
            Route("GET", "/v1/payouts/<payout_id>", self.payout),
            Route("GET", "/v1/registry", self.registry),
            Route("POST", "/v1/test/behaviour", self.behave),
        ]

    def create_payment(self, request: Request) -> Response:
        """Make a payment and say where the shopper pays it."""
        key, asked = request_key(request, "reference", *_SUM), json_fields(request)
        locale = asked.one_of("locale", ("", "ru", "en", "zh"), default="")
        now = datetime.now(tz=UTC)
        with self.store.transaction() as db:
            payment_id = payments.create_payment(db, asked, key, lifetime=self.terms.lifetime, now=now)
            facts = payments.payment_facts(payments.payment_row(db, payment_id))
        self.sender.wake()
        return reply(self._with_page(request, facts, locale), status=201)

    def payment(self, request: Request, payment_id: str) -> Response:
        """Say how a payment stands."""
        with self.store.transaction() as db:
            facts = payments.payment_facts(payments.payment_row(db, payment_id))
        return reply(self._with_page(request, facts, ""))

    def all_payments(self, request: Request) -> Response:
        """Return a page of all payments, the oldest first."""
        limit, offset = page_asked(request)
        with self.store.transaction() as db:
            return reply({"items": payments.all_payments(db, limit=limit, offset=offset)})

    def create_refund(self, request: Request) -> Response:
        """Refund a payment, wholly or in part."""
        key, asked = request_key(request, "payment_id", *_SUM), json_fields(request)
        with self.store.transaction() as db:
            refund_id = refunds.create_refund(db, asked, key, now=datetime.now(tz=UTC))
            facts = refunds.refund_facts(db, refund_id)
        self.sender.wake()
        return reply(facts, status=201)

    def refund(self, _request: Request, refund_id: str) -> Response:
        """Say how a refund stands."""
        with self.store.transaction() as db:
            return reply(refunds.refund_facts(db, refund_id))

    def all_refunds(self, request: Request) -> Response:
        """Return a page of all refunds, the oldest first."""
        limit, offset = page_asked(request)
        with self.store.transaction() as db:
            return reply({"items": refunds.all_refunds(db, limit=limit, offset=offset)})

    def create_payout(self, request: Request) -> Response:
        """Promise a payout."""
        key, asked = request_key(request, "account", *_SUM), json_fields(request)
        with self.store.transaction() as db:
            payout_id = payouts.create_payout(
                db, asked, key, settles_after=self.terms.settles_after, now=datetime.now(tz=UTC)
            )
            facts = payouts.payout_facts(db, payout_id)
        return reply(facts, status=201)

    def payout(self, _request: Request, payout_id: str) -> Response:
        """Say how a payout stands."""
        with self.store.transaction() as db:
            return reply(payouts.payout_facts(db, payout_id))

    def registry(self, request: Request) -> Response:
        """Publish what moved money from one instant until before another, and the fees, as CSV."""
        asked = Fields(request.args.to_dict())
        since, until = asked.instant("from"), asked.instant("to")
        if since is None or until is None or since > until:
            raise asked.wrong("from", "Two instants are wanted, from and to, one after the other.")
        with self.store.transaction() as db:
            fee = self.terms.fee_basis_points
            text = "".join(registry_lines(db, since=since, until=until, fee_basis_points=fee))
        return Response(text, content_type="text/csv; charset=utf-8")

    def behave(self, request: Request) -> Response:
        """Set how webhooks misbehave: for the next payment, or for all."""
        asked = json_fields(request)
        scope, behaviour = asked.one_of("scope", SCOPES, default="next"), Behaviour.asked(asked)
        with self.store.transaction() as db:
            set_behaviour(db, scope, behaviour)
        return reply({"scope": scope})

    def let_time_pass(self, now: datetime) -> bool:
        """Expire and settle what is due; return whether anything was."""
        with self.store.transaction() as db:
            expired = payments.expire_due(db, now=now)
            settled = payouts.settle_due(db, now=now)
        if expired or settled:
            self.sender.wake()
        return expired or settled

    def _with_page(self, request: Request, facts: dict[str, Any], locale: str) -> dict[str, Any]:
        page = f"{request.host_url}pay/{facts['id']}"
        return facts | {"confirmation_url": f"{page}?lang={locale}" if locale else page}
