"""Noting what cards say, proposing that goods are the same, and deciding it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db import transaction

from yarmarka.domain.matching.errors import MatchRefusalNeedsReason, MatchUnclear
from yarmarka.domain.matching.models import Progress, ProposalRow, Step
from yarmarka.domain.matching.queries import identities_of, proposal_card
from yarmarka.domain.matching.rules.proposals import LONGEST_REASON, check_next
from yarmarka.domain.matching.types import (
    Clue,
    Evidence,
    Found,
    Kind,
    MatchStatus,
    Proposal,
    Read,
    Turn,
    Wish,
)
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.sql import Statement, as_json, hold_name
from yarmarka.kernel.texts import one_line

_CONTEXT: Final = str(Path(__file__))
_NOTE: Final = Statement.beside(_CONTEXT, "note_readings")
_PROPOSE: Final = Statement.beside(_CONTEXT, "propose")
_LAPSE: Final = Statement.beside(_CONTEXT, "lapse")


def take_turn(place: int) -> Turn:
    """Return up to where cards were read, beginning at a place of the log."""
    row, _ = Progress.objects.get_or_create(id=1, defaults={"place": place})
    return Turn(row.place, row.walked_to, row.is_walked)


def end_turn(turn: Turn) -> None:
    """Note up to where cards are read now; another one that got further meanwhile stays there."""
    Progress.objects.filter(id=1, place__lte=turn.place).update(
        place=turn.place, walked_to=turn.walked_to, is_walked=turn.is_walked
    )


def note_readings(readings: Sequence[Read], *, now: datetime) -> None:
    """Note what was read of cards, with the keys that they meet others by; one without keys is gone."""
    if readings:
        _NOTE.run(readings=as_json(readings), now=now)


def propose(found: Sequence[Found], *, now: datetime) -> int:
    """Write proposals down, or bring open ones up to date; return how many are new.

    What a person refused is not proposed again until one of the two cards names its goods otherwise; a clue then says
    that it was refused.
    """
    if not found:
        return 0
    drafts = [
        {
            "id": new_id(now),
            "one_id": pair.one_id,
            "other_id": pair.other_id,
            "score": pair.likeness.score,
            "evidence": pair.likeness.evidence,
            "one_identity": pair.one_identity,
            "other_identity": pair.other_identity,
        }
        for pair in found
    ]
    refused_before = as_json([Evidence(Clue.REFUSED_BEFORE, points=0)])
    return len(_PROPOSE.column(found=as_json(drafts), refused_before=refused_before, now=now))


def lapse(pairs: Sequence[tuple[UUID, UUID]], *, gone: Collection[UUID] = (), now: datetime) -> int:
    """Let open proposals lapse: of these pairs, unless a seller wished them, and of products that are gone."""
    if not pairs and not gone:
        return 0
    ones, others = [one for one, _ in pairs], [other for _, other in pairs]
    return _LAPSE.run(ones=ones, others=others, gone=list(gone), now=now)


@transaction.atomic
def wish(wanted: Wish, *, score: int, evidence: Sequence[Evidence], by: UUID, now: datetime) -> Proposal:
    """Write down what a seller, or staff, proposes; what is open already gets their words.

    Raises MatchUnclear for goods that are one already.
    """
    words = one_line(wanted.words, longest=LONGEST_REASON)
    one_id, other_id = wanted.one_id, wanted.other_id
    if wanted.kind == Kind.JOIN:
        if other_id is None or other_id == one_id:
            raise MatchUnclear(field="goods", reason="same")
        one_id, other_id = sorted((one_id, other_id))
    elif not words:
        raise MatchRefusalNeedsReason(field="words")
    same: dict[str, Any] = {"one_id": one_id, "other_id": other_id}
    if other_id is None:
        same = {"seller_id": wanted.seller_id, "sku": wanted.sku}
    # What is sent twice at once finds no row yet to wait at.
    hold_name(f"proposal of {same}")
    standing = ProposalRow.objects.select_for_update().filter(
        kind=wanted.kind, status__in=[MatchStatus.OPEN, MatchStatus.LATER], **same
    )
    row = standing.first()
    is_new = row is None
    row = row or ProposalRow(id=new_id(now), kind=wanted.kind, status=MatchStatus.OPEN, found_at=now)
    identities = identities_of([key for key in (one_id, other_id) if key])
    row.origin, row.one_id, row.other_id = wanted.origin, one_id, other_id
    row.seller_id, row.sku, row.words = wanted.seller_id, wanted.sku, words
    row.score, row.evidence = score, msgspec.to_builtins(list(evidence))
    row.one_identity = identities.get(one_id, "")
    row.other_identity = identities.get(other_id, "") if other_id else ""
    row.save(force_insert=is_new)
    _step(row, by=by, words=words, now=now)
    return proposal_card(row)


@transaction.atomic
def take_up(proposal_id: UUID) -> Proposal:
    """Return a proposal that nobody else can decide before the end of the transaction. Raises Missing."""
    return proposal_card(_locked(proposal_id))


@transaction.atomic
def decide(
    proposal_id: UUID,
    *,
    becomes: MatchStatus,
    by: UUID,
    reason: str = "",
    kept_id: UUID | None = None,
    moved: Mapping[str, Any] | None = None,
    now: datetime,
) -> Proposal:
    """Let a proposal become what a person decided. Raises Missing, MatchDecided, MatchRefusalNeedsReason.

    A refusal says why, and so does taking a join back; `kept_id` is the product that the other one went into, `moved`
    what went with it.
    """
    row, tidy = _locked(proposal_id), one_line(reason, longest=LONGEST_REASON)
    check_next(MatchStatus(row.status), becomes)
    if becomes in {MatchStatus.REFUSED, MatchStatus.UNDONE} and not tidy:
        raise MatchRefusalNeedsReason(field="reason")
    row.status, row.reason, row.decided_at, row.decided_by_id = becomes, tidy, now, by
    if becomes == MatchStatus.CONFIRMED:
        row.kept_id, row.moved = kept_id, dict(moved or {})
    if becomes == MatchStatus.UNDONE:
        # Who parts what was joined has seen it go wrong: that holds whatever the cards are called.
        row.one_identity = row.other_identity = ""
    row.save()
    _step(row, by=by, words=tidy, now=now)
    return proposal_card(row)


def keep_apart(one_id: UUID, other_id: UUID, *, reason: str, by: UUID, now: datetime) -> None:
    """Remember for good that two products are not one, whatever they are called; what was open of them lapses."""
    one_id, other_id = sorted((one_id, other_id))
    lapse([(one_id, other_id)], now=now)
    row = ProposalRow.objects.create(
        id=new_id(now),
        kind=Kind.JOIN,
        origin="staff",
        status=MatchStatus.REFUSED,
        one_id=one_id,
        other_id=other_id,
        score=0,
        found_at=now,
        decided_at=now,
        decided_by_id=by,
        reason=one_line(reason, longest=LONGEST_REASON),
    )
    _step(row, by=by, words=row.reason, now=now)


def _locked(proposal_id: UUID) -> ProposalRow:
    row = ProposalRow.objects.select_for_update().filter(id=proposal_id).first()
    if row is None:
        raise Missing(what="match")
    return row


def _step(row: ProposalRow, *, by: UUID, words: str, now: datetime) -> None:
    Step.objects.create(proposal=row, status=row.status, person_id=by, words=words, at=now)
