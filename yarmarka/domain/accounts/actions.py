"""What people do to their own data."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.contrib.auth.hashers import make_password

from yarmarka.domain.accounts.models import Address, ApiToken, Consent, Person, password_mark
from yarmarka.domain.accounts.rules import TOKEN_LASTS, check_address, token_digest
from yarmarka.domain.accounts.types import AddressCard, IssuedToken, NewPerson
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.vocabulary.places import PostalAddress

#: tells a leaked token from other secrets, for those who look for such leaks
_TOKEN_PREFIX: Final = "yrm_"  # noqa: S105 -- what every token begins with is no secret


def open_account(
    *,
    email: str,
    password: str,
    full_name: str,
    locale: str = "ru",
    currency: str = "RUB",
    country: str = "RU",
    is_staff: bool = False,
    now: datetime,
) -> UUID:
    """Make a person who can sign in, or return the one with this e-mail; staff may see the admin as well."""
    known = Person.objects.filter(email__iexact=email).first()
    if known is not None:
        return known.id
    return Person.objects.create_user(
        email,
        password,
        full_name=full_name,
        locale=locale,
        currency=currency,
        country=country,
        is_staff=is_staff,
        is_superuser=is_staff,
        created_at=now,
    ).id


def open_accounts(people: Sequence[NewPerson], *, password: str, now: datetime) -> dict[str, UUID]:
    """Make people who all sign in with one password, and return them by e-mail; those known stay as they are.

    One hash serves them all, as is good enough where the password is told to everybody: in a demo or a bench.
    """
    hashed = make_password(password)
    rows = [
        Person(
            id=new_id(now),
            email=person.email,
            password=hashed,
            full_name=person.full_name,
            locale=person.locale,
            currency=person.currency,
            country=person.country,
            is_staff=person.is_staff,
            is_superuser=person.is_staff,
            created_at=now,
        )
        for person in people
    ]
    Person.objects.bulk_create(rows, ignore_conflicts=True)
    found = Person.objects.filter(email__in=[person.email for person in people])
    return dict(found.values_list("email", "id"))


def add_address(*, person_id: UUID, address: PostalAddress, now: datetime) -> UUID:
    """Save an address after checking it; return its id. Raises AddressInvalid."""
    return save_address(person_id=person_id, address=address, now=now).id


def save_address(*, person_id: UUID, address: PostalAddress, now: datetime) -> AddressCard:
    """Do as `add_address` does, and return the address as it was saved."""
    checked = check_address(address)
    row = Address.objects.create(id=new_id(now), person_id=person_id, created_at=now, **checked.as_facts())
    return AddressCard(id=row.id, address=checked)


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


def issue_token(*, person_id: UUID, now: datetime, lasts: timedelta = TOKEN_LASTS) -> IssuedToken:
    """Give a person's app a token to sign in with until it expires, is revoked or the password changes.

    The caller has seen the password. Raises Missing.
    """
    person = Person.objects.filter(id=person_id).first()
    if person is None:
        raise Missing(what="person")
    token = f"{_TOKEN_PREFIX}{secrets.token_urlsafe(32)}"
    issued = IssuedToken(token=token, expires_at=now + lasts)
    ApiToken.objects.create(
        id=new_id(now),
        person=person,
        digest=token_digest(token),
        last_four=token[-4:],
        password_mark=password_mark(person.password),
        created_at=now,
        expires_at=issued.expires_at,
    )
    return issued


def revoke_token(*, token: str, now: datetime) -> None:
    """End a token; ending it again, or one that never was, changes nothing."""
    ApiToken.objects.filter(digest=token_digest(token), revoked_at=None).update(revoked_at=now)
