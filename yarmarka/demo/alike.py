"""Goods that a firm of the demo world brings in its own words, though others have them: staff find them proposed."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final
from uuid import UUID

import msgspec
from msgspec import Meta

from yarmarka.demo.shape import LANGUAGES
from yarmarka.domain.inventory.queries import warehouses_of
from yarmarka.flows.list_card import Card, CardVariant, list_card
from yarmarka.vocabulary.money import Money

_FILE: Final = Path(__file__).parent / "alike.toml"
_ON_HAND: Final = 12
_Text = Annotated[str, Meta(min_length=1)]


class _Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    sku: _Text
    shelf: _Text
    price: Annotated[int, Meta(gt=0)]
    grams: Annotated[int, Meta(gt=0)]
    hs: _Text
    brand: str
    number: str
    ru: tuple[_Text, _Text]
    en: tuple[_Text, _Text]
    zh: tuple[_Text, _Text]


class _Alike(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    firm: _Text
    cards: list[_Card]


def told() -> _Alike:
    """Return the firm and its cards. Raises msgspec.ValidationError naming the field for what is not in form."""
    return msgspec.toml.decode(_FILE.read_bytes(), type=_Alike)


def bring_alike_goods(
    sellers: Mapping[str, UUID],
    *,
    currency: str,
    owner: UUID,
    shelves: Mapping[str, UUID],
    now: datetime,
) -> None:
    """Let the firm list its cards, as anybody lists one by hand."""
    alike = told()
    seller_id = sellers[alike.firm]
    [warehouse] = warehouses_of(seller_id=seller_id)
    for card in alike.cards:
        list_card(
            _card(card, shelves[card.shelf], currency),
            seller_id=seller_id,
            warehouse_id=warehouse.id,
            by=owner,
            now=now,
        )


def _card(card: _Card, category_id: UUID, currency: str) -> Card:
    return Card(
        category_id=category_id,
        titles={language: getattr(card, language)[0] for language in LANGUAGES},
        descriptions={language: getattr(card, language)[1] for language in LANGUAGES},
        variants=(
            CardVariant(
                sku=card.sku,
                price=Money(card.price * 100, currency),
                weight_g=card.grams,
                on_hand=_ON_HAND,
            ),
        ),
        brand=card.brand,
        part_number=card.number,
        hs_code=card.hs,
    )
