"""One `<offer>`: what it says becomes an offer, or a refused row that names every problem in it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from yarmarka.connectors.feeds import values
from yarmarka.connectors.feeds.countries import country_code
from yarmarka.connectors.feeds.findings import Findings
from yarmarka.connectors.feeds.plain_text import plain_text
from yarmarka.connectors.feeds.spoken import spoken_texts
from yarmarka.connectors.feeds.types import FeedCode, FeedOffer, FeedText, RefusedRow
from yarmarka.vocabulary.goods import gtin14
from yarmarka.vocabulary.money import Money

MOST_PICTURES: Final = 20
LONGEST_DESCRIPTION: Final = 10_000
LONGEST_ATTRIBUTE: Final = 2_000
#: Attributes no longer than this are remembered: longer ones come once, and would fill memory.
_OFTEN_SAID: Final = 100

#: A child's attributes and all the text in it. A plain pair, because a feed has millions of them.
Element = tuple[dict[str, str], str]


@dataclass
class Elements:
    """An `<offer>` as the file has it: its attributes, and by name what its children say.

    `is_too_big` when some of it was thrown away unread.
    """

    line: int
    named: dict[str, str]
    children: dict[str, list[Element]] = field(default_factory=dict)
    is_too_big: bool = False


def read_offer(
    elements: Elements, *, categories: Collection[str], is_repeated: bool
) -> FeedOffer | RefusedRow:
    """Return the offer, or why it is refused. `categories` are those that the feed declares."""
    return _Reading(elements).offer(categories=categories, is_repeated=is_repeated)


class _Reading:
    """Reads the values one by one and gathers what is wrong with them."""

    def __init__(self, elements: Elements) -> None:
        self.elements = elements
        self.found = Findings()

    def offer(self, *, categories: Collection[str], is_repeated: bool) -> FeedOffer | RefusedRow:
        said, named = self._first, self.elements.named
        self._refuse_whole(is_repeated)
        sku = self.found.needed("id", named.get("id", ""), values.text)
        title = self.found.needed("name", self._title(), values.title)
        price_minor = self.found.needed("price", said("price"), values.minor_units)
        currency = self.found.needed("currencyId", said("currencyId"), values.currency)
        category = self.found.needed("categoryId", said("categoryId"), str)
        if category and category not in categories:
            self.found.refuse("categoryId", FeedCode.CATEGORY_UNKNOWN, value=category[:60])
        group_id = self.found.optional("group_id", named.get("group_id", ""), values.text) or ""
        weight_g = self.found.optional("weight", said("weight"), values.grams)
        dimensions_mm = self.found.optional("dimensions", said("dimensions"), values.millimetres)
        stock = self.found.optional("count", said("count"), values.stock)
        if self.found.problems or not (sku and title and price_minor and currency and category):
            return self._refused()
        return FeedOffer(
            line=self.elements.line,
            sku=sku,
            title=title,
            price=Money(price_minor, currency),
            old_price=self._old_price(Money(price_minor, currency)),
            category=category,
            brand=self.found.if_good("vendor", said("vendor"), values.text) or "",
            part_number=self.found.if_good("vendorCode", said("vendorCode"), values.text) or "",
            gtins=self._gtins(),
            description=self._description(),
            picture_urls=self._pictures(),
            attributes=self._attributes(),
            weight_g=weight_g,
            dimensions_mm=dimensions_mm,
            country_of_origin=self.found.if_good("country_of_origin", said("country_of_origin"), country_code)
            or "",
            hs_code=self._hs_code(),
            is_available=named.get("available", "true").strip().lower() != "false",
            stock=stock,
            group_id=group_id,
            texts=self._texts(),
            notes=tuple(self.found.notes),
        )

    def _all(self, name: str) -> list[Element]:
        return self.elements.children.get(name, [])

    def _first(self, name: str) -> str:
        children = self.elements.children.get(name)
        return children[0][1] if children else ""

    def _refused(self) -> RefusedRow:
        number = self.elements.named.get("id", "")[: values.LONGEST_NAME]
        return self.found.refused_row(self.elements.line, number)

    def _refuse_whole(self, is_repeated: bool) -> None:
        if self.elements.is_too_big:
            self.found.refuse("offer", FeedCode.OFFER_TOO_BIG)
        if is_repeated:
            self.found.refuse("id", FeedCode.ID_REPEATED, id=self.elements.named["id"][: values.LONGEST_NAME])

    def _title(self) -> str:
        """Return `name`, or for the type `vendor.model` what it is made of."""
        said = self._first
        made = " ".join(part for part in (said("typePrefix"), said("vendor"), said("model")) if part)
        if self.elements.named.get("type") == "vendor.model" and said("model"):
            return made
        return self._main("name") or (made if said("model") else "")

    def _main(self, name: str) -> str:
        """Return a text whose language nobody names, else the first of those that say it."""
        children = self._all(name)
        return next((text for named, text in children if not named.get("lang")), self._first(name))

    def _texts(self) -> tuple[FeedText, ...]:
        """Return titles and descriptions in the languages that the feed names."""
        if not any("lang" in named for name in ("name", "description") for named, _ in self._all(name)):
            return ()
        titles = (
            (named["lang"], named.get("origin", ""), title)
            for named, text in self._all("name")
            if "lang" in named and (title := self.found.if_good("name", text, values.title))
        )
        descriptions = (
            (named["lang"], named.get("origin", ""), self._plain(text))
            for named, text in self._all("description")
            if "lang" in named
        )
        return (
            *spoken_texts(titles, field="titles", name="name", found=self.found),
            *spoken_texts(descriptions, field="descriptions", name="description", found=self.found),
        )

    def _old_price(self, price: Money) -> Money | None:
        minor = self.found.if_good("oldprice", self._first("oldprice"), values.minor_units)
        if minor is not None and minor <= price.minor:
            self.found.note("oldprice", FeedCode.OLD_PRICE_NOT_HIGHER)
            return None
        return None if minor is None else Money(minor, price.currency)

    def _gtins(self) -> tuple[str, ...]:
        said = (part.strip() for _, text in self._all("barcode") for part in text.split(","))
        good = (self.found.if_good("barcode", part, values.gtin) for part in said)
        return tuple({gtin14(number): number for number in good if number}.values())

    def _pictures(self) -> tuple[str, ...]:
        said = (self.found.if_good("picture", text, values.picture_url) for _, text in self._all("picture"))
        good = list(dict.fromkeys(address for address in said if address))
        if len(good) > MOST_PICTURES:
            self.found.note("picture", FeedCode.TOO_MANY_PICTURES, limit=MOST_PICTURES)
        return tuple(good[:MOST_PICTURES])

    def _attributes(self) -> tuple[tuple[str, str, str], ...]:
        read = [self._attribute(named, said) for named, said in self._all("param")]
        return tuple([attribute for attribute in read if attribute])

    def _attribute(self, named: dict[str, str], said: str) -> tuple[str, str, str] | None:
        name, unit = named.get("name", ""), named.get("unit", "")
        if not name or name.isspace():
            self.found.note("param", FeedCode.VALUE_MISSING, value=said[:60])
            return None
        length = len(name) + len(said) + len(unit)
        if length <= _OFTEN_SAID:
            return _known_attribute(name, said, unit)
        if length > LONGEST_ATTRIBUTE:
            facts = {"name": name[:60], "length": length, "limit": LONGEST_ATTRIBUTE}
            self.found.note("param", FeedCode.VALUE_TOO_LONG, **facts)
            return None
        return _known_name(name), " ".join(said.split()), _known_name(unit)

    def _hs_code(self) -> str:
        said = self._first("tn-ved-code") or self._first("tn-ved-codes")
        return self.found.if_good("tn-ved-code", said, values.hs_code) or ""

    def _description(self) -> str:
        return self._plain(self._main("description"))

    def _plain(self, text: str) -> str:
        whole = plain_text(text)
        if len(whole) <= LONGEST_DESCRIPTION:
            return whole
        self.found.note("description", FeedCode.DESCRIPTION_CUT, limit=LONGEST_DESCRIPTION)
        return f"{whole[: LONGEST_DESCRIPTION - 1].rsplit(maxsplit=1)[0]}…"


@lru_cache(maxsize=4_000)
def _known_name(text: str) -> str:
    """Return a name on one line; a feed says the same few thousand names over and over."""
    return " ".join(text.split())


@lru_cache(maxsize=20_000)
def _known_attribute(name: str, said: str, unit: str) -> tuple[str, str, str]:
    """Return an attribute on one line; of values, too, a feed says most over and over."""
    return _known_name(name), " ".join(said.split()), _known_name(unit)
