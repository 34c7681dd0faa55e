"""What a stand-in says when it will not do what it is asked."""

from typing import Any


class Refusal(Exception):
    """An answer with an HTTP status, a code, the field at fault (if one is) and the reason in a sentence."""

    def __init__(self, status: int, code: str, reason: str, *, field: str | None = None) -> None:
        super().__init__(code, reason, field)
        self.status, self.code, self.reason, self.field = status, code, reason, field

    def as_facts(self) -> dict[str, Any]:
        """Return the JSON that the caller reads."""
        return {"error": {"code": self.code, "field": self.field, "message": self.reason}}


def missing(what: str) -> Refusal:
    """Return the refusal for a thing that is not there."""
    return Refusal(404, "missing", f"There is no such {what}.")


def invalid(field: str, reason: str) -> Refusal:
    """Return the refusal for a value that can't be taken."""
    return Refusal(422, "invalid", reason, field=field)
