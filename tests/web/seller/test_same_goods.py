"""A seller says that its article is the same as another card, or that it stands with goods that it is not."""

import pytest

from tests.flows.matching import CN, GTINS, RU, bring, product_of
from tests.market import NOW, Market
from tests.web.seller.conftest import SignIn
from yarmarka.domain.catalogue.models import Offer
from yarmarka.domain.matching.models import ProposalRow
from yarmarka.domain.matching.types import Kind, MatchStatus
from yarmarka.flows.join_goods import confirm_match, refuse_match
from yarmarka.kernel.models import OutboxMessage
from yarmarka.vocabulary.ids import public_id

pytestmark = pytest.mark.django_db


def page_of(sku: str) -> str:
    return f"/en/seller/offers/{public_id('off', Offer.objects.get(sku=sku).id)}/same-goods/"


def test_a_seller_s_wish_is_a_proposal_and_the_answer_stands_on_the_page(
    market: Market, as_seller: SignIn
) -> None:
    bring(market, "RU", RU | {"name": "Чайник"})
    bring(market, "CN", CN | {"name": "Кипятильник Бош", "vendor": "", "vendorCode": ""})
    client = as_seller("CN")
    for nonsense in ("https://example.test/p/1", f"/ru/p/{public_id('prd', product_of('C-1'))}/"):
        answer = client.post(page_of("C-1"), {"do": "same", "same-goods": nonsense})
        assert answer.status_code == 422
    link = f"https://fair.test/ru/p/{public_id('prd', product_of('R-1'))}/?make=1"
    assert client.post(page_of("C-1"), {"do": "same", "same-goods": link}).status_code == 302
    wished = ProposalRow.objects.get(status=MatchStatus.OPEN)
    assert {"seller_says"} <= {clue["clue"] for clue in wished.evidence}
    refuse_match(wished.id, reason="Не тот объём.", by=market.staff.id, now=NOW)
    assert "Не тот объём." in client.get(page_of("C-1")).content.decode()
    assert OutboxMessage.objects.filter(topic="match_refused").count() == 1


def test_this_isn_t_my_product_asks_for_a_split(market: Market, as_seller: SignIn) -> None:
    bring(market, "RU", RU | {"barcode": GTINS[0]})
    bring(market, "CN", CN | {"barcode": GTINS[0]})
    client = as_seller("CN")
    assert "1 offer of others" in client.get(page_of("C-1")).content.decode()
    assert client.post(page_of("C-1"), {"do": "split", "split-words": "Это чехол."}).status_code == 302
    wished = ProposalRow.objects.get(kind=Kind.SPLIT)
    confirm_match(wished.id, by=market.staff.id, now=NOW)
    assert product_of("C-1") != product_of("R-1")
    alone = client.post(page_of("C-1"), {"do": "split", "split-words": "Это чехол."})
    assert "only while others stand there too" in alone.content.decode()
