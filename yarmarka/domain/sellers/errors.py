"""What can go wrong with merchants."""

from yarmarka.kernel.errors import Invalid, YarmarkaError


class IdentifierInvalid(Invalid):
    """A registration or tax number has a wrong shape or check digit in its country."""

    code, status = "identifier_invalid", 422


class AlreadyRegistered(YarmarkaError):
    """Another merchant, or this one earlier, applied under the same registration number."""

    code, status = "already_registered", 409


class AlreadyDecided(YarmarkaError):
    """Somebody has already decided this application."""

    code, status = "already_decided", 409


class ReasonMissing(Invalid):
    """A refusal tells the merchant why."""

    code, status = "reason_missing", 422


class MayNotSell(YarmarkaError):
    """The merchant is not approved, or is suspended."""

    code, status = "may_not_sell", 403


class StandingElsewhere(YarmarkaError):
    """The merchant's standing does not lead there: only who may sell is suspended, only the suspended are restored."""

    code, status = "standing_elsewhere", 409
