"""Whose apps ask to order, what lies in their basket, which address do they mean, and have they asked it before?"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from yarmarka.domain.accounts.queries import is_password_of
from yarmarka.domain.orders.types import BasketLine, KnownOrder, OrderedBasket
from yarmarka.kernel.sql import Statement, as_json
from yarmarka.vocabulary.places import PostalAddress
from yarmarka.vocabulary.storefronts import MARKETPLACE

_FOUND: Final = Statement.beside(__file__, "app_callers")


class Asking(msgspec.Struct, frozen=True):
    """What an app shows: the digest of its token, the address it names, the key of its request; and what of.

    `of_basket` asks for what lies in the person's basket on the marketplace.
    """

    token_digest: str
    address_id: UUID
    request_key: UUID
    of_basket: bool


class FilledBasket(OrderedBasket, frozen=True):
    """A basket that has something in it, the first in first."""

    lines: tuple[BasketLine, ...]


class AppCaller(msgspec.Struct, frozen=True):
    """Who asks in which place of the row; `address` only if it is theirs, `known` what their key led to.

    `basket` is there when it was asked for and has something in it.
    """

    place: int
    person_id: UUID
    email: str
    currency: str
    password: str
    password_mark: str
    address: PostalAddress | None
    known: KnownOrder | None
    basket: FilledBasket | None


def ask_who_calls(asking: Sequence[Asking], *, now: datetime) -> Callable[[], dict[int, AppCaller]]:
    """Ask who the callers are whose tokens hold, and return how to take the answer: callers by their place.

    Those of nobody, over or revoked are left out.
    """
    sent = _FOUND.sent(asking=as_json(asking), now=now, storefront=MARKETPLACE)

    def callers() -> dict[int, AppCaller]:
        found = sent.decoded(list[AppCaller])
        return {one.place: one for one in found if is_password_of(one.password, one.password_mark)}

    return callers
