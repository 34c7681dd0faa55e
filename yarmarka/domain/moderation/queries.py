"""Rules in force, cases and documents."""

from collections.abc import Collection
from datetime import date
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db.models import Q

from yarmarka.domain.moderation.models import Case, Document, Rule
from yarmarka.domain.moderation.rules.rulebook import spelling
from yarmarka.domain.moderation.types import (
    CardRule,
    CaseCard,
    CaseStatus,
    DocumentCard,
    DocumentStatus,
    Finding,
    KnownCase,
    Outcome,
    RuleKind,
)
from yarmarka.kernel.errors import Missing

_STANDING: Final = ~Q(status=CaseStatus.LAPSED)
_COLUMNS: Final = tuple(name for name in CaseCard.__dataclass_fields__ if name not in {"status", "findings"})


def rules_on(day: date) -> list[CardRule]:
    """Return the rules in force on a day."""
    found = Rule.objects.filter(valid_from__lte=day).exclude(valid_to__lt=day)
    return [_rule(row) for row in found.order_by("id")]


def rules() -> list[CardRule]:
    """Return all rules, the newest first, those that are over too."""
    return [_rule(row) for row in Rule.objects.order_by("-id")[:500]]


def rules_by_id(ids: Collection[UUID]) -> dict[UUID, CardRule]:
    """Return rules by id, also those that are over."""
    return {row.id: _rule(row) for row in Rule.objects.filter(id__in=list(ids))}


def has_cases(*, seller_id: UUID | None) -> bool:
    """Test if any case of a seller, or of anybody, stands."""
    standing = Case.objects.filter(_STANDING)
    return (standing.filter(seller_id=seller_id) if seller_id else standing).exists()


def known_cases(*, seller_id: UUID, skus: Collection[str]) -> dict[str, KnownCase]:
    """Return by SKU the cases that stand of some of a seller's cards."""
    rows = Case.objects.filter(_STANDING, seller_id=seller_id, sku__in=list(skus))
    return {
        row.sku: KnownCase(
            id=row.id,
            status=CaseStatus(row.status),
            mark=row.mark,
            rule_ids=frozenset(UUID(finding["rule_id"]) for finding in row.findings),
            card=row.card,
        )
        for row in rows
    }


def holds_card(*, seller_id: UUID, sku: str) -> bool:
    """Test if a card of a seller may not be on sale just now."""
    standing = Case.objects.filter(_STANDING, seller_id=seller_id, sku=sku)
    return standing.exclude(status=CaseStatus.CLEARED).exists()


def case(case_id: UUID) -> CaseCard:
    """Return a case. Raises Missing."""
    row = Case.objects.filter(id=case_id).first()
    if row is None:
        raise Missing(what="card")
    return case_card(row)


def open_cases(*, statuses: Collection[CaseStatus], limit: int, offset: int = 0) -> list[CaseCard]:
    """Return cases of all sellers that stand at one of these steps, the longest standing first."""
    rows = Case.objects.filter(status__in=list(statuses)).order_by("opened_at", "id")
    return [case_card(row) for row in rows[offset : offset + limit]]


def cases_of(
    *, seller_id: UUID, statuses: Collection[CaseStatus], limit: int, offset: int = 0
) -> list[CaseCard]:
    """Return a seller's cases at one of these steps, the newest first."""
    rows = Case.objects.filter(seller_id=seller_id, status__in=list(statuses)).order_by("-id")
    return [case_card(row) for row in rows[offset : offset + limit]]


def documents_in_force(*, seller_id: UUID, on: date) -> frozenset[str]:
    """Return the documents that a seller has on a day, as rules compare them."""
    found = Document.objects.filter(seller_id=seller_id, status=DocumentStatus.APPROVED, valid_to__gte=on)
    return frozenset(spelling(kind) for kind in found.values_list("kind", flat=True))


def documents_of(*, seller_id: UUID) -> list[DocumentCard]:
    """Return the documents that a seller named, the newest first."""
    return [_document(row) for row in Document.objects.filter(seller_id=seller_id).order_by("-id")[:100]]


def documents_waiting() -> list[DocumentCard]:
    """Return documents that nobody has looked at, the longest waiting first."""
    rows = Document.objects.filter(status=DocumentStatus.PROPOSED).order_by("id")
    return [_document(row) for row in rows[:100]]


def document_kinds(on: date) -> list[str]:
    """Return the documents that rules in force ask for, each once, as the rules write them."""
    asked = Rule.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), kind=RuleKind.DOCUMENTS)
    needs = [need.split("|")[0].strip() for row in asked for need in row.needs]
    return list(dict.fromkeys(needs))


def case_card(row: Any) -> CaseCard:
    """Return a row of cases as others are told of it."""
    return CaseCard(
        status=CaseStatus(row.status),
        findings=msgspec.convert(row.findings, list[Finding]),
        **{name: getattr(row, name) for name in _COLUMNS if not name.endswith("_by")},
        decided_by=row.decided_by_id,
        appeal_decided_by=row.appeal_decided_by_id,
    )


def _rule(row: Rule) -> CardRule:
    return CardRule(
        id=row.id,
        kind=RuleKind(row.kind),
        outcome=Outcome(row.outcome),
        category_id=row.category_id,
        hs_prefixes=tuple(row.hs_prefixes),
        words=row.words,
        brand=row.brand,
        needs=tuple(row.needs),
        reasons=row.reasons,
        basis=row.basis,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def _document(row: Document) -> DocumentCard:
    return DocumentCard(
        id=row.id,
        seller_id=row.seller_id,
        kind=row.kind,
        number=row.number,
        valid_to=row.valid_to,
        status=DocumentStatus(row.status),
        brought_at=row.brought_at,
        decided_at=row.decided_at,
        decided_by=row.decided_by_id,
        reason=row.reason,
    )
