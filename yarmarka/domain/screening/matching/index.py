"""Whom on a list to compare a name with: those who share rare parts of words with it.

Every word gives a few keys which a slip of the pen, or another way of writing it in Latin letters, leaves alone: its
consonants, how its sound begins and how it ends, the given name a nickname stands for. A key weighs the more, the
fewer entries have it. Comparing all is what this spares; `test_the_index_loses_nobody` measures what it costs.
"""

import heapq
import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from yarmarka.domain.screening.matching.firms import take_apart
from yarmarka.domain.screening.matching.letters import (
    chinese_ear,
    consonants,
    has_foreign_dot,
    has_han,
    latin,
    simple_han,
    sound,
)
from yarmarka.domain.screening.matching.matcher import are_of_other_kinds, match_parties
from yarmarka.domain.screening.matching.palladius import pinyin_of
from yarmarka.domain.screening.matching.qualifiers import plain_identifier
from yarmarka.domain.screening.matching.words import WORDS
from yarmarka.domain.screening.types import LOG_FROM, Hit, Kind, ListEntry, Party

#: Of the listed names that share keys with a name, as many are compared.
MOST_CANDIDATES: Final = 30
#: ... if they share this part of what the name's own keys weigh.
_LEAST_SHARED: Final = 0.26
#: A key with more names than these finds nobody by itself.
_FREQUENT: Final = 1_500
#: Keys of a name as a whole, beside those of its words.
_WHOLE_NAME: Final = ("j:", "h:", "e:", "n:")


@lru_cache(maxsize=50_000)
def _keys_of_word(word: str) -> frozenset[str]:
    heard = sound(word)
    keys = {f"c:{consonants(word)}", f"^:{heard[:3]}", f"$:{heard[-4:]}"}
    if name := WORDS.given_names.get(word):
        keys.add(f"n:{name}")
    return frozenset(keys)


@lru_cache(maxsize=50_000)
def _keys_of_name(name: str, kind: Kind) -> frozenset[str]:
    words: set[str] = set()
    if kind in {Kind.PERSON, Kind.UNKNOWN}:
        words.update(latin(name, person=True).split(), pinyin_of(name).split())
    if kind is not Kind.PERSON:
        words.update(take_apart(name).words)
    words -= WORDS.particles | WORDS.titles
    keys = {key for word in words if len(word) > 1 for key in _keys_of_word(word)}
    plain = sorted(word for word in words if len(word) > 1)
    if 1 < len(plain) < 5:
        # Written as one word, or as more, on the other side.
        keys.add(f"j:{''.join(sorted(consonants(''.join(plain))))}")
    elif len(plain) == 1:
        keys.add(f"j:{''.join(sorted(consonants(plain[0])))}")
    if has_han(name):
        keys.add(f"h:{simple_han(name)}")
    if has_foreign_dot(name) or kind is not Kind.FIRM:
        keys.update(f"e:{ear}" for word in words if len(ear := chinese_ear(word)) > 2)
    return frozenset(keys)


class Index:
    """Entries of lists, found by names and numbers. Read-only once built, so that threads share one."""

    def __init__(self, entries: Iterable[ListEntry]) -> None:
        self.entries: Sequence[ListEntry] = tuple(entries)
        self._by_id = {entry.id: entry for entry in self.entries}
        self._names: list[tuple[int, str, bool]] = []
        self._numbers: defaultdict[str, list[int]] = defaultdict(list)
        places: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for number, entry in enumerate(self.entries):
            for weak, names in ((False, entry.party.names), (True, entry.party.weak_names)):
                for name in names:
                    for key in _keys_of_name(name, entry.party.kind):
                        places[key].append(len(self._names))
                    self._names.append((number, name, weak))
            for identifier in entry.party.identifiers:
                self._numbers[plain_identifier(identifier)].append(number)
        self._places = dict(places)
        whole = max(1, len(self._names))
        self._weights = {key: math.log(1 + whole / len(found)) for key, found in places.items()}

    def __len__(self) -> int:
        return len(self.entries)

    def entry(self, entry_id: str) -> ListEntry:
        """Return an entry with all its names."""
        return self._by_id[entry_id]

    def candidates(self, party: Party) -> list[ListEntry]:
        """Return the entries worth comparing, with those of their names that are."""
        found: defaultdict[int, ListEntry] = defaultdict()
        names: defaultdict[int, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        for identifier in party.identifiers:
            for number in self._numbers.get(plain_identifier(identifier), ()):
                entry = self.entries[number]
                names[number] = (list(entry.party.names), list(entry.party.weak_names))
        for name in (*party.names, *party.weak_names):
            for place in self._names_like(name, party.kind):
                number, listed, weak = self._names[place]
                if are_of_other_kinds(party.kind, self.entries[number].party.kind):
                    continue
                if listed not in names[number][weak]:
                    names[number][weak].append(listed)
        for number, (strong, weak_ones) in names.items():
            entry = self.entries[number]
            few = replace(entry.party, names=tuple(strong), weak_names=tuple(weak_ones))
            found[number] = replace(entry, party=few)
        return list(found.values())

    def _names_like(self, name: str, kind: Kind) -> list[int]:
        found: defaultdict[int, float] = defaultdict(float)
        whole = 0.0
        keys = [(self._weights[key], key) for key in _keys_of_name(name, kind) if key in self._weights]
        for weight, key in sorted(keys, reverse=True):
            if not key.startswith(_WHOLE_NAME):
                whole += weight
            listed = self._places[key]
            if len(listed) > _FREQUENT and found:
                # What half the list shares finds nobody: it only ranks those found by rarer keys.
                for place in found.keys() & set(listed):
                    found[place] += weight
                continue
            for place in listed:
                found[place] += weight
        least = whole * _LEAST_SHARED
        best = heapq.nlargest(MOST_CANDIDATES, found.items(), key=lambda pair: pair[1])
        return [place for place, weight in best if weight >= least]

    def screen(self, party: Party) -> list[Hit]:
        """Return whom it could be, the surest first; nobody below the score from which it is written down."""
        hits = [Hit(entry, match_parties(party, entry.party)) for entry in self.candidates(party)]
        found = (hit for hit in hits if hit.match.score >= LOG_FROM)
        return sorted(found, key=lambda hit: (-hit.match.score, hit.entry.id))
