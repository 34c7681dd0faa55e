"""What can go wrong when people write to one another."""

from yarmarka.kernel.errors import Invalid, YarmarkaError


class MessageInvalid(Invalid):
    """A message says nothing, or too much."""

    code = "message_invalid"


class TooManyMessages(YarmarkaError):
    """Somebody writes faster than anybody can answer; the facts say which bound was met."""

    code, status = "too_many_messages", 429


class OwnStall(YarmarkaError):
    """Somebody writes to a seller that they act for."""

    code, status = "conversation_own_stall", 409


class ReportUnfounded(Invalid):
    """A report names no cause, or a decision no finding."""

    code = "conversation_report_unfounded"
