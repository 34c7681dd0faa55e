"""Writing down what became of promises, service by service, by week and by month."""

from collections.abc import Collection
from dataclasses import fields
from datetime import date, datetime
from typing import Any, Final

from yarmarka.domain.shipping import types
from yarmarka.domain.shipping.models import PromiseTally
from yarmarka.kernel.ids import new_id

_KEY: Final = ("carrier", "code", "lane", "origin_country", "destination_country", "span", "begins_on")
_FACTS: Final = ("due", "kept", "not_come", "not_over", "promised_days", "outcomes", "counted_at")


def note_tallies(counted: Collection[types.PromiseTally], *, since: date, now: datetime) -> None:
    """Write down what became of promises since a day, in place of what was counted before; what is older stays."""
    rows = [
        PromiseTally(id=new_id(now), counted_at=now, carrier_id=one.carrier, **_own(one)) for one in counted
    ]
    PromiseTally.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=list(_KEY), update_fields=list(_FACTS), batch_size=500
    )
    PromiseTally.objects.filter(begins_on__gte=since, counted_at__lt=now).delete()


def _own(one: types.PromiseTally) -> dict[str, Any]:
    return {field.name: getattr(one, field.name) for field in fields(one) if field.name != "carrier"}
