"""Who buys what and when: made up, the same each time. Things that people speak of are bought by who speaks of them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from yarmarka.demo.goods import things
from yarmarka.demo.people import Shopper, shoppers
from yarmarka.demo.voices import Voice, voices

#: how far back the first order lies, and how many there are
DAYS: Final = 118
ORDERS: Final = 320
#: goods ordered later than so many days ago are hardly there yet, and nobody speaks of them
_ARRIVED: Final = timedelta(days=36)
#: whom the start names to sign in as
NAMED: Final = ("alsu@demo.example", "james@demo.example", "wang.lin@demo.example")
#: of so many orders one is never paid for, called off before paying, or paid with a second card
_LAPSES: Final = 15
_CALLED_OFF: Final = 40
_DECLINED: Final = 17


@dataclass(frozen=True)
class Wanted:
    """A thing to buy, how many, and what its buyer will say of it."""

    key: str
    quantity: int
    voice: Voice | None = None


@dataclass(frozen=True)
class Purchase:
    """An order to be placed."""

    number: int
    shopper: Shopper
    at: datetime
    wanted: tuple[Wanted, ...]

    @property
    def is_spoken_of(self) -> bool:
        """Test if somebody will say something of what is bought, which then has to arrive."""
        return any(wish.voice for wish in self.wanted)

    @property
    def is_never_paid(self) -> bool:
        """Test if the shopper lets the time to pay run out."""
        return not self.is_spoken_of and self.number % _LAPSES == 7

    @property
    def is_called_off_unpaid(self) -> bool:
        """Test if the shopper thinks better of it before paying."""
        return not self.is_spoken_of and self.number % _CALLED_OFF == 11

    @property
    def needs_second_card(self) -> bool:
        """Test if the bank says no to the first card."""
        return self.number % _DECLINED == 5


def purchases(now: datetime, *, orders: int = ORDERS) -> tuple[Purchase, ...]:
    """Return all orders of the past, the oldest first, more of them the nearer they are."""
    chance = random.Random(20261125)  # noqa: S311 -- a made-up past, the same each time
    spoken = _spoken_of(chance)
    made = []
    for number in range(orders):
        at = _placed_at((number + 1) / orders, number, now)
        wishes = next(spoken, None) if at < now - _ARRIVED else None
        if wishes is None:
            wishes = _who(number, chance), _anything(chance)
        shopper, wanted = wishes
        made.append(Purchase(number=number, shopper=shopper, at=at, wanted=wanted))
    return tuple(made)


def _spoken_of(chance: random.Random) -> Iterator[tuple[Shopper, tuple[Wanted, ...]]]:
    """Yield who buys what and speaks of it: one to three things at once, never the same thing twice by one person."""
    by_language: dict[str, list[Shopper]] = {"ru": [], "en": [], "zh": []}
    for shopper in shoppers():
        if shopper.address.country == "RU":
            by_language[shopper.locale].append(shopper)
    waiting: dict[str, list[Wanted]] = {}
    for place, (key, voice) in enumerate(voices()):
        own = by_language[voice.language]
        turns = (*own[place % len(own) :], *own[: place % len(own)])
        turn = next(who for who in turns if all(wish.key != key for wish in waiting.get(who.email, ())))
        waiting.setdefault(turn.email, []).append(Wanted(key=key, quantity=1, voice=voice))
    baskets = []
    for shopper in shoppers():
        wishes = waiting.get(shopper.email, [])
        chance.shuffle(wishes)
        while wishes:
            size = chance.choice((1, 2, 2, 3, 3))
            baskets.append((shopper, tuple(wishes[:size])))
            del wishes[:size]
    chance.shuffle(baskets)
    yield from baskets


def _who(number: int, chance: random.Random) -> Shopper:
    """Return who shops: every third time somebody whom the start names, so that there is something to see as them."""
    named = [shopper for shopper in shoppers() if shopper.email in NAMED]
    return chance.choice(shoppers()) if number % 3 else named[number // 3 % len(named)]


def _anything(chance: random.Random) -> tuple[Wanted, ...]:
    chosen: Sequence[str] = chance.sample([thing.key for thing in things()], k=chance.choice((1, 1, 2, 2, 3)))
    return tuple(Wanted(key=key, quantity=chance.choice((1, 1, 1, 1, 2, 3))) for key in chosen)


def _placed_at(share: float, number: int, now: datetime) -> datetime:
    """Spread the orders over the past, thinner long ago, by day and not by night; the last ones lie hours back."""
    at = now - timedelta(days=DAYS * (1 - share) ** 1.15, hours=2, minutes=number * 37 % 50)
    return at.replace(hour=6 + at.hour * 13 // 24) if at < now - timedelta(days=2) else at
