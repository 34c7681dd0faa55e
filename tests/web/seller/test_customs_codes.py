"""Customs codes in the seller's console: suggested by words, confirmed by a person, wrong ones refused."""

import pytest
from django.test import Client

from tests.market import Market
from yarmarka.domain.catalogue.models import Offer
from yarmarka.domain.customs.actions import supply_headings
from yarmarka.domain.customs.models import Classification
from yarmarka.vocabulary.ids import public_id

pytestmark = pytest.mark.django_db
PAGE = "/en/seller/customs-codes/"


@pytest.fixture
def own(market: Market, client: Client) -> tuple[Client, Offer]:
    supply_headings()
    client.force_login(market.owners["CN"])
    offer = Offer.objects.get(id=market.offers["CN"])
    Offer.objects.filter(id=offer.id).update(hs_code="")
    return client, offer


def test_a_code_is_suggested_by_words_and_confirmed_by_a_person(own: tuple[Client, Offer]) -> None:
    client, offer = own
    said = client.get(PAGE).content.decode()
    assert "Electric kettles and water heaters" in said and 'value="851610" checked' in said
    facts = {"product": public_id("prd", offer.product_id), "hs_code": "851610"}
    assert "Code 851610 is confirmed." in client.post(f"{PAGE}confirm/", facts, follow=True).content.decode()
    offer.refresh_from_db()
    assert offer.hs_code == "851610"
    done = Classification.objects.get()
    assert done.was_suggested and done.product_id == offer.product_id
    assert "Every code is confirmed" in client.get(PAGE).content.decode()
    assert "Confirmed" in client.get(f"{PAGE}?shown=all").content.decode()


def test_a_national_code_of_ten_digits_is_kept_and_wrong_ones_are_explained(
    own: tuple[Client, Offer],
) -> None:
    client, offer = own
    facts = {"product": public_id("prd", offer.product_id), "hs_code": "851610"}
    client.post(f"{PAGE}confirm/", facts | {"own": "8516 10 800 0"})
    offer.refresh_from_db()
    assert offer.hs_code == "8516108000"
    assert not Classification.objects.get().was_suggested
    for wrong in ("85161", "77010100", "990000", "kettle"):
        said = client.post(f"{PAGE}confirm/", facts | {"own": wrong}, follow=True).content.decode()
        assert "This is no customs code" in said
    offer.refresh_from_db()
    assert offer.hs_code == "8516108000"


def test_nobody_confirms_codes_of_anothers_goods(own: tuple[Client, Offer], market: Market) -> None:
    client, _ = own
    other = Offer.objects.get(id=market.offers["GB"])
    facts = {"product": public_id("prd", other.product_id), "hs_code": "640411"}
    client.post(f"{PAGE}confirm/", facts)
    other.refresh_from_db()
    assert other.hs_code != "640411"
    assert not Classification.objects.filter(product_id=other.product_id).exists()
