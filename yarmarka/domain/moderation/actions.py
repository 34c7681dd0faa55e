"""Writing rules down, opening and deciding cases, taking documents in."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db import transaction

from yarmarka.domain.moderation.errors import CaseDecided, RefusalNeedsReason
from yarmarka.domain.moderation.models import Case, Document, Rule, Step
from yarmarka.domain.moderation.queries import case_card
from yarmarka.domain.moderation.rules.cases import (
    LONGEST_TEXT,
    check_decision,
    check_document,
    check_rule,
    checked_appeal,
)
from yarmarka.domain.moderation.types import CaseCard, CaseStatus, DocumentStatus, NewCase, NewRule
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.sql import Statement, as_json
from yarmarka.kernel.texts import one_line, trimmed

_CONTEXT: Final = str(Path(__file__))
_OPEN: Final = Statement.beside(_CONTEXT, "open_cases")
_LAPSE: Final = Statement.beside(_CONTEXT, "lapse_cases")
_LONGEST_REASON: Final = 500


def write_rule(rule: NewRule, *, by: UUID | None, now: datetime) -> UUID:
    """Write a rule down, in force from its first day on. Raises RuleInvalid."""
    check_rule(rule)
    row = Rule.objects.create(
        id=new_id(now),
        made_at=now,
        made_by_id=by,
        kind=rule.kind,
        outcome=rule.outcome,
        category_id=rule.category_id,
        hs_prefixes=list(rule.hs_prefixes),
        words={code: list(words) for code, words in rule.words.items() if words},
        brand=rule.brand,
        needs=list(rule.needs),
        reasons=dict(rule.reasons),
        basis=rule.basis,
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
    )
    return row.id


def end_rule(rule_id: UUID, *, last_day: date) -> date | None:
    """Let a rule end with a day; return the end that it had before. Raises Missing."""
    row = Rule.objects.select_for_update().filter(id=rule_id).first()
    if row is None or row.valid_from > last_day:
        raise Missing(what="rule")
    before = row.valid_to
    row.valid_to = last_day
    row.save(update_fields=["valid_to"])
    return before


def open_cases(cases: Sequence[NewCase], *, seller_id: UUID, now: datetime) -> None:
    """Write down the cards that rules stopped, in one statement; what stood of the same cards lapses before."""
    if not cases:
        return
    lapse_cases([case.sku for case in cases], seller_id=seller_id, now=now)
    drafts: list[Mapping[str, Any]] = [
        {"id": str(new_id(now)), **msgspec.to_builtins(case)} for case in cases
    ]
    _OPEN.run(drafts=as_json(drafts), seller_id=seller_id, now=now)


def lapse_cases(skus: Collection[str], *, seller_id: UUID, now: datetime) -> int:
    """End the cases of cards that nothing stops any more, or that have changed; return how many."""
    return _LAPSE.run(skus=list(skus), seller_id=seller_id, now=now) if skus else 0


@transaction.atomic
def decide_case(
    case_id: UUID, *, clears: bool, code: str = "", reason: str = "", by: UUID, now: datetime
) -> CaseCard:
    """Let a stopped card be sold, or refuse it with a reason; return the case as it is now.

    Raises Missing, CaseDecided, AppealNeedsOther, RefusalNeedsReason.
    """
    row, tidy = _locked(case_id), trimmed(reason)[:LONGEST_TEXT]
    becomes = check_decision(case_card(row), clears=clears, code=code, reason=tidy, by=by)
    if row.status == CaseStatus.APPEALED:
        row.appeal_decided_at, row.appeal_decided_by_id, row.appeal_reason = now, by, tidy
    else:
        row.decided_at, row.decided_by_id, row.reason = now, by, tidy
    if not clears:
        row.reason_code = code
    row.status = becomes
    row.save()
    _step(row, by=by, words=tidy, now=now)
    return case_card(row)


@transaction.atomic
def appeal_case(case_id: UUID, *, seller_id: UUID, words: str, by: UUID, now: datetime) -> CaseCard:
    """Let a seller say why a refused card may be sold after all. Raises Missing, CaseDecided, AppealEmpty."""
    row = _locked(case_id)
    if row.seller_id != seller_id:
        raise Missing(what="card")
    row.appeal = checked_appeal(case_card(row), words)
    row.appealed_at, row.appealed_by_id, row.status = now, by, CaseStatus.APPEALED
    row.save()
    _step(row, by=by, words=row.appeal, now=now)
    return case_card(row)


def bring_document(
    *, seller_id: UUID, kind: str, number: str, valid_to: date, by: UUID, now: datetime
) -> UUID:
    """Note a document that a seller has; it counts once somebody has looked at it. Raises DocumentInvalid."""
    check_document(kind=kind, number=number, valid_to=valid_to, today=now.date())
    row = Document.objects.create(
        id=new_id(now),
        seller_id=seller_id,
        kind=kind.strip(),
        number=number.strip(),
        valid_to=valid_to,
        status=DocumentStatus.PROPOSED,
        brought_at=now,
        brought_by_id=by,
    )
    return row.id


def decide_document(document_id: UUID, *, approve: bool, reason: str, by: UUID, now: datetime) -> UUID:
    """Let a document count, or say why not; return its seller. Raises Missing, CaseDecided, RefusalNeedsReason."""
    row = Document.objects.select_for_update().filter(id=document_id).first()
    if row is None:
        raise Missing(what="document")
    if row.status != DocumentStatus.PROPOSED:
        raise CaseDecided()
    tidy = one_line(reason, longest=_LONGEST_REASON)
    if not approve and not tidy:
        raise RefusalNeedsReason(field="reason")
    row.status = DocumentStatus.APPROVED if approve else DocumentStatus.DECLINED
    row.decided_at, row.decided_by_id, row.reason = now, by, tidy
    row.save()
    return row.seller_id


def _locked(case_id: UUID) -> Case:
    row = Case.objects.select_for_update().filter(id=case_id).first()
    if row is None:
        raise Missing(what="card")
    return row


def _step(row: Case, *, by: UUID, words: str, now: datetime) -> None:
    Step.objects.create(case=row, status=row.status, person_id=by, words=words, at=now)


def follow_product(articles: Collection[tuple[UUID, str]], *, to: UUID) -> None:
    """Let the cases of some cards, by seller and SKU, be about the product that these belong to now."""
    for seller_id, sku in articles:
        Case.objects.filter(seller_id=seller_id, sku=sku).update(product_id=to)
