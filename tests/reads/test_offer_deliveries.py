"""What brings an offer to its reader is worked out from its value in the service's own currency."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from tests.market import NOW, open_market
from yarmarka.domain.shipping.models import DeliveryService
from yarmarka.domain.shipping.queries import forget_services
from yarmarka.kernel.ids import new_id
from yarmarka.reads.offer_deliveries import offer_deliveries
from yarmarka.vocabulary.money import Money


@dataclass(frozen=True)
class Kettle:
    id: UUID
    price: Money
    sent_from: str = "CN"
    weight_g: int = 300
    volume_mm3: int = 0
    longest_mm: int = 0
    seller_kind: str = "cross_border"
    hs_code: str = ""


@pytest.mark.django_db
def test_a_limit_of_value_in_another_currency_is_kept_on_a_products_page_too() -> None:
    open_market(countries=("CN",))
    DeliveryService.objects.update(currency="CNY", max_value_minor=10_000)
    forget_services()
    cheap, dear = (Kettle(new_id(NOW), Money(minor, "RUB")) for minor in (20_000, 9_000_000))
    found = offer_deliveries([cheap, dear], destination="RU", currency="RUB", now=NOW)
    assert set(found) == {cheap.id}, "90,000 roubles are more than 100 yuan at any rate"
