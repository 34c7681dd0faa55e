"""Copies a model's row into a frozen one, field by field."""

from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Model

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVar("Row", bound="DataclassInstance")


def frozen(shape: type[Row], row: Model, **known: Any) -> Row:
    """Return `shape` with the known values, and every other field under its name from the model's row."""
    names = (field.name for field in fields(shape) if field.init)
    return shape(**known, **{name: getattr(row, name) for name in names if name not in known})
