"""The page on which the shopper pays: cards to choose from, a challenge, and the way back to the shop."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Row
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from werkzeug.wrappers import Request, Response

from yarmarka.simulators.acquirer.bank import Bank
from yarmarka.simulators.acquirer.payments import Card, Status, answer_challenge, payment_row, use_card
from yarmarka.simulators.shared.behaviour import Behaviour
from yarmarka.simulators.shared.front import Route, go_to
from yarmarka.simulators.shared.pages import Pages, language_of
from yarmarka.simulators.shared.refusals import Refusal, invalid

TEMPLATES: Final = Path(__file__).with_name("templates")
#: Seconds that the bank's notice may be late by, as the page offers them.
DELAYS: Final = ("0", "5", "30")


@dataclass(frozen=True)
class HostedPage:
    """What the shopper's browser sees. The payment's id is the only key to it, and can't be guessed."""

    bank: Bank
    pages: Pages
    shop_name: str

    def routes(self) -> list[Route]:
        """Return the browser's routes."""
        return [
            Route("GET", "/", self.about, is_open=True),
            Route("GET", "/pay/<payment_id>", self.show, is_open=True),
            Route("POST", "/pay/<payment_id>", self.pay, is_open=True),
            Route("POST", "/pay/<payment_id>/code", self.confirm, is_open=True),
        ]

    def about(self, request: Request) -> Response:
        """Say what this server is."""
        return self.pages.page(request, "about.html", shop_name=self.shop_name)

    def show(self, request: Request, payment_id: str) -> Response:
        """Show the payment as it stands: cards, challenge, silence or outcome."""
        with self.bank.store.transaction() as db:
            payment = payment_row(db, payment_id)
        return self.pages.page(
            request,
            _template(payment),
            form_goes_to=payment["return_url"],
            payment=payment,
            shop_name=self.shop_name,
            way_back=way_back(payment),
            delays=DELAYS,
        )

    def pay(self, request: Request, payment_id: str) -> Response:
        """Take the chosen card."""
        form = request.form
        if form.get("card") not in list(Card):
            raise invalid("card", "Choose one of the cards.")
        delay = form.get("delay", "0")
        if delay not in DELAYS:
            raise invalid("delay", "Choose one of the delays.")
        chosen = Behaviour(delay_s=float(delay), duplicate=int("twice" in form), reorder="reorder" in form)
        with self.bank.store.transaction() as db:
            payment = use_card(
                db,
                payment_id,
                Card(form["card"]),
                # A form left as it was must not undo what a test has asked for beforehand.
                behaviour=chosen if chosen != Behaviour() else None,
                silence=self.bank.terms.silence,
                now=datetime.now(tz=UTC),
            )
        return self._lead_on(request, payment)

    def confirm(self, request: Request, payment_id: str) -> Response:
        """Check the typed code."""
        code = request.form.get("code", "").strip()
        with self.bank.store.transaction() as db:
            payment = answer_challenge(db, payment_id, code, now=datetime.now(tz=UTC))
        return self._lead_on(request, payment)

    def refused(self, request: Request, refusal: Refusal) -> Response:
        """Say on a page why something can't be done."""
        return self.pages.page(request, "refused.html", status=refusal.status, refusal=refusal)

    def _lead_on(self, request: Request, payment: Row) -> Response:
        self.bank.sender.wake()
        if _template(payment) == "outcome.html":
            return go_to(way_back(payment))
        return go_to(f"/pay/{payment['id']}?lang={language_of(request)}")


def way_back(payment: Row) -> str:
    """Return the shop's address with the payment's id added to its query."""
    parts = urlsplit(str(payment["return_url"]))
    query = urlencode([*parse_qsl(parts.query, keep_blank_values=True), ("payment", payment["id"])])
    return urlunsplit(parts._replace(query=query))


def _template(payment: Row) -> str:
    if payment["status"] == Status.CHALLENGE_REQUIRED:
        return "challenge.html"
    if payment["status"] != Status.CREATED:
        return "outcome.html"
    return "silence.html" if payment["is_silent"] else "cards.html"
