"""Cards are judged as they come in: stopped ones are stored and not sold, people decide, and all of it is kept."""

from datetime import timedelta

import pytest
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.flows.cards import bring, new_rule, stop_card
from tests.flows.showing import show_certificate
from tests.market import NOW, Market, open_market, person
from yarmarka.domain.audit.models import Deed
from yarmarka.domain.catalogue.actions import set_hs_code
from yarmarka.domain.catalogue.models import CardChange, Offer
from yarmarka.domain.moderation.errors import AppealNeedsOther, CaseDecided, RefusalNeedsReason
from yarmarka.domain.moderation.models import Step
from yarmarka.domain.moderation.queries import case, documents_of, known_cases
from yarmarka.domain.moderation.types import CaseStatus, Outcome, RuleKind
from yarmarka.flows import change_offers
from yarmarka.flows.judge_cards import judge_again
from yarmarka.flows.moderate_cards import (
    appeal_card,
    decide_card,
    decide_card_document,
    end_card_rule,
    set_card_rule,
)
from yarmarka.kernel.models import OutboxMessage
from yarmarka.reads.card_history import card_history
from yarmarka.reads.stopped_cards import stopped_cards

pytestmark = pytest.mark.django_db


@pytest.fixture
def market() -> Market:
    return open_market(countries=("RU",))


def status(sku: str) -> str:
    return Offer.objects.get(sku=sku).status


def topics() -> list[str]:
    return list(OutboxMessage.objects.order_by("id").values_list("topic", flat=True))


def test_what_a_rule_stops_is_stored_and_not_sold_and_its_seller_is_told_once(market: Market) -> None:
    set_card_rule(new_rule(), by=market.staff.id, now=NOW)
    set_card_rule(
        new_rule(kind=RuleKind.PROHIBITED, words={"ru": ["сигарет*"]}, outcome=Outcome.REFUSED),
        by=market.staff.id,
        now=NOW,
    )
    report = bring(market, ("A", "Чайник"), ("B", "Нож"), ("C", "Сигареты"))
    assert [status(sku) for sku in "ABC"] == ["active", "held", "held"]
    assert report.accepted == 3
    assert report.note_counts == {"card_waits": 1, "card_refused": 1}
    cases = known_cases(seller_id=market.sellers["RU"].id, skus=["A", "B", "C"])
    assert {sku: known.status for sku, known in cases.items()} == {"B": "waiting", "C": "refused"}
    assert bring(market, ("A", "Чайник"), ("B", "Нож"), ("C", "Сигареты")).updated == 0
    assert topics().count("cards_stopped") == 1


def test_without_rules_an_import_asks_nothing_of_them_for_a_batch(market: Market) -> None:
    with CaptureQueriesContext(connection) as asked:
        bring(market, ("A", "Чайник"))
    # Are there rules, and do cases stand? Once for the whole price list.
    assert sum("moderation_" in one["sql"] for one in asked) == 2


def test_a_person_clears_a_card_until_it_says_something_else(market: Market) -> None:
    stopped = stop_card(market)
    decide_card(stopped.id, clears=True, by=market.staff.id, now=NOW)
    assert status("K-1") == "active"
    bring(market, ("K-1", "Нож складной"), price=1600)
    assert status("K-1") == "active"
    bring(market, ("K-1", "Нож боевой"))
    assert status("K-1") == "held"
    [again] = stopped_cards([CaseStatus.WAITING], limit=5)
    assert again.changes == [("titles", {"ru": "Нож складной"}, {"ru": "Нож боевой"})]
    bring(market, ("K-1", "Чайник"))
    assert status("K-1") == "active"
    assert case(again.case.id).status == CaseStatus.LAPSED
    assert "card_cleared" in topics()
    assert Deed.objects.filter(kind="card_cleared", actor=market.staff).count() == 1


def test_an_appeal_is_seen_by_somebody_else(market: Market) -> None:
    stopped, seller, second = (
        stop_card(market),
        market.sellers["RU"],
        person("second@example.test", is_staff=True),
    )
    with pytest.raises(RefusalNeedsReason):
        decide_card(stopped.id, clears=False, code="other", by=market.staff.id, now=NOW)
    decide_card(stopped.id, clears=False, code="rule", by=market.staff.id, now=NOW)
    appeal_card(stopped.id, seller_id=seller.id, words="Кухонный.", by=market.owners["RU"].id, now=NOW)
    with pytest.raises(AppealNeedsOther):
        decide_card(stopped.id, clears=True, by=market.staff.id, now=NOW)
    decide_card(stopped.id, clears=True, by=second.id, now=NOW)
    assert status("K-1") == "active"
    with pytest.raises(CaseDecided):
        decide_card(stopped.id, clears=True, by=second.id, now=NOW)
    steps = Step.objects.filter(case_id=stopped.id).order_by("id").values_list("status", flat=True)
    assert list(steps) == ["waiting", "refused", "appealed", "cleared"]
    assert set(Deed.objects.values_list("kind", flat=True)) >= {"card_refused", "card_appeal_granted"}


def test_what_no_text_can_hold_is_left_out_of_reasons(market: Market) -> None:
    stopped, seller, staff = stop_card(market), market.sellers["RU"], market.staff
    with pytest.raises(RefusalNeedsReason):
        decide_card(stopped.id, clears=False, code="other", reason=" \x00", by=staff.id, now=NOW)
    decide_card(stopped.id, clears=False, code="other", reason="Длинное\x00 лезвие.", by=staff.id, now=NOW)
    assert case(stopped.id).reason == "Длинное лезвие."
    assert OutboxMessage.objects.filter(topic="card_refused", facts__words="Длинное лезвие.").exists()
    owner = market.owners["RU"]
    document = show_certificate(seller.id, by=owner.id, now=NOW)
    with pytest.raises(RefusalNeedsReason):
        decide_card_document(document, approve=False, reason="\x00 ", by=staff.id, now=NOW)
    decide_card_document(document, approve=False, reason="Не\x00читаемо.", by=staff.id, now=NOW)
    assert documents_of(seller_id=seller.id)[0].reason == "Нечитаемо."


def test_nobody_rewrites_what_was(market: Market) -> None:
    stop_card(market)
    bring(market, ("K-1", "Нож"), price=1700)
    for table in ("moderation_step", "catalogue_cardchange"):
        with pytest.raises(Error, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 -- the names stand above


def test_a_paused_card_that_is_stopped_does_not_wake(market: Market) -> None:
    stop_card(market)
    offer, seller = Offer.objects.get(sku="K-1"), market.sellers["RU"]
    change_offers.pause_offer(seller_id=seller.id, offer_id=offer.id, now=NOW)
    change_offers.resume_offer(seller_id=seller.id, offer_id=offer.id, now=NOW)
    assert status("K-1") == "held"


def test_cards_on_sale_are_judged_again_when_rules_documents_or_codes_change(market: Market) -> None:
    bring(market, ("A", "Чайник"))
    seller, owner, staff = market.sellers["RU"], market.owners["RU"], market.staff
    rule_id = set_card_rule(
        new_rule(kind=RuleKind.DOCUMENTS, needs=("EAC",), hs_prefixes=("8516",)), by=staff.id, now=NOW
    )
    judge_again(now=NOW)
    assert status("A") == "active"
    product_id = Offer.objects.get(sku="A").product_id
    set_hs_code(seller_id=seller.id, product_id=product_id, hs_code="851610", by=owner.id, now=NOW)
    judge_again(now=NOW)
    assert status("A") == "held"
    document = show_certificate(seller.id, by=owner.id, now=NOW)
    judge_again(now=NOW)
    assert status("A") == "held"
    decide_card_document(document, approve=True, by=staff.id, now=NOW)
    judge_again(seller_id=seller.id, now=NOW)
    assert status("A") == "active"
    judge_again(now=NOW + timedelta(days=1))
    assert status("A") == "held"
    end_card_rule(rule_id, last_day=NOW.date(), by=staff.id, now=NOW)
    judge_again(now=NOW + timedelta(days=1))
    assert status("A") == "active"


def test_every_change_of_a_live_card_is_kept_with_who_and_from_where(market: Market) -> None:
    bring(market, ("A", "Чайник"))
    seller, owner = market.sellers["RU"], market.owners["RU"]
    offer = Offer.objects.get(sku="A")
    assert not CardChange.objects.exists()
    bring(market, ("A", "Чайник белый"), price=1400)
    change_offers.change_price(
        seller_id=seller.id, offer_id=offer.id, price_minor=99_900, by=owner.id, now=NOW
    )
    bring(market, ("A", "Чайник белый"), price=999)
    rows = card_history(product_id=offer.product_id, seller_id=seller.id, sku="A", limit=10)
    told = [(row.source, row.who, row.changes) for row in rows]
    assert told[0] == ("hand", owner.email, {"price_minor": [140_000, 99_900]})
    assert sorted(told[1:], key=str) == [
        ("feed", "", {"price_minor": [150_000, 140_000]}),
        ("feed", "", {"titles": [{"ru": "Чайник"}, {"ru": "Чайник белый"}]}),
    ]
    assert not card_history(product_id=offer.product_id, seller_id=market.staff.id, sku="A", limit=10)[1:]
