"""Words that all of the API uses: money, texts, countries, pages."""

from typing import Annotated, Final, Literal, cast, get_args

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from yarmarka.api.shapes import Schema
from yarmarka.vocabulary import money
from yarmarka.vocabulary.places import COUNTRIES

#: more than any price that is asked for here, and far less than the books can hold
MOST_MINOR: Final = 1_000_000_000_000
#: Nobody leafs further than this.
LAST_PAGE: Final = 1_000


def _printable(text: str) -> str:
    if "\x00" in text:
        raise PydanticCustomError("unprintable", "holds a character that can't be stored")
    return text


def _whole(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


#: no NUL: the database can't hold one
_NO_NUL: Final = r"^[^\x00]*$"


class Asked(Schema):
    """The base of everything that is sent to us: exact types, and nothing that we don't know."""

    model_config = ConfigDict(extra="forbid", strict=True)


ShortText = Annotated[
    str,
    StringConstraints(max_length=300),
    AfterValidator(_printable),
    Field(json_schema_extra={"pattern": _NO_NUL}),
]
Reason = Annotated[
    str,
    StringConstraints(min_length=1, max_length=500),
    AfterValidator(_printable),
    Field(json_schema_extra={"pattern": _NO_NUL}),
]
Currency = Literal["RUB", "CNY", "USD", "EUR", "GBP"]
Country = Literal["RU", "CN", "GB", "DE", "TR", "BY", "KZ"]
assert get_args(Currency) == money.CURRENCIES
assert get_args(Country) == COUNTRIES
#: JSON knows only numbers: 2.0 is as whole as 2, and says so in its schema
WHOLE: Final = BeforeValidator(_whole)
Quantity = Annotated[int, Field(ge=1, le=999), WHOLE]
PageNumber = Annotated[int, Field(ge=1, le=LAST_PAGE)]


def known_currency(code: str) -> Currency:
    """Return a code that the database holds, which holds no others, as one of the API's words."""
    return cast(Currency, code)


class Amount(Schema):
    """Money: `minor` is in hundredths (kopecks, fen, cents, pence)."""

    minor: int
    currency: Currency

    @classmethod
    def of(cls, minor: int, currency: str) -> "Amount":
        """Return so much of a currency."""
        return cls(minor=minor, currency=known_currency(currency))

    @classmethod
    def from_money(cls, amount: money.Money) -> "Amount":
        """Return an amount as the API says it."""
        return cls.of(amount.minor, amount.currency)
