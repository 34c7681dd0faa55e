"""Who lives in the demo world: merchants with their staff, shoppers, and those who run the place.

They stand in `firms.toml` and `shoppers.toml`. Nobody of them is real; the check digits of their numbers are right.
"""

from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta

from yarmarka.domain.sellers.types import Application, Kind, Role
from yarmarka.vocabulary.places import PostalAddress

PASSWORD: Final = "yarmarka-demo"  # noqa: S105 -- shown to everybody who starts the demo
OPERATOR: Final = "operator@demo.example"
#: whose word is needed beside the operator's, where one person must not decide alone
SECOND: Final = "second@demo.example"
_HERE: Final = Path(__file__).parent
_READS: Final = {"RU": "ru", "CN": "zh"}
_Text = Annotated[str, Meta(min_length=1)]


class Colleague(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Somebody who works for a merchant."""

    email: _Text
    name: _Text
    role: Role


class Firm(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A merchant: the key that goods name it by, and what it tells of itself."""

    key: _Text
    name: _Text
    legal_name: _Text
    country: Annotated[str, Meta(pattern="^[A-Z]{2}$")]
    kind: Kind
    registration: _Text
    tax: str = ""
    currency: Annotated[str, Meta(pattern="^[A-Z]{3}$")]
    account: _Text
    owner: _Text
    at: dict[str, str]
    staff: list[Colleague] = []

    @property
    def email(self) -> str:
        """What its owner signs in with."""
        return f"{self.name.lower().replace(' & ', '-').replace(' ', '-')}@demo.example"

    @property
    def locale(self) -> str:
        """The language that its people read."""
        return _READS.get(self.country, "en")

    @property
    def application(self) -> Application:
        """What it tells of itself when it asks to sell."""
        return Application(
            trade_name=self.name,
            legal_name=self.legal_name,
            country=self.country,
            kind=self.kind,
            registration_number=self.registration,
            tax_number=self.tax,
            address=PostalAddress(country=self.country, recipient=self.legal_name, **_told(self.at)),
            contact_email=self.email,
            payout_currency=self.currency,
            payout_account=self.account,
        )


class Shopper(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Somebody who shops: what they read and reckon in, and where they have things brought."""

    email: _Text
    name: _Text
    locale: str = "ru"
    currency: str = "RUB"
    at: dict[str, str]

    @property
    def address(self) -> PostalAddress:
        """Where their parcels go."""
        return PostalAddress(recipient=self.name, **_told(self.at))


class Brand(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A brand with an official store: the firm that is it, and what the brand tells of itself."""

    firm: _Text
    name: _Text
    colour: Annotated[str, Meta(pattern="^#[0-9A-F]{6}$")]
    also_written: list[str]
    document: _Text
    ru: _Text
    en: _Text
    zh: _Text


@cache
def brands() -> tuple[Brand, ...]:
    """Return the brands that have an official store."""
    return msgspec.convert(_toml("brands")["brands"], tuple[Brand, ...])


@cache
def firms() -> tuple[Firm, ...]:
    """Return who sells."""
    return msgspec.convert(_toml("firms")["firms"], tuple[Firm, ...])


@cache
def newcomers() -> tuple[Firm, ...]:
    """Return who waits to be let in."""
    return msgspec.convert(_toml("firms")["newcomers"], tuple[Firm, ...])


@cache
def shoppers() -> tuple[Shopper, ...]:
    """Return who shops."""
    return msgspec.convert(_toml("shoppers")["shoppers"], tuple[Shopper, ...])


def _toml(name: str) -> dict[str, Any]:
    return msgspec.toml.decode((_HERE / f"{name}.toml").read_bytes())  # type: ignore[no-any-return]


def _told(parts: dict[str, str]) -> dict[str, Any]:
    return dict(parts)
