"""Writing brands down, and deciding who is a brand's official store."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from yarmarka.domain.catalogue.errors import (
    AuthorisationDecided,
    AuthorisationOverlaps,
    BrandInvalid,
    NeedsSecondPerson,
    RefusalUnexplained,
)
from yarmarka.domain.catalogue.models import Brand, BrandAuthorisation, BrandSpelling
from yarmarka.domain.catalogue.queries.brands import authorisation_card, forget_brands
from yarmarka.domain.catalogue.rules.brands import check_authorisation, check_brand, spellings
from yarmarka.domain.catalogue.types import Authorisation, AuthorisationStatus
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.texts import one_line

_LONGEST_REASON: Final = 500


@transaction.atomic
def write_brand(
    *,
    name: str,
    colour: str,
    country: str = "",
    texts: Mapping[str, str],
    also_written: Iterable[str] = (),
    slug: str = "",
    now: datetime,
) -> UUID:
    """Write a brand down, or change the one with this slug (its name's, unless given); return its id.

    Raises BrandInvalid, also for a spelling that means another brand already.
    """
    check_brand(name=name, colour=colour)
    wanted = slug or slugify(name)
    found = Brand.objects.select_for_update().filter(slug=wanted).first() if wanted else None
    brand = found or Brand(id=new_id(now), created_at=now)
    brand.slug = wanted or f"brand-{brand.id.hex[-8:]}"
    brand.name, brand.colour, brand.country = name.strip(), colour.upper(), country
    brand.texts, brand.changed_at = dict(texts), now
    brand.save(force_insert=found is None)
    written = spellings(name, also_written)
    taken = BrandSpelling.objects.filter(spelling__in=written).exclude(brand=brand).first()
    if taken:
        raise BrandInvalid(field="also_written", reason="taken", spelling=taken.spelling)
    own = BrandSpelling.objects.filter(brand=brand)
    own.exclude(spelling__in=written).delete()
    kept = set(own.values_list("spelling", flat=True))
    # The table refuses a spelling that somebody gives to another brand at this moment.
    BrandSpelling.objects.bulk_create(
        BrandSpelling(spelling=spelling, brand=brand) for spelling in written if spelling not in kept
    )
    forget_brands()
    return brand.id


def propose_authorisation(
    *,
    brand_id: UUID,
    seller_id: UUID,
    document: str,
    valid_from: date,
    valid_to: date,
    by: UUID,
    now: datetime,
) -> UUID:
    """Bring in a brand's document that lets a seller sell, from a day to a day, both included; return its id.

    Raises AuthorisationInvalid.
    """
    check_authorisation(document=document, valid_from=valid_from, valid_to=valid_to, today=now.date())
    row = BrandAuthorisation.objects.create(
        id=new_id(now),
        brand_id=brand_id,
        seller_id=seller_id,
        document=document.strip(),
        valid=(valid_from, valid_to + timedelta(days=1)),
        status=AuthorisationStatus.PROPOSED,
        proposed_at=now,
        proposed_by_id=by,
    )
    return row.id


def decide_authorisation(
    authorisation_id: UUID, *, approve: bool, reason: str = "", by: UUID, now: datetime
) -> Authorisation:
    """Approve an authorisation, or decline it with a reason; return it as it is then.

    Raises Missing, AuthorisationDecided, NeedsSecondPerson, RefusalUnexplained, AuthorisationOverlaps.
    """
    why = _checked_reason(reason, is_needed=not approve)
    try:
        with transaction.atomic():
            row = _locked(authorisation_id, AuthorisationStatus.PROPOSED)
            if row.proposed_by_id == by:
                raise NeedsSecondPerson
            row.status = AuthorisationStatus.APPROVED if approve else AuthorisationStatus.DECLINED
            row.decided_at, row.decided_by_id, row.reason = now, by, why
            row.save(update_fields=["status", "decided_at", "decided_by", "reason"])
    except IntegrityError as error:
        if "brand_authorised_once_at_a_time" not in str(error):
            raise
        raise AuthorisationOverlaps from error
    forget_brands()
    return authorisation_card(row)


@transaction.atomic
def withdraw_authorisation(authorisation_id: UUID, *, reason: str, by: UUID, now: datetime) -> Authorisation:
    """End an approved authorisation at once, and say why. Raises Missing, AuthorisationDecided, RefusalUnexplained."""
    why = _checked_reason(reason, is_needed=True)
    row = _locked(authorisation_id, AuthorisationStatus.APPROVED)
    row.status, row.reason = AuthorisationStatus.WITHDRAWN, why
    row.withdrawn_at, row.withdrawn_by_id = now, by
    row.save(update_fields=["status", "reason", "withdrawn_at", "withdrawn_by"])
    forget_brands()
    return authorisation_card(row)


def _checked_reason(reason: str, *, is_needed: bool) -> str:
    tidy = one_line(reason, longest=_LONGEST_REASON)
    if is_needed and not tidy:
        raise RefusalUnexplained(field="reason")
    return tidy


def _locked(authorisation_id: UUID, expected: AuthorisationStatus) -> BrandAuthorisation:
    row = BrandAuthorisation.objects.select_for_update().filter(id=authorisation_id).first()
    if row is None:
        raise Missing(what="authorisation")
    if row.status != expected:
        raise AuthorisationDecided(status=row.status)
    return row
