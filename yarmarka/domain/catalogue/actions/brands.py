"""Writing brands down, and who is their official store."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from yarmarka.domain.catalogue.errors import (
    AuthorisationDecided,
    AuthorisationOverlaps,
    BrandInvalid,
)
from yarmarka.domain.catalogue.models import Brand, BrandAuthorisation, BrandSpelling
from yarmarka.domain.catalogue.queries.brands import authorisation_card, forget_brands
from yarmarka.domain.catalogue.rules.brands import check_brand, spellings, told_reason
from yarmarka.domain.catalogue.types import Authorisation, AuthorisationStatus
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id


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


def authorise(card: Authorisation) -> None:
    """Let a seller be a brand's official store by a document that two people have seen.

    Raises AuthorisationOverlaps.
    """
    try:
        with transaction.atomic():
            BrandAuthorisation.objects.create(
                id=card.id,
                brand_id=card.brand_id,
                seller_id=card.seller_id,
                document=card.document,
                valid=(card.valid_from, card.valid_to + timedelta(days=1)),
                status=AuthorisationStatus.APPROVED,
            )
    except IntegrityError as error:
        if "brand_authorised_once_at_a_time" not in str(error):
            raise
        raise AuthorisationOverlaps from error
    forget_brands()


@transaction.atomic
def withdraw_authorisation(authorisation_id: UUID, *, reason: str, by: UUID, now: datetime) -> Authorisation:
    """End an authorisation at once, and say why. Raises Missing, AuthorisationDecided, RefusalUnexplained."""
    why = told_reason(reason)
    row = BrandAuthorisation.objects.select_for_update().filter(id=authorisation_id).first()
    if row is None:
        raise Missing(what="authorisation")
    if row.status != AuthorisationStatus.APPROVED:
        raise AuthorisationDecided(status=row.status)
    row.status, row.reason = AuthorisationStatus.WITHDRAWN, why
    row.withdrawn_at, row.withdrawn_by_id = now, by
    row.save(update_fields=["status", "reason", "withdrawn_at", "withdrawn_by"])
    forget_brands()
    return authorisation_card(row)
