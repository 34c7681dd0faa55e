"""What can go wrong with reconciling."""

from yarmarka.kernel.errors import Invalid, YarmarkaError


class PeriodInvalid(Invalid):
    """A registry covers the time from an instant until a later one."""

    code, status = "registry_period_invalid", 422


class NothingToPropose(YarmarkaError):
    """What was to be proposed is booked, proposed or explained already."""

    code, status = "nothing_to_propose", 409
