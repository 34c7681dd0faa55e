"""Jobs outlast a night's outage, and don't ask again what was refused."""

from datetime import UTC, datetime

import pytest
from django.db import OperationalError
from procrastinate.jobs import Job

from yarmarka.connectors.errors import Refused, Unreachable
from yarmarka.jobs.patience import MOST_TRIES, Patience, wait_seconds
from yarmarka.kernel.errors import Missing


def tried(times: int) -> Job:
    return Job(id=1, queue="default", lock=None, queueing_lock=None, task_name="send_refund", attempts=times)


@pytest.mark.parametrize(
    "failure", [Unreachable(), OperationalError("the database went away"), KeyError("?")]
)
def test_what_may_pass_is_tried_again(failure: Exception) -> None:
    before = datetime.now(tz=UTC)
    decision = Patience().get_retry_decision(exception=failure, job=tried(0))
    assert decision is not None and decision.retry_at is not None
    assert 0 < (decision.retry_at - before).total_seconds() < 60


@pytest.mark.parametrize("failure", [Refused(), Missing()])
def test_a_refusal_is_final(failure: Exception) -> None:
    assert Patience().get_retry_decision(exception=failure, job=tried(0)) is None


def test_tries_go_on_for_a_day_and_are_never_far_apart() -> None:
    waits = [wait_seconds(tries) for tries in range(MOST_TRIES - 1)]
    assert waits == sorted(waits)
    assert max(waits) == 3_600
    assert 24 * 3_600 < sum(waits) < 26 * 3_600
    assert Patience().get_retry_decision(exception=Unreachable(), job=tried(MOST_TRIES - 1)) is None
