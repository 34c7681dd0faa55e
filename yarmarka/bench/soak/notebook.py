"""What shoppers heard and did, written down by many threads at once."""

import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Heard:
    """An answer that promised an order: under which key, and which order."""

    key: str
    order_id: str


@dataclass(frozen=True)
class Wish:
    """An order that somebody wants: who asks (by their place among the shoppers), the key, and the body."""

    caller: int
    key: str
    body: dict[str, Any]


@dataclass
class Notebook:
    """Answers that promised an order, wishes by their key, and counts of everything else."""

    heard: list[Heard] = field(default_factory=list)
    wishes: dict[str, Wish] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    answers: Counter[str] = field(default_factory=Counter)
    deeds: Counter[str] = field(default_factory=Counter)
    _turn: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def wish(self, wish: Wish) -> None:
        """Note what somebody is about to ask for."""
        with self._turn:
            self.wishes[wish.key] = wish

    def promise(self, key: str, order_id: str) -> None:
        """Note that a key was answered with an order."""
        with self._turn:
            self.heard.append(Heard(key=key, order_id=order_id))

    def refuse(self, key: str) -> None:
        """Note that a key was answered with a refusal."""
        with self._turn:
            self.refused.add(key)

    def answer(self, what: str) -> None:
        """Count an answer, or that none came."""
        with self._turn:
            self.answers[what] += 1

    def deed(self, what: str) -> None:
        """Count something that a shopper did."""
        with self._turn:
            self.deeds[what] += 1

    def unanswered(self) -> list[Wish]:
        """Return the wishes that nobody has heard the end of."""
        with self._turn:
            settled = {heard.key for heard in self.heard} | self.refused
            return [wish for key, wish in self.wishes.items() if key not in settled]
