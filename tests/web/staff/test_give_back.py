"""Staff give money back on a page of its own: pieces before shipping, amounts afterwards; twice sent is given once."""

import re
from uuid import UUID

import pytest
from django.test import Client

from tests.flows.steps import buy, complete, dated, part_of, send
from tests.market import NOW, Market
from yarmarka.domain.ledger.queries import balances
from yarmarka.domain.ledger.types import AccountKind
from yarmarka.domain.orders.queries import lines_of
from yarmarka.domain.orders.types import SellerOrderCard
from yarmarka.domain.payments.models import Refund
from yarmarka.domain.pricing.actions import set_term
from yarmarka.domain.pricing.types import TermKind
from yarmarka.reads.seller_order import seller_order_sheet
from yarmarka.reads.verify import verify_books
from yarmarka.vocabulary.ids import public_id

pytestmark = pytest.mark.django_db


def address(part: SellerOrderCard) -> str:
    order, own = public_id("ord", part.order_id), public_id("slo", part.id)
    return f"/en/staff/orders/{order}/give-back/{own}/"


def line_id(part: SellerOrderCard) -> UUID:
    return lines_of([part.id])[0].id


def key_on(page: str) -> str:
    found = re.search(r'name="request_key" value="([0-9a-f-]+)"', page)
    assert found is not None
    return found[1]


def test_pieces_are_called_off_and_the_seller_packs_the_rest(market: Market, operator: Client) -> None:
    part = part_of(buy(market, "RU", quantity=3))
    order = f"/en/staff/orders/{public_id('ord', part.order_id)}/"
    assert "Call pieces off" in operator.get(order).content.decode()
    assert "At most 3" in operator.get(address(part)).content.decode()

    too_many = operator.post(address(part), {str(line_id(part)): 4, "reason": "damaged"})
    assert too_many.status_code == 422
    said = operator.post(address(part), {str(line_id(part)): 2, "reason": "damaged"}, follow=True)

    assert "Called off" in said.content.decode()
    assert Refund.objects.get().by_id == market.staff.id
    sheet = seller_order_sheet(seller_id=part.seller_id, seller_order_id=part.id)
    assert (sheet.pieces, sheet.packed_minor, sheet.packed_g) == (1, 12_345, 850)
    assert sheet.payout_left_minor == part.payout_minor - (
        2 * 12_345 - sheet.lines[0].total_minor * 16 // 100
    )
    shopper = Client()
    shopper.force_login(market.shopper)
    page = shopper.get(f"/en/orders/{public_id('ord', part.order_id)}/").content.decode()
    assert "2 of them called off" in page
    assert verify_books(now=NOW) == ()


def test_amounts_go_back_once_however_often_the_page_is_sent(market: Market, operator: Client) -> None:
    part = part_of(buy(market, "GB"))
    complete(market, part)
    page = operator.get(address(part)).content.decode()
    asked = {
        str(line_id(part)): "100.50",
        "delivery": "20",
        "reason": "late",
        "borne_by": "seller",
        "note": "By phone",
        "request_key": key_on(page),
    }

    for _ in range(2):
        said = operator.post(address(part), asked, follow=True).content.decode()
        assert "The money is on its way back" in said

    refund = Refund.objects.get()
    assert (refund.amount_minor, refund.reason, refund.note) == (12_050, "late", "By phone")
    assert "Came too late" in said
    assert "₽120.50 went back already" in operator.get(address(part)).content.decode()
    assert verify_books(now=NOW) == ()


def test_the_page_says_what_is_too_much_and_what_the_fund_can_not_give(
    market: Market, operator: Client
) -> None:
    part = part_of(buy(market, "RU"))
    complete(market, part)
    key = key_on(operator.get(address(part)).content.decode())
    asked = {"reason": "goodwill", "request_key": key, "borne_by": "seller"}
    too_much = operator.post(address(part), asked | {str(line_id(part)): "123.46"})
    nothing = operator.post(address(part), asked)
    gift = operator.post(address(part), asked | {"delivery": "1", "borne_by": "fund"})
    assert [answer.status_code for answer in (too_much, nothing, gift)] == [422, 422, 422]
    assert "Nothing is named" in nothing.content.decode()
    assert "The guarantee fund does not reach" in gift.content.decode()
    assert not Refund.objects.exists()


def test_goodwill_comes_from_the_fund(market: Market, operator: Client) -> None:
    set_term(TermKind.GUARANTEE_FUND, **dated(1_000))
    complete(market, part_of(buy(market, "GB")))
    part = part_of(buy(market, "RU"))
    complete(market, part)
    key = key_on(operator.get(address(part)).content.decode())
    operator.post(
        address(part), {"reason": "goodwill", "request_key": key, "borne_by": "fund", "delivery": "5"}
    )
    assert Refund.objects.get().amount_minor == 500
    (balance,) = balances(kind=AccountKind.SELLER_BALANCE, owner_id=part.seller_id)
    assert balance.owed_minor == part.payout_minor


def test_strangers_and_wrong_orders_find_no_page(market: Market, operator: Client) -> None:
    part, other = part_of(buy(market, "RU")), part_of(buy(market, "CN"))
    wrong = address(part).replace(public_id("ord", part.order_id), public_id("ord", other.order_id))
    assert operator.get(wrong).status_code == 404
    seller = Client()
    seller.force_login(market.owners["RU"])
    assert seller.get(address(part)).status_code == 404
    assert seller.post(address(part), {str(line_id(part)): 1, "reason": "damaged"}).status_code == 404
    send(part)
    assert "Give back" in operator.get(address(part)).content.decode()
