"""Signing in, and addresses."""

from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from yarmarka.api.ids import AddressId
from yarmarka.api.schemas.common import Asked, Country, ShortText
from yarmarka.api.shapes import Schema
from yarmarka.domain.accounts.types import AddressCard
from yarmarka.vocabulary.places import PostalAddress


class Credentials(Asked):
    """What a person signs in with."""

    email: Annotated[ShortText, StringConstraints(min_length=3)]
    password: Annotated[ShortText, StringConstraints(min_length=1)]
    code: ShortText = Field(
        default="", description="Of an account with a second factor: the app's code, or a recovery code."
    )


class TokenOut(Schema):
    """A token for the `Authorization: Bearer` header. It is told once; keep it where secrets are kept."""

    token: str
    expires_at: datetime


class Me(Schema):
    """Who the caller is."""

    email: str
    full_name: str
    locale: str
    currency: str
    seller: str | None = Field(description="The merchant that this person acts for, if there is one.")


class AddressIn(Asked):
    """An address; which parts a country needs is told by `GET /address-forms/{country}`."""

    country: Country
    recipient: ShortText = ""
    street: ShortText = ""
    city: ShortText = ""
    region: ShortText = ""
    district: ShortText = ""
    postal_code: ShortText = ""
    phone: ShortText = ""

    def as_address(self) -> PostalAddress:
        """Return it as the house knows addresses."""
        return PostalAddress(**self.model_dump())


class AddressOut(Schema):
    """A saved address."""

    id: AddressId
    country: str
    recipient: str
    street: str
    city: str
    region: str
    district: str
    postal_code: str
    phone: str

    @classmethod
    def of(cls, card: AddressCard) -> "AddressOut":
        """Return a saved address as the API says it."""
        return cls(id=card.id, **card.address.as_facts())


class AddressList(Schema):
    """A person's addresses, the newest first."""

    items: list[AddressOut]


class FormField(Schema):
    """A field of an address form."""

    name: str
    is_required: bool


class AddressFormOut(Schema):
    """A country's address form, its fields in the order that its people write them."""

    country: str
    fields: list[FormField]
    postal_code_examples: list[str]
