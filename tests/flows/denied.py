"""A seller of the market who could be on a list of denied parties."""

from datetime import datetime
from uuid import UUID

from yarmarka.domain.screening.queries import open_cases
from yarmarka.domain.screening.types import Kind, ListEntry, NewList, Party
from yarmarka.flows.screen_sellers import load_denied_list


def open_case(*, now: datetime) -> UUID:
    """Put a list in force on which the seller from Kazan could be; return the case."""
    party = Party(names=("RU Trading Ltd",), kind=Kind.FIRM)
    new = NewList(code="test", sha256="1" * 64, dated_on=now.date())
    load_denied_list(new, [ListEntry(id="1", party=party)], now=now)
    return open_cases()[0].id
