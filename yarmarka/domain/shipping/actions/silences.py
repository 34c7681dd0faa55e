"""Writing down after which silence a parcel hardly comes any more."""

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime
from typing import Any

from yarmarka.domain.shipping import types
from yarmarka.domain.shipping.models import LearntSilence
from yarmarka.kernel.ids import new_id


def note_silences(learnt: Collection[types.LearntSilence], *, now: datetime) -> None:
    """Write down after which silence parcels hardly come any more, in place of what was known before."""
    rows = [
        LearntSilence(id=new_id(now), learnt_at=now, carrier_id=one.carrier, **_own(one)) for one in learnt
    ]
    LearntSilence.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["carrier", "code", "origin_country", "destination_country", "stretch"],
        update_fields=["lost_after_days", "ground", "silences", "learnt_at"],
    )
    LearntSilence.objects.filter(learnt_at__lt=now).delete()


def _own(one: types.LearntSilence) -> dict[str, Any]:
    return {field.name: getattr(one, field.name) for field in fields(one) if field.name != "carrier"}
