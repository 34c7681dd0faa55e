"""The page on which the shopper pays: two cards, another try after a declined one, and the way back to the shop."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from werkzeug.wrappers import Request, Response

from yarmarka.simulators.shared.front import Route, go_to
from yarmarka.simulators.shared.pages import Pages
from yarmarka.simulators.shared.refusals import Refusal, invalid
from yarmarka.simulators.shared.things import thing
from yarmarka.simulators.stripe.desk import Desk
from yarmarka.simulators.stripe.sessions import use_card

TEMPLATES: Final = Path(__file__).with_name("templates")


@dataclass(frozen=True)
class Page:
    """What the shopper's browser sees. The session's id is the only key to it, and can't be guessed."""

    desk: Desk
    pages: Pages

    def routes(self) -> list[Route]:
        """Return the browser's routes."""
        return [
            Route("GET", "/c/pay/<session_id>", self.show, is_open=True),
            Route("POST", "/c/pay/<session_id>", self.pay, is_open=True),
        ]

    def show(self, request: Request, session_id: str) -> Response:
        """Show the payment, or lead on from one that waits for nobody."""
        with self.desk.store.transaction() as db:
            session = thing(db, "session", session_id)
        if session["status"] != "open":
            return go_to(session["success_url"])
        return self.pages.page(request, "pay.html", form_goes_to=session["success_url"], session=session)

    def pay(self, request: Request, session_id: str) -> Response:
        """Try the chosen card; after a declined one the page stays."""
        card = request.form.get("card", "")
        if card not in {"approve", "decline"}:
            raise invalid("card", "Choose one of the cards.")
        with self.desk.store.transaction() as db:
            session = use_card(db, session_id, card, now=datetime.now(tz=UTC))
        self.desk.sender.wake()
        return go_to(session["success_url"] if session["status"] != "open" else request.path)

    def refused(self, request: Request, refusal: Refusal) -> Response:
        """Say on a page why something can't be done."""
        return self.pages.page(request, "refused.html", status=refusal.status, refusal=refusal)
