"""What other parts of the house are told about people."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from yarmarka.vocabulary.places import PostalAddress
from yarmarka.vocabulary.storefronts import MARKETPLACE


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
    """A person as mail and orders need them. `email` may be empty; `phone` is a confirmed one, or empty.

    `storefront` is the code of the shop that they opened their account in.
    """

    id: UUID
    email: str
    full_name: str
    locale: str
    currency: str
    phone: str = ""
    storefront: str = MARKETPLACE


class LetterWay(StrEnum):
    """How news of a topic reaches its reader."""

    MAIL = "mail"
    SMS = "sms"


@dataclass(frozen=True)
class Topic:
    """Letters that are chosen or declined together. A service topic's letters always come.

    `letters` are the topics of the outbox that it stands for.
    """

    code: str
    letters: frozenset[str]
    is_service: bool = False
    by_sms: bool = False


@dataclass(frozen=True)
class TokenCard:
    """An app that is signed in, as its person may know it."""

    id: UUID
    last_four: str
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class DataCopyCard:
    """A copy of a person's data: in the making until `ready_at`, gone after `expires_at`."""

    id: UUID
    person_id: UUID
    asked_at: datetime
    ready_at: datetime | None
    expires_at: datetime | None


@dataclass(frozen=True)
class FarewellCard:
    """A wish to be forgotten that is still open."""

    id: UUID
    person_id: UUID
    asked_at: datetime
    due_at: datetime


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


@dataclass(frozen=True)
class SavedViewCard:
    """A way of looking at a console's table that somebody keeps: the query of its address, under a name."""

    id: UUID
    name: str
    query: str
