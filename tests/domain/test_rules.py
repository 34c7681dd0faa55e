"""The pure rules: who gets the last pieces, where parcels and payments stand, what each posting balances to."""

from collections import defaultdict
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import permutations
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.market import NOW
from yarmarka.domain.inventory.rules import allocate_in_order
from yarmarka.domain.inventory.types import Wanted
from yarmarka.domain.ledger import rules as ledger
from yarmarka.domain.ledger.types import Held, PayoutTerms
from yarmarka.domain.orders.errors import QuantityInvalid
from yarmarka.domain.orders.rules import (
    IN_ESCROW,
    ORDER_NEXT,
    SELLER_ORDER_NEXT,
    check_quantity,
    may_become,
    order_number,
    request_hash,
)
from yarmarka.domain.orders.types import BasketLine, OrderStatus, SellerOrderStatus
from yarmarka.domain.payments.rules import FAILED, FINAL, state_of
from yarmarka.domain.payments.types import PaymentKind
from yarmarka.domain.shipping.rules import next_state
from yarmarka.kernel.ids import new_id
from yarmarka.vocabulary.money import Money, allocate
from yarmarka.vocabulary.parcels import TERMINAL, ParcelState
from yarmarka.vocabulary.places import PostalAddress

OFFERS = [uuid5(UUID(int=0), str(n)) for n in range(4)]


# Stock ------------------------------------------------------------------------------------------------

BATCHES = st.lists(
    st.dictionaries(st.sampled_from(OFFERS), st.integers(1, 6), min_size=1, max_size=4),
    min_size=1,
    max_size=12,
)
SHELVES = st.dictionaries(st.sampled_from(OFFERS), st.integers(0, 15))


def one_by_one(batch: list[dict[UUID, int]], shelf: dict[UUID, int]) -> list[bool]:
    """The model: each request alone, in turn, takes all of its lines or none."""
    left, granted = defaultdict(int, shelf), []
    for lines in batch:
        granted.append(all(left[offer] >= quantity for offer, quantity in lines.items()))
        if granted[-1]:
            for offer, quantity in lines.items():
                left[offer] -= quantity
    return granted


@given(BATCHES, SHELVES)
def test_a_batch_is_served_as_if_each_had_come_alone(
    batch: list[dict[UUID, int]], shelf: dict[UUID, int]
) -> None:
    wanted = [
        Wanted(request=number, offer_id=offer, quantity=quantity)
        for number, lines in enumerate(batch)
        for offer, quantity in lines.items()
    ]
    verdicts = allocate_in_order(wanted, shelf)
    assert [verdicts[number] is None for number in range(len(batch))] == one_by_one(batch, shelf)
    for number, short in verdicts.items():
        if short:
            assert short.available < short.wanted == batch[number][short.offer_id]
    # The lines may lie in any order: what counts is the number of the request.
    assert allocate_in_order(wanted[::-1], shelf).keys() == verdicts.keys()
    assert {n for n, v in allocate_in_order(wanted[::-1], shelf).items() if v is None} == {
        n for n, v in verdicts.items() if v is None
    }


def test_two_lines_of_one_offer_are_wanted_together() -> None:
    twice = [Wanted(request=0, offer_id=OFFERS[0], quantity=2)] * 2
    (short,) = allocate_in_order(twice, {OFFERS[0]: 3}).values()
    assert short is not None
    assert (short.wanted, short.available) == (4, 3)


# Parcels ----------------------------------------------------------------------------------------------

UNDER_WAY = [state for state in ParcelState if state not in TERMINAL and state is not ParcelState.RETURNING]
Said = tuple[ParcelState, datetime]


def hear(*batches: list[Said]) -> Said:
    state, at = ParcelState.PRE_TRANSIT, NOW - timedelta(days=1)
    for batch in batches:
        state, at = next_state(state, at, batch)
    return state, at


@st.composite
def journeys(draw: st.DrawFn) -> list[Said]:
    """A few scans at different instants, with one end at most."""
    minutes = draw(st.lists(st.integers(1, 10_000), min_size=1, max_size=6, unique=True))
    states = [draw(st.sampled_from(UNDER_WAY)) for _ in minutes]
    if draw(st.booleans()):
        states[draw(st.integers(0, len(states) - 1))] = draw(st.sampled_from(sorted(TERMINAL)))
    return [(state, NOW + timedelta(minutes=minute)) for state, minute in zip(states, minutes, strict=True)]


@given(journeys(), st.randoms(use_true_random=False))
def test_a_parcel_ends_up_in_one_state_whatever_order_its_scans_came_in(said: list[Said], random) -> None:  # type: ignore[no-untyped-def]
    together = hear(said)
    shuffled = random.sample(said, len(said))
    assert hear(shuffled) == together
    assert hear(*([one] for one in shuffled)) == together
    cut = len(said) // 2
    assert hear(shuffled[:cut], shuffled[cut:]) == together


@given(journeys())
def test_what_was_heard_before_changes_nothing(said: list[Said]) -> None:
    assert hear(said, said) == hear(said)


@pytest.mark.parametrize("end", sorted(TERMINAL - {ParcelState.DELIVERED}))
@pytest.mark.parametrize("after", sorted(ParcelState))
def test_an_end_stays_the_end(end: ParcelState, after: ParcelState) -> None:
    assert hear([(end, NOW)], [(after, NOW + timedelta(days=1))]) == (end, NOW)


@pytest.mark.parametrize("after", sorted(ParcelState))
def test_only_what_goes_back_moves_on_after_delivery(after: ParcelState) -> None:
    state, _ = hear([(ParcelState.DELIVERED, NOW)], [(after, NOW + timedelta(days=1))])
    goes_back = after in {ParcelState.RETURNING, ParcelState.RETURNED}
    assert state is (after if goes_back else ParcelState.DELIVERED)


@pytest.mark.parametrize(
    "story",
    [
        (ParcelState.DELIVERED, ParcelState.RETURNING),
        (ParcelState.DELIVERED, ParcelState.RETURNED),
        (ParcelState.DELIVERED, ParcelState.RETURNING, ParcelState.RETURNED),
        (ParcelState.RETURNING, ParcelState.DELIVERED),
    ],
)
def test_a_parcel_that_goes_back_does_so_in_whatever_order_that_is_told(
    story: tuple[ParcelState, ...],
) -> None:
    said = [(state, NOW + timedelta(days=day)) for day, state in enumerate(story)]
    for order in permutations(said):
        assert hear(*([one] for one in order)) == said[-1]


# Payments ---------------------------------------------------------------------------------------------


@given(
    st.lists(st.sampled_from([*PaymentKind, "something new"]), max_size=6), st.randoms(use_true_random=False)
)
def test_a_payment_stands_the_same_whatever_order_its_news_came_in(kinds: list[str], random) -> None:  # type: ignore[no-untyped-def]
    assert state_of(random.sample(kinds, len(kinds))) is state_of(kinds) is state_of(kinds * 2)


@given(st.lists(st.sampled_from([kind.value for kind in PaymentKind]), max_size=6))
def test_an_approval_is_never_taken_back(kinds: list[str]) -> None:
    assert state_of([*kinds, "approved"]) is PaymentKind.APPROVED


@pytest.mark.parametrize("end", sorted(FAILED))
def test_a_failure_outweighs_what_came_before_it(end: PaymentKind) -> None:
    assert state_of(["created", "challenged", end.value]) is end
    assert end in FINAL


def test_a_payment_of_which_nothing_was_said_has_begun() -> None:
    assert state_of([]) is PaymentKind.CREATED


# Orders -----------------------------------------------------------------------------------------------


def test_every_status_has_its_rule_and_ends_are_ends() -> None:
    assert set(ORDER_NEXT) == set(OrderStatus)
    assert set(SELLER_ORDER_NEXT) == set(SellerOrderStatus)
    assert not SELLER_ORDER_NEXT[SellerOrderStatus.COMPLETED]
    assert not SELLER_ORDER_NEXT[SellerOrderStatus.CANCELLED]


def test_money_leaves_escrow_only_to_the_seller_or_back() -> None:
    ways_out = {then for now in IN_ESCROW for then in SELLER_ORDER_NEXT[now]} - IN_ESCROW
    assert ways_out == {SellerOrderStatus.COMPLETED, SellerOrderStatus.CANCELLED}
    assert not may_become(SellerOrderStatus.SENT, SellerOrderStatus.CANCELLED)


@pytest.mark.parametrize("quantity", [-1, 0, 1_000])
def test_a_line_has_from_one_to_999_pieces(quantity: int) -> None:
    with pytest.raises(QuantityInvalid) as refusal:
        check_quantity(quantity)
    assert refusal.value.field == "quantity"
    assert check_quantity(1) == 1
    assert check_quantity(999) == 999


def test_a_request_is_the_same_in_whatever_order_its_lines_stand() -> None:
    address = PostalAddress(country="RU", recipient="А", street="Б", city="В")
    lines = [BasketLine(offer, 1 + place) for place, offer in enumerate(OFFERS)]
    deliveries = {OFFERS[0]: OFFERS[1], OFFERS[2]: OFFERS[3]}

    def digest(**changes: object) -> str:
        facts = {"lines": lines, "address": address, "deliveries": deliveries, "currency": "RUB"}
        return request_hash(**facts | changes)  # type: ignore[arg-type]

    assert digest(lines=lines[::-1], deliveries=dict(reversed(deliveries.items()))) == digest()
    assert digest(currency="CNY") != digest()
    assert digest(lines=lines[1:]) != digest()


def test_order_numbers_are_read_out_and_do_not_meet() -> None:
    numbers = {order_number(NOW) for _ in range(2_000)}
    assert len(numbers) == 2_000
    assert all(number.startswith("261120-") and not set("ILOU") & set(number) for number in numbers)


# Ledger -----------------------------------------------------------------------------------------------

MINOR = st.integers(1, 10**12)


@given(
    MINOR,
    st.lists(st.integers(1, 10**9), min_size=1, max_size=5),
    st.integers(10**6, 10**13),
    st.integers(0, 500),
    st.booleans(),
)
def test_every_event_balances_in_each_currency(
    total: int, weights: list[int], rate: int, spread: int, is_abroad: bool
) -> None:
    parts = [new_id(NOW) for _ in weights]
    shares = {
        part: Held(share - share // 3, share // 3)
        for part, share in zip(parts, allocate(total, weights), strict=True)
    }
    held = Held(total - total // 3, total // 3, commission_minor=total // 10, tax_minor=total // 45)
    terms = PayoutTerms("RUB", "CNY" if is_abroad else "RUB", Decimal(rate).scaleb(-10), spread)
    amount, key, provider = Money(total, "RUB"), new_id(NOW), "sandbox"
    events = [
        ledger.sale(attempt_id=key, provider=provider, shares=shares, currency="RUB"),
        ledger.release(seller_order_id=key, seller_id=key, held=held, terms=terms),
        ledger.refund_decided(refund_id=key, seller_order_id=key, back=held, currency="RUB"),
        ledger.surplus_received(refund_id=key, provider=provider, amount=amount),
        ledger.refund_paid(refund_id=key, seller_order_id=None, amount=amount, provider=provider),
        ledger.payout_decided(payout_id=key, seller_id=key, amount=amount),
        ledger.payout_paid(payout_id=key, amount=amount, provider=provider),
        ledger.payout_failed(payout_id=key, seller_id=key, amount=amount),
    ]
    for event in events:
        ledger.check_balance(event)
        assert all(entry.amount_minor for entry in event.entries)
    assert len({event.correlation_key for event in events}) == len(events)
