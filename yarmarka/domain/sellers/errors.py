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


class AlreadyStaff(YarmarkaError):
    """The person acts for this merchant already, or was invited and has not answered yet."""

    code, status = "already_staff", 409


class LastOwner(YarmarkaError):
    """A merchant keeps at least one owner."""

    code, status = "last_owner", 409


class InvitationOver(YarmarkaError):
    """The invitation was taken, was withdrawn, has expired, or never was."""

    code, status = "invitation_over", 410


class InvitedSomebodyElse(YarmarkaError):
    """The invitation was sent to another e-mail address than the signed-in person's."""

    code, status = "invited_somebody_else", 403
