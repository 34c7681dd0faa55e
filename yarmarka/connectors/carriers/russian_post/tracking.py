"""Asks Russian Post's tracking: about one parcel at once, or about many with a ticket that is answered later."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

import httpx

from yarmarka.connectors.caller import LIMITS, TIMEOUT
from yarmarka.connectors.carriers.port import CarrierEvent
from yarmarka.connectors.carriers.russian_post import soap
from yarmarka.connectors.errors import Refused, UnexpectedAnswer
from yarmarka.connectors.patience import Passing, Patience

#: a ticket's answer is fetched no sooner, and not more often than this; the post keeps it for 32 hours
FIRST_LOOK: Final = timedelta(minutes=15)


class Tracking:
    """Both tracking services. They answer faults with status 500, so that an answer is read before it is judged."""

    def __init__(self, *, address: str, login: str, password: str) -> None:
        self._who = {"login": login, "password": password}
        self._patience = Patience(service=soap.SERVICE)
        self._client = httpx.Client(base_url=address, timeout=TIMEOUT, limits=LIMITS, trust_env=False)

    def history(self, number: str) -> tuple[CarrierEvent, ...]:
        """Return what is known of one parcel. It costs one of the day's requests."""
        asked = soap.history_request(number, **self._who)
        return soap.history_in(self._ask("/rtm34", asked, kind="application/soap+xml; charset=utf-8"))

    def ticket_for(self, numbers: Sequence[str]) -> str:
        """Ask about many parcels; return the ticket. Raises Refused for too many at once."""
        if len(numbers) > soap.MOST_NUMBERS:
            raise Refused(service=soap.SERVICE, reason="too_many_numbers")
        asked = soap.ticket_request(numbers, **self._who)
        return soap.ticket_in(self._ask("/fc", asked, kind="text/xml; charset=utf-8"))

    def answer_to(self, ticket: str) -> tuple[CarrierEvent, ...] | None:
        """Return what a ticket's parcels have lived through, or None while that is still being found out."""
        asked = soap.answer_request(ticket, **self._who)
        return soap.answers_in(self._ask("/fc", asked, kind="text/xml; charset=utf-8"))

    def _ask(self, path: str, envelope: bytes, *, kind: str) -> bytes:
        return self._patience.ask(lambda: self._once(path, envelope, kind))

    def _once(self, path: str, envelope: bytes, kind: str) -> bytes:
        try:
            answer = self._client.post(path, content=envelope, headers={"Content-Type": kind})
        except httpx.TransportError as error:
            raise Passing(type(error).__name__, is_down=True) from error
        is_soap = b"Envelope" in answer.content[:500]
        if answer.status_code >= 500 and not is_soap:
            raise Passing(f"HTTP {answer.status_code}", is_down=True)
        if not is_soap:
            raise UnexpectedAnswer(service=soap.SERVICE, http_status=answer.status_code)
        return answer.content


def next_look(asked_at: datetime, looked_at: datetime | None) -> datetime:
    """Return when a ticket's answer may be looked for."""
    return max(asked_at, looked_at or asked_at) + FIRST_LOOK
