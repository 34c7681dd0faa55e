"""Terms of claims change from a day on; a claim keeps those that it was opened under."""

from dataclasses import replace
from datetime import date, timedelta

from yarmarka.domain.protection.rules import TERMS, terms_at, terms_called
from yarmarka.domain.protection.types import Cause

CHANGED = date(2027, 1, 1)


def test_terms_hold_from_their_day_on_and_are_found_by_what_a_claim_keeps() -> None:
    old = replace(terms_at(Cause.LOST, day=CHANGED), until=CHANGED)
    new = replace(old, code="lost-2027", since=CHANGED, until=None, decide_days=3)
    dated = (new, old)
    assert terms_at(Cause.LOST, day=CHANGED - timedelta(days=1), of=dated) == old
    assert terms_at(Cause.LOST, day=CHANGED, of=dated) == new
    assert [terms_called(one.code, of=dated) for one in dated] == [new, old]


def test_no_two_terms_are_called_alike() -> None:
    assert len({one.code for one in TERMS}) == len(TERMS)
