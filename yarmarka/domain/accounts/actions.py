"""What people do to their own data."""

from datetime import datetime
from uuid import UUID

from yarmarka.domain.accounts.models import Address, Consent, Person
from yarmarka.domain.accounts.rules import check_address
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.vocabulary.places import PostalAddress


def add_address(*, person_id: UUID, address: PostalAddress, now: datetime) -> UUID:
    """Save an address after checking it; return its id. Raises AddressInvalid."""
    checked = check_address(address)
    return Address.objects.create(
        id=new_id(now), person_id=person_id, created_at=now, **checked.as_facts()
    ).id


def remove_address(*, person_id: UUID, address_id: UUID, now: datetime) -> None:
    """Take an address off a person's list; orders keep their own copy. Raises Missing."""
    mine = Address.objects.filter(person_id=person_id, id=address_id, removed_at=None)
    if not mine.update(removed_at=now):
        raise Missing(what="address")


def give_consent(*, person_id: UUID, purpose: str, text_version: str, now: datetime) -> None:
    """Write down what a person agreed to, and in which wording."""
    Consent.objects.create(
        id=new_id(now), person_id=person_id, purpose=purpose, text_version=text_version, given_at=now
    )


def prefer(*, person_id: UUID, locale: str | None = None, currency: str | None = None) -> None:
    """Remember the language or the currency that a person reads prices in."""
    wishes = {name: value for name, value in {"locale": locale, "currency": currency}.items() if value}
    if wishes:
        Person.objects.filter(id=person_id).update(**wishes)
