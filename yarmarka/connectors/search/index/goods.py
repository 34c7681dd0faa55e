"""Goods as the index takes them in, whoever tells of them: the catalogue, or a bench's file."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fact:
    """What one attribute says: its name and value as addresses have them, and both in the languages that have them.

    `names` and `words` are empty where they are the same in every language.
    """

    name: str
    value: str
    names: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class IndexedGoods:
    """One product. Texts by language; `kinds` say what it is (names of its shelves, its type), `facts` all else.

    Prices are reference prices: kopecks at recorded rates. `stores` are pairs of a brand's spelling and a seller.
    `choices` are the facts that readers may narrow their finds by.
    """

    id: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str] = field(default_factory=dict)
    brand: str = ""
    numbers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    choices: tuple[Fact, ...] = ()
    shelves: tuple[str, ...] = ()
    price: int = 0
    rating: float = 0.0
    weighed_rating: float = 0.0
    sales: int = 0
    #: in so many days the quickest delivery brings it within the house's home country; 0 for unknown
    days: int = 0
    born: int = 0
    sellers: tuple[str, ...] = ()
    stores: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
