"""What a merchant's record says: shares, thresholds, and when there are too few orders to tell."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yarmarka.domain.sellers.rules import ENOUGH, STANDING_NEXT, THRESHOLDS, findings
from yarmarka.domain.sellers.types import Measure, Standing, TradeRecord, Verdict

SPOTLESS = TradeRecord(
    orders=1_000,
    due=1_000,
    sent_late=0,
    called_off=0,
    arrived=1_000,
    arrived_late=0,
    given_back=0,
    charged_back=0,
)


def verdict(measure: Measure, count: int, of: TradeRecord = SPOTLESS) -> Verdict:
    found = findings(replace(of, **{measure.value: count}))
    return next(finding.verdict for finding in found if finding.measure is measure)


@pytest.mark.parametrize("measure", list(Measure))
def test_each_measure_speaks_at_its_own_thresholds(measure: Measure) -> None:
    warns, serious = (share // 10 for share in THRESHOLDS[measure])  # of a thousand orders
    assert verdict(measure, warns - 1) is Verdict.GOOD
    assert verdict(measure, warns) is Verdict.WARNING
    assert verdict(measure, serious - 1) is Verdict.WARNING
    assert verdict(measure, serious) is Verdict.SERIOUS


def test_a_few_orders_say_nothing() -> None:
    few = TradeRecord(**{field.name: ENOUGH - 1 for field in fields(TradeRecord)})
    assert {finding.verdict for finding in findings(few)} == {Verdict.TOO_FEW}
    assert {finding.verdict for finding in findings(TradeRecord(0, 0, 0, 0, 0, 0, 0, 0))} == {Verdict.TOO_FEW}


@given(st.integers(ENOUGH, 5_000), st.data())
def test_no_measure_gets_better_by_doing_worse(of: int, data: st.DataObject) -> None:
    record = TradeRecord(of, of, 0, 0, of, 0, 0, 0)
    fewer = data.draw(st.integers(0, of - 1))
    ranks = list(Verdict)
    for measure in Measure:
        assert ranks.index(verdict(measure, fewer, record)) <= ranks.index(
            verdict(measure, fewer + 1, record)
        )


def test_only_the_suspended_are_restored_and_only_who_may_sell_is_suspended() -> None:
    leads_to = {
        standing: {was for was, then in STANDING_NEXT.items() if standing in then} for standing in Standing
    }
    assert leads_to[Standing.SUSPENDED] == {Standing.APPROVED}
    assert leads_to[Standing.APPROVED] == {Standing.APPLIED, Standing.SUSPENDED}
    assert leads_to[Standing.APPLIED] == set()
