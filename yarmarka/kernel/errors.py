"""The one base of every error that a reader is told about."""

from collections.abc import Callable
from typing import Any, ClassVar


class YarmarkaError(Exception):
    """A named fact: a code, an HTTP status, the field at fault and what is known.

    Edges turn it into translated text or JSON (`presentation.errors`); nothing below an edge words it.
    """

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 400

    def __init__(self, *, field: str | None = None, **facts: Any) -> None:
        self.field = field
        self.facts = facts
        super().__init__(self.code, field, facts)

    def __str__(self) -> str:
        where = f" ({self.field})" if self.field else ""
        return f"{self.code}{where}: {self.facts}" if self.facts else f"{self.code}{where}"

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]:
        # As it is: the arguments of an exception aren't those that it was made with.
        return _as_it_was, (type(self), self.args), self.__dict__


def _as_it_was(kind: type[YarmarkaError], args: tuple[Any, ...]) -> YarmarkaError:
    return kind.__new__(kind, *args)


class Missing(YarmarkaError):
    """There is no such thing, or it is not this viewer's to see: from outside the two look alike."""

    code, status = "missing", 404


class Invalid(YarmarkaError):
    """A value can't be taken; `field` names it and the facts say why."""

    code, status = "invalid", 422


class Outside(YarmarkaError):
    """A service outside the house did not answer, or not as agreed. Trying again helps."""

    code, status = "outside_unavailable", 503
