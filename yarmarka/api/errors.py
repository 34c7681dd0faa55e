"""Errors as JSON: one shape for all of them, in the caller's language."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from yarmarka.api.ids import with_public_ids
from yarmarka.api.shapes import Schema
from yarmarka.kernel.errors import Invalid, YarmarkaError
from yarmarka.presentation.errors import as_json
from yarmarka.presentation.locales import current_language


class NotSignedIn(YarmarkaError):
    """The request names nobody, or its token or session is over."""

    code, status = "not_signed_in", 401


class SignInRefused(YarmarkaError):
    """E-mail and password do not belong together; which of the two is wrong is not said."""

    code, status = "sign_in_refused", 401


class EmailUnconfirmed(YarmarkaError):
    """The password is right, but nobody has confirmed that the e-mail is theirs."""

    code, status = "email_unconfirmed", 401


class SecondFactorNeeded(YarmarkaError):
    """The password is right, and the account asks for a code as well."""

    code, status = "second_factor_needed", 401


class Forged(YarmarkaError):
    """A page's session came without the proof that the page is ours."""

    code, status = "proof_missing", 403


class NotSeller(YarmarkaError):
    """The person acts for no merchant that trades here."""

    code, status = "not_a_seller", 403


class NotLetIn(YarmarkaError):
    """What the person is at their merchant does not let them do this."""

    code, status = "not_let_in", 403


class MethodUnknown(YarmarkaError):
    """The address is right, but takes other methods."""

    code, status = "method_unknown", 405


class TooManyTries(YarmarkaError):
    """Somebody tries again too soon."""

    code, status = "too_many_tries", 429


class BodyTooLarge(YarmarkaError):
    """The body has more bytes than this address takes."""

    code, status = "body_too_large", 413


class BodyUnreadable(Invalid):
    """The body is not JSON in UTF-8."""

    code, status = "body_unreadable", 400


class OurFault(YarmarkaError):
    """Something failed in the house; it is written down, and trying again may help."""

    code, status = "our_fault", 500


class DatabaseAway(YarmarkaError):
    """The database does not answer: it starts anew, mostly, and is back within seconds."""

    code, status = "database_away", 503


class FieldProblem(Schema):
    """What is wrong with one value of a request."""

    field: str = Field(description="Where: `lines[0].quantity`, `country`, `Idempotency-Key` …")
    code: str = Field(description="A stable word for machines, such as `missing` or `less_than_equal`.")
    reason: str = Field(description="A sentence for people, in the language asked for.")


class Problem(Schema):
    """Why something was not done. Every answer from 400 up has this shape."""

    code: str = Field(description="A stable word for machines, such as `stock_gone`.")
    field: str | None = Field(
        description="The value at fault, if there is one; the first, if there are several."
    )
    reason: str = Field(description="What happened, in the language asked for (`Accept-Language`).")
    remedy: str = Field(description="What helps, in the same language.")
    facts: dict[str, Any] = Field(description="What is known of it: amounts, numbers, ids.")
    errors: list[FieldProblem] = Field(description="Every value at fault, when a request could not be read.")


def problem(error: YarmarkaError, *, errors: list[FieldProblem] | None = None) -> dict[str, Any]:
    """Return an error as its reader gets it. What is missing looks alike everywhere: it has no facts."""
    body = as_json(error, current_language())
    facts = {} if error.status == 404 else with_public_ids(body["facts"])
    return {**body, "facts": facts, "errors": [one.model_dump() for one in errors or ()]}


def answers(good: Any, *problems: int, status: int = 200) -> dict[int, Any]:
    """Return an operation's answers for its description: the good one, and the problems that it can lead to.

    That a value can't be read (422), that we failed (500) or are away for a moment (503) can happen everywhere.
    """
    return {status: good, **dict.fromkeys(sorted({*problems, 422, 500, 503}), Problem)}


def headers_for(error: YarmarkaError) -> Mapping[str, str]:
    """Return the headers that go with an error."""
    if error.status == 401:
        return {"WWW-Authenticate": 'Bearer realm="yarmarka"'}
    seconds = error.facts.get("retry_after_s")
    return {"Retry-After": str(seconds)} if seconds else {}
