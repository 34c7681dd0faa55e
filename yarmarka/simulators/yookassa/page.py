"""The page on which the shopper confirms a payment: three cards, and the way back to the shop."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from werkzeug.wrappers import Request, Response

from yarmarka.simulators.shared.front import Route, go_to
from yarmarka.simulators.shared.pages import Pages
from yarmarka.simulators.shared.refusals import Refusal, invalid
from yarmarka.simulators.shared.things import thing
from yarmarka.simulators.yookassa.amounts import kopecks_of
from yarmarka.simulators.yookassa.kassa import Kassa
from yarmarka.simulators.yookassa.payments import CARDS, use_card

TEMPLATES: Final = Path(__file__).with_name("templates")


@dataclass(frozen=True)
class Page:
    """What the shopper's browser sees. The payment's id is the only key to it, and can't be guessed."""

    kassa: Kassa
    pages: Pages

    def routes(self) -> list[Route]:
        """Return the browser's routes."""
        return [
            Route("GET", "/checkout/<payment_id>", self.show, is_open=True),
            Route("POST", "/checkout/<payment_id>", self.pay, is_open=True),
        ]

    def show(self, request: Request, payment_id: str) -> Response:
        """Show the payment, or lead on from one that waits for nobody."""
        with self.kassa.store.transaction() as db:
            payment = thing(db, "payment", payment_id)
        way_back = payment["confirmation"]["return_url"]
        if payment["status"] != "pending":
            return go_to(way_back)
        return self.pages.page(
            request,
            "pay.html",
            form_goes_to=way_back,
            payment=payment,
            minor=kopecks_of(payment["amount"]),
            way_back=way_back,
        )

    def pay(self, request: Request, payment_id: str) -> Response:
        """Take the chosen card."""
        card = request.form.get("card", "")
        if card not in CARDS:
            raise invalid("card", "Choose one of the cards.")
        with self.kassa.store.transaction() as db:
            payment = use_card(db, payment_id, card, now=datetime.now(tz=UTC))
        self.kassa.sender.wake()
        return go_to(payment["confirmation"]["return_url"])

    def refused(self, request: Request, refusal: Refusal) -> Response:
        """Say on a page why something can't be done."""
        return self.pages.page(request, "refused.html", status=refusal.status, refusal=refusal)
