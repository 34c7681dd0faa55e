"""What a soak is to be: how long, with how many, how bad the lines, how scarce the goods."""

from dataclasses import dataclass
from typing import Final

from yarmarka.bench.soak.proxy import Mischief

#: clients share people: each of these is at the shop with several telephones
PEOPLE: Final = 20
OFFERS: Final = 30
PLENTY: Final = 1_000_000
FRONT: Final = {
    Mischief.TURNED_AWAY: 0.03,
    Mischief.DELAYED: 0.3,
    Mischief.RESET: 0.05,
    Mischief.SWALLOWED: 0.04,
    Mischief.CUT: 0.03,
}
#: a swallowed answer keeps one of the shop's threads for five seconds, so that here there are fewer
BANK: Final = {Mischief.DELAYED: 0.2, Mischief.RESET: 0.04, Mischief.SWALLOWED: 0.01, Mischief.CUT: 0.02}
#: what the clock of the jobs does every minute is done this often, so that a short run sees it, too
TICK_S: Final = 2.0
_SHORT_S: Final = 120.0


@dataclass(frozen=True)
class Plan:
    """How long, with how many, how fast; how long an unpaid order's goods are held, and how much is scarce."""

    seconds: float
    clients: int
    seed: int
    hold_s: float
    patience_s: float
    kill_every_s: float
    begin_within_s: float
    pause_s: float

    @property
    def late_s(self) -> float:
        """After how long an unpaid order has surely lapsed."""
        return self.hold_s + 2 * TICK_S

    @property
    def scarce_pieces(self) -> int:
        """How many pieces lie on each scarce shelf: too few for all who want one."""
        return 3 + round(self.seconds / 10)


def plan_for(*, seconds: float, clients: int, seed: int) -> Plan:
    """Return the plan of a soak of this length: a short one holds goods for less time and kills oftener."""
    is_short = seconds < _SHORT_S
    return Plan(
        seconds=seconds,
        clients=clients,
        seed=seed,
        hold_s=6.0 if is_short else 20.0,
        patience_s=60.0 if is_short else 300.0,
        kill_every_s=2.0 if is_short else 8.0,
        begin_within_s=min(seconds / 2, clients / 10),
        pause_s=clients / 8,
    )
