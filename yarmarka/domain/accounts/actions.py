"""What people do to their own data."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db import transaction

from yarmarka.domain.accounts.errors import ViewUnnamed
from yarmarka.domain.accounts.models import (
    Address,
    ApiToken,
    Consent,
    DataCopy,
    Farewell,
    LetterChoice,
    Person,
    SavedView,
    password_mark,
)
from yarmarka.domain.accounts.rules import (
    EXPORT_LASTS,
    FORGET_AFTER,
    TOKEN_LASTS,
    TOPICS,
    check_address,
    token_digest,
)
from yarmarka.domain.accounts.types import AddressCard, FarewellCard, IssuedToken, LetterWay, NewPerson
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
    """Make a person who can sign in, or return the one with this e-mail; staff may see the admin as well.

    The caller vouches for the e-mail: nobody is asked to confirm it.
    """
    known = Person.objects.filter(email__iexact=email).first()
    if known is not None:
        return known.id
    with transaction.atomic():
        person = Person.objects.create_user(
            email,
            password,
            full_name=full_name,
            locale=locale,
            currency=currency,
            country=country,
            is_staff=is_staff,
            is_superuser=is_staff,
            created_at=now,
        )
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person.id


def note_phone(*, person_id: UUID, phone: str, confirmed_at: datetime | None) -> None:
    """Write down a person's telephone in E.164; confirmed, they can sign in by it, and nobody else can."""
    Person.objects.filter(id=person_id).update(phone=phone, phone_confirmed_at=confirmed_at)


def forget_phone(*, person_id: UUID) -> None:
    """Take a person's telephone off."""
    Person.objects.filter(id=person_id).update(phone="", phone_confirmed_at=None)


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
    with transaction.atomic():
        Person.objects.bulk_create(rows, ignore_conflicts=True)
        found = dict(Person.objects.filter(email__in=[row.email for row in rows]).values_list("email", "id"))
        confirmed = [
            EmailAddress(user_id=key, email=email, verified=True, primary=True)
            for email, key in found.items()
        ]
        EmailAddress.objects.bulk_create(confirmed, ignore_conflicts=True)
    return {str(email): key for email, key in found.items()}


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


def prefer(
    *, person_id: UUID, locale: str | None = None, currency: str | None = None, country: str | None = None
) -> None:
    """Remember the language, the currency or the country that a person reads prices in."""
    said = {"locale": locale, "currency": currency, "country": country}
    wishes = {name: value for name, value in said.items() if value}
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


def revoke_token_of(*, person_id: UUID, token_id: UUID, now: datetime) -> None:
    """End one of a person's tokens. Raises Missing for another's."""
    if not ApiToken.objects.filter(id=token_id, person_id=person_id, revoked_at=None).update(revoked_at=now):
        raise Missing(what="token")


def choose_letters(*, person_id: UUID, wanted: Mapping[tuple[str, LetterWay], bool], now: datetime) -> None:
    """Write down which topics a person wants, and by which way; service topics' letters come whatever is chosen."""
    known = {topic.code for topic in TOPICS}
    choices = [
        LetterChoice(
            id=new_id(now), person_id=person_id, topic=topic, way=way, is_wanted=is_wanted, chosen_at=now
        )
        for (topic, way), is_wanted in wanted.items()
        if topic in known
    ]
    LetterChoice.objects.bulk_create(
        choices,
        update_conflicts=True,
        unique_fields=["person", "topic", "way"],
        update_fields=["is_wanted", "chosen_at"],
    )


def name_person(*, person_id: UUID, full_name: str) -> None:
    """Write down how a person is called."""
    Person.objects.filter(id=person_id).update(full_name=" ".join(full_name.split())[:150])


def revoke_token(*, token: str, now: datetime) -> None:
    """End a token; ending it again, or one that never was, changes nothing."""
    ApiToken.objects.filter(digest=token_digest(token), revoked_at=None).update(revoked_at=now)


def save_view(*, person_id: UUID, table: str, name: str, query: str, now: datetime) -> UUID:
    """Keep a way of looking at a console's table; the same name is kept anew. Return its id. Raises ViewUnnamed."""
    if not name.strip():
        raise ViewUnnamed(field="name")
    row, _ = SavedView.objects.update_or_create(
        person_id=person_id, table=table, name=name.strip(), defaults={"query": query, "saved_at": now}
    )
    return row.id


def forget_view(*, person_id: UUID, view_id: UUID) -> None:
    """Forget one of a person's own ways of looking; another's is left alone."""
    SavedView.objects.filter(person_id=person_id, id=view_id).delete()


def ask_for_copy(*, person_id: UUID, now: datetime) -> UUID | None:
    """Note that a person wants a copy of their data; return its id, or nothing while one is in the making."""
    if DataCopy.objects.filter(person_id=person_id, ready_at=None).exists():
        return None
    return DataCopy.objects.create(id=new_id(now), person_id=person_id, asked_at=now).id


def finish_copy(copy_id: UUID, *, now: datetime) -> None:
    """Note that a copy is ready, and until when it can be fetched."""
    DataCopy.objects.filter(id=copy_id, ready_at=None).update(ready_at=now, expires_at=now + EXPORT_LASTS)


def drop_copies(*, now: datetime) -> list[UUID]:
    """Forget the copies whose time is over; return which."""
    over = list(DataCopy.objects.filter(expires_at__lte=now).values_list("id", flat=True))
    DataCopy.objects.filter(id__in=over).delete()
    return over


def begin_farewell(*, person_id: UUID, now: datetime) -> FarewellCard:
    """Note a person's wish to be forgotten; wished for again, it is the same one."""
    row, _ = Farewell.objects.get_or_create(
        person_id=person_id,
        cancelled_at=None,
        done_at=None,
        defaults={"id": new_id(now), "asked_at": now, "due_at": now + FORGET_AFTER},
    )
    return FarewellCard(row.id, row.person_id, row.asked_at, row.due_at)


def cancel_farewell(*, person_id: UUID, now: datetime) -> bool:
    """Take the wish back; return whether there was one."""
    return bool(
        Farewell.objects.filter(person_id=person_id, cancelled_at=None, done_at=None).update(cancelled_at=now)
    )


def forget_person(*, person_id: UUID, now: datetime) -> list[UUID]:
    """Erase who a person is: the row stays, since orders and books refer to it, with nothing personal in it.

    Return the data copies whose files have to go as well. Runs in the caller's transaction.
    """
    copies = list(DataCopy.objects.filter(person_id=person_id).values_list("id", flat=True))
    keys = list(UserSession.objects.filter(user_id=person_id).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    for model in (Address, Consent, ApiToken, LetterChoice, DataCopy, SavedView):
        model.objects.filter(person_id=person_id).delete()
    for theirs in (EmailAddress, Authenticator, UserSession):
        theirs.objects.filter(user_id=person_id).delete()
    Person.objects.filter(id=person_id).update(
        email=None,
        phone="",
        phone_confirmed_at=None,
        full_name="",
        password=make_password(None),
        is_active=False,
        last_login=None,
        forgotten_at=now,
    )
    Farewell.objects.filter(person_id=person_id, cancelled_at=None).update(done_at=now)
    return copies
