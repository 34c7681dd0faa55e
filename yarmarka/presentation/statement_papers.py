"""What a seller's statement of a month says, as a paper and as rows for a file."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from django.utils.translation import gettext, gettext_lazy

from yarmarka.domain.sellers.types import SellerCard
from yarmarka.presentation.papers import StatementFacts, StatementRow
from yarmarka.reads.seller_statements import MonthLine, SellerStatement
from yarmarka.vocabulary.money import Money

#: The head of the file: amounts in whole units of a currency, instants in UTC.
COLUMNS: Final = (
    gettext_lazy("When"),
    gettext_lazy("What"),
    gettext_lazy("Order"),
    gettext_lazy("Currency of the order"),
    gettext_lazy("Goods"),
    gettext_lazy("Delivery"),
    gettext_lazy("Given back"),
    gettext_lazy("Commission"),
    gettext_lazy("Tax on the commission"),
    gettext_lazy("Exchanging"),
    gettext_lazy("Amount"),
    gettext_lazy("Owed to you then"),
    gettext_lazy("Currency"),
    gettext_lazy("Key"),
)
_PARTS: Final = (
    "goods_minor",
    "delivery_minor",
    "given_back_minor",
    "commission_minor",
    "tax_minor",
    "exchanging_minor",
)


def statement_facts(
    statement: SellerStatement, *, seller: SellerCard, name_of: Callable[[str], str], now: datetime
) -> StatementFacts:
    """Return what stands on the paper; `name_of` says what an entry is called."""
    head = statement.head
    rows = [
        StatementRow(
            at=line.at,
            what=name_of(line.kind),
            number=line.number,
            order_currency=line.order_currency or head.currency,
            amount_minor=line.amount_minor,
            owed_minor=owed,
            **{part: getattr(line, part) for part in _PARTS},
        )
        for line, owed in _with_balance(statement)
    ]
    return StatementFacts(
        shop_name=gettext("Yarmarka"),
        seller_name=seller.trade_name,
        seller_legal_name=seller.legal_name,
        currency=head.currency,
        month=head.month,
        made_at=now,
        opening_minor=head.opening_minor,
        closing_minor=head.closing_minor,
        is_final=head.closed_at is not None,
        rows=tuple(rows),
    )


def statement_cells(
    statement: SellerStatement, *, name_of: Callable[[str], str]
) -> Iterator[tuple[object, ...]]:
    """Yield the rows of the file: what was owed before, every entry, what was owed after."""
    head = statement.head
    yield _sum(gettext("Owed at the beginning"), head.opening_minor, head.currency)
    for line, owed in _with_balance(statement):
        parts = [Money(getattr(line, part), line.order_currency).major for part in _PARTS]
        yield (
            f"{line.at:%Y-%m-%d %H:%M:%S}",
            name_of(line.kind),
            line.number,
            line.order_currency,
            *(parts if line.order_currency else [""] * len(_PARTS)),
            Money(line.amount_minor, head.currency).major,
            Money(owed, head.currency).major,
            head.currency,
            line.correlation_key,
        )
    yield _sum(gettext("Owed at the end"), head.closing_minor, head.currency)


def _with_balance(statement: SellerStatement) -> Iterator[tuple[MonthLine, int]]:
    owed = statement.head.opening_minor
    for line in statement.lines:
        owed += line.amount_minor
        yield line, owed


def _sum(name: str, minor: int, currency: str) -> tuple[object, ...]:
    return ("", name, *[""] * (len(_PARTS) + 3), Money(minor, currency).major, currency, "")
