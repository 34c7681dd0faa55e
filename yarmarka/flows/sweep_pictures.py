"""Pictures that nobody refers to any more, and files that never got a row, are swept away after a while."""

from datetime import datetime
from typing import Final

from django.db import transaction

from yarmarka.connectors.pictures import picture_store
from yarmarka.domain.pictures.actions import forget_unused, hold_name
from yarmarka.domain.pictures.queries import known_names, unused_names
from yarmarka.domain.pictures.rules import UNUSED_KEPT
from yarmarka.kernel.sql import chunks

_ROUND: Final = 500


def sweep_pictures(*, now: datetime) -> int:
    """Remove what has been of no use for two days; return how many pictures that were."""
    before, store = now - UNUSED_KEPT, picture_store()
    swept = sum(_sweep(name, before=before) for name in unused_names(before=before, limit=_ROUND))
    for names in chunks(list(store.names(before=before)), _ROUND):
        strays = set(names) - known_names(names)
        swept += sum(_sweep(name, before=before) for name in sorted(strays))
    store.tidy(before=before)
    return swept


@transaction.atomic
def _sweep(name: str, *, before: datetime) -> bool:
    """Forget one picture and remove its files, unless somebody began to use it meanwhile."""
    hold_name(name)
    if not forget_unused(name, before=before):
        return False
    picture_store().remove(name)
    return True
