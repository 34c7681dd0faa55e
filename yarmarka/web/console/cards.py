"""Stopped cards and changes of cards as both consoles show them: every value as words in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from yarmarka.domain.catalogue.queries import categories
from yarmarka.domain.moderation.types import CaseCard
from yarmarka.presentation.card_words import (
    FIELDS,
    KINDS,
    OUTCOMES,
    REASONS,
    SOURCES,
    basis_words,
    met_words,
    reason_words,
    value_words,
)
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.money import format_money
from yarmarka.reads.card_history import HistoryRow
from yarmarka.reads.stopped_cards import StoppedCard
from yarmarka.vocabulary.goods import in_language
from yarmarka.web.console.words import OFFERS


@dataclass(frozen=True)
class FindingRow:
    """A rule that stops a card: its kind, what it does, why, what it met, and what it rests on."""

    kind: str
    outcome: str
    reason: str
    met: str
    basis: str


@dataclass(frozen=True)
class CardRow:
    """A stopped card in words."""

    told: StoppedCard
    title: str
    findings: list[FindingRow]
    facts: list[tuple[str, str]]
    changes: list[tuple[str, str, str]]
    reason: str

    @property
    def case(self) -> CaseCard:
        """The case itself."""
        return self.told.case


def card_rows(stopped: Sequence[StoppedCard]) -> list[CardRow]:
    """Return stopped cards in the reader's language."""
    locale = current_language()
    shelves = _shelf_names(locale)
    return [_card_row(told, locale, shelves) for told in stopped]


def history_rows(rows: Sequence[HistoryRow]) -> list[tuple[HistoryRow, str, list[tuple[str, ...]]]]:
    """Return changes with where they come from, and each field with what it was and what it is."""
    locale = current_language()
    shelves = _shelf_names(locale)
    return [
        (
            row,
            str(SOURCES.get(row.source, row.source)),
            [
                (str(FIELDS.get(name, name)), *(_said(name, one, row, locale, shelves) for one in values))
                for name, values in row.changes.items()
            ],
        )
        for row in rows
    ]


def _card_row(told: StoppedCard, locale: str, shelves: dict[str, str]) -> CardRow:
    def said(field: str, value: Any) -> str:
        return value_words(field, value, locale=locale, categories=shelves)

    case = told.case
    findings = [
        FindingRow(
            kind=str(KINDS[finding.kind]),
            outcome=str(OUTCOMES[finding.outcome]),
            reason=reason_words(rule, locale),
            met=met_words(finding),
            basis=basis_words(rule.basis) if rule else "",
        )
        for finding, rule in told.findings
    ]
    return CardRow(
        told=told,
        title=in_language(case.card["titles"], locale),
        findings=findings,
        facts=[(str(words), said(name, case.card[name])) for name, words in FIELDS.items() if case.card.get(name)],
        changes=[(str(FIELDS[name]), said(name, was), said(name, now)) for name, was, now in told.changes],
        reason=" ".join(filter(None, (_code_words(case, findings), case.appeal_reason or case.reason))),
    )  # fmt: skip


def _code_words(case: CaseCard, findings: list[FindingRow]) -> str:
    if case.reason_code == "rule":
        return " ".join(dict.fromkeys(finding.reason for finding in findings))
    words = str(REASONS.get(case.reason_code, "")) if case.reason_code != "other" else ""
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _said(name: str, value: Any, row: HistoryRow, locale: str, shelves: dict[str, str]) -> str:
    if name.endswith("_minor") and value is not None and row.currency:
        return format_money(value, row.currency, locale)
    if name == "status" and value in OFFERS:
        return str(OFFERS[value].words)
    return value_words(name, value, locale=locale, categories=shelves)


def _shelf_names(locale: str) -> dict[str, str]:
    return {str(card.id): in_language(card.names, locale) for card in categories()}
