"""Changing what the marketplace keeps, and how long shoppers may look goods over: one proposes, another one decides.

What is approved begins at its instant and ends what held before it; sold orders keep what they were sold at.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db import transaction

from yarmarka.domain.audit.actions import note_deeds
from yarmarka.domain.audit.types import DeedKind, Facts, NewDeed, Subject, SubjectKind
from yarmarka.domain.catalogue.queries import category_by_slug
from yarmarka.domain.governance.actions import propose, say
from yarmarka.domain.governance.types import NewProposal
from yarmarka.domain.pricing.errors import RuleInThePast
from yarmarka.domain.pricing.queries import partner_shares, sale_terms, term_at
from yarmarka.domain.pricing.types import TermKind
from yarmarka.domain.sellers.queries import seller_by_slug
from yarmarka.domain.shipping.actions import follow_inspection
from yarmarka.domain.shipping.queries import services
from yarmarka.flows import set_rules
from yarmarka.kernel.errors import Missing

#: what governance calls it
RULE: Final = "dated_rule"


class RuleKind(StrEnum):
    """Rules that take two people. Their figures are basis points, days for the time to look goods over."""

    COMMISSION = "commission"
    TAX = "tax"
    SPREAD = "spread"
    FUND = "fund"
    PARTNER = "partner"
    INSPECTION = "inspection"


@dataclass(frozen=True)
class RuleWish:
    """A dated rule as somebody wants it. The scope names whom it is for by slug or code; what is missing is any."""

    kind: RuleKind
    figure: int
    valid_from: datetime
    source: str
    scope: Mapping[str, str] = field(default_factory=dict)


_TERMS: Final = {RuleKind.SPREAD: TermKind.EXCHANGE_SPREAD, RuleKind.FUND: TermKind.GUARANTEE_FUND}


@transaction.atomic
def propose_rule(wish: RuleWish, *, by: UUID, now: datetime) -> UUID:
    """Propose that a rule holds from an instant on; return the proposal's id.

    Raises Missing for whom it is for, RuleInThePast, RuleWithoutSource.
    """
    _check(wish, now=now)
    asked = NewProposal(
        matter=RULE,
        facts={"kind": wish.kind.value, "figure": wish.figure, "scope": _narrowed(wish)},
        preview={"before": figure_now(wish, now=now)},
        source=wish.source,
        effective_at=wish.valid_from,
    )
    proposal_id = propose(asked, by=by, now=now)
    note_deeds([_deed(DeedKind.RULE_PROPOSED, wish, proposal_id, by=by)], now=now)
    return proposal_id


@transaction.atomic
def decide_rule(*, proposal_id: UUID, approve: bool, by: UUID, now: datetime) -> None:
    """Say yes or no to a proposed rule as a second person; enough who say yes put it in force.

    Raises Missing, ProposalDecided, OwnProposal, NotAnApprover, RuleInThePast when its beginning has passed meanwhile,
    RulesOverlap.
    """
    card = say(proposal_id=proposal_id, matters=(RULE,), is_for=approve, by=by, now=now)
    wish = wish_from(card.asked)
    if card.is_approved:
        put_in_force(wish, proposed_by=card.proposed_by, approved_by=by, now=now)
    kind = DeedKind.RULE_APPROVED if approve else DeedKind.RULE_DECLINED
    note_deeds([_deed(kind, wish, card.id, by=by)], now=now)


def wish_from(asked: NewProposal) -> RuleWish:
    """Return the rule that a proposal asks for."""
    facts = asked.facts
    return RuleWish(
        RuleKind(facts["kind"]), facts["figure"], asked.effective_at, asked.source, facts["scope"]
    )


def figure_now(wish: RuleWish, *, now: datetime) -> int | None:
    """Return the figure that holds now for exactly whom a rule is for; None where no rule of its own does."""
    scope = wish.scope
    match wish.kind:
        case RuleKind.COMMISSION:
            seller, category = scope.get("seller"), scope.get("category")
            key = (
                seller_by_slug(seller).id if seller else None,
                category_by_slug(category).id if category else None,
                scope.get("storefront") or None,
            )
            held = sale_terms(now=now).commissions.get(key)
        case RuleKind.TAX:
            held = sale_terms(now=now).taxes.get(scope.get("country") or None)
        case RuleKind.PARTNER:
            held = partner_shares(now=now).get(scope["partner"])
        case RuleKind.INSPECTION:
            return services([UUID(scope["service"])])[UUID(scope["service"])].inspection_days
        case _:
            held = term_at(_TERMS[wish.kind], now=now)
    return held.basis_points if held else None


@transaction.atomic
def set_rule_at_once(
    wish: RuleWish, *, proposed_by: UUID | None, approved_by: UUID | None, now: datetime
) -> UUID:
    """Put a rule in force from the server's command line, by two people or by nobody known; it is on record.

    Raises as `put_in_force` does.
    """
    rule_id = put_in_force(wish, proposed_by=proposed_by, approved_by=approved_by, now=now)
    note_deeds([_deed(DeedKind.RULE_SET, wish, rule_id, by=approved_by)], now=now)
    return rule_id


def put_in_force(
    wish: RuleWish, *, proposed_by: UUID | None, approved_by: UUID | None, now: datetime
) -> UUID:
    """Let a rule hold from its instant on; return its id. Raises Missing, RuleInThePast, RulesOverlap."""
    _check(wish, now=now)
    scope = wish.scope
    rule = set_rules.dated(
        basis_points=wish.figure,
        valid_from=wish.valid_from,
        source=wish.source,
        verified_on=now.date(),
        proposed_by=proposed_by,
        approved_by=approved_by,
        now=now,
    )
    match wish.kind:
        case RuleKind.COMMISSION:
            own = {name: scope.get(name, "") for name in ("category", "seller", "storefront")}
            return set_rules.follow_commission(rule, **own)
        case RuleKind.TAX:
            return set_rules.follow_tax(rule, country=scope.get("country", ""))
        case RuleKind.PARTNER:
            return set_rules.follow_partner(rule, partner=scope["partner"], name=scope.get("name", ""))
        case RuleKind.INSPECTION:
            return follow_inspection(
                UUID(scope["service"]), days=wish.figure, at=wish.valid_from, source=wish.source, now=now
            )
        case _:
            return set_rules.follow_term(_TERMS[wish.kind], rule)


def _narrowed(wish: RuleWish) -> dict[str, str]:
    return {name: value for name, value in wish.scope.items() if value}


def _check(wish: RuleWish, *, now: datetime) -> None:
    if wish.valid_from < now:
        raise RuleInThePast(field="valid_from")
    if slug := wish.scope.get("category"):
        category_by_slug(slug)
    if slug := wish.scope.get("seller"):
        seller_by_slug(slug)
    if wish.kind is RuleKind.INSPECTION and not services([UUID(wish.scope["service"])]):
        raise Missing(what="delivery service")


def _deed(kind: DeedKind, wish: RuleWish, subject_id: UUID, *, by: UUID | None) -> NewDeed:
    after: Facts = {
        "days" if wish.kind is RuleKind.INSPECTION else "basis_points": wish.figure,
        "valid_from": f"{wish.valid_from:%Y-%m-%d}",
        **dict(wish.scope),
    }
    subject = Subject(SubjectKind.RULE, wish.kind.value, subject_id)
    return NewDeed(kind=kind, subject=subject, by=by, after=after, reason=wish.source)
