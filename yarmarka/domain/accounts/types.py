"""What other parts of the house are told about people."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from yarmarka.vocabulary.places import PostalAddress


@dataclass(frozen=True)
class AddressCard:
    """A saved address."""

    id: UUID
    address: PostalAddress


@dataclass(frozen=True)
class AddressField:
    """One field of a country's address form; `name` is an attribute of PostalAddress."""

    name: str
    is_required: bool


@dataclass(frozen=True)
class AddressForm:
    """A country's address form, its fields in the order that its people write them."""

    country: str
    fields: tuple[AddressField, ...]
    postal_code_examples: tuple[str, ...]


@dataclass(frozen=True)
class PersonCard:
    """A person as mail and orders need them."""

    id: UUID
    email: str
    full_name: str
    locale: str
    currency: str


@dataclass(frozen=True)
class NewPerson:
    """Somebody who is given an account."""

    email: str
    full_name: str
    locale: str = "ru"
    currency: str = "RUB"
    country: str = "RU"
    is_staff: bool = False


@dataclass(frozen=True)
class IssuedToken:
    """A token for an app, as its person is told it: once, and never again."""

    token: str = field(repr=False)
    expires_at: datetime
