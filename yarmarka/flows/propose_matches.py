"""Cards that changed are held against those that they share a key with; what is alike enough is proposed to people.

It follows the catalogue's log of changes, as the search index does, and not the import that caused them: an import
waits for nothing of it. A card is read again only when what it says has changed; a price is no such thing.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from typing import Final
from uuid import UUID

from yarmarka.domain.catalogue.queries import goods_changes, place_in_changes, product_ids
from yarmarka.domain.matching.actions import end_turn, lapse, note_readings, propose, take_turn
from yarmarka.domain.matching.queries import marks_of, partners
from yarmarka.domain.matching.rules.keys import keys_of
from yarmarka.domain.matching.rules.likeness import likeness
from yarmarka.domain.matching.rules.proposals import band_of
from yarmarka.domain.matching.rules.reading import Traits, traits_of
from yarmarka.domain.matching.types import Card, Found, Read
from yarmarka.kernel.sql import chunks
from yarmarka.reads.cards_to_match import cards_to_match

_AT_ONCE: Final = 100
#: of the log of changes at once: each may name a batch of an import
_LOG_ROWS: Final = 20
#: marks of cards that nobody offers any more, and of those whose partners are yet to be looked at
_GONE: Final = "gone"
_BEGUN: Final = ""


def propose_matches(*, now: datetime, at_most: int = 500) -> int:
    """Read cards that changed, and propose what is alike; return how many proposals are new.

    At first all cards are walked through. Works in `at_most` so many steps. No step holds a transaction open while it
    thinks: every index reads the log of changes only below the oldest one that runs. A step that is done twice, after a
    worker was killed or by two at once, is done once.
    """
    proposed = 0
    for _ in range(at_most):
        turn, is_all = take_turn(place_in_changes()), False
        if not turn.is_walked:
            batch = product_ids(after=turn.walked_to, limit=_AT_ONCE)
            turn = replace(turn, walked_to=batch[-1] if batch else turn.walked_to, is_walked=not batch)
        else:
            changes = goods_changes(since=turn.place, limit=_LOG_ROWS)
            batch, is_all = tuple(sorted(changes.product_ids)), changes.is_all
            turn = replace(turn, place=changes.next)
        for some in chunks(batch, _AT_ONCE):
            proposed += match_products(some, now=now)
        end_turn(turn)
        if is_all:
            break
    return proposed


def match_products(ids: Collection[UUID], *, now: datetime) -> int:
    """Read some cards, and propose what is like one of those that changed; return how many proposals are new."""
    cards = cards_to_match(ids)
    known = marks_of(ids)
    gone = {key for key in known.keys() - cards.keys() if known[key] != _GONE}
    changed = [card for key, card in cards.items() if known.get(key) != mark_of(card)]
    if gone:
        lapse([], gone=gone, now=now)
        note_readings([Read(key, _GONE, _GONE, ()) for key in gone], now=now)
    if not changed:
        return 0
    traits = {card.product_id: traits_of(card) for card in changed}
    readings = [_read(one) for one in traits.values()]
    # Until its partners were looked at a card counts as not read, whoever dies in between.
    note_readings([replace(one, mark=_BEGUN) for one in readings], now=now)
    pairs = partners(traits.keys())
    more = {key for pair in pairs for key in pair} - traits.keys()
    traits |= {key: traits_of(card) for key, card in cards_to_match(more).items()}
    found = list(_alike(pairs, traits))
    alike = {(pair.one_id, pair.other_id) for pair in found}
    lapse([pair for pair in pairs if pair not in alike], now=now)
    proposed = propose(found, now=now)
    note_readings(readings, now=now)
    return proposed


def mark_of(card: Card) -> str:
    """Return 32 letters that change with whatever likeness is judged by, but for the price."""
    return _digest(replace(card, price_minor=None))


def identity_of(card: Card) -> str:
    """Return 32 letters that change with what names the goods: titles, brand, numbers."""
    named = Card(
        card.product_id,
        card.titles,
        brand=card.brand,
        part_number=card.part_number,
        gtins=card.gtins,
    )
    return _digest(named)


def _digest(card: Card) -> str:
    return blake2b(repr(card).encode(), digest_size=16).hexdigest()


def _read(traits: Traits) -> Read:
    card = traits.card
    return Read(card.product_id, mark_of(card), identity_of(card), sorted(keys_of(traits)))


def _alike(pairs: Iterable[tuple[UUID, UUID]], traits: dict[UUID, Traits]) -> Iterable[Found]:
    for one_id, other_id in pairs:
        if one_id not in traits or other_id not in traits:
            continue
        one, other = traits[one_id], traits[other_id]
        found = likeness(one, other)
        if band_of(found.score):
            yield Found(one_id, other_id, found, identity_of(one.card), identity_of(other.card))
