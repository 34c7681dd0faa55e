"""What can go wrong with proposals."""

from yarmarka.kernel.errors import Invalid, YarmarkaError


class MatchDecided(YarmarkaError):
    """Somebody has decided the proposal already, or the cards that it was about have changed."""

    code, status = "match_decided", 409


class MatchRefusalNeedsReason(Invalid):
    """A refusal or a split does not say why."""

    code = "match_reason_missing"


class MatchUnclear(Invalid):
    """What a seller wishes names no goods of the fair, or goods that are one already; the facts say which."""

    code = "match_unclear"
