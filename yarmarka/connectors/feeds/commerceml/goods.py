"""What 1C told of a product and of an offer, put together: an offer that can be taken, or why it can't."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from yarmarka.connectors.feeds import values
from yarmarka.connectors.feeds.archives import FileNameRefused, safe_name
from yarmarka.connectors.feeds.countries import country_code
from yarmarka.connectors.feeds.findings import Findings
from yarmarka.connectors.feeds.plain_text import plain_text
from yarmarka.connectors.feeds.types import FeedCode, FeedOffer, RefusedRow
from yarmarka.connectors.feeds.values import BadValue
from yarmarka.connectors.feeds.yml.offer import MOST_PICTURES
from yarmarka.vocabulary.money import Money

#: as 1C's users write a currency
_CURRENCIES: Final = {
    "руб": "RUB",
    "руб.": "RUB",
    "рубль": "RUB",
    "643": "RUB",
    "810": "RUB",
    "р.": "RUB",
    "156": "CNY",
    "юань": "CNY",
    "840": "USD",
    "978": "EUR",
    "евро": "EUR",
    "826": "GBP",
}
_LONGEST_OPTION: Final = 100


@dataclass(frozen=True)
class Lists:
    """What the rows of an exchange refer to: id → facts."""

    properties: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    price_types: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    #: the price type that the seller sells at here; empty takes the first that an offer has
    price_type: str = ""


def offer_of(
    *, sku: str, line: int, product: Mapping[str, Any], offer: Mapping[str, Any], lists: Lists
) -> FeedOffer | RefusedRow:
    """Return the offer; its `stock` is what lies everywhere together, its `rests` what lies where."""
    return _Reading(sku, line, product, offer, lists).offer()


def whole_number(said: str) -> int:
    """Return pieces as 1C counts them: `5.000` is five, `2,5` two, and less than nothing is nothing."""
    plain = _plain(said)
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise BadValue(FeedCode.NOT_A_NUMBER, value=said[:60]) from None
    if not number.is_finite():
        raise BadValue(FeedCode.NOT_A_NUMBER, value=said[:60])
    if number > values.LARGEST_STOCK:
        raise BadValue(FeedCode.TOO_LARGE, value=said[:60], limit=values.LARGEST_STOCK)
    return max(0, int(number))


class _Reading:
    def __init__(
        self, sku: str, line: int, product: Mapping[str, Any], offer: Mapping[str, Any], lists: Lists
    ) -> None:
        self.sku, self.line, self.product, self.own, self.lists = sku, line, product, offer, lists
        self.found = Findings()

    def offer(self) -> FeedOffer | RefusedRow:
        title = self.found.needed("Наименование", self._either("title"), values.title)
        price = self._price()
        rests = self._rests()
        category = self.product.get("group", "")
        if not category:
            self.found.refuse("Группы", FeedCode.VALUE_MISSING)
        if self.found.problems or not title or price is None:
            return self.found.refused_row(self.line, self.sku)
        is_gone = bool(self.product.get("is_gone") or self.own.get("is_gone"))
        choices = tuple(
            (name[:_LONGEST_OPTION], value[:_LONGEST_OPTION]) for name, value in self.own.get("options", ())
        )
        gtin = self.found.if_good("Штрихкод", self._either("gtin"), values.gtin)
        return FeedOffer(
            line=self.line,
            sku=self.sku,
            title=title,
            price=price,
            old_price=None,
            category=category,
            brand=self.found.if_good("Изготовитель", self.product.get("brand", ""), values.text) or "",
            part_number=self.found.if_good("Артикул", self._either("part_number"), values.text) or "",
            gtins=(gtin,) if gtin else (),
            description=plain_text(self.product.get("description", ""))[:10_000],
            picture_urls=self._pictures(),
            attributes=self._attributes(),
            weight_g=self._weight(),
            dimensions_mm=self._dimensions(),
            country_of_origin=self.found.if_good("Страна", self.product.get("origin", ""), country_code)
            or "",
            hs_code=self.found.if_good("ТНВЭД", self.product.get("hs_code", ""), values.hs_code) or "",
            is_available=not is_gone,
            stock=0 if is_gone else sum(rests.values()),
            group_id=self.sku.partition("#")[0] if choices else "",
            notes=tuple(self.found.notes),
            choices=choices,
            rests={} if is_gone else rests,
        )

    def _either(self, name: str) -> str:
        """Return what the offer says itself, else what its product says; a variant's title is its product's."""
        if name == "title":
            return str(self.product.get(name) or self.own.get(name, ""))
        return str(self.own.get(name) or self.product.get(name, ""))

    def _price(self) -> Money | None:
        prices = self.own.get("prices", [])
        wanted = self.lists.price_type
        chosen = (
            next((one for one in prices if one[0] == wanted), None) if wanted else next(iter(prices), None)
        )
        if chosen is None:
            self.found.refuse("Цены", FeedCode.VALUE_MISSING)
            return None
        kind, amount, currency = chosen
        currency = currency or self.lists.price_types.get(kind, {}).get("currency", "") or "RUB"
        minor = self.found.needed("ЦенаЗаЕдиницу", _plain(amount), values.minor_units)
        code = self.found.needed("Валюта", _currency(currency), values.currency)
        return Money(minor, code) if minor and code else None

    def _rests(self) -> dict[str, int]:
        """Return pieces by 1C's warehouse; what lies nowhere in particular has an empty one."""
        said = self.own.get("rests")
        if said is None:
            said = [["", self.own.get("count", "0")]]
        found: dict[str, int] = {}
        for place, count in said:
            try:
                found[place] = found.get(place, 0) + whole_number(count or "0")
            except BadValue as bad:
                self.found.refuse("Количество", bad.code, **bad.facts)
        return found

    def _attributes(self) -> tuple[tuple[str, str, str], ...]:
        found = []
        for key, value in self.product.get("values", ()):
            known = self.lists.properties.get(key, {})
            name = str(known.get("title", ""))
            words = " ".join(str(known.get("choices", {}).get(value, value)).split())
            if name and words and len(name) + len(words) <= 2_000:
                found.append((name, words, ""))
        return tuple(found)

    def _pictures(self) -> tuple[str, ...]:
        """Return the names that picture files lie under, as they come with the exchange, or addresses."""
        said = self.product.get("pictures", ())[:MOST_PICTURES]
        return tuple(dict.fromkeys(filter(None, map(self._picture, said))))

    def _picture(self, said: str) -> str:
        if "://" in said:
            return self.found.if_good("Картинка", said, values.picture_url) or ""
        try:
            return safe_name(said)
        except FileNameRefused:
            self.found.note("Картинка", FeedCode.PICTURE_INVALID, value=said[:60])
            return ""

    def _weight(self) -> int | None:
        said = _plain(self._either("weight"))
        return self.found.if_good("Вес", "" if not said.strip("0.") else said, values.grams)

    def _dimensions(self) -> tuple[int, int, int] | None:
        """Return the three sides, which 1C tells in metres; nothing unless all are told."""
        said = [_plain(side) for side in self.own.get("sides") or self.product.get("sides") or ()]
        if len(said) != 3 or any(not side.strip("0.") for side in said):
            return None
        return self.found.if_good("Длина", "/".join(map(_hundredfold, said)), values.millimetres)


def _hundredfold(said: str) -> str:
    """Return metres as centimetres; what is no number stays, for the value's own check to name it."""
    try:
        return format(Decimal(said) * 100, "f")
    except InvalidOperation:
        return said


def _plain(said: str) -> str:
    """Return a number as programs write it: `1 499,00` is 1499.00."""
    return re.sub(r"\s", "", said).replace(",", ".")


def _currency(said: str) -> str:
    word = said.strip()
    return _CURRENCIES.get(word.casefold(), word.upper())
