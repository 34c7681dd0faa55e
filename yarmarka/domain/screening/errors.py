"""What can go wrong with lists and cases."""

from yarmarka.kernel.errors import Invalid, YarmarkaError


class UnderScreening(YarmarkaError):
    """Somebody must look first: the party could be one on a list of denied parties."""

    code, status = "under_screening", 409


class BeingCompared(YarmarkaError):
    """A name is compared with lists by a job first, which takes about a minute; then it goes on, or waits."""

    code, status = "being_compared", 409


class CaseClosed(YarmarkaError):
    """The case is decided, or nothing was proposed for it yet."""

    code, status = "screening_case_closed", 409


class ReasonNeeded(Invalid):
    """A verdict says what told two parties apart, or together."""

    code, status = "screening_reason_needed", 422
