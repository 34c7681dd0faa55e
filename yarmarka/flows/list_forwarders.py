"""The list of known forwarding addresses: one of the staff proposes entries, one by one or as a file, another approves.

It takes two people as restrictions do: what is on it keeps parcels waiting. Nothing is refused by it.
"""

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import IO, Any, Final
from uuid import UUID

import msgspec
from django.db import transaction

from yarmarka.domain.compliance.actions import end_forwarder, list_forwarders
from yarmarka.domain.compliance.errors import ForwarderInvalid
from yarmarka.domain.compliance.queries import forwarders
from yarmarka.domain.compliance.rules.forwarding import ForwardingIndex, check_forwarder, postal
from yarmarka.domain.compliance.types import Forwarder, ForwarderWish
from yarmarka.domain.governance.types import NewProposal
from yarmarka.flows.decide_together import propose, say
from yarmarka.kernel.errors import Missing
from yarmarka.reads.forwarded import Somewhere, addresses_in
from yarmarka.vocabulary.instants import LATEST
from yarmarka.vocabulary.places import PostalAddress

#: what governance calls them
LIST: Final = "forwarding_addresses"
UNLIST: Final = "forwarding_address_ends"
#: of a file
COLUMNS: Final = ("country", "postal_code", "words", "note", "source", "from", "until")
_NEEDED: Final = ("country", "words", "source")
_MOST_ROWS: Final = 2_000
_LONGEST: Final = {"words": 300, "note": 500, "source": 500, "postal_code": 12}


@dataclass(frozen=True)
class Forwarded:
    """What a list would touch now: saved addresses, and orders that would wait for somebody to look at them.

    `compared` is how many addresses were looked at where there were more than that: it touches at least these then.
    """

    saved: tuple[Somewhere, ...]
    orders: tuple[Somewhere, ...]
    compared: int | None = None

    def counted(self) -> Mapping[str, int]:
        """Return it as figures, for a proposal's preview: nobody is named in it."""
        people = {one.person_id for one in (*self.saved, *self.orders)}
        figures = {"addresses": len(self.saved), "orders": len(self.orders), "people": len(people)}
        return figures | ({"compared": self.compared} if self.compared else {})


@dataclass(frozen=True)
class BadRow:
    """A row of a file that could not be taken: which column, and why."""

    line: int
    column: str
    reason: str
    text: str


def touched_by(wishes: Collection[ForwarderWish]) -> Forwarded:
    """Return which saved addresses and unsent orders these would touch, by the same rules that orders are held to.

    Where their countries have more addresses than `reads.forwarded.MOST`, those beyond it are not compared, and it
    says so.
    """
    index = ForwardingIndex((str(place), wish) for place, wish in enumerate(wishes))
    near, are_more = addresses_in((wish.country, postal(wish.postal_code)) for wish in wishes)
    found = [one for one in near if index.matches(PostalAddress.from_facts(one.address))]
    return Forwarded(
        tuple(one for one in found if one.kind == "saved"),
        tuple(one for one in found if one.kind == "order"),
        compared=len(near) if are_more else None,
    )


@transaction.atomic
def propose_forwarders(wishes: Collection[ForwarderWish], *, by: UUID, now: datetime) -> UUID:
    """Propose to put forwarding addresses on the list, with what they touch now; return the proposal's id.

    Raises ForwarderInvalid.
    """
    tidy = [checked(wish, now=now) for wish in wishes]
    if not tidy:
        raise ForwarderInvalid(field="words", reason="words")
    sources = ", ".join(dict.fromkeys(wish.source for wish in tidy))
    asked = NewProposal(
        matter=LIST,
        facts={"entries": [msgspec.to_builtins(wish) for wish in tidy]},
        source=sources[:500],
        effective_at=min(wish.since or now for wish in tidy),
        preview=touched_by(tidy).counted(),
    )
    return propose(asked, by=by, now=now)


@transaction.atomic
def propose_end(forwarder_id: UUID, *, reason: str, by: UUID, now: datetime) -> UUID:
    """Propose to take a forwarding address off the list as soon as somebody else approves.

    Raises Missing, RuleWithoutSource.
    """
    entry = next((one for one in forwarders() if one.id == forwarder_id), None)
    if entry is None or (entry.until is not None and entry.until <= now):
        raise Missing(what="forwarding address")
    facts = {"forwarder": str(forwarder_id), "country": entry.wish.country, "words": entry.wish.words}
    preview = touched_by([entry.wish]).counted()
    return propose(NewProposal(UNLIST, facts, reason, now, preview), by=by, now=now)


@transaction.atomic
def decide_forwarders(proposal_id: UUID, *, approve: bool, by: UUID, now: datetime) -> None:
    """Say yes or no as a second person: with a yes the list is changed.

    Raises Missing, ProposalDecided, OwnProposal, NotAnApprover, ForwarderInvalid, ForwarderListed.
    """
    card = say(proposal_id=proposal_id, matters=(LIST, UNLIST), is_for=approve, by=by, now=now)
    if not card.is_approved:
        return
    if card.asked.matter == UNLIST:
        end_forwarder(UUID(card.asked.facts["forwarder"]), at=now)
    else:
        list_forwarders(entries_of(card.asked.facts), author=card.proposed_by, approver=by, now=now)


def entries_of(facts: Mapping[str, Any]) -> tuple[ForwarderWish, ...]:
    """Return the entries that a proposal keeps."""
    return msgspec.convert(facts["entries"], type=tuple[ForwarderWish, ...])


def checked(wish: ForwarderWish, *, now: datetime) -> ForwarderWish:
    """Return an entry without what is around its words. Raises ForwarderInvalid, also for one that is over."""
    tidy = replace(
        wish,
        country=wish.country.strip().upper(),
        postal_code=postal(wish.postal_code),
        words=" ".join(wish.words.split()),
        note=wish.note.strip(),
        source=wish.source.strip(),
    )
    for field, longest in _LONGEST.items():
        if len(getattr(tidy, field)) > longest:
            raise ForwarderInvalid(field=field, reason="long")
    check_forwarder(tidy)
    if tidy.until is not None and tidy.until <= now:
        raise ForwarderInvalid(field="until", reason="until")
    return tidy


def read_file(source: IO[bytes], *, now: datetime) -> tuple[tuple[ForwarderWish, ...], tuple[BadRow, ...]]:
    """Return the entries of a CSV file, and the rows that could not be taken, by line, column and reason.

    The first line names the columns, commas or semicolons part them. Raises ForwarderInvalid for what is no such file.
    """
    try:
        text = source.read().decode("utf-8-sig")
        head = text.partition("\n")[0]
        sign = ";" if head.count(";") > head.count(",") else ","
        table = csv.DictReader(io.StringIO(text, newline=""), delimiter=sign)
        rows = [(table.line_num, row) for row in islice(table, _MOST_ROWS + 1)]
    except UnicodeDecodeError:
        raise ForwarderInvalid(field="file", reason="file") from None
    except csv.Error:
        raise ForwarderInvalid(field="file", reason="cell") from None
    if not set(_NEEDED) <= set(table.fieldnames or ()):
        raise ForwarderInvalid(field="file", reason="file")
    good: list[ForwarderWish] = []
    bad: list[BadRow] = []
    seen: set[tuple[str, str, str]] = set()
    for line, row in rows:
        if len(good) + len(bad) >= _MOST_ROWS:
            bad.append(BadRow(line, "", "too_many", ""))
            break
        try:
            wish = checked(_wish(row), now=now)
            key = (wish.country, wish.postal_code, wish.words)
            if key in seen:
                raise ForwarderInvalid(field="words", reason="twice")
            seen.add(key)
            good.append(wish)
        except ForwarderInvalid as error:
            column = error.field or ""
            bad.append(BadRow(line, column, str(error.facts.get("reason", "")), row.get(column) or ""))
    return tuple(good), tuple(bad)


def rows_of(entries: Collection[Forwarder]) -> Iterator[tuple[str, ...]]:
    """Yield entries as rows of such a file."""
    for one in entries:
        wish = one.wish
        until = one.until.date().isoformat() if one.until else ""
        since = one.since.date().isoformat()
        yield wish.country, wish.postal_code, wish.words, wish.note, wish.source, since, until


def _wish(row: Mapping[str, str | None]) -> ForwarderWish:
    if None in row:
        raise ForwarderInvalid(reason="cells")

    def cell(name: str) -> str:
        return (row.get(name) or "").replace("\x00", "").strip()

    return ForwarderWish(
        country=cell("country"),
        words=cell("words"),
        source=cell("source"),
        postal_code=cell("postal_code"),
        note=cell("note"),
        since=_day(cell("from"), "from"),
        until=_day(cell("until"), "until"),
    )


def _day(text: str, column: str) -> datetime | None:
    if not text:
        return None
    try:
        day = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        raise ForwarderInvalid(field=column, reason="day") from None
    if day > LATEST:
        raise ForwarderInvalid(field=column, reason="late")
    return day
