"""What the marketplace keeps of a sale: the closest rule of the day, frozen with the order, seen in the books."""

import pytest

from tests.flows.steps import buy, complete, dated, part_of
from tests.market import NOW, Market, open_market
from yarmarka.domain.ledger.queries import balances
from yarmarka.domain.ledger.types import AccountKind
from yarmarka.domain.orders.models import OrderLine, SellerOrder
from yarmarka.domain.pricing.actions import set_commission, set_commission_tax, set_term
from yarmarka.domain.pricing.types import TermKind
from yarmarka.reads.verify import verify_books

pytestmark = pytest.mark.django_db


@pytest.fixture
def market() -> Market:
    return open_market()


def owed(kind: AccountKind, currency: str = "RUB") -> int:
    return sum(balance.owed_minor for balance in balances(kind=kind) if balance.currency == currency)


def test_a_sale_keeps_the_rules_that_were_closest_to_it(market: Market) -> None:
    agreed = set_commission(category_id=None, seller_id=market.sellers["CN"].id, **dated(500))
    shelf = set_commission(category_id=market.category.id, **dated(1_200))
    tax = set_commission_tax(seller_country="RU", **dated(2_200))
    spread = set_term(TermKind.EXCHANGE_SPREAD, **dated(100))

    order_id = buy(market, "CN", "RU")
    set_commission(
        category_id=market.category.id, seller_id=market.sellers["RU"].id, **dated(0) | {"valid_from": NOW}
    )

    chinese, russian = SellerOrder.objects.filter(order_id=order_id).order_by("position")
    assert {
        line.seller_order_id: line.commission_rule_id for line in OrderLine.objects.filter(order_id=order_id)
    } == {chinese.id: agreed, russian.id: shelf}
    # 5 % of 1 543,13 ₽, untaxed, and a hundredth of what is exchanged; 12 % of 123,45 ₽ and 22 % on it, not exchanged
    assert (chinese.commission_minor, chinese.commission_tax_minor) == (7_716, 0)
    assert (chinese.payout_spread_basis_points, chinese.payout_spread_rule_id) == (100, spread)
    assert (russian.commission_minor, russian.commission_tax_minor) == (1_481, 326)
    assert (russian.commission_tax_rule_id, russian.payout_spread_rule_id) == (tax, None)
    assert russian.payout_minor == russian.net_minor == russian.total_minor - 1_481 - 326


def test_the_books_tell_tax_spread_exchange_and_rounding_apart(market: Market) -> None:
    set_commission_tax(seller_country=None, **dated(2_000))
    set_term(TermKind.EXCHANGE_SPREAD, **dated(150))
    part = part_of(buy(market, "GB"))

    complete(market, part)

    # 14 616,48 ₽ and 480 ₽ for delivery, less 8 % of the goods and a fifth of that, less 1,5 %, at 118,40 ₽ a pound
    assert part.net_minor == 1_461_648 + 48_000 - 116_932 - 23_386
    assert owed(AccountKind.COMMISSION) == 116_932
    assert owed(AccountKind.COMMISSION_TAX) == 23_386
    assert owed(AccountKind.EXCHANGE_GAIN) == 20_540
    assert owed(AccountKind.SELLER_BALANCE, "GBP") == part.payout_minor == 11_392
    # What 113,92 £ are worth at that rate, and what rounding up to whole pence took.
    assert -owed(AccountKind.EXCHANGE, "GBP") == 11_392
    assert owed(AccountKind.EXCHANGE) == 1_348_813
    assert owed(AccountKind.ROUNDING) == part.net_minor - 20_540 - 1_348_813 == -23
    assert verify_books(now=NOW) == ()
