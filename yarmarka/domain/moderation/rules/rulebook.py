"""Which rules stop a card. A rulebook is made once for an import; then a card costs a few look-ups.

Rules are sorted by the condition that few cards meet: a word, an HS code, a brand; what is left is asked of every card
on its shelf. With no rules in force nothing is looked at.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain
from typing import Any, Final
from uuid import UUID

from yarmarka.domain.moderation.types import Card, CardRule, Finding, Outcome, RuleKind, SellerFacts

#: so much of a description is read: what is hidden further down, shoppers report
READ_LETTERS: Final = 2_000
_ORDER: Final = (Outcome.LIVE, Outcome.WAITS, Outcome.REFUSED)
_WORD: Final = re.compile(r"[^\W_]+")
_HAN: Final = re.compile(r"[㐀-鿿]")
_BEGINNING: Final = 3


def worst(findings: Iterable[Finding]) -> Outcome:
    """Return what becomes of a card that these rules stop."""
    return max((finding.outcome for finding in findings), key=_ORDER.index, default=Outcome.LIVE)


def mark_of(card: Card, findings: Sequence[Finding]) -> str:
    """Return 32 letters that change with what a card says, and with which rules stop it.

    A person's decision holds for as long as it stays the same.
    """
    said = (card_facts(card), sorted(str(finding.rule_id) for finding in findings))
    return blake2b(repr(said).encode(), digest_size=16).hexdigest()


def card_facts(card: Card) -> dict[str, Any]:
    """Return what a card says as JSON holds it, in one order whatever the order it came in."""
    return {
        "titles": dict(sorted(card.titles.items())),
        "descriptions": {key: text[:READ_LETTERS] for key, text in sorted(card.descriptions.items())},
        "brand": card.brand,
        "category_id": str(card.category_id or ""),
        "hs_code": card.hs_code,
        "attributes": [
            {key: value for key, value in sorted(fact.items()) if value} for fact in card.attributes
        ],
    }


@dataclass
class _Shelf:
    """The rules that may stop cards of one category."""

    words: dict[str, list[CardRule]] = field(default_factory=lambda: defaultdict(list))
    beginnings: dict[str, list[tuple[str, CardRule]]] = field(default_factory=lambda: defaultdict(list))
    phrases: dict[str, list[tuple[str, CardRule]]] = field(default_factory=lambda: defaultdict(list))
    han: list[tuple[str, CardRule]] = field(default_factory=list)
    by_hs: list[tuple[str, CardRule]] = field(default_factory=list)
    brands: dict[str, list[CardRule]] = field(default_factory=lambda: defaultdict(list))
    #: what a brand of `brands` looks like among the words of a title, between spaces
    in_titles: dict[str, str] = field(default_factory=dict)
    needs: list[CardRule] = field(default_factory=list)
    plain: list[CardRule] = field(default_factory=list)

    @property
    def reads_words(self) -> bool:
        return bool(self.words or self.beginnings or self.phrases or self.han)


class Rulebook:
    """The rules in force on a day, arranged for judging many cards of one seller."""

    def __init__(self, rules: Iterable[CardRule], seller: SellerFacts) -> None:
        self._rules = tuple(rules)
        self._seller = seller
        self._shelves: dict[UUID | None, _Shelf | None] = {}

    @property
    def is_empty(self) -> bool:
        """Whether no rule is in force."""
        return not self._rules

    def judge(self, card: Card) -> list[Finding]:
        """Return the rules that stop a card, each once."""
        if not self._rules:
            return []
        key = card.category_id
        shelf = self._shelves[key] if key in self._shelves else self._arrange(card)
        if shelf is None:
            return []
        met: dict[UUID, tuple[CardRule, list[str]]] = {}
        if shelf.reads_words:
            _read(shelf, card, met)
        if card.hs_code:
            for prefix, rule in shelf.by_hs:
                if card.hs_code.startswith(prefix):
                    met.setdefault(rule.id, (rule, []))[1].append(card.hs_code)
        for rule in shelf.plain:
            met.setdefault(rule.id, (rule, []))
        found = [
            Finding(rule.id, rule.kind, rule.outcome, tuple(dict.fromkeys(what)))
            for rule, what in met.values()
            if _other_conditions_hold(rule, card)
        ]
        return found + self._brand_findings(shelf, card) + self._needs_findings(shelf, card)

    def _arrange(self, card: Card) -> _Shelf | None:
        here = set(card.category_path)
        rules = [rule for rule in self._rules if rule.category_id is None or rule.category_id in here]
        shelf = _shelf_of(rules) if rules else None
        self._shelves[card.category_id] = shelf
        return shelf

    def _brand_findings(self, shelf: _Shelf, card: Card) -> list[Finding]:
        if not shelf.brands:
            return []
        if not card.brand:
            return self._unnamed_brand(shelf, card)
        brand = spelling(card.brand)
        if brand in self._seller.brands:
            return []
        return [
            Finding(rule.id, rule.kind, rule.outcome, (card.brand,)) for rule in shelf.brands.get(brand, ())
        ]

    def _unnamed_brand(self, shelf: _Shelf, card: Card) -> list[Finding]:
        """Let a person look at a card that names a protected brand in its title alone: it may be a case for it."""
        words = " ".join(_WORD.findall(_folded(" ".join(card.titles.values()))))
        line = f" {words} "
        met = (
            brand
            for brand, written in shelf.in_titles.items()
            if written in line and brand not in self._seller.brands
        )
        found = {rule.id: (rule, brand) for brand in sorted(met) for rule in shelf.brands[brand]}
        return [Finding(rule.id, rule.kind, Outcome.WAITS, (brand,)) for rule, brand in found.values()]

    def _needs_findings(self, shelf: _Shelf, card: Card) -> list[Finding]:
        if not shelf.needs:
            return []
        told = {name for fact in card.attributes for name in _names(fact)}
        found = []
        for rule in shelf.needs:
            has = told if rule.kind == RuleKind.ATTRIBUTES else self._seller.documents
            missing = tuple(need for need in rule.needs if has.isdisjoint(map(spelling, need.split("|"))))
            if missing and _hs_holds(rule, card):
                found.append(Finding(rule.id, rule.kind, rule.outcome, missing))
        return found


def _shelf_of(rules: Iterable[CardRule]) -> _Shelf:
    shelf = _Shelf()
    for rule in rules:
        if rule.kind == RuleKind.BRAND:
            brand = spelling(rule.brand)
            shelf.brands[brand].append(rule)
            shelf.in_titles[brand] = brand if _HAN.search(brand) else f" {' '.join(_WORD.findall(brand))} "
        elif rule.kind != RuleKind.PROHIBITED:
            shelf.needs.append(rule)
        elif any(rule.words.values()):
            for word in chain.from_iterable(rule.words.values()):
                _add_word(shelf, _folded(word).strip(), rule)
        elif rule.hs_prefixes:
            shelf.by_hs += [(prefix, rule) for prefix in rule.hs_prefixes]
        else:
            shelf.plain.append(rule)
    return shelf


def _add_word(shelf: _Shelf, word: str, rule: CardRule) -> None:
    parts = _WORD.findall(word)
    if not parts:
        return
    if _HAN.search(word):
        shelf.han.append((word.rstrip("*"), rule))
    elif len(parts) > 1:
        shelf.phrases[parts[0]].append((" ".join(parts), rule))
    elif word.endswith("*") and len(parts[0]) >= _BEGINNING:
        shelf.beginnings[parts[0][:_BEGINNING]].append((parts[0], rule))
    else:
        shelf.words[parts[0]].append(rule)


def _read(shelf: _Shelf, card: Card, met: dict[UUID, tuple[CardRule, list[str]]]) -> None:
    """Note the rules whose words stand in a card's texts."""
    text = _folded(
        " ".join(chain(card.titles.values(), (text[:READ_LETTERS] for text in card.descriptions.values())))
    )
    words = _WORD.findall(text)
    seen = set(words)
    for word in shelf.words.keys() & seen:
        for rule in shelf.words[word]:
            met.setdefault(rule.id, (rule, []))[1].append(word)
    if shelf.beginnings:
        for word in seen:
            for beginning, rule in shelf.beginnings.get(word[:_BEGINNING], ()):
                if word.startswith(beginning):
                    met.setdefault(rule.id, (rule, []))[1].append(word)
    if first := shelf.phrases.keys() & seen:
        line = f" {' '.join(words)} "
        for phrase, rule in chain.from_iterable(shelf.phrases[word] for word in first):
            if f" {phrase} " in line:
                met.setdefault(rule.id, (rule, []))[1].append(phrase)
    if shelf.han and _HAN.search(text):
        for word, rule in shelf.han:
            if word in text:
                met.setdefault(rule.id, (rule, []))[1].append(word)


def _other_conditions_hold(rule: CardRule, card: Card) -> bool:
    brand_holds = not rule.brand or spelling(rule.brand) == spelling(card.brand)
    return brand_holds and _hs_holds(rule, card)


def _hs_holds(rule: CardRule, card: Card) -> bool:
    return not rule.hs_prefixes or card.hs_code.startswith(rule.hs_prefixes)


def _names(fact: Mapping[str, Any]) -> Iterable[str]:
    """Return what an attribute is called, in each language, and its code."""
    name = fact.get("name", "")
    named = name.values() if isinstance(name, Mapping) else (name,)
    return (spelling(str(text)) for text in (*named, fact.get("code", "")) if text)


def spelling(text: str) -> str:
    """Return a brand, an attribute or a document as such names are compared."""
    return " ".join(_folded(text).split())


def _folded(text: str) -> str:
    return text.casefold().replace("ё", "е")
