"""Stopped cards on the pages: staff decide with what changed before their eyes, the seller reads why and appeals."""

import pytest
from django.test import Client

from tests.flows.cards import bring, stop_card
from tests.market import Market, person
from yarmarka.domain.catalogue.models import Offer
from yarmarka.domain.catalogue.queries import attributes, former_attributes
from yarmarka.domain.moderation.models import Rule
from yarmarka.domain.moderation.queries import case
from yarmarka.domain.moderation.types import CaseStatus
from yarmarka.kernel.clock import now
from yarmarka.vocabulary.ids import public_id

pytestmark = pytest.mark.django_db


def test_a_card_is_refused_appealed_and_cleared_by_a_second_person(market: Market, operator: Client) -> None:
    stopped = stop_card(market)
    seller, second = Client(), Client()
    seller.force_login(market.owners["RU"])
    second.force_login(person("second@example.test", is_staff=True))
    queue = operator.get("/en/staff/cards/").content.decode()
    assert "Нож складной" in queue
    assert "Found: нож" in queue
    refusal = {"case": str(stopped.id), "do": "refuse", "code": "misleading", "reason": "Покажите лезвие."}
    operator.post("/en/staff/cards/decide/", refusal)
    told = seller.get("/ru/seller/stopped/").content.decode()
    assert "вводят в заблуждение. Покажите лезвие." in told
    seller.post("/ru/seller/stopped/appeal/", {"case": str(stopped.id), "words": "Это хлеборезка."})
    assert "somebody else decides" in operator.get("/en/staff/cards/?shown=appealed").content.decode()
    operator.post("/en/staff/cards/decide/", {"case": str(stopped.id), "do": "clear"})
    assert case(stopped.id).status == CaseStatus.APPEALED
    assert "Это хлеборезка." in second.get("/en/staff/cards/?shown=appealed").content.decode()
    second.post("/en/staff/cards/decide/", {"case": str(stopped.id), "do": "clear"})
    assert case(stopped.id).status == CaseStatus.CLEARED
    assert Offer.objects.get(sku="K-1").status == "active"


def test_another_seller_can_t_appeal(market: Market) -> None:
    stopped, other = stop_card(market), Client()
    other.force_login(market.owners["CN"])
    assert (
        other.post("/ru/seller/stopped/appeal/", {"case": str(stopped.id), "words": "!"}).status_code == 404
    )
    assert "Нож" not in other.get("/ru/seller/stopped/").content.decode()


def test_a_rule_is_written_down_and_ended_on_the_page(market: Market, operator: Client) -> None:
    form = {
        **{f"reason_{code}": "Нельзя." for code in ("ru", "en", "zh")},
        "kind": "prohibited",
        "outcome": "refused",
        "words_ru": "сигарет*, вейп*",
        "basis": "15-ФЗ",
        "valid_from": "2026-01-01",
    }
    assert f'value="{now():%Y-%m-%d}"' in operator.get("/ru/staff/cards/rules/").content.decode()
    assert operator.post("/ru/staff/cards/rules/", form | {"words_ru": ""}).status_code == 422
    assert operator.post("/ru/staff/cards/rules/", form).status_code == 302
    rule = Rule.objects.get()
    assert rule.words == {"ru": ["сигарет*", "вейп*"]}
    assert "15-ФЗ" in operator.get("/ru/staff/cards/rules/").content.decode()
    operator.post("/ru/staff/cards/rules/end/", {"rule": str(rule.id)})
    assert Rule.objects.get().valid_to is not None


def test_staff_and_the_seller_read_a_card_s_history(market: Market, operator: Client) -> None:
    seller = Client()
    seller.force_login(market.owners["RU"])
    bring(market, ("A", "Чайник"))
    bring(market, ("A", "Чайник белый"), price=1400)
    offer = Offer.objects.get(sku="A")
    own = seller.get(f"/ru/seller/offers/{public_id('off', offer.id)}/history/").content.decode()
    for page in (
        own,
        operator.get(f"/ru/staff/cards/{public_id('prd', offer.product_id)}/history/").content.decode(),
    ):
        assert "<del>Чайник</del>" in page
        assert "<ins>Чайник белый</ins>" in page
        assert "прайс-лист" in page


def test_an_attribute_is_defined_changed_and_ended_on_the_page(market: Market, operator: Client) -> None:
    where = f"/en/staff/cards/attributes/?category={market.category.id}"
    form = {
        "category": str(market.category.id),
        "code": "volume",
        "name_ru": "Объём",
        "name_en": "Volume",
        "name_zh": "容量",
        "kind": "number",
        "unit": "l",
    }
    wrong = operator.post(where, form | {"kind": "text"})
    assert wrong.status_code == 422
    assert "Only numbers have a unit." in wrong.content.decode()
    shifted = operator.post(where, form | {"kind": "choice", "unit": "", "choices": "литр | | 升 | liter"})
    assert shifted.status_code == 422
    assert "each in three languages" in shifted.content.decode()
    assert "литр | | 升 | liter" in shifted.content.decode()
    all_at_once = operator.post(
        where, form | {"code": "Объём", "name_zh": "", "kind": "text"}
    ).content.decode()
    assert all_at_once.count('class="errorlist"') == 3, "the code, the name that lacks and the unit"
    assert operator.post(where, form).status_code == 302
    [first] = attributes()
    page = operator.get(f"{where}&change={first.id}").content.decode()
    assert 'value="Volume"' in page
    assert market.staff.email in page
    changed = operator.post(f"{where}&change={first.id}", form | {"unit": "ml", "is_required": "on"})
    assert changed.status_code == 302
    [second] = attributes()
    assert (second.unit, second.is_required) == ("ml", True)
    assert Rule.objects.get(id=second.rule_id).needs == ["Объём|Volume|容量|volume"]
    # Whoever still has the old page open changes nothing.
    assert operator.post(f"{where}&change={first.id}", form).status_code == 422
    operator.post("/en/staff/cards/attributes/end/", {"attribute": str(second.id)})
    assert attributes() == []
    assert [one.id for one in former_attributes()] == [second.id, first.id]
    assert Rule.objects.get(id=second.rule_id).valid_to is not None
    assert "容量" in operator.get("/zh/staff/cards/attributes/").content.decode()
