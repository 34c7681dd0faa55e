"""Setting terms, and taking paydays."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from yarmarka.domain.payouts.models import PayoutRound, PayoutTerms
from yarmarka.domain.payouts.queries import terms_of
from yarmarka.domain.payouts.rules import check_terms, payday_since
from yarmarka.domain.payouts.types import Terms
from yarmarka.kernel.ids import new_id


def set_terms(*, seller_id: UUID, terms: Terms, by: UUID, now: datetime) -> None:
    """Pay a seller by these terms from now on; the earlier ones stay on record. Raises TermsInvalid."""
    check_terms(terms)
    PayoutTerms.objects.create(id=new_id(now), seller_id=seller_id, since=now, set_by_id=by, **asdict(terms))


def take_paydays(seller_ids: Collection[UUID], *, today: date) -> dict[UUID, Terms]:
    """Return, of these sellers, those whose payday has come and was not taken yet, with their terms; take it.

    A second run at the same time waits here and finds every payday taken. A seller that is seen for the first
    time has its first payday after today.
    """
    PayoutRound.objects.bulk_create(
        [PayoutRound(seller_id=seller_id, through_on=today) for seller_id in sorted(seller_ids)],
        ignore_conflicts=True,
    )
    rounds = PayoutRound.objects.select_for_update().filter(seller_id__in=list(seller_ids))
    paid_through = dict(rounds.order_by("seller_id").values_list("seller_id", "through_on"))
    due = {
        seller_id: terms
        for seller_id, terms in terms_of(paid_through).items()
        if payday_since(terms, after=paid_through[seller_id], until=today)
    }
    PayoutRound.objects.filter(seller_id__in=list(due), through_on__lt=today).update(through_on=today)
    return due
