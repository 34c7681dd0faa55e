"""The carrier as a whole: its routes over its books."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from werkzeug.wrappers import Request, Response

from yarmarka.simulators.carrier import scans
from yarmarka.simulators.carrier.shipments import register, shipment_facts, shipment_row
from yarmarka.simulators.carrier.telling import scans_of
from yarmarka.simulators.shared.behaviour import SCOPES, Behaviour, set_behaviour
from yarmarka.simulators.shared.front import Route, content_hash, json_fields, reply
from yarmarka.simulators.shared.refusals import Refusal
from yarmarka.simulators.shared.rounds import Rounds
from yarmarka.simulators.shared.store import Store
from yarmarka.vocabulary.parcels import ParcelState

_STATES: Final = tuple(state.value for state in ParcelState)
#: What a repeated registration must not change.
_CONTENT: Final = ("service", "recipient", "weight_g", "box_cm")


@dataclass(frozen=True)
class Post:
    """Answers the shop's machine. Every scan and its announcement are one transaction."""

    store: Store
    tempo: timedelta
    sender: Rounds

    def routes(self) -> list[Route]:
        """Return the machine's routes."""
        return [
            Route("POST", "/v1/shipments", self.register),
            Route("GET", "/v1/shipments/<number>", self.shipment),
            Route("POST", "/v1/shipments/<number>/handover", self.hand_over),
            Route("POST", "/v1/shipments/<number>/recall", self.recall),
            Route("GET", "/v1/shipments/<number>/events", self.events),
            Route("POST", "/v1/shipments/<number>/advance", self.advance),
            Route("POST", "/v1/test/moves", self.move_many),
            Route("POST", "/v1/test/behaviour", self.behave),
        ]

    def register(self, request: Request) -> Response:
        """Register a shipment and issue its number."""
        asked, content = json_fields(request), content_hash(request, *_CONTENT)
        with self.store.transaction() as db:
            number = register(db, asked, content=content, now=datetime.now(tz=UTC))
            return reply(shipment_facts(shipment_row(db, number)), status=201)

    def shipment(self, _request: Request, number: str) -> Response:
        """Say how a shipment stands."""
        with self.store.transaction() as db:
            return reply(shipment_facts(shipment_row(db, number)))

    def hand_over(self, request: Request, number: str) -> Response:
        """Take the parcel from the seller."""
        now = datetime.now(tz=UTC)
        occurred_at = json_fields(request).instant("occurred_at") or now
        with self.store.transaction() as db:
            scans.hand_over(db, number, occurred_at=occurred_at, now=now)
            facts = shipment_facts(shipment_row(db, number))
        self.sender.wake()
        return reply(facts)

    def recall(self, _request: Request, number: str) -> Response:
        """Turn a parcel round on its way, at the shop's word."""
        with self.store.transaction() as db:
            scans.recall(db, number, now=datetime.now(tz=UTC))
            facts = shipment_facts(shipment_row(db, number))
        self.sender.wake()
        return reply(facts)

    def events(self, _request: Request, number: str) -> Response:
        """List all scans of a parcel."""
        with self.store.transaction() as db:
            shipment_row(db, number)
            return reply({"events": scans_of(db, number)})

    def advance(self, request: Request, number: str) -> Response:
        """Make scans, for tests and demonstrations."""
        asked = json_fields(request)
        to = asked.one_of("to", (*_STATES, ""), default="")
        self.move(number, to=ParcelState(to) if to else None, occurred_at=asked.instant("occurred_at"))
        return self.events(request, number)

    def move_many(self, request: Request) -> Response:
        """Make scans of many parcels at once, for a demonstration's past; return those scans.

        A parcel that nobody has announced is taken over the counter first. One that can't move so is passed over.
        """
        now = datetime.now(tz=UTC)
        made = []
        with self.store.transaction() as db:
            for asked in json_fields(request).groups("moves"):
                number, at = asked.text("number", longest=13), asked.instant("occurred_at") or now
                to = ParcelState(asked.one_of("to", _STATES))
                before = len(scans_of(db, number))
                with suppress(Refusal):
                    scans.hand_over(db, number, occurred_at=at, now=now)
                    if to is not ParcelState.ACCEPTED:
                        scans.advance(db, number, to=to, occurred_at=at, now=now)
                made += scans_of(db, number)[before:]
        self.sender.wake()
        return reply({"events": made})

    def move(
        self, number: str, *, to: ParcelState | None = None, occurred_at: datetime | None = None
    ) -> None:
        """Make the next scan, or those up to a state."""
        with self.store.transaction() as db:
            scans.advance(db, number, to=to, occurred_at=occurred_at, now=datetime.now(tz=UTC))
        self.sender.wake()

    def behave(self, request: Request) -> Response:
        """Set how webhooks misbehave: for the next shipment, or for all."""
        asked = json_fields(request)
        scope, behaviour = asked.one_of("scope", SCOPES, default="next"), Behaviour.asked(asked)
        with self.store.transaction() as db:
            set_behaviour(db, scope, behaviour)
        return reply({"scope": scope})

    def keep_tempo(self, now: datetime) -> bool:
        """Move parcels on by themselves, when a tempo is set; return whether one moved."""
        if not self.tempo:
            return False
        with self.store.transaction() as db:
            return scans.keep_tempo(db, tempo=self.tempo, now=now)
