"""The queue of goods that are probably the same: both cards, every clue in words, and what staff decide there."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.flows.matching import CN, GTINS, RU, bring, look_again, product_of, proposed
from tests.market import Market
from yarmarka.domain.catalogue.models import Offer
from yarmarka.domain.matching.models import ProposalRow
from yarmarka.domain.matching.types import MatchStatus
from yarmarka.reads.matches import matches
from yarmarka.vocabulary.ids import public_id

pytestmark = pytest.mark.django_db
QUEUE = "/en/staff/matches/"


def test_two_cards_are_joined_from_the_queue_and_the_old_address_leads_on(
    market: Market, operator: Client
) -> None:
    found = proposed(market)
    assert (
        "Cards that may be of the same goods"
        in operator.get("/en/staff/").content.decode().split("Empty:")[0]
    )
    page = operator.get(QUEUE).content.decode()
    assert "One part number: T" in page
    assert "They measure the same: 1700 ml" in page
    assert "<mark>TWK3A011</mark>" in page
    kept, gone = product_of("C-1"), product_of("R-1")
    decision = {"match": str(found.id), "keep": str(kept), "do": "confirm", "query": "?shown=open"}
    assert operator.post(f"{QUEUE}decide/", decision)["Location"] == f"{QUEUE}?shown=open"
    answer = Client().get(f"/ru/p/{public_id('prd', gone)}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/ru/p/{public_id('prd', kept)}/")
    assert "They are the same: join" not in operator.get(QUEUE).content.decode()
    silent = {"match": str(found.id), "do": "undo", "reason": " ", "query": "?shown=confirmed"}
    answer = operator.post(f"{QUEUE}decide/", silent)
    assert answer["Location"].endswith(f"#decide-{found.id}"), "to the form that lacks it"
    page = operator.get(answer["Location"].partition("#")[0]).content.decode()
    assert f'id="reason-{found.id}-error"' in page
    assert "unsaid" not in page.partition('name="query"')[2][:80], "said once"
    again = operator.post(f"{QUEUE}decide/", decision | {"do": "refuse", "reason": "No"}, follow=True)
    assert "was decided already" in again.content.decode()
    operator.post(f"{QUEUE}decide/", {"match": str(found.id), "do": "undo", "reason": "Other model"})
    assert Client().get(f"/ru/p/{public_id('prd', gone)}/").status_code == 200
    assert "Other model" in operator.get(f"{QUEUE}?shown=refused").content.decode()


def test_an_article_is_taken_out_of_a_card_where_its_history_stands(market: Market, operator: Client) -> None:
    for country, card in (("RU", RU), ("CN", CN)):
        bring(market, country, card | {"barcode": GTINS[0]})
    shared = product_of("R-1")
    history = f"/en/staff/cards/{public_id('prd', shared)}/history/"
    assert "Article that does not belong here" in operator.get(history).content.decode()
    offer = Offer.objects.get(sku="C-1")
    asked = {"product": str(shared), "article": str(offer.id), "reason": " "}
    assert "Say why" in operator.post(f"{QUEUE}split/", asked, follow=True).content.decode()
    operator.post(f"{QUEUE}split/", asked | {"reason": "It is a case"})
    assert product_of("C-1") != shared
    assert "Article that does not belong here" not in operator.get(history).content.decode()


def test_the_queue_is_narrowed_and_asks_the_same_of_one_proposal_and_three(
    market: Market, operator: Client
) -> None:
    found = proposed(market)
    assert "Same goods?" in operator.get(f"{QUEUE}?band=doubtful&from=seller").content.decode()
    assert RU["name"] not in operator.get(f"{QUEUE}?from=seller").content.decode()
    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as one:
            operator.get(QUEUE)
        asked.append(len(one))
        for number in (2, 3):
            code = f"3A0{number}5"
            bring(
                market,
                "RU",
                RU | {"sku": f"R-{number}", "vendorCode": f"TWK{code}", "name": f"Чайник TWK{code}"},
            )
            bring(
                market,
                "CN",
                CN | {"sku": f"C-{number}", "vendorCode": f"TWK-{code}", "name": f"Bosch TWK{code}"},
            )
        look_again()
    assert ProposalRow.objects.filter(status=MatchStatus.OPEN).count() >= 3
    assert asked[0] == asked[1], asked
    scores = [one.score for one in matches((MatchStatus.OPEN,), limit=10)]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) > 1
    operator.post(f"{QUEUE}decide/", {"match": str(found.id), "do": "later"})
    assert "put aside" in operator.get(f"{QUEUE}?shown=later").content.decode()
