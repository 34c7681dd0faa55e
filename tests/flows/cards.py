"""Rules for cards and price lists that they stop, for tests."""

import io
from typing import Any

from tests.market import NOW, Market
from yarmarka.domain.moderation.types import CaseCard, CaseStatus, NewRule, Outcome, RuleKind
from yarmarka.flows.feed_report import ImportReport
from yarmarka.flows.import_feed import import_feed
from yarmarka.flows.moderate_cards import set_card_rule

_REASONS = {"ru": "Так нельзя.", "en": "Not allowed.", "zh": "不可以。"}
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><yml_catalog date="2026-11-20T12:00+03:00"><shop><name>Дом</name>'
    '<categories><category id="1">Чайники</category></categories><offers>'
)


def new_rule(**said: Any) -> NewRule:
    """Return a rule that has a person look at what has the word knife, unless the test says otherwise."""
    facts: dict[str, Any] = {
        "kind": RuleKind.PROHIBITED,
        "outcome": Outcome.WAITS,
        "reasons": _REASONS,
        "basis": "test",
        "valid_from": NOW.date(),
        "words": {"en": ["Knife"], "ru": ["нож*"], "zh": ["刀"]} if "kind" not in said else {},
    }
    return NewRule(**{**facts, **said})


def price_list(*goods: tuple[str, str], price: int = 1500) -> io.BytesIO:
    """Return a YML price list of articles and titles."""
    rows = "".join(
        f'<offer id="{sku}"><name>{title}</name><price>{price}</price><currencyId>RUR</currencyId>'
        f"<categoryId>1</categoryId><weight>0.9</weight><count>5</count></offer>"
        for sku, title in goods
    )
    return io.BytesIO(f"{_HEAD}{rows}</offers></shop></yml_catalog>".encode())


def bring(market: Market, *goods: tuple[str, str], price: int = 1500) -> ImportReport:
    """Take a price list of the Russian seller in."""
    slug = market.sellers["RU"].slug
    return import_feed(price_list(*goods, price=price), seller_slug=slug, adopt_categories=True, now=NOW)


def decide_both_ways(market: Market) -> None:
    """Let a rule stop two cards, of which a person clears one and refuses the other."""
    from yarmarka.domain.moderation.queries import open_cases
    from yarmarka.flows.moderate_cards import decide_card

    set_card_rule(new_rule(words={"ru": ["чайник"]}), by=market.staff.id, now=NOW)
    bring(market, ("K-1", "Чайник K-1"), ("L-1", "Чайник L-1"))
    cleared, refused = open_cases(statuses=[CaseStatus.WAITING], limit=2)
    decide_card(cleared.id, clears=True, by=market.staff.id, now=NOW)
    decide_card(refused.id, clears=False, code="misleading", by=market.staff.id, now=NOW)


def stop_card(market: Market) -> CaseCard:
    """Let a rule stop a card, and return its case."""
    from yarmarka.domain.moderation.queries import open_cases

    set_card_rule(new_rule(), by=market.staff.id, now=NOW)
    bring(market, ("K-1", "Нож складной"))
    [case] = open_cases(statuses=[CaseStatus.WAITING], limit=2)
    return case
