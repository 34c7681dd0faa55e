"""Writing down what staff did."""

from collections.abc import Sequence
from datetime import datetime

from yarmarka.domain.audit.models import Deed
from yarmarka.domain.audit.types import NewDeed
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.texts import trimmed


def note_deeds(deeds: Sequence[NewDeed], *, now: datetime) -> None:
    """Write down what was done, in the transaction that did it: neither stands without the other."""
    Deed.objects.bulk_create(
        Deed(
            id=new_id(now),
            kind=deed.kind,
            actor_id=deed.by,
            subject_kind=deed.subject.kind,
            subject_id=deed.subject.id,
            subject_name=deed.subject.name[:200],
            before=dict(deed.before),
            after=dict(deed.after),
            reason=trimmed(deed.reason)[:500],
            at=now,
        )
        for deed in deeds
    )
