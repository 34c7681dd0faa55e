"""Rules for cards are asked as goods come in and as they change: what they stop is stored, and not sold."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from yarmarka.domain.catalogue.actions import release_cards, stop_cards
from yarmarka.domain.catalogue.queries import brands, official_stores
from yarmarka.domain.catalogue.rules.languages import language_of
from yarmarka.domain.catalogue.types import StoredOffer
from yarmarka.domain.moderation.actions import lapse_cases, open_cases
from yarmarka.domain.moderation.queries import documents_in_force, has_cases, known_cases, rules_on
from yarmarka.domain.moderation.rules.rulebook import Rulebook, card_facts, mark_of, spelling, worst
from yarmarka.domain.moderation.types import (
    Card,
    CardRule,
    CaseStatus,
    Finding,
    KnownCase,
    NewCase,
    Outcome,
    RuleKind,
    SellerFacts,
)
from yarmarka.domain.sellers.queries import sellers
from yarmarka.flows.feed_reading import CleanRow, card_of
from yarmarka.flows.refresh_shelves import refresh_shelves
from yarmarka.flows.tell import to_seller
from yarmarka.kernel.outbox import publish
from yarmarka.reads.cards_to_judge import StoredCard, cards_to_judge

_AT_ONCE: Final = 1_000
_CASE: Final = {Outcome.WAITS: CaseStatus.WAITING, Outcome.REFUSED: CaseStatus.REFUSED}
NOWHERE: Final = UUID(int=0)


@dataclass(frozen=True)
class Judgement:
    """What rules say of a batch: SKU → what stops it, new cases among it, and cards that nothing stops any more."""

    held: Mapping[str, Sequence[Finding]] = field(default_factory=dict)
    opens: Sequence[NewCase] = ()
    lapses: Sequence[str] = ()


_NOTHING: Final = Judgement()


class Judge:
    """Judges one seller's cards by the rules of a day. Made once for an import; with no rules it asks nothing."""

    def __init__(self, *, seller_id: UUID, now: datetime) -> None:
        self.seller_id, self._now = seller_id, now
        self.book = _rulebook(seller_id, on=now.date())
        self._is_idle = self.book.is_empty and not has_cases(seller_id=seller_id)
        self.stopped: dict[CaseStatus, int] = {CaseStatus.WAITING: 0, CaseStatus.REFUSED: 0}

    def judge(self, rows: Sequence[CleanRow]) -> Judgement:
        """Return what comes of what rules found in a batch of a seller's rows; each SKU stands in it once."""
        if self._is_idle:
            return _NOTHING
        known = known_cases(seller_id=self.seller_id, skus=[row.sku for row in rows])
        held: dict[str, Sequence[Finding]] = {}
        opens: list[NewCase] = []
        lapses: list[str] = []
        for row in rows:
            findings, case = row.findings, known.get(row.sku)
            if not findings:
                lapses += [row.sku] if case else []
                continue
            card = card_of(row.clean, [row.clean.category_id])
            mark = mark_of(card, findings)
            is_known = case is not None and case.mark == mark
            if not (is_known and case and case.status == CaseStatus.CLEARED):
                held[row.sku] = findings
            if not is_known:
                opens.append(_new_case(card, NOWHERE, mark, findings, case))
        return Judgement(held, opens, lapses)

    def note(self, judgement: Judgement, stored: Sequence[StoredOffer]) -> None:
        """Write down what became of a batch, in the transaction that stored it."""
        if judgement.opens:
            products = {row.sku: row.product_id for row in stored}
            cases = [replace(case, product_id=products[case.sku]) for case in judgement.opens]
            open_cases(cases, seller_id=self.seller_id, now=self._now)
        if judgement.lapses:
            lapse_cases(judgement.lapses, seller_id=self.seller_id, now=self._now)

    def count(self, cases: Iterable[NewCase]) -> None:
        """Count cases that were written down, for the letter."""
        for case in cases:
            self.stopped[case.status] += 1

    def tell(self) -> None:
        """Send the seller one letter about all cards that were stopped, if any was."""
        if any(self.stopped.values()):
            merchant = sellers([self.seller_id])[self.seller_id]
            counts = {
                "waiting": self.stopped[CaseStatus.WAITING],
                "refused": self.stopped[CaseStatus.REFUSED],
            }
            publish([to_seller("cards_stopped", merchant, **counts)], now=self._now)


def need_in(need: str, language: str) -> str:
    """Return what a rule asks for, or met, in a language: of several names of it the one that is in that language."""
    names = [name.strip() for name in need.split("|")]
    return next((name for name in names if language_of(name) == language), names[0])


def judge_again(
    *,
    seller_id: UUID | None = None,
    product_ids: Collection[UUID] | None = None,
    is_rewritten: bool = False,
    now: datetime,
) -> int:
    """Judge cards as they are stored: after rules, documents, authorisations or codes have changed.

    A person's decision holds against the rules that it was about; of a card that `is_rewritten` only while it says what
    it said then. Returns how many products were taken off sale or put back. A thousand cards at a time, each thousand
    in a transaction of its own.
    """
    if not rules_on(now.date()) and not has_cases(seller_id=seller_id):
        return 0
    judges: dict[UUID, Judge] = {}
    moved, last = 0, None
    while batch := cards_to_judge(seller_id=seller_id, product_ids=product_ids, after=last, limit=_AT_ONCE):
        last = batch[-1].offer_id
        for owner, cards in _by_seller(batch).items():
            judge = judges.setdefault(owner, Judge(seller_id=owner, now=now))
            with transaction.atomic():
                moved += _judge_stored(judge, cards, is_rewritten, now)
    for judge in judges.values():
        judge.tell()
    return moved


def _judge_stored(judge: Judge, cards: Sequence[StoredCard], is_rewritten: bool, now: datetime) -> int:
    known = known_cases(seller_id=judge.seller_id, skus=[card.sku for card in cards])
    holds: set[str] = set()
    frees: set[str] = set()
    opens: dict[str, NewCase] = {}
    lapses: list[str] = []
    for stored in cards:
        card, case = stored.as_card(), known.get(stored.sku)
        findings = judge.book.judge(card)
        if not findings:
            frees.add(stored.sku)
            lapses += [stored.sku] if case else []
            continue
        mark = mark_of(card, findings)
        is_known = case and (
            case.mark == mark if is_rewritten else case.rule_ids.issuperset(one.rule_id for one in findings)
        )
        if case and is_known:
            (frees if case.status == CaseStatus.CLEARED else holds).add(stored.sku)
        else:
            holds.add(stored.sku)
            opens.setdefault(stored.sku, _new_case(card, stored.product_id, mark, findings, case))
    open_cases(list(opens.values()), seller_id=judge.seller_id, now=now)
    judge.count(opens.values())
    lapse_cases(lapses, seller_id=judge.seller_id, now=now)
    touched = stop_cards(holds, seller_id=judge.seller_id, now=now)
    touched |= release_cards(frees - holds, seller_id=judge.seller_id, now=now)
    if touched:
        refresh_shelves(touched, now=now)
    return len(touched)


def _new_case(
    card: Card, product_id: UUID, mark: str, findings: Sequence[Finding], case: KnownCase | None
) -> NewCase:
    return NewCase(
        sku=card.sku,
        product_id=product_id,
        status=_CASE[worst(findings)],
        mark=mark,
        findings=findings,
        card=card_facts(card),
        before=case.card if case else {},
    )


def _rulebook(seller_id: UUID, *, on: date) -> Rulebook:
    rules = rules_on(on)
    if not rules:
        return Rulebook((), SellerFacts())
    stores = official_stores(on=on)
    own = {spelling(text) for one in stores if one.seller_id == seller_id for text in one.brand.spellings}
    documents = documents_in_force(seller_id=seller_id, on=on)
    return Rulebook(_with_spellings(rules), SellerFacts(frozenset(own), documents))


def _with_spellings(rules: Iterable[CardRule]) -> Iterable[CardRule]:
    """Let a rule about a brand hold for every way that the brand is written."""
    written = {spelling(text): card.spellings for card in brands() for text in card.spellings}
    for rule in rules:
        if rule.kind != RuleKind.BRAND:
            yield rule
            continue
        for text in {spelling(text) for text in (rule.brand, *written.get(spelling(rule.brand), ()))}:
            yield replace(rule, brand=text)


def _by_seller(cards: Iterable[StoredCard]) -> dict[UUID, list[StoredCard]]:
    found: dict[UUID, list[StoredCard]] = {}
    for card in cards:
        found.setdefault(card.seller_id, []).append(card)
    return found
