"""What the audit makes of the judges' figures."""

import pytest

from yarmarka.bench.looks.audit import LIMITS, breaches
from yarmarka.bench.looks.pages import Page

GOOD = {
    "performance": 95, "accessibility": 100, "best_practices": 96, "seo": 100, "bytes": 250_000,
    "script_bytes": 40_000, "cls": 0.02, "foreign_hosts": 0, "axe": 0, "pa11y": 0, "nu": 0,
}  # fmt: skip
BAD = {
    "performance": 94, "accessibility": 94, "best_practices": 94, "seo": 91, "bytes": 250_001,
    "script_bytes": 40_001, "cls": 0.03, "foreign_hosts": 1, "axe": 1, "pa11y": 1, "nu": 1,
}  # fmt: skip
SHELF = Page("category", path="/c/tea/", meant_for_search=True)


def test_a_page_within_every_limit_misses_none() -> None:
    assert {limit.figure for limit in LIMITS} == GOOD.keys()
    assert list(breaches(SHELF, GOOD)) == []


@pytest.mark.parametrize("figure", list(BAD))
def test_each_limit_is_told_when_it_is_missed(figure: str) -> None:
    (miss,) = breaches(SHELF, {**GOOD, figure: BAD[figure]})
    assert miss.startswith(f"{figure} {BAD[figure]:g} ")


def test_only_pages_meant_for_search_engines_are_judged_for_them() -> None:
    assert list(breaches(Page("basket", path="/basket/"), {**GOOD, "seo": 60})) == []


def test_what_a_judge_was_not_asked_is_no_miss() -> None:
    assert list(breaches(SHELF, {"axe": 0})) == []
