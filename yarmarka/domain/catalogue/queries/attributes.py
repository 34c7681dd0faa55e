"""What goods are told by, as imports, cards and staff ask for it."""

from pathlib import Path
from typing import Final
from uuid import UUID

from yarmarka.domain.catalogue.models import Attribute
from yarmarka.domain.catalogue.rules.attributes import AttributeBook
from yarmarka.domain.catalogue.types import AttributeDefinition, AttributeKind, ToldProduct
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.sql import Statement

_TOLD: Final = Statement.beside(str(Path(__file__).parent), "told_products")
_MOST_FORMER: Final = 200


def attribute_book() -> AttributeBook:
    """Return the definitions in force, arranged for reading; ask once for an import or a card."""
    return AttributeBook(attributes())


def attributes() -> list[AttributeDefinition]:
    """Return the definitions in force, by code."""
    rows = Attribute.objects.filter(ended_at__isnull=True).order_by("code", "id")
    return [as_definition(row) for row in rows]


def former_attributes() -> list[AttributeDefinition]:
    """Return the definitions that were changed or ended last, the latest first."""
    rows = Attribute.objects.filter(ended_at__isnull=False).order_by("-ended_at", "-id")
    return [as_definition(row) for row in rows[:_MOST_FORMER]]


def told_products(
    *, category_id: UUID | None = None, after: UUID | None = None, limit: int = 1_000
) -> list[ToldProduct]:
    """Return the next products of a category, or of all, that are told by something: a walk by key, piece by piece."""
    return _TOLD.rows(ToldProduct, category_id=category_id, after=after or UUID(int=0), limit=limit)


def attribute(attribute_id: UUID) -> AttributeDefinition:
    """Return a definition, also one that is over. Raises Missing."""
    row = Attribute.objects.filter(id=attribute_id).first()
    if row is None:
        raise Missing(what="attribute")
    return as_definition(row)


def as_definition(row: Attribute) -> AttributeDefinition:
    """Return a row as other parts of the house are told of it."""
    return AttributeDefinition(
        id=row.id,
        code=row.code,
        category_id=row.category_id,
        names=row.names,
        kind=AttributeKind(row.kind),
        unit=row.unit,
        choices=tuple(tuple(choice) for choice in row.choices),
        spellings=tuple(row.spellings),
        is_required=row.is_required,
        rule_id=row.rule_id,
        made_at=row.made_at,
        made_by=row.made_by_id,
        ended_at=row.ended_at,
        ended_by=row.ended_by_id,
    )
