"""The rules that come with the house, as law, without a database; and small consignments to try it on."""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import uuid4

import msgspec

from yarmarka.domain.customs.actions import supplied
from yarmarka.domain.customs.rules import landed_cost, law_on
from yarmarka.domain.customs.types import (
    Consignment,
    CustomsLaw,
    CustomsRule,
    Goods,
    LandedCost,
    Membership,
    Rates,
    Received,
    Registration,
    Terms,
)

#: one of each is worth one of any other: what is due is easier to see
EVEN: Rates = {
    (base, quote): Decimal(1)
    for base in ("EUR", "RUB", "GBP", "USD", "CNY")
    for quote in ("EUR", "RUB", "GBP", "USD", "CNY")
}
REGISTERED = (
    Registration("eu_ioss", "IM3720000224", "ioss", date(2021, 7, 1)),
    Registration("gb_vat", "GB000000000", "hmrc", date(2021, 1, 1)),
    Registration("cn_cbec", "CBEC-EXAMPLE", "gacc", date(2016, 4, 8)),
)


@cache
def shipped(*, registered: bool = False, also: tuple[str, ...] = ()) -> CustomsLaw:
    """Return the supplied law; rules that rest are in force if they are named, and what stood before them ends."""
    rules = []
    for entry in supplied()["rules"]:
        facts = {"id": uuid4(), "is_enabled": entry.get("enabled", True) or entry["code"] in also} | entry
        facts.pop("enabled", None)
        rules.append(msgspec.convert(facts, type=CustomsRule))
    return CustomsLaw(
        rules=tuple(rules),
        memberships=tuple(
            Membership(country, entry["territory"], entry["since"], entry.get("until"))
            for entry in supplied()["memberships"]
            for country in entry["countries"]
        ),
        registrations=REGISTERED if registered else (),
    )


def rule(code: str, terms: Terms, **facts: Any) -> CustomsRule:
    """Return a rule made up for a test, in force since 2016."""
    given = {"levy": "duty", "destination": "RU", "currency": "EUR", "since": date(2016, 1, 1)} | facts
    return msgspec.convert(
        given | {"id": uuid4(), "code": code, "terms": msgspec.to_builtins(terms)}, type=CustomsRule
    )


def parcel(
    value: str | Decimal,
    *,
    kg: str | Decimal = "1",
    to: str = "RU",
    origin: str = "CN",
    currency: str = "EUR",
    hs: str = "",
    pieces: int = 1,
    delivery: str = "0",
    received: Received | None = None,
    seller_kind: str = "cross_border",
) -> Consignment:
    """Return a parcel with one thing in it."""
    thing = Goods(int(Decimal(value) * 100), int(Decimal(kg) * 1000), pieces, hs)
    return Consignment(
        origin=origin,
        destination=to,
        seller_kind=seller_kind,
        currency=currency,
        goods=(thing,),
        delivery_minor=int(Decimal(delivery) * 100),
        received=received or Received(),
    )


def cost(
    consignment: Consignment, day: str, law: CustomsLaw | None = None, rates: Rates = EVEN
) -> LandedCost:
    """Return what it costs at import on a day."""
    return landed_cost(consignment, law_on(law or shipped(), date.fromisoformat(day)), rates=rates)


def due(consignment: Consignment, day: str, law: CustomsLaw | None = None) -> str:
    """Return the duty on it as people write it."""
    minor = sum(line.minor or 0 for line in cost(consignment, day, law).lines if line.levy == "duty")
    return f"{Decimal(minor) / 100:.2f}"
