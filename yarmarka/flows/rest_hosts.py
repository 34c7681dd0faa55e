"""A host that asks for a pause, or fails again and again, is left alone; its pictures come later.

What is known of a host lasts for a run; a rest that is longer than a moment is written down, for every worker.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from time import monotonic
from typing import Any, Final

from yarmarka.domain.intake.actions import end_rest, note_rest
from yarmarka.domain.intake.queries import rests_of
from yarmarka.domain.intake.rules import MOST_FAILURES, SHORT_PAUSE, asked_pause, is_failing, next_rest
from yarmarka.domain.intake.types import HostRest
from yarmarka.kernel.telemetry import log

#: so long it is remembered how often a host had to rest
RESTS_KEPT: Final = timedelta(days=2)


class Rests:
    """Which hosts rest, as a container of their names."""

    def __init__(self, *, now: datetime) -> None:
        self._now, self._began = now, monotonic()
        self._known: dict[str, HostRest] = {}
        self._learnt: set[str] = set()
        self._failures: Counter[str] = Counter()

    def __contains__(self, host: object) -> bool:
        rest = self._known.get(str(host))
        return rest is not None and rest.until > self._moment()

    def learn(self, hosts: Collection[str]) -> None:
        """Read what was written down of hosts that are new here."""
        new = set(hosts) - self._learnt
        if new:
            self._learnt |= new
            self._known |= rests_of(new)

    def long(self, host: str) -> HostRest | None:
        """Return the rest of a host for whose end nobody waits."""
        rest = self._known.get(host)
        return rest if rest and rest.until - self._moment() > SHORT_PAUSE else None

    def seconds_left(self) -> float | None:
        """Return after how many seconds the next host may be asked again."""
        ends = [rest.until for rest in self._known.values() if rest.until > self._moment()]
        return (min(ends) - self._moment()).total_seconds() if ends else None

    def heard(self, host: str, facts: Mapping[str, Any]) -> bool:
        """Take note of how a host answered (nothing was wrong without facts); tell if it answered well."""
        if not host:
            return True
        pause = asked_pause(facts)
        if pause is None and not is_failing(facts):
            self._answered_well(host)
            return True
        self._failures[host] += 1
        if pause is not None or self._failures[host] >= MOST_FAILURES:
            self._lay_down(host, facts)
        return False

    def _answered_well(self, host: str) -> None:
        del self._failures[host]
        # What was asked before the host began to rest may come in later.
        if host in self._known and host not in self:
            del self._known[host]
            end_rest(host)

    def _lay_down(self, host: str, facts: Mapping[str, Any]) -> None:
        before = self._known.get(host)
        times = before.times if before else 0
        if host in self:
            # Others that were under way say the same: that is one rest.
            times -= 1
        until = self._moment() + next_rest(facts, times=times)
        if before:
            until = max(until, before.until)
        self._known[host] = HostRest(host, until, times + 1, dict(facts))
        del self._failures[host]
        if self.long(host):
            note_rest(self._known[host])
            log.info("host rests", host=host, until=until.isoformat(), **facts)

    def _moment(self) -> datetime:
        return self._now + timedelta(seconds=monotonic() - self._began)
