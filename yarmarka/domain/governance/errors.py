"""What can go wrong with deciding by two people."""

from yarmarka.kernel.errors import Invalid, YarmarkaError


class OwnRule(YarmarkaError):
    """Whoever proposed a rule does not decide it: a second person looks."""

    code, status = "own_rule", 403


class RuleDecided(YarmarkaError):
    """Somebody has put this rule in force or turned it down already."""

    code, status = "rule_decided", 409


class RuleWithoutSource(Invalid):
    """A rule says what it rests on: a decision, a law, an agreement."""

    code, status = "rule_without_source", 422


class NotAnApprover(YarmarkaError):
    """This proposal names who may approve it, and these are others."""

    code, status = "not_an_approver", 403
