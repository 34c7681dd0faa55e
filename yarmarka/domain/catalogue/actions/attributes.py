"""Defining what goods of a category are told by, and ending such a definition."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from yarmarka.domain.catalogue.errors import AttributeGone, AttributeTaken
from yarmarka.domain.catalogue.models import Attribute
from yarmarka.domain.catalogue.queries.attributes import as_definition
from yarmarka.domain.catalogue.rules.attribute_definitions import check_attribute
from yarmarka.domain.catalogue.rules.attribute_values import Fact
from yarmarka.domain.catalogue.types import AttributeDefinition, NewAttribute, Source, ToldProduct
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.sql import Statement, as_json

_CONTEXT: Final = str(Path(__file__).parent)
_LOCK: Final = Statement.beside(_CONTEXT, "lock_goods")
_RETELL: Final = Statement.beside(_CONTEXT, "retell_products")


def write_attributes(new: Iterable[NewAttribute], *, by: UUID | None, now: datetime) -> tuple[UUID, ...]:
    """Write definitions down, all or none. Raises AttributeInvalid, AttributeTaken."""
    rows = [_row(one, by=by, now=now) for one in new]
    try:
        with transaction.atomic():
            Attribute.objects.bulk_create(rows)
    except IntegrityError as error:
        if "attribute_once_per_category" not in str(error):
            raise
        raise AttributeTaken(field="code", value=", ".join(sorted({row.code for row in rows}))) from error
    return tuple(row.id for row in rows)


def note_rule(attribute_id: UUID, rule_id: UUID) -> None:
    """Remember which rule for cards asks for a required attribute."""
    Attribute.objects.filter(id=attribute_id).update(rule_id=rule_id)


def end_attribute(attribute_id: UUID, *, by: UUID | None, now: datetime) -> AttributeDefinition:
    """Let a definition end now, and return it: rows that come in later are no longer read by it.

    Raises Missing, AttributeGone.
    """
    row = Attribute.objects.select_for_update().filter(id=attribute_id).first()
    if row is None:
        raise Missing(what="attribute")
    if row.ended_at is not None:
        raise AttributeGone()
    row.ended_at, row.ended_by_id = now, by
    row.save(update_fields=["ended_at", "ended_by"])
    return as_definition(row)


def retell_products(
    told: Sequence[tuple[ToldProduct, list[Fact]]], *, by: UUID | None, now: datetime
) -> set[UUID]:
    """Let products be told by something else, where they still say what was read; return those that now differ."""
    drafts = [
        {"id": str(product.id), "before": product.attributes, "attributes": facts} for product, facts in told
    ]
    if not drafts:
        return set()
    with transaction.atomic():
        _LOCK.run()
        return set(_RETELL.column(drafts=as_json(drafts), source=Source.STAFF, by=by, now=now))


def _row(new: NewAttribute, *, by: UUID | None, now: datetime) -> Attribute:
    check_attribute(new)
    return Attribute(
        id=new_id(now),
        category_id=new.category_id,
        code=new.code,
        names={language: text.strip() for language, text in new.names.items()},
        spellings=list(new.spellings),
        kind=new.kind,
        unit=new.unit,
        choices=[list(choice) for choice in new.choices],
        is_required=new.is_required,
        made_at=now,
        made_by_id=by,
    )
