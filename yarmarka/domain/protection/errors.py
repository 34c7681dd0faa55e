"""What can go wrong with claims."""

from yarmarka.kernel.errors import Invalid, YarmarkaError


class ClaimInvalid(Invalid):
    """A claim lacks what its cause asks for: words, a photo."""

    code, status = "claim_invalid", 422


class NotClaimable(YarmarkaError):
    """Nothing can be claimed of this part now: it was not sent, is not late yet, or its money has gone already."""

    code, status = "not_claimable", 409


class ClaimOpen(YarmarkaError):
    """A claim of this part is open already; its money moves by the claim alone."""

    code, status = "claim_open", 409


class ClaimClosed(YarmarkaError):
    """The claim has ended, or was answered before."""

    code, status = "claim_closed", 409
