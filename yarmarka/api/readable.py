"""What is wrong with a value, in words: one sentence for each kind of fault that a schema can find."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yarmarka.api.errors import FieldProblem

_GENERAL: Final = _("This value can't be taken.")
#: pydantic's word for a fault → ours; what it knows of the fault goes in as %(name)s
_REASONS: Final[dict[str, Promise]] = {
    "missing": _("It is required."),
    "extra_forbidden": _("It is not known here; check its spelling."),
    "public_id": _("It is not the id of a thing of this kind."),
    "uuid_parsing": _("It must be a UUID."),
    "uuid_type": _("It must be a UUID."),
    "string_type": _("It must be a text."),
    "string_too_short": _("It must have at least %(min_length)s characters."),
    "string_too_long": _("It may have at most %(max_length)s characters."),
    "string_pattern_mismatch": _("It does not have the right form."),
    "unprintable": _("It holds a character that can't be stored."),
    "int_type": _("It must be a whole number."),
    "int_parsing": _("It must be a whole number."),
    "int_parsing_size": _("The number is too large."),
    "int_from_float": _("It must be a whole number."),
    "bool_type": _("It must be true or false."),
    "bool_parsing": _("It must be true or false."),
    "greater_than_equal": _("It must be %(ge)s or more."),
    "less_than_equal": _("It must be %(le)s or less."),
    "literal_error": _("It must be one of: %(expected)s."),
    "enum": _("It must be one of: %(expected)s."),
    "list_type": _("It must be a list."),
    "dict_type": _("It must be an object."),
    "model_type": _("It must be an object."),
    "model_attributes_type": _("It must be an object."),
    "too_short": _("It needs at least %(min_length)s of them."),
    "too_long": _("It may have at most %(max_length)s of them."),
}
#: the source of a value → how many parts of its place are the framework's own and mean nothing to a caller
_PRELUDE: Final = {"body": 2, "query": 1, "path": 1, "header": 1}


def faults(errors: Sequence[Mapping[str, Any]]) -> list[FieldProblem]:
    """Return what a schema found, in the language of the request."""
    return [
        FieldProblem(field=place(error["loc"]), code=str(error["type"]), reason=_reason(error))
        for error in errors
    ]


def is_in_path(errors: Sequence[Mapping[str, Any]]) -> bool:
    """Test if the address itself is at fault: then there is nothing there."""
    return any(error["loc"][:1] == ("path",) for error in errors)


def place(loc: Sequence[str | int]) -> str:
    """Return where a value stands, as its sender would write it: `lines[0].quantity`."""
    source = str(loc[0]) if loc else ""
    said = ""
    for part in loc[_PRELUDE.get(source, 0) :]:
        said += f"[{part}]" if isinstance(part, int) else f".{part}" if said else str(part)
    return said or source or "body"


def _reason(error: Mapping[str, Any]) -> str:
    words = str(_REASONS.get(str(error["type"]), _GENERAL))
    try:
        return str(words % error.get("ctx", {}))
    except (KeyError, TypeError):
        return str(_GENERAL)
