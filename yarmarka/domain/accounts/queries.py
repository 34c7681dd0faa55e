"""People and their addresses."""

from collections.abc import Collection
from uuid import UUID

from yarmarka.domain.accounts.models import Address, Person
from yarmarka.domain.accounts.types import AddressCard, PersonCard
from yarmarka.kernel.errors import Missing
from yarmarka.vocabulary.places import PostalAddress

_PARTS = ("country", "recipient", "street", "city", "region", "district", "postal_code", "phone")


def people(ids: Collection[UUID]) -> dict[UUID, PersonCard]:
    """Return people by id."""
    rows = Person.objects.filter(id__in=list(ids))
    return {
        row.id: PersonCard(
            id=row.id, email=row.email, full_name=row.full_name, locale=row.locale, currency=row.currency
        )
        for row in rows
    }


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


def _card(row: Address) -> AddressCard:
    return AddressCard(id=row.id, address=PostalAddress(**{part: getattr(row, part) for part in _PARTS}))
