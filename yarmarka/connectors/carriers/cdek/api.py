"""CDEK's interface (version 2): a token that is fetched when it is needed, and JSON in which orders are made later."""

import threading
import time
from collections.abc import Callable
from typing import Any, Final

from yarmarka.connectors.caller import Caller, Complaint, Speech
from yarmarka.connectors.errors import BadPayload, Refused, UnexpectedAnswer
from yarmarka.connectors.facts import Facts

SERVICE: Final = "cdek"
#: a token is not used in its last seconds: clocks differ, and questions take time
_SPARE_S: Final = 60
_NOT_AUTHORISED: Final = frozenset({"v2_token_expired", "unauthorized", "invalid_token", "401"})


def _complaint(facts: Facts) -> Complaint:
    """Read either way in which CDEK says no: with the request's errors, or as OAuth has it."""
    if isinstance(facts.raw.get("error"), str):
        return Complaint(facts.text("error"), None, facts.text_or_empty("error_description"))
    if "requests" in facts.raw:
        return first_error(facts) or Complaint("unknown")
    error = facts.groups("errors")[0]
    return Complaint(error.text("code"), None, error.text_or_empty("message"))


def first_error(facts: Facts) -> Complaint | None:
    """Return the first thing that CDEK has against a request, if there is any."""
    for request in facts.groups("requests"):
        for error in request.raw.get("errors") or ():
            said = Facts(error)
            return Complaint(said.text("code"), None, said.text_or_empty("message"))
    return None


class Api:
    """One contract with CDEK. Safe to share between threads."""

    def __init__(
        self, *, address: str, account: str, password: str, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._caller = Caller(
            service=SERVICE, address=address, speech=Speech(root="/v2/", complaint=_complaint)
        )
        self._account, self._password = account, password
        self._seconds = seconds
        self._turn = threading.Lock()
        self._token, self._good_until = "", 0.0

    def ask(self, method: str, *path: str, query: dict[str, str] | None = None, facts: Any = None) -> Any:
        """Ask; a token that CDEK no longer knows is fetched anew, once."""
        try:
            return self._ask(method, *path, query=query, facts=facts)
        except Refused as trouble:
            if str(trouble.facts.get("reason")) not in _NOT_AUTHORISED:
                raise
        self._forget_token()
        return self._ask(method, *path, query=query, facts=facts)

    def object(
        self, method: str, *path: str, query: dict[str, str] | None = None, facts: Any = None
    ) -> Facts:
        """Ask for an object."""
        try:
            return Facts(self.ask(method, *path, query=query, facts=facts))
        except BadPayload:
            raise UnexpectedAnswer(service=SERVICE, reason="not_an_object") from None

    def _ask(self, method: str, *path: str, query: dict[str, str] | None, facts: Any) -> Any:
        headers = {"Authorization": f"Bearer {self._known_token()}"}
        return self._caller.exchange(method, *path, query=query, facts=facts, headers=headers)

    def _known_token(self) -> str:
        with self._turn:
            if self._seconds() >= self._good_until:
                form = {
                    "grant_type": "client_credentials",
                    "client_id": self._account,
                    "client_secret": self._password,
                }
                said = Facts(self._caller.exchange("POST", "oauth", "token", form=form))
                self._token = said.text("access_token")
                self._good_until = self._seconds() + said.whole("expires_in") - _SPARE_S
            return self._token

    def _forget_token(self) -> None:
        with self._turn:
            self._good_until = 0.0
