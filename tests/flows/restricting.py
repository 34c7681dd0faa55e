"""A stop of deliveries to Crimea, for tests: proposed by one of the staff, approved by another."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from tests.market import KAZAN, NOW, Market, person
from yarmarka.domain.compliance.queries import restrictions
from yarmarka.domain.compliance.types import Handling, RestrictionWish
from yarmarka.domain.governance.queries import proposals
from yarmarka.flows.stop_and_resume import RESUME, STOP, decide, propose_resumption, propose_stop

YALTA = replace(KAZAN, city="Ялта", region="Республика Крым", postal_code="298600", phone="+79781234567")
WHY = {
    "ru": "Перевозчик не берёт туда посылки.",
    "en": "The carrier takes no parcels there.",
    "zh": "承运商暂不接收寄往该地的包裹。",
}


def stop_wish(since: datetime, **others: object) -> RestrictionWish:
    """Return a stop of everything to Crimea from an instant on; paid orders wait, unpaid ones are closed."""
    facts = {
        "code": "stop-crimea",
        "regime": "The operator's own decision",
        "legal_basis": "Decision 7 of 20 November 2026",
        "link": "https://example.test/7",
        "places": ("crimea",),
        "shopper_texts": WHY,
        "seller_texts": WHY,
        "handling": {"unpaid": Handling.REFUND, "to_ship": Handling.HOLD, "sent": Handling.FINISH},
    }
    return RestrictionWish(since=since, **facts | others)


def second_of(market: Market) -> UUID:
    """Return another one of the staff."""
    from yarmarka.domain.accounts.models import Person

    found = Person.objects.filter(email="second@example.test").first()
    return (found or person("second@example.test", is_staff=True)).id


def stop(market: Market, *, now: datetime = NOW, after: timedelta = timedelta(), **others: object) -> UUID:
    """Have a stop proposed and approved; return the restriction's id."""
    propose_stop(stop_wish(now + after, **others), by=market.staff.id, now=now)
    decide(proposals(STOP)[0].id, approve=True, by=second_of(market), now=now)
    return restrictions()[0].id


def resume(market: Market, restriction_id: UUID, *, now: datetime) -> None:
    """Have the resumption proposed and approved, from now on."""
    propose_resumption(restriction_id, at=now, reason="The carrier is back.", by=market.staff.id, now=now)
    decide(proposals(RESUME)[0].id, approve=True, by=second_of(market), now=now)
