"""The page on which a person plays the postman: shipments, the next scan, and mishaps."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from werkzeug.wrappers import Request, Response

from yarmarka.simulators.carrier.codes import TEXTS
from yarmarka.simulators.carrier.post import Post
from yarmarka.simulators.carrier.shipments import recent_shipments
from yarmarka.simulators.shared.front import Route, go_to
from yarmarka.simulators.shared.pages import Pages, language_of
from yarmarka.simulators.shared.refusals import Refusal
from yarmarka.vocabulary.parcels import ParcelState

TEMPLATES: Final = Path(__file__).with_name("templates")
SHOWN: Final = 60
#: The desk's buttons → where they take the parcel.
BUTTONS: Final = {
    "next": None,
    "deliver": ParcelState.DELIVERED,
    "return": ParcelState.RETURNING,
    "lose": ParcelState.LOST,
}


@dataclass(frozen=True)
class Desk:
    """What a browser sees at the carrier's."""

    post: Post
    pages: Pages

    def routes(self) -> list[Route]:
        """Return the browser's routes."""
        return [
            Route("GET", "/", self.show, is_open=True),
            *(
                Route("POST", f"/shipments/<number>/{button}", self._press(to), is_open=True)
                for button, to in BUTTONS.items()
            ),
        ]

    def show(self, request: Request) -> Response:
        """List the newest shipments."""
        with self.post.store.transaction() as db:
            shipments = recent_shipments(db, limit=SHOWN)
        tempo = self.post.tempo.total_seconds()
        return self.pages.page(
            request, "desk.html", shipments=shipments, texts=TEXTS, tempo=tempo, shown=SHOWN
        )

    def refused(self, request: Request, refusal: Refusal) -> Response:
        """Say on a page why something can't be done."""
        return self.pages.page(request, "refused.html", status=refusal.status, refusal=refusal)

    def _press(self, to: ParcelState | None) -> Callable[[Request, str], Response]:
        def press(request: Request, number: str) -> Response:
            self.post.move(number, to=to)
            return go_to(f"/?lang={language_of(request)}#{number}")

        return press
