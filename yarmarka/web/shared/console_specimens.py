"""Made-up facts for the page of parts: what the consoles' own templates are shown with there, in every state."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from yarmarka.presentation.locales import current_language
from yarmarka.presentation.money import format_money


def console_parts(
    rows: list[dict[str, Any]], events: list[dict[str, Any]], *, now: datetime
) -> dict[str, Any]:
    """Return what the consoles' templates are shown with: rows of orders, and what happened to one of them."""
    at, names = now, [_("Order"), _("Destination"), _("Sum"), _("State")]
    here = reverse("demo:components_console")
    views = [{"id": UUID(int=1), "name": _("Late by a day"), "url": here, "is_current": True}]
    return {
        "opening": [
            {"words": _("Documents"), "url": here, "is_done": True, "note": ""},
            {"words": _("Offers"), "url": here, "is_done": False, "note": ""},
        ],
        "chips": [
            {"name": _("All"), "url": here, "count": 5, "is_current": True},
            {"name": _("To pack"), "url": here, "count": 1, "is_current": False},
        ],
        "table": {
            "code": "orders",
            "name": _("Orders to ship"),
            "heads": [
                {
                    "name": name,
                    "sort_url": here,
                    "sorted": "" if place else "ascending",
                    "is_number": place == 2,
                }
                for place, name in enumerate(names)
            ],
            "rows": [
                [
                    {"name": name, "cell": cell, "is_number": place == 2, "is_head": not place}
                    for place, (name, cell) in enumerate(zip(names, _cells(row), strict=True))
                ]
                for row in rows
            ],
            "fields": [
                {"kind": "words", "key": "words", "name": _("Order"), "value": ""},
                {
                    "kind": "choice",
                    "key": "state",
                    "name": _("State"),
                    "value": "late",
                    "options": [("late", _("Late by a day")), ("paid", _("Paid"))],
                },
                {"kind": "day", "key": "since", "name": _("Placed"), "value": at.date().isoformat()},
            ],
            "views": views,
            "sort": "order",
            "path": here,
            "query": "",
            "is_narrowed": True,
            "files": {"csv": here, "xlsx": here},
        },
        "months": {
            "rows": [
                {
                    "month": at.date().replace(day=1),
                    "currency": "RUB",
                    "opening_minor": 0,
                    "came_minor": 1_245_000,
                    "went_minor": 89_000,
                    "closing_minor": 1_156_000,
                    "closed_at": closed,
                }
                for closed in (None, at)
            ]
        },
        "findings": [
            {
                "measure": measure,
                "count": count,
                "of": 120,
                "basis_points": count * 10_000 // 120,
                "warns_from": 250,
                "serious_from": 500,
                "verdict": verdict,
            }
            for measure, count, verdict in (("called_off", 1, "good"), ("sent_late", 9, "serious"))
        ],
        "events": events,
    }


def _cells(row: dict[str, Any]) -> list[dict[str, Any]]:
    here = reverse("demo:components_console")
    return [
        {"text": row["number"], "url": here, "is_code": True},
        {"text": row["place"], "note": row["words"]},
        {"text": format_money(row["minor"], "RUB", current_language())},
        {"text": row["words"], "kind": row["kind"]},
    ]
