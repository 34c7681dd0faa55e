"""What can go wrong with what takes several people."""

from yarmarka.kernel.errors import Invalid, YarmarkaError


class OwnProposal(YarmarkaError):
    """Whoever proposed something does not decide it: somebody else looks."""

    code, status = "own_proposal", 403


class ProposalDecided(YarmarkaError):
    """This proposal is closed already, or whoever speaks has spoken."""

    code, status = "proposal_decided", 409


class RuleWithoutSource(Invalid):
    """A rule says what it rests on: a decision, a law, an agreement."""

    code, status = "rule_without_source", 422


class NotAnApprover(YarmarkaError):
    """This proposal names who may approve it, and these are others."""

    code, status = "not_an_approver", 403
