"""What can go wrong between us and a service outside."""

from yarmarka.kernel.errors import Outside, YarmarkaError


class Unreachable(Outside):
    """No answer, or one that says that the service is down. Whether it did what was asked is not known: ask again."""

    code = "outside_unreachable"


class UnexpectedAnswer(Outside):
    """An answer came, but not one that was agreed on."""

    code, status = "outside_unexpected", 502


class Refused(YarmarkaError):
    """The service understood and said no (`reason`, `message`); asking the same again does not help."""

    code, status = "outside_refused", 502


class BadSignature(YarmarkaError):
    """A webhook without a right, recent signature: not from whom it says, or stale. Nothing in it may be used."""

    code, status = "bad_signature", 401


class BadPayload(YarmarkaError):
    """A signed webhook whose content is not as agreed; `field` names the place."""

    code, status = "bad_payload", 422
