"""Noting wishes, and taking them off."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import transaction

from yarmarka.domain.wishes.models import WishRow
from yarmarka.domain.wishes.rules import MOST
from yarmarka.domain.wishes.types import Wish
from yarmarka.kernel.ids import new_id


@transaction.atomic
def note_wishes(wishes: Sequence[Wish], *, person_id: UUID) -> None:
    """Put wishes on a person's list; what stands there already stays as it was noted first.

    Of more than MOST the oldest go.
    """
    WishRow.objects.bulk_create(
        [
            WishRow(
                id=new_id(wish.added_at),
                person_id=person_id,
                product_id=wish.product_id,
                added_at=wish.added_at,
                price_minor=wish.price_minor,
                currency=wish.currency,
            )
            for wish in wishes
        ],
        ignore_conflicts=True,
    )
    mine = WishRow.objects.filter(person_id=person_id).order_by("-added_at", "-id")
    too_many = list(mine.values_list("id", flat=True)[MOST:])
    if too_many:
        WishRow.objects.filter(id__in=too_many).delete()


def drop_wish(*, person_id: UUID, product_id: UUID) -> None:
    """Take a product off a person's list; one that is not there changes nothing."""
    WishRow.objects.filter(person_id=person_id, product_id=product_id).delete()


def forget_wishes(*, person_id: UUID) -> None:
    """Take a person's whole list away."""
    WishRow.objects.filter(person_id=person_id).delete()


@transaction.atomic
def follow_product(product_id: UUID, *, to: UUID, only: Collection[UUID] | None = None) -> list[UUID]:
    """Let wishes for a product, or only some of them, be wishes for another; return those that are.

    Who wishes both has one wish: that for the other one.
    """
    moving = WishRow.objects.filter(product_id=product_id)
    if only is not None:
        moving = moving.filter(id__in=list(only))
    both = WishRow.objects.filter(product_id=to).values("person_id")
    moving.filter(person_id__in=both).delete()
    keys = list(moving.values_list("id", flat=True))
    WishRow.objects.filter(id__in=keys).update(product_id=to)
    return keys
