"""People and their addresses."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.crypto import constant_time_compare

from yarmarka.domain.accounts.models import (
    Address,
    ApiToken,
    DataCopy,
    Farewell,
    LetterChoice,
    Person,
    SavedView,
    password_mark,
)
from yarmarka.domain.accounts.rules import TOPICS, is_wanted_by_default, token_digest
from yarmarka.domain.accounts.types import (
    AddressCard,
    DataCopyCard,
    FarewellCard,
    LetterWay,
    PersonCard,
    SavedViewCard,
    TokenCard,
)
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.sql import Statement
from yarmarka.vocabulary.places import PostalAddress

_FOR_TOKEN: Final = Statement.beside(__file__, "person_for_token")
_PARTS = ("country", "recipient", "street", "city", "region", "district", "postal_code", "phone")


@dataclass(frozen=True)
class _TokenRow:
    id: UUID
    email: str
    full_name: str
    locale: str
    currency: str
    storefront: str
    password: str = field(repr=False)
    password_mark: str = field(repr=False)


def people(ids: Collection[UUID]) -> dict[UUID, PersonCard]:
    """Return people by id."""
    return {row.id: _person(row) for row in Person.objects.filter(id__in=list(ids))}


def staff_by_email(email: str) -> PersonCard:
    """Return somebody of the staff. Raises Missing for anybody else."""
    row = Person.objects.filter(email__iexact=email, is_staff=True, is_active=True).first()
    if row is None:
        raise Missing(what="person")
    return _person(row)


def person_by_email(email: str) -> PersonCard | None:
    """Return who signs in with an e-mail address, in any case of its letters; or nothing."""
    row = Person.objects.filter(email__iexact=email.strip()).first()
    return _person(row) if row else None


def person_for_token(*, token: str, now: datetime) -> PersonCard | None:
    """Return who an app's token speaks for; nothing once it is over, or its person or their password is."""
    row = _FOR_TOKEN.one(_TokenRow, digest=token_digest(token), now=now)
    if row is None or not is_password_of(row.password, row.password_mark):
        return None
    return PersonCard(
        id=row.id,
        email=row.email,
        full_name=row.full_name,
        locale=row.locale,
        currency=row.currency,
        storefront=row.storefront,
    )


def tokens_of(*, person_id: UUID, now: datetime) -> tuple[TokenCard, ...]:
    """Return the apps that can act for a person, the newest first."""
    rows = ApiToken.objects.filter(person_id=person_id, revoked_at=None, expires_at__gt=now)
    rows = rows.select_related("person").order_by("-created_at")
    return tuple(
        TokenCard(row.id, row.last_four, row.created_at, row.expires_at)
        for row in rows
        if is_password_of(row.person.password, row.password_mark)
    )


def letter_choices_of(*, person_id: UUID) -> dict[tuple[str, LetterWay], bool]:
    """Return, by topic and way, what a person has chosen, or what holds without a choice."""
    rows = LetterChoice.objects.filter(person_id=person_id)
    chosen = {(row.topic, LetterWay(row.way)): row.is_wanted for row in rows}
    return {
        (topic.code, way): True
        if topic.is_service and way is LetterWay.MAIL
        else chosen.get((topic.code, way), is_wanted_by_default(topic, way))
        for topic in TOPICS
        for way in LetterWay
    }


def copies_of(*, person_id: UUID, now: datetime) -> tuple[DataCopyCard, ...]:
    """Return the copies of a person's data that are in the making or can be fetched, the newest first."""
    rows = DataCopy.objects.filter(person_id=person_id).exclude(expires_at__lte=now).order_by("-asked_at")
    return tuple(_copy(row) for row in rows)


def copy_for(*, person_id: UUID, copy_id: UUID, now: datetime) -> DataCopyCard:
    """Return one of a person's copies that can be fetched. Raises Missing for another's, or one that is over."""
    row = DataCopy.objects.filter(person_id=person_id, id=copy_id, expires_at__gt=now).first()
    if row is None:
        raise Missing(what="data copy")
    return _copy(row)


def copy_in_the_making(copy_id: UUID) -> DataCopyCard | None:
    """Return a copy that is still to be made."""
    row = DataCopy.objects.filter(id=copy_id, ready_at=None).first()
    return _copy(row) if row else None


def farewell_of(*, person_id: UUID) -> FarewellCard | None:
    """Return a person's open wish to be forgotten."""
    row = Farewell.objects.filter(person_id=person_id, cancelled_at=None, done_at=None).first()
    return FarewellCard(row.id, row.person_id, row.asked_at, row.due_at) if row else None


def farewells_due(*, now: datetime, limit: int) -> tuple[FarewellCard, ...]:
    """Return the wishes whose waiting time is over, the oldest first."""
    rows = Farewell.objects.filter(due_at__lte=now, cancelled_at=None, done_at=None).order_by("due_at")
    return tuple(FarewellCard(row.id, row.person_id, row.asked_at, row.due_at) for row in rows[:limit])


def is_password_of(password: str, mark: str) -> bool:
    """Test if a token's mark was made under this password (its stored hash), as it was when the token was issued."""
    return constant_time_compare(mark, password_mark(password))


def addresses_of(*, person_id: UUID) -> tuple[AddressCard, ...]:
    """Return a person's addresses, the newest first."""
    rows = Address.objects.filter(person_id=person_id, removed_at=None).order_by("-created_at")
    return tuple(_card(row) for row in rows)


def address_for(*, person_id: UUID, address_id: UUID) -> AddressCard:
    """Return one of a person's addresses. Raises Missing for another's."""
    row = Address.objects.filter(person_id=person_id, id=address_id, removed_at=None).first()
    if row is None:
        raise Missing(what="address")
    return _card(row)


def _person(row: Person) -> PersonCard:
    return PersonCard(
        id=row.id,
        email=row.email or "",
        full_name=row.full_name,
        locale=row.locale,
        currency=row.currency,
        phone=row.phone if row.phone_confirmed_at else "",
        storefront=row.storefront,
    )


def _card(row: Address) -> AddressCard:
    return AddressCard(id=row.id, address=PostalAddress(**{part: getattr(row, part) for part in _PARTS}))


def saved_views(*, person_id: UUID, table: str) -> tuple[SavedViewCard, ...]:
    """Return the ways of looking at a console's table that a person keeps, by name."""
    rows = SavedView.objects.filter(person_id=person_id, table=table).order_by("name")
    return tuple(SavedViewCard(id=row.id, name=row.name, query=row.query) for row in rows)


def _copy(row: DataCopy) -> DataCopyCard:
    return DataCopyCard(row.id, row.person_id, row.asked_at, row.ready_at, row.expires_at)
