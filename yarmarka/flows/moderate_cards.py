"""Stopped cards are decided by people: cleared or refused with a reason, appealed, seen by a second person.

Whoever decides is written into the audit log in the same transaction, and the seller gets a letter.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.audit.actions import note_deeds
from yarmarka.domain.audit.types import DeedKind, Facts, NewDeed, Subject, SubjectKind
from yarmarka.domain.catalogue.actions import release_cards
from yarmarka.domain.documents.actions import keep_goods_file
from yarmarka.domain.documents.errors import FileUnseen
from yarmarka.domain.documents.queries import goods_files
from yarmarka.domain.documents.types import NewGoodsFile
from yarmarka.domain.moderation import actions
from yarmarka.domain.moderation.queries import rules_by_id
from yarmarka.domain.moderation.types import CaseCard, CaseStatus, NewRule
from yarmarka.domain.sellers.queries import sellers
from yarmarka.flows.refresh_shelves import refresh_shelves
from yarmarka.flows.tell import to_seller
from yarmarka.kernel.later import enqueue
from yarmarka.kernel.outbox import publish

_DEEDS = {
    (CaseStatus.CLEARED, False): DeedKind.CARD_CLEARED,
    (CaseStatus.REFUSED, False): DeedKind.CARD_REFUSED,
    (CaseStatus.CLEARED, True): DeedKind.CARD_APPEAL_GRANTED,
    (CaseStatus.UPHELD, True): DeedKind.CARD_APPEAL_DECLINED,
}


@transaction.atomic
def decide_card(
    case_id: UUID, *, clears: bool, code: str = "", reason: str = "", by: UUID, now: datetime
) -> CaseCard:
    """Let a stopped card be sold, or refuse it with a reason that its seller reads in their own language.

    Of a card that its seller appealed for, somebody else than who refused it decides. Raises Missing, CaseDecided,
    AppealNeedsOther, RefusalNeedsReason.
    """
    case = actions.decide_case(case_id, clears=clears, code=code, reason=reason, by=by, now=now)
    if clears:
        refresh_shelves(release_cards([case.sku], seller_id=case.seller_id, by=by, now=now), now=now)
    is_appeal = case.appealed_at is not None
    subject = Subject(SubjectKind.CARD, case.sku, case.id)
    note_deeds(
        [NewDeed(kind=_DEEDS[case.status, is_appeal], subject=subject, by=by, reason=reason or code)], now=now
    )
    merchant = sellers([case.seller_id])[case.seller_id]
    rules = rules_by_id([finding.rule_id for finding in case.findings])
    letter = to_seller(
        "card_cleared" if clears else "card_refused",
        merchant,
        sku=case.sku,
        titles=case.card["titles"],
        code=case.reason_code,
        rule_reasons=[dict(rule.reasons) for rule in rules.values()] if case.reason_code == "rule" else [],
        words=case.appeal_reason if is_appeal else case.reason,
        is_appeal=is_appeal,
    )
    publish([letter], now=now)
    return case


@transaction.atomic
def appeal_card(case_id: UUID, *, seller_id: UUID, words: str, by: UUID, now: datetime) -> None:
    """Let a seller say why a refused card may be sold after all: a second person looks at it.

    Raises Missing, CaseDecided, AppealEmpty.
    """
    actions.appeal_case(case_id, seller_id=seller_id, words=words, by=by, now=now)


@transaction.atomic
def set_card_rule(rule: NewRule, *, by: UUID | None, now: datetime) -> UUID:
    """Put a rule for cards in force from its first day on; cards that are on sale are judged again by a job.

    Raises RuleInvalid.
    """
    rule_id = actions.write_rule(rule, by=by, now=now)
    after: Facts = {"what": rule.kind, "valid_from": str(rule.valid_from)}
    deed = NewDeed(
        kind=DeedKind.CARD_RULE_SET,
        subject=Subject(SubjectKind.CARD_RULE, rule.basis, rule_id),
        by=by,
        after=after,
    )
    note_deeds([deed], now=now)
    if rule.valid_from <= now.date():
        enqueue("judge_cards", lock="judge_cards")
    return rule_id


@transaction.atomic
def end_card_rule(rule_id: UUID, *, last_day: date, by: UUID | None, now: datetime) -> None:
    """Let a rule end with a day; the cards that it alone stopped are on sale again once it is over. Raises Missing."""
    before = actions.end_rule(rule_id, last_day=last_day)
    deed = NewDeed(
        kind=DeedKind.CARD_RULE_ENDED,
        subject=Subject(SubjectKind.CARD_RULE, rules_by_id([rule_id])[rule_id].basis, rule_id),
        by=by,
        before={"valid_until": str(before or "")},
        after={"valid_until": str(last_day)},
    )
    note_deeds([deed], now=now)


@dataclass(frozen=True)
class SentFile:
    """A file as somebody sends it."""

    name: str
    content: bytes


@transaction.atomic
def bring_document(
    *, seller_id: UUID, kind: str, number: str, valid_to: date, file: SentFile, by: UUID, now: datetime
) -> UUID:
    """Keep a document that a seller has for its goods, with its file; staff look at it. Nothing is kept of one without.

    Raises DocumentInvalid, FileRefused, TooManyDocuments.
    """
    document_id = actions.bring_document(
        seller_id=seller_id, kind=kind, number=number, valid_to=valid_to, by=by, now=now
    )
    keep_goods_file(NewGoodsFile(document_id, seller_id, file.name, file.content), by=by, now=now)
    return document_id


@transaction.atomic
def decide_card_document(
    document_id: UUID, *, approve: bool, reason: str = "", by: UUID, now: datetime
) -> None:
    """Let a seller's document count, or say why not; cards that only lacked it are on sale soon.

    Raises Missing, CaseDecided, RefusalNeedsReason, FileUnseen.
    """
    seller_id = actions.decide_document(document_id, approve=approve, reason=reason, by=by, now=now)
    if approve and not goods_files([document_id]):
        raise FileUnseen
    merchant = sellers([seller_id])[seller_id]
    kind = DeedKind.CARD_DOCUMENT_APPROVED if approve else DeedKind.CARD_DOCUMENT_DECLINED
    subject = Subject(SubjectKind.CARD_DOCUMENT, merchant.trade_name, document_id)
    note_deeds([NewDeed(kind=kind, subject=subject, by=by, reason=reason)], now=now)
    if approve:
        enqueue("judge_cards", lock="judge_cards", seller_id=str(seller_id))
