"""The demo world's rules for cards, and cards that they stop: something lies in the queue of whoever moderates."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Final
from uuid import UUID

import msgspec
from msgspec import Meta

from yarmarka.demo.papers import declaration_of
from yarmarka.demo.people import Firm
from yarmarka.demo.shape import LANGUAGES
from yarmarka.domain.inventory.queries import warehouses_of
from yarmarka.domain.moderation.queries import document_kinds, open_cases
from yarmarka.domain.moderation.types import CaseStatus, NewRule, Outcome, RuleKind
from yarmarka.flows.list_card import Card, CardVariant, list_card
from yarmarka.flows.moderate_cards import SentFile, appeal_card, bring_document, set_card_rule
from yarmarka.vocabulary.money import Money

_FILE: Final = Path(__file__).parent / "card_rules.toml"
_Text = Annotated[str, Meta(min_length=1)]
_APPEAL: Final = "这批手表购自品牌专卖店，可提供发票，按翻新品销售。"
_NUMBER: Final = "ЕАЭС N RU Д-CN.РА01.В.00000/26"
_TOLD_BEFORE: Final = timedelta(days=2)


class _Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    kind: RuleKind
    outcome: Outcome
    basis: _Text
    words: dict[str, list[str]] = {}
    hs_prefixes: list[str] = []
    brand: str = ""
    needs: list[str] = []
    ru: _Text
    en: _Text
    zh: _Text


class _Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    sku: _Text
    shelf: _Text
    price_minor: int
    hs: _Text
    brand: str = ""
    ru: tuple[_Text, _Text]
    en: tuple[_Text, _Text]
    zh: tuple[_Text, _Text]


class _Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rules: list[_Rule]
    cards: list[_Card]


def stop_some_cards(
    *,
    seller_id: UUID,
    firm: Firm,
    owner: UUID,
    shelves: Mapping[str, UUID],
    staff: UUID,
    since: datetime,
    now: datetime,
) -> None:
    """Put rules for cards in force, and let a firm bring cards that they stop; it appeals for one, and shows a document
    that staff have yet to look at.
    """
    told = msgspec.toml.decode(_FILE.read_bytes(), type=_Told)
    for rule in told.rules:
        set_card_rule(_new_rule(rule, since), by=staff, now=since)
    warehouse = warehouses_of(seller_id=seller_id)[0]
    for hours, card in enumerate(told.cards):
        list_card(
            _card(card, shelves[card.shelf], firm.currency),
            seller_id=seller_id,
            warehouse_id=warehouse.id,
            by=owner,
            now=now - _TOLD_BEFORE + timedelta(hours=hours),
        )
    refused = open_cases(statuses=[CaseStatus.REFUSED], limit=9)
    for case in refused:
        if case.card["brand"]:
            appeal_card(case.id, seller_id=seller_id, words=_APPEAL, by=owner, now=now - timedelta(hours=9))
    [kind] = document_kinds(now.date())
    shown_at = now - timedelta(hours=7)
    bring_document(
        seller_id=seller_id,
        kind=kind,
        number=_NUMBER,
        valid_to=(now + timedelta(days=900)).date(),
        file=SentFile("declaration.pdf", declaration_of(firm, f"{kind} {_NUMBER}", on=shown_at.date())),
        by=owner,
        now=shown_at,
    )


def _new_rule(rule: _Rule, since: datetime) -> NewRule:
    return NewRule(
        kind=rule.kind,
        outcome=rule.outcome,
        reasons={language: getattr(rule, language) for language in LANGUAGES},
        basis=rule.basis,
        valid_from=since.date(),
        words=rule.words,
        hs_prefixes=tuple(rule.hs_prefixes),
        brand=rule.brand,
        needs=tuple(rule.needs),
    )


def _card(card: _Card, category_id: UUID, currency: str) -> Card:
    return Card(
        category_id=category_id,
        titles={language: getattr(card, language)[0] for language in LANGUAGES},
        descriptions={language: getattr(card, language)[1] for language in LANGUAGES},
        variants=(
            CardVariant(sku=card.sku, price=Money(card.price_minor, currency), weight_g=500, on_hand=5),
        ),
        brand=card.brand,
        hs_code=card.hs,
    )
