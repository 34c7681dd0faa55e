"""How long a job is tried again: sooner at first, hourly at last, for about a day; then a person must look."""

from typing import Final

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

from yarmarka.kernel.errors import Outside, YarmarkaError

MOST_TRIES: Final = 36
LONGEST_WAIT_S: Final = 3_600


class Patience(BaseRetryStrategy):
    """Tries again whatever may pass: an absent service, an absent database, a surprise. A refusal is final."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Return when to try again, or nothing when that would not help."""
        is_refusal = isinstance(exception, YarmarkaError) and not isinstance(exception, Outside)
        if is_refusal or job.attempts + 1 >= MOST_TRIES:
            return None
        return RetryDecision(retry_in={"seconds": wait_seconds(job.attempts)})


def wait_seconds(attempts: int) -> int:
    """Return how long to wait after so many earlier tries: 2, 4, 8 seconds … at most an hour."""
    return min(1 << min(attempts + 1, 20), LONGEST_WAIT_S)
