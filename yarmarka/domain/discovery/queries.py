"""What became of searches, and which goods go together?"""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db.models import Max

from yarmarka.domain.discovery.models import Companion
from yarmarka.domain.discovery.rules import AT_LEAST_VISITS
from yarmarka.domain.discovery.types import ChosenFind, QueryTally
from yarmarka.kernel.sql import Statement

_TALLY: Final = Statement.beside(str(Path(__file__)), "query_tally")
_CHOSEN: Final = Statement.beside(str(Path(__file__)), "chosen_finds")


def companions_of(product_id: UUID, *, most: int) -> tuple[UUID, ...]:
    """Return the products that are bought together with one, the firmest first."""
    found = Companion.objects.filter(product_id=product_id).order_by("-strength", "-shoppers", "other_id")
    return tuple(found.values_list("other_id", flat=True)[:most])


def companions_of_all(product_ids: Collection[UUID], *, most: int) -> tuple[UUID, ...]:
    """Return the products that are bought together with any of these and are none of them, the firmest first."""
    found = (
        Companion.objects.filter(product_id__in=product_ids)
        .exclude(other_id__in=product_ids)
        .values("other_id")
        .annotate(firmest=Max("strength"))
        .order_by("-firmest", "other_id")
    )
    return tuple(found.values_list("other_id", flat=True)[:most])


def query_tally(*, since: date, at_least: int = AT_LEAST_VISITS, most: int = 200) -> tuple[QueryTally, ...]:
    """Return what became of the queries of so many visits, the most frequent first."""
    return tuple(_TALLY.rows(QueryTally, since=since, at_least=at_least, most=most))


def chosen_finds(*, since: date, at_least: int = AT_LEAST_VISITS) -> tuple[ChosenFind, ...]:
    """Return the finds that were chosen, of queries of so many visits, query by query."""
    return tuple(_CHOSEN.rows(ChosenFind, since=since, at_least=at_least))
