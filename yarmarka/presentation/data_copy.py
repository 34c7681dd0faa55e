"""A person's copy of their data: JSON for machines, one page of HTML for reading, in a ZIP."""

import io
import json
import zipfile
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from yarmarka.domain.accounts.types import PersonCard

_WORDS: Final = {
    "account": _("Your account"),
    "signing_in": _("Signing in"),
    "orders": _("Orders"),
    "parcels": _("Parcels"),
    "payments": _("Payments"),
    "reviews": _("Reviews and questions"),
    "selling": _("Selling"),
}


def as_zip(held: dict[str, Any], person: PersonCard) -> bytes:
    """Return the ZIP: `<context>.json` for each context, and `index.html` with all of it in the person's language."""
    packed = io.BytesIO()
    with override(person.locale), zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for context, tables in held.items():
            archive.writestr(f"{context}.json", _json(tables))
        archive.writestr("index.html", _page(held, person))
    return packed.getvalue()


def _page(held: dict[str, Any], person: PersonCard) -> str:
    parts = [
        (_WORDS.get(context, context), [(name, _table(rows)) for name, rows in tables.items() if rows])
        for context, tables in held.items()
    ]
    facts = {"parts": parts, "language": person.locale, "name": person.full_name or person.email}
    return render_to_string("papers/data_copy.html", facts)


def _table(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"columns": list(rows[0]), "rows": [[_said(value) for value in row.values()] for row in rows]}


def _said(value: Any) -> str:
    if value is None:
        return ""
    return _json(value) if isinstance(value, dict | list) else str(value)


def _json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
