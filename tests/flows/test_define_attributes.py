"""What staff define, price lists are read by; what they require is asked of every card."""

import io
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from django.utils.translation import override

from tests.market import NOW, Market, open_market
from yarmarka.domain.audit.models import Deed
from yarmarka.domain.catalogue.errors import AttributeGone, AttributeTaken
from yarmarka.domain.catalogue.models import CardChange, Offer, Product
from yarmarka.domain.catalogue.queries import attribute, attributes, category
from yarmarka.domain.catalogue.types import AttributeKind, NewAttribute
from yarmarka.domain.moderation.models import Rule
from yarmarka.flows.define_attributes import drop_attribute, read_goods_again, set_attribute
from yarmarka.flows.feed_report import ImportReport
from yarmarka.flows.import_feed import import_feed
from yarmarka.presentation.feed_words import words_for
from yarmarka.reads.faceted_shelf import faceted_shelf
from yarmarka.reads.facets import GoodsFilter

pytestmark = pytest.mark.django_db

VOLUME = NewAttribute(
    "volume", None, {"ru": "Объём", "en": "Volume", "zh": "容量"}, AttributeKind.NUMBER, unit="l"
)


@pytest.fixture
def market() -> Market:
    return open_market(countries=("RU",))


def bring(market: Market, **params: str) -> ImportReport:
    """Take a price list in: a kettle for each article, which says so of its volume."""
    rows = "".join(
        f'<offer id="{sku}"><name>Чайник {sku}</name><price>1500</price><currencyId>RUR</currencyId>'
        f"<categoryId>1</categoryId><weight>0.9</weight><count>5</count>{param}</offer>"
        for sku, param in params.items()
    )
    feed = (
        '<?xml version="1.0" encoding="UTF-8"?><yml_catalog date="2026-11-20T12:00+03:00"><shop><name>Дом</name>'
        f'<categories><category id="1">Чайники</category></categories><offers>{rows}</offers></shop></yml_catalog>'
    )
    return import_feed(
        io.BytesIO(feed.encode()),
        seller_slug=market.sellers["RU"].slug,
        adopt_categories=True,
        now=NOW,
    )


def test_a_price_list_is_read_by_what_is_defined_and_says_what_can_not_be_read(market: Market) -> None:
    set_attribute(VOLUME, by=market.staff.id, now=NOW)
    report = bring(
        market,
        A='<param name="Объем" unit="мл">1700</param><param name="Цвет">белый</param>',
        B='<param name="容量">много</param>',
    )
    product = Product.objects.get(titles__ru="Чайник A")
    assert product.attributes == [
        {
            "code": "volume",
            "name": dict(VOLUME.names),
            "value": 1.7,
            "unit": {"ru": "л", "en": "l", "zh": "升"},
        },
        {"name": "Цвет", "value": "белый", "unit": ""},
    ]
    [note] = report.notes
    assert (report.accepted, note.offer, note.field) == (2, "B", "容量")
    with override("en"):
        words = words_for(note.code, field=note.field, facts=note.facts)
    assert "“Volume” is not a number: “много”." in words.title
    assert Product.objects.get(titles__ru="Чайник B").attributes == []


def test_what_is_written_in_other_units_is_one_choice_of_a_shelf(market: Market) -> None:
    set_attribute(VOLUME, by=market.staff.id, now=NOW)
    written = ("1,5 л", "1500 мл", "1.5升", "2 л")
    bring(market, **{f"K{n}": f'<param name="Объём">{said}</param>' for n, said in enumerate(written)})
    shelf = category(Product.objects.get(titles__ru="Чайник K0").category_id).slug

    def choices(**wanted: Any) -> dict[str, int]:
        goods = GoodsFilter(**wanted)
        found = faceted_shelf(shelf, goods, currency="RUB", language="ru", home="RU", now=NOW)
        [facet] = found.facets.attributes
        return {choice.words: choice.count for choice in facet.choices}

    assert choices() == {"1,5 л": 3, "2 л": 1}
    assert choices(attributes=(("Volume", "1.5 l"),)) == {"1,5 л": 3, "2 л": 1}


def test_what_is_required_is_asked_of_every_card_by_a_rule_for_cards(market: Market) -> None:
    first = set_attribute(replace(VOLUME, is_required=True), by=market.staff.id, now=NOW)
    report = bring(market, A='<param name="Volume">1,7 л</param>', B="")
    assert {offer.sku: offer.status for offer in Offer.objects.filter(sku__in=["A", "B"])} == {
        "A": "active",
        "B": "held",
    }
    assert report.note_counts == {"card_refused": 1}
    with override("en"):
        assert ": Volume." in words_for("card_refused", field="offer", facts=report.notes[0].facts).title
    # Another unit changes nothing of the rule; what is no longer required ends it.
    second = set_attribute(
        replace(VOLUME, unit="ml", is_required=True), replaces=first, by=market.staff.id, now=NOW
    )
    assert attribute(second).rule_id == attribute(first).rule_id == Rule.objects.get().id
    assert Rule.objects.get().valid_to is None
    drop_attribute(second, by=market.staff.id, now=NOW)
    assert Rule.objects.get().valid_to == NOW.date()
    assert attributes() == []
    kinds = Counter(Deed.objects.values_list("kind", flat=True))
    assert (kinds["card_rule_set"], kinds["card_rule_ended"]) == (1, 1)
    assert (kinds["attribute_set"], kinds["attribute_ended"]) == (2, 1)


def test_what_is_stored_is_read_anew_once_its_attribute_is_defined_otherwise(market: Market) -> None:
    bring(
        market,
        A='<param name="Объём" unit="мл">1700</param>',
        B='<param name="Объём">много</param><param name="Цвет">белый</param>',
    )
    first = set_attribute(VOLUME, by=market.staff.id, now=NOW)

    def told(title: str) -> list[tuple[str, object]]:
        facts = Product.objects.get(titles__ru=title).attributes
        return [(fact.get("code", ""), fact["value"]) for fact in facts]

    assert read_goods_again(category_id=None, by=market.staff.id, now=NOW) == 1
    assert told("Чайник A") == [("volume", 1.7)]
    assert told("Чайник B") == [("", "много"), ("", "белый")]
    change = CardChange.objects.order_by("-id")[0]
    assert (change.source, change.person_id, list(change.changes)) == (
        "staff",
        market.staff.id,
        ["attributes"],
    )
    set_attribute(replace(VOLUME, unit="ml"), replaces=first, by=market.staff.id, now=NOW)
    assert read_goods_again(category_id=None, by=None, now=NOW) == 1
    assert told("Чайник A") == [("volume", 1700)]
    assert read_goods_again(category_id=None, by=None, now=NOW) == 0


def test_a_category_has_an_attribute_once_and_a_change_is_of_what_still_holds(market: Market) -> None:
    first = set_attribute(VOLUME, by=market.staff.id, now=NOW)
    with pytest.raises(AttributeTaken):
        set_attribute(VOLUME, by=market.staff.id, now=NOW)
    second = set_attribute(replace(VOLUME, unit="ml"), replaces=first, by=market.staff.id, now=NOW)
    with pytest.raises(AttributeGone):
        set_attribute(VOLUME, replaces=first, by=market.staff.id, now=NOW)
    assert [one.id for one in attributes()] == [second]
    assert attribute(first).ended_by == market.staff.id
