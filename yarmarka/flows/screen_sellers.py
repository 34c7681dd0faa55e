"""Sellers, and where they are paid, are compared with lists of denied parties.

It is done by a job once they apply, and when a list changes; then those who wait for a parcel, too. Nobody is admitted
who was not compared as they are now.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.screening.actions import load_list, screen
from yarmarka.domain.screening.errors import BeingCompared, UnderScreening
from yarmarka.domain.screening.queries import held, is_anybody_screened, not_compared
from yarmarka.domain.screening.types import (
    Identifier,
    ListEntry,
    Loaded,
    NewList,
    Party,
    ScreenedKind,
    Subject,
)
from yarmarka.domain.sellers.queries import legal_facts, sellers
from yarmarka.domain.sellers.types import LegalFacts, Standing
from yarmarka.flows.screen_shoppers import screen_all_who_wait
from yarmarka.vocabulary.bank_accounts import read_bank_account


@transaction.atomic
def load_denied_list(new: NewList, entries: Iterable[ListEntry], *, now: datetime) -> tuple[Loaded, int]:
    """Put a list in force, and compare every seller and everybody with a parcel to come with it.

    Return what it changed, and how many cases it opened.
    """
    loaded = load_list(new, entries, now=now)
    if loaded.was_current:
        return loaded, 0
    return loaded, screen(map(_subject, legal_facts()), now=now) + screen_all_who_wait(now=now)


@transaction.atomic
def screen_applicants(*, now: datetime) -> int:
    """Compare those who wait to be admitted with the lists; return how many cases are new."""
    if not is_anybody_screened():
        return 0
    return screen(map(_subject, legal_facts(standing=Standing.APPLIED)), now=now)


def let_nobody_in_who_is_held(seller_id: UUID) -> None:
    """Raise UnderScreening while a seller could be on a list, or was found to be; BeingCompared until that is known."""
    if not_compared(map(_subject, legal_facts([seller_id]))):
        raise BeingCompared(number=sellers([seller_id])[seller_id].trade_name)
    if held(kind=ScreenedKind.SELLER, ids=[seller_id]):
        raise UnderScreening(seller_id=str(seller_id))


def _subject(facts: LegalFacts) -> Subject:
    # Where the money goes belongs to who it is: an account that a list names holds its owner as well.
    account = read_bank_account(facts.payout_account)
    numbers = (
        Identifier(facts.registration_number),
        Identifier(facts.tax_number),
        Identifier(account.number if account else facts.payout_account, "account"),
    )
    party = Party(
        names=(facts.legal_name,),
        # A shop may be called what it likes.
        weak_names=(facts.trade_name,) if facts.trade_name != facts.legal_name else (),
        countries=frozenset({facts.country.lower()}),
        identifiers=tuple(number for number in numbers if number.value),
    )
    return Subject(kind=ScreenedKind.SELLER, id=facts.id, party=party)
