"""When a brand can be written down, and who is its official store on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from yarmarka.domain.catalogue.errors import AuthorisationInvalid, BrandInvalid, RefusalUnexplained
from yarmarka.domain.catalogue.types import Authorisation, AuthorisationStatus
from yarmarka.kernel.texts import one_line
from yarmarka.vocabulary.assortments import spelling_of
from yarmarka.vocabulary.colours import is_colour

LONGEST_NAME: Final = 120
LONGEST_DOCUMENT: Final = 300
LONGEST_REASON: Final = 500


def check_brand(*, name: str, colour: str) -> None:
    """Raise BrandInvalid, naming the field, for what no brand can be."""
    if not name.strip() or len(name) > LONGEST_NAME:
        raise BrandInvalid(field="name", reason="name", limit=LONGEST_NAME)
    if not is_colour(colour):
        raise BrandInvalid(field="colour", reason="colour", colour=colour[:20])


def spellings(name: str, others: Iterable[str]) -> tuple[str, ...]:
    """Return every way a brand is written, its name first, each once."""
    written = (spelling_of(text) for text in (name, *others))
    return tuple(dict.fromkeys(text for text in written if text))


def check_authorisation(*, document: str, valid_from: date, valid_to: date, today: date) -> None:
    """Raise AuthorisationInvalid, naming the field."""
    if not document.strip() or len(document) > LONGEST_DOCUMENT:
        raise AuthorisationInvalid(field="document", reason="document", limit=LONGEST_DOCUMENT)
    if valid_to < valid_from:
        raise AuthorisationInvalid(field="valid_to", reason="backwards")
    if valid_to < today:
        raise AuthorisationInvalid(field="valid_to", reason="over")


def told_reason(reason: str) -> str:
    """Return why a document is declined or withdrawn, as its seller reads it. Raises RefusalUnexplained."""
    tidy = one_line(reason, longest=LONGEST_REASON)
    if not tidy:
        raise RefusalUnexplained(field="reason")
    return tidy


def is_in_force(authorisation: Authorisation, *, on: date) -> bool:
    """Test if a store is official on a day: approved, begun, and not over; the last day counts."""
    is_approved = authorisation.status is AuthorisationStatus.APPROVED
    return is_approved and authorisation.valid_from <= on <= authorisation.valid_to
