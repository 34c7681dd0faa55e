"""By which terms was this seller paid since when, and who set them?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yarmarka.domain.accounts.queries import people
from yarmarka.domain.payouts.queries import terms_history
from yarmarka.domain.payouts.types import Terms


@dataclass(frozen=True)
class ListedTerms:
    """Terms as somebody set them."""

    terms: Terms
    since: datetime
    set_by: str


def listed_terms(*, seller_id: UUID, limit: int) -> list[ListedTerms]:
    """Return the terms that were set for a seller, the newest first, each with who set them."""
    rows = terms_history(seller_id, limit=limit)
    known = people({row.set_by for row in rows})
    return [ListedTerms(row.terms, row.since, known[row.set_by].email) for row in rows]
