"""The soak: let shoppers trade under fire, wait until all is quiet, and let the judge count."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.db import DatabaseError, close_old_connections, connection, transaction
from procrastinate.exceptions import AlreadyEnqueued, ProcrastinateException

from yarmarka.bench.orders.stage import Stage, set_up
from yarmarka.bench.soak import evidence
from yarmarka.bench.soak.judge import Verdict, judge
from yarmarka.bench.soak.line import Line
from yarmarka.bench.soak.notebook import Notebook
from yarmarka.bench.soak.plan import FRONT, OFFERS, PEOPLE, PLENTY, TICK_S, Plan
from yarmarka.bench.soak.proxy import FlakyProxy
from yarmarka.bench.soak.shoppers import Pace, Shopper, hear_of
from yarmarka.bench.soak.troupe import Troupe
from yarmarka.domain.inventory.actions import count_stock
from yarmarka.domain.inventory.types import Counted
from yarmarka.kernel.clock import now
from yarmarka.kernel.later import enqueue
from yarmarka.kernel.sql import Statement
from yarmarka.kernel.waiting import wait_until
from yarmarka.reads.verify import verify_books
from yarmarka.vocabulary.ids import parse_public_id

_BY_THE_CLOCK: Final = ("lapse_unpaid_orders", "ask_for_payments", "retry_stalled")
_ASKED_AGAIN: Final = 300
_SILENCE: Final = Statement.beside(__file__, "silence_workers")
_UNSETTLED: Final = Statement.beside(__file__, "unsettled")


@dataclass
class Soak:
    """A running soak: the stage, what shoppers heard, and the processes under fire."""

    plan: Plan
    stage: Stage
    counted: Mapping[UUID, int]
    troupe: Troupe
    front: FlakyProxy
    bank: FlakyProxy
    records: evidence.BankRecords
    letters: Path
    say: Callable[[str], None]
    notebook: Notebook = field(default_factory=Notebook)
    end: threading.Event = field(default_factory=threading.Event)

    def trade_under_fire(self) -> None:
        """Let shoppers live while processes are killed."""
        threads = [
            threading.Thread(target=self._shopper(number).live, name=f"shopper {number}", daemon=True)
            for number in range(self.plan.clients)
        ]
        clock = threading.Thread(target=self._be_the_clock, name="clock", daemon=True)
        for thread in (*threads, clock):
            thread.start()
        self.troupe.fire(seconds=self.plan.seconds, every=self.plan.kill_every_s, say=self.say)
        self.end.set()
        for thread in threads:
            thread.join(60)

    def grow_quiet(self) -> Counter[str]:
        """Let the lines be good and everything run; ask again under old keys; wait until nothing is under way.

        Returns what is still under way when patience is over.
        """
        self.front.calm_down()
        self.bank.calm_down()
        self.troupe.be_ready(seconds=180)
        # PostgreSQL may have been killed since this process last asked it.
        connection.close()
        self._ask_again()
        left: Counter[str] = Counter()

        def is_quiet() -> bool:
            nonlocal left
            self.troupe.look_after()
            left = self._under_way()
            return not left

        wait_until(is_quiet, seconds=self.plan.patience_s, every=0.5)
        return left

    def evidence(self) -> evidence.Evidence:
        """Gather all that the judge looks at."""
        return evidence.Evidence(
            heard=tuple(self.notebook.heard),
            unanswered=tuple(wish.key for wish in self.notebook.unanswered()),
            counted=self.counted,
            letters=evidence.letters_in(self.letters),
            bank_payments=self.records.payments(),
            bank_refunds=self.records.refunds(),
            findings=verify_books(now=now()),
            happened=self._happened(),
            **evidence.rows(),
        )

    def _shopper(self, number: int) -> Shopper:
        token = self.stage.callers[number % len(self.stage.callers)].token
        return Shopper(
            number=number,
            stage=self.stage,
            line=Line(port=self.front.port, token=token, notebook=self.notebook),
            notebook=self.notebook,
            pace=Pace(
                begin_within_s=self.plan.begin_within_s, pause_s=self.plan.pause_s, late_s=self.plan.late_s
            ),
            end=self.end,
            chance=random.Random(f"{self.plan.seed} {number}"),  # noqa: S311 -- stories, not secrets
        )

    def _be_the_clock(self) -> None:
        """Put the clock's jobs off through the real queue, for the real worker, oftener than the wall's clock does."""
        while True:
            for name in _BY_THE_CLOCK:
                try:
                    close_old_connections()
                    with suppress(AlreadyEnqueued), transaction.atomic():
                        enqueue(name, timestamp=int(time.time()))
                except (DatabaseError, ProcrastinateException):
                    connection.close()  # the database is down: it is somebody else's turn now
            time.sleep(TICK_S)

    def _ask_again(self) -> None:
        """Ask once more under keys that nobody answered, and under some that were; the notebook keeps what is said."""
        answered = {heard.key for heard in self.notebook.heard}
        some = random.Random(self.plan.seed).sample(sorted(answered), min(_ASKED_AGAIN, len(answered)))  # noqa: S311 -- a sample
        for wish in [*self.notebook.unanswered(), *(self.notebook.wishes[key] for key in some)]:
            caller = self.stage.callers[wish.caller]
            line = Line(port=self.stage.port, token=caller.token, notebook=self.notebook, patience_s=20)
            for _ in range(3):
                answer = line.post("/orders", wish.body, key=wish.key)
                hear_of(answer, wish, self.notebook)
                if answer.is_final:
                    break

    def _under_way(self) -> Counter[str]:
        # The bank is looked at first: a payment that we hear of between two looks sets an order and letters going, and
        # those the second look must see.
        taken = {payment.key for payment in self.records.payments() if payment.status == "approved"}
        ours = {str(attempt.id) for attempt in evidence.rows()["attempts"] if attempt.is_approved}
        left = Counter({what: number for what, number in _UNSETTLED.pairs().items() if number})
        if untold := len(taken - ours):
            left["payments that the bank has not told us of"] = untold
        return left

    def _happened(self) -> dict[str, int]:
        wanted_deeds = [name.replace("_", " ") for name in ("pay_late", "never_pay", "call_the_order_off")]
        wanted_deeds += ["call a part off", "ask twice at once", "ask again after silence or trouble"]
        wanted_kills = ("web worker killed", "job worker killed", "postgres killed", "web server killed")
        return {
            "orders promised": len({heard.key for heard in self.notebook.heard}),
            **{deed: self.notebook.deeds[deed] for deed in wanted_deeds},
            **{kill: self.troupe.did[kill] for kill in wanted_kills},
            **{f"{mischief} (shop)": self.front.did[mischief] for mischief in FRONT},
        }


def set_stage(plan: Plan, *, port: int, say: Callable[[str], None]) -> tuple[Stage, dict[UUID, int]]:
    """Fill a fresh database: shoppers, and shelves of which half hold too little. Returns also what lies on each."""
    stage = set_up(port=port, offers=OFFERS, callers=PEOPLE, now=now(), say=say)
    pieces = {
        parse_public_id("off", offer): plan.scarce_pieces if place % 2 else PLENTY
        for own in stage.offers
        for place, offer in enumerate(own)
    }
    count_stock(
        [Counted(offer_id=offer, on_hand=on_hand) for offer, on_hand in pieces.items() if offer], now=now()
    )
    return stage, {shelf.offer_id: shelf.on_hand for shelf in evidence.shelves()}


def silence_dead_workers() -> None:
    """Let time pass for workers that were killed: the next one takes their work over at once (see the statement)."""
    try:
        close_old_connections()
        _SILENCE.run()
    except DatabaseError:
        connection.close()


def run_soak(soak: Soak) -> dict[str, Any]:
    """Trade under fire, grow quiet, judge; return counts and verdicts."""
    begun = time.monotonic()
    soak.say(f"{soak.plan.clients} clients for {soak.plan.seconds:.0f} s")
    soak.trade_under_fire()
    soak.say(f"growing quiet, after {time.monotonic() - begun:.0f} s")
    left = soak.grow_quiet()
    seen = soak.evidence()
    return report(soak, seen, judge(seen), left=left, seconds=time.monotonic() - begun, at=now())


def report(
    soak: Soak,
    seen: evidence.Evidence,
    verdicts: tuple[Verdict, ...],
    *,
    left: Counter[str],
    seconds: float,
    at: datetime,
) -> dict[str, Any]:
    """Return what happened and what the judge says, as one object."""
    return {
        "ok": not any(verdict.wrong for verdict in verdicts) and not left,
        "at": at.isoformat(),
        "plan": asdict(soak.plan),
        "seconds": round(seconds, 1),
        "counts": {
            "clients": soak.plan.clients,
            "orders promised": len({heard.key for heard in seen.heard}),
            "promises heard": len(seen.heard),
            "orders in the tables": len(seen.orders),
            **{f"… {status}": times for status, times in _tally(order.status for order in seen.orders)},
            "pieces bought": sum(shelf.bought for shelf in seen.shelves),
            "shelves sold out": sum(not shelf.on_hand for shelf in seen.shelves),
            "payments approved": sum(attempt.is_approved for attempt in seen.attempts),
            "refunds": len(seen.refunds),
            "messages": len(seen.messages),
            "letters": len(seen.letters),
        },
        "deeds": dict(soak.notebook.deeds.most_common()),
        "answers": dict(soak.notebook.answers.most_common()),
        "mischief before the shop": dict(soak.front.did.most_common()),
        "mischief before the bank": dict(soak.bank.did.most_common()),
        "fire": dict(soak.troupe.did.most_common()),
        "still under way": dict(left),
        "verdicts": [asdict(verdict) for verdict in verdicts],
    }


def _tally(statuses: Any) -> list[tuple[str, int]]:
    return Counter(statuses).most_common()
