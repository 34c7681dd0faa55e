"""What can go wrong with the moderation of cards."""

from yarmarka.kernel.errors import Invalid, YarmarkaError


class RuleInvalid(Invalid):
    """A rule for cards can't be written down so; the facts name the field."""

    code = "card_rule_invalid"


class CaseDecided(YarmarkaError):
    """Somebody has decided about the card already, or the seller has mended it."""

    code, status = "card_case_decided", 409


class AppealNeedsOther(YarmarkaError):
    """Whoever refused a card can't also decide the appeal against it."""

    code, status = "card_appeal_second_person", 409


class RefusalNeedsReason(Invalid):
    """A refusal does not say why."""

    code = "card_refusal_reason_missing"


class AppealEmpty(Invalid):
    """An appeal says nothing."""

    code = "card_appeal_empty"


class DocumentInvalid(Invalid):
    """A document has no number, or its last day is over; the facts name the field."""

    code = "card_document_invalid"
