"""Lists of denied parties for tests, and a seller of the market who could be on one."""

from datetime import datetime
from uuid import UUID

from tests.market import NOW
from yarmarka.domain.screening.queries import open_cases
from yarmarka.domain.screening.types import Kind, ListEntry, Loaded, NewList, Party
from yarmarka.flows.screen_sellers import load_denied_list


def load(*entries: ListEntry, sha: str = "1", now: datetime = NOW) -> tuple[Loaded, int]:
    """Put these entries in force as an edition of the list `test`; return what it changed, and how many cases it
    opened."""
    return load_denied_list(NewList(code="test", sha256=sha * 64, dated_on=now.date()), entries, now=now)


def open_case(*, now: datetime) -> UUID:
    """Put a list in force on which the seller from Kazan could be; return the case."""
    load(ListEntry(id="1", party=Party(names=("RU Trading Ltd",), kind=Kind.FIRM)), now=now)
    [case] = open_cases()
    return case.id
