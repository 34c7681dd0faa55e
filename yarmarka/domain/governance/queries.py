"""What was proposed, and what became of it?"""

from collections.abc import Collection, Mapping
from uuid import UUID

from yarmarka.domain.governance.models import Proposal, Voice
from yarmarka.domain.governance.types import NewProposal, ProposalCard
from yarmarka.kernel.errors import Missing


def proposals(*matters: str, limit: int = 50) -> tuple[ProposalCard, ...]:
    """Return proposals about these matters, those that are open first, then the newest."""
    rows = Proposal.objects.filter(matter__in=matters)
    waiting = rows.filter(closed_at__isnull=True).order_by("proposed_at", "id")[:limit]
    closed = rows.filter(closed_at__isnull=False).order_by("-closed_at", "-id")[:limit]
    return cards_of((*waiting, *closed))


def proposal(proposal_id: UUID) -> ProposalCard:
    """Return a proposal, whatever it is about. Raises Missing."""
    row = Proposal.objects.filter(id=proposal_id).first()
    if row is None:
        raise Missing(what="proposal")
    return cards_of((row,))[0]


def approved(proposal_id: UUID, *matters: str) -> ProposalCard:
    """Return a proposal about one of these matters to which enough people said yes. Raises Missing for any other."""
    card = proposal(proposal_id)
    if card.asked.matter not in matters or not card.is_approved:
        raise Missing(what="proposal")
    return card


def waiting_about(matters: Collection[str], about: Mapping[str, str]) -> tuple[ProposalCard, ...]:
    """Return the open proposals about these matters whose facts say this, the oldest first."""
    rows = Proposal.objects.filter(matter__in=matters, closed_at__isnull=True, facts__contains=dict(about))
    return cards_of(tuple(rows.order_by("proposed_at", "id")))


def cards_of(rows: tuple[Proposal, ...]) -> tuple[ProposalCard, ...]:
    """Return proposals' rows as others see them, with what everybody said."""
    said: dict[UUID, list[tuple[UUID, bool]]] = {row.id: [] for row in rows}
    words: dict[UUID, str] = {}
    for voice in Voice.objects.filter(proposal_id__in=list(said)).order_by("at", "id"):
        said[voice.proposal_id].append((voice.by_id, voice.is_for))
        words[voice.proposal_id] = voice.words
    return tuple(
        ProposalCard(
            id=row.id,
            asked=NewProposal(
                matter=row.matter,
                facts=row.facts,
                source=row.source,
                effective_at=row.effective_at,
                preview=row.preview,
                quorum=row.quorum,
                approvers=tuple(UUID(one) for one in row.approvers),
            ),
            proposed_by=row.proposed_by_id,
            proposed_at=row.proposed_at,
            voices=tuple(said[row.id]),
            closed_at=row.closed_at,
            is_approved=row.is_approved,
            words=words.get(row.id, ""),
        )
        for row in rows
    )
