"""What becomes of a stopped card: its steps, what changed in it, and what is asked of decisions.

| a case is | and becomes | by |
|---|---|---|
| waiting | cleared, refused | a person of the staff |
| refused | appealed | the seller |
| appealed | cleared, upheld | a second person of the staff |
| any of these, and cleared | lapsed | the seller's next card, or the end of the rule |
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from yarmarka.domain.moderation.errors import (
    AppealEmpty,
    AppealNeedsOther,
    CaseDecided,
    DocumentInvalid,
    RefusalNeedsReason,
    RuleInvalid,
)
from yarmarka.domain.moderation.types import CaseCard, CaseStatus, NewRule, Outcome, RuleKind
from yarmarka.kernel.texts import trimmed

CASE_NEXT: Final[Mapping[CaseStatus, frozenset[CaseStatus]]] = {
    CaseStatus.WAITING: frozenset({CaseStatus.CLEARED, CaseStatus.REFUSED, CaseStatus.LAPSED}),
    CaseStatus.REFUSED: frozenset({CaseStatus.APPEALED, CaseStatus.LAPSED}),
    CaseStatus.APPEALED: frozenset({CaseStatus.CLEARED, CaseStatus.UPHELD, CaseStatus.LAPSED}),
    CaseStatus.CLEARED: frozenset({CaseStatus.LAPSED}),
    CaseStatus.UPHELD: frozenset({CaseStatus.LAPSED}),
    CaseStatus.LAPSED: frozenset(),
}
#: what a person may say against a card, besides what the rule says
REASON_CODES: Final = (
    "rule",
    "wrong_category",
    "misleading",
    "not_authentic",
    "documents_missing",
    "other",
)
LONGEST_TEXT: Final = 1_000
#: fields of a card, in the order that a page tells their changes in
FIELDS: Final = ("titles", "descriptions", "brand", "category_id", "hs_code", "attributes")


def check_decision(case: CaseCard, *, clears: bool, code: str, reason: str, by: UUID) -> CaseStatus:
    """Return what becomes of a case that a person decides.

    Raises CaseDecided, AppealNeedsOther if it is an appeal against their own word, RefusalNeedsReason.
    """
    if not case.is_open:
        raise CaseDecided()
    if case.status == CaseStatus.APPEALED and case.decided_by == by:
        raise AppealNeedsOther()
    if clears:
        return CaseStatus.CLEARED
    if code not in REASON_CODES or (code == "other" and not reason.strip()):
        raise RefusalNeedsReason(field="reason")
    return CaseStatus.UPHELD if case.status == CaseStatus.APPEALED else CaseStatus.REFUSED


def checked_appeal(case: CaseCard, words: str) -> str:
    """Return an appeal's words, tidied. Raises CaseDecided unless the card is refused, AppealEmpty."""
    if CaseStatus.APPEALED not in CASE_NEXT[case.status]:
        raise CaseDecided()
    tidy = trimmed(words)[:LONGEST_TEXT]
    if not tidy:
        raise AppealEmpty(field="appeal")
    return tidy


def changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    """Return what differs between two states of a card: field, from, to; nothing if there was none before."""
    if not before:
        return []
    return [(name, before.get(name), now.get(name)) for name in FIELDS if before.get(name) != now.get(name)]


def check_rule(rule: NewRule) -> None:
    """Raise RuleInvalid, naming the field, for a rule that would stop nothing, or everything."""
    if rule.outcome == Outcome.LIVE:
        raise RuleInvalid(field="outcome", reason="live")
    if rule.valid_to and rule.valid_to < rule.valid_from:
        raise RuleInvalid(field="valid_to", reason="backwards")
    if not any(text.strip() for text in rule.reasons.values()):
        raise RuleInvalid(field="reasons", reason="empty")
    if not rule.basis.strip():
        raise RuleInvalid(field="basis", reason="empty")
    if any(not (code.isdigit() and 2 <= len(code) <= 10) for code in rule.hs_prefixes):
        raise RuleInvalid(field="hs_prefixes", reason="digits")
    if rule.kind == RuleKind.BRAND and not rule.brand:
        raise RuleInvalid(field="brand", reason="empty")
    if rule.kind in {RuleKind.ATTRIBUTES, RuleKind.DOCUMENTS} and not rule.needs:
        raise RuleInvalid(field="needs", reason="empty")
    has_words = any(rule.words.values())
    if rule.kind == RuleKind.PROHIBITED and not (rule.category_id or rule.hs_prefixes or has_words):
        raise RuleInvalid(field="words", reason="no_condition")


def check_document(*, kind: str, number: str, valid_to: date, today: date) -> None:
    """Raise DocumentInvalid, naming the field."""
    if not kind.strip() or len(kind) > 60:
        raise DocumentInvalid(field="kind", reason="empty")
    if not number.strip() or len(number) > 120:
        raise DocumentInvalid(field="number", reason="empty")
    if valid_to < today:
        raise DocumentInvalid(field="valid_to", reason="over")
