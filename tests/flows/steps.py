"""The steps of a sale, each taken through its real flow; what carriers and providers say is made up."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from django.db.models import F

from tests.flows.restricting import second_of
from tests.market import NOW, Market, add_offer, approval, approve_payment, open_market, place
from yarmarka.connectors.payments.port import (
    ChargebackKind,
    ChargebackNotice,
    PaymentKind,
    PayoutKind,
    PayoutNotice,
    RefundKind,
    RefundNotice,
)
from yarmarka.domain.ledger.types import PayoutCard
from yarmarka.domain.orders.models import Order, OrderLine, SellerOrder
from yarmarka.domain.orders.queries import lines_of, orders, seller_orders_of
from yarmarka.domain.orders.types import SellerOrderCard
from yarmarka.domain.payments.actions import begin_attempt, note_provider
from yarmarka.domain.payments.queries import attempt, refunds_of, shares_of
from yarmarka.domain.payments.types import RefundCard
from yarmarka.domain.payouts.types import Terms
from yarmarka.domain.pricing.actions import set_commission_tax, set_term
from yarmarka.domain.pricing.types import TermKind
from yarmarka.domain.reconciliation.models import Difference
from yarmarka.domain.reviews.types import Subject, SubjectKind, Words
from yarmarka.domain.sellers.models import Seller
from yarmarka.domain.sellers.types import Role
from yarmarka.domain.shipping.actions import number_parcel, prepare_parcel
from yarmarka.domain.shipping.types import NewParcelEvent
from yarmarka.flows.ask_about_goods import answer_question, ask_question
from yarmarka.flows.cancel_orders import Caller, cancel_before_shipping, cancel_pieces, cancel_unpaid
from yarmarka.flows.change_payouts import decide_payouts, propose_letting_go, propose_terms, propose_void
from yarmarka.flows.close_statements import close_statements
from yarmarka.flows.complete_orders import confirm_receipt
from yarmarka.flows.confirm_payment import receive_notice
from yarmarka.flows.invite_staff import invite_staff
from yarmarka.flows.lapse_orders import lapse_unpaid_orders
from yarmarka.flows.moderate_words import decide_words
from yarmarka.flows.pay_sellers import run_payouts
from yarmarka.flows.payout_files import (
    OurAccounts,
    make_payout_files,
    take_bank_answer,
)
from yarmarka.flows.reconcile import decide_proposal, propose_difference, propose_fees, take_registry
from yarmarka.flows.record_parcel_events import record_parcel_events
from yarmarka.flows.refund_parts import RefundWish, give_goodwill, refund_part
from yarmarka.flows.remind_of_reviews import remind_of_reviews
from yarmarka.flows.send_parcels import hand_over
from yarmarka.flows.suspend_sellers import restore_seller, suspend_seller
from yarmarka.flows.write_review import reply_to_review, write_review
from yarmarka.kernel.ids import new_id
from yarmarka.vocabulary.bank_accounts import BankAccount
from yarmarka.vocabulary.ids import public_id
from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.parcels import ParcelState, s10
from yarmarka.vocabulary.payouts import PayoutWay


def buy(market: Market, *countries: str, quantity: int = 1, now: datetime = NOW) -> UUID:
    """Order the offers of these countries' sellers and pay; return the order's id."""
    placed = place(market, {market.offers[country]: quantity for country in countries}, now=now)
    approve_payment(placed.order_id, placed.total, now=now)
    return placed.order_id


def part_of(order_id: UUID, place_in_basket: int = 0) -> SellerOrderCard:
    """Return one seller's part of an order."""
    return seller_orders_of([order_id])[place_in_basket]


def label(part: SellerOrderCard, *, now: datetime = NOW) -> str:
    """Give a part its parcel and number, as `buy_label` does with the carrier's answer; return the number."""
    parcel_id = prepare_parcel(
        order_id=part.order_id, seller_order_id=part.id, carrier="simulated", weight_g=part.weight_g, now=now
    )
    number = s10("LP", part.id.int % 10**8, "CN")
    number_parcel(parcel_id, number=number)
    return number


def send(part: SellerOrderCard, *, now: datetime = NOW) -> str:
    """Label a part and hand it over; return the parcel's number."""
    number = label(part, now=now)
    hand_over(seller_order_ids=[part.id], seller_id=part.seller_id, now=now)
    return number


def scan(number: str, state: ParcelState, at: datetime, *, code: str = "") -> NewParcelEvent:
    """Return what a carrier says of a parcel."""
    return NewParcelEvent(
        number=number,
        state=state,
        raw_code=code or state.value,
        texts={"ru": "Обработано", "en": "Processed"},
        place="Казань",
        country="RU",
        occurred_at=at,
    )


def tell(*events: NewParcelEvent, now: datetime) -> None:
    """Let the carrier say this."""
    record_parcel_events(events, carrier="simulated", now=now)


def deliver(part: SellerOrderCard, *, at: datetime = NOW) -> None:
    """Send a part and have it delivered."""
    tell(scan(send(part, now=at), ParcelState.DELIVERED, at), now=at)


def complete(market: Market, part: SellerOrderCard, *, at: datetime = NOW) -> None:
    """Deliver a part; its shopper is content."""
    deliver(part, at=at)
    confirm_receipt(seller_order_id=part.id, viewer=market.shopper.id, now=at)


def call_off(market: Market, part: SellerOrderCard, *, now: datetime = NOW) -> RefundCard:
    """Let the shopper call a part off; return the refund that waits."""
    cancel_before_shipping(
        seller_order_id=part.id, viewer=market.shopper.id, reason="shopper_changed_mind", now=now
    )
    return next(card for card in refunds_of([part.order_id]) if card.seller_order_id == part.id)


def call_pieces_off(market: Market, part: SellerOrderCard, *, quantity: int = 1, now: datetime = NOW) -> None:
    """Let staff call some pieces of a part's first line off."""
    line, caller = lines_of([part.id])[0], Caller(staff=market.staff.id)
    cancel_pieces(
        seller_order_id=part.id, pieces={line.id: quantity}, caller=caller, reason="damaged", now=now
    )


def wish(market: Market, part: SellerOrderCard, goods_minor: int = 0, **others: Any) -> RefundWish:
    """Return what staff ask for to give some of a part's first line back."""
    goods = {lines_of([part.id])[0].id: goods_minor} if goods_minor else {}
    facts = {"reason": "damaged", "request_key": new_id(NOW), **others}
    return RefundWish(seller_order_id=part.id, by=market.staff.id, goods=goods, **facts)


def give_back(
    market: Market, part: SellerOrderCard, goods_minor: int = 1_000, *, now: datetime = NOW, **others: Any
) -> RefundCard:
    """Let staff give some of a part's money back; return the refund that waits."""
    refund_id = refund_part(wish(market, part, goods_minor, **others), now=now)
    return next(card for card in refunds_of([part.order_id]) if card.id == refund_id)


def charge_back(
    attempt_id: UUID,
    amount: Money,
    *,
    kind: ChargebackKind = ChargebackKind.OPENED,
    ref: str = "",
    now: datetime = NOW,
    **others: Any,
) -> ChargebackNotice:
    """Have the provider say that a shopper's bank took money back, or how that ended; return what it said."""
    notice = ChargebackNotice(
        event_id=f"evt-{attempt_id}-{kind}",
        provider_ref=ref or f"dp-{attempt_id}",
        payment_ref=f"ref-{attempt_id}",
        kind=kind,
        amount=amount,
        sequence=1 if kind is ChargebackKind.OPENED else 2,
        occurred_at=now,
        raw={},
        reason="product_not_received",
        **others,
    )
    receive_notice(notice, provider="sandbox", now=now)
    return notice


def paid_with(order_id: UUID) -> UUID:
    """Return the attempt that paid for an order."""
    return shares_of([part_of(order_id).id])[part_of(order_id).id][0]


def pay_late(market: Market, *, now: datetime = NOW) -> UUID:
    """Let an order of two sellers lapse and one of its goods run out before its money is set aside; return it."""
    rare = add_offer(market, "RU", sku="rare", stock=1, now=now)
    placed, late = place(market, {market.offers["CN"]: 1, rare: 1}, now=now), now + timedelta(minutes=31)
    attempt_id = begin_attempt(order_id=placed.order_id, provider="sandbox", amount=placed.total, now=now)
    note_provider(attempt_id, provider_ref=f"ref-{attempt_id}", confirmation_url="https://bank.test/pay")
    lapse_unpaid_orders(now=late)
    place(market, {rare: 1}, now=late)
    for kind in (PaymentKind.AUTHORISED, PaymentKind.APPROVED):
        taken = attempt(attempt_id).taken_minor
        notice = replace(
            approval(attempt_id, placed.total, now=late), kind=kind, event_id=f"{kind}-{attempt_id}"
        )
        receive_notice(replace(notice, amount=Money(taken, "RUB")), provider="sandbox", now=late)
    return placed.order_id


def dated(basis_points: int, *, now: datetime = NOW) -> Any:
    """Return what a dated rule says of itself, in force since yesterday."""
    return {
        "basis_points": basis_points,
        "valid_from": now - timedelta(days=1),
        "source": "test",
        "verified_on": date(2026, 11, 1),
    }


def settle_refund(
    card: RefundCard, *, kind: RefundKind = RefundKind.SUCCEEDED, now: datetime = NOW
) -> RefundNotice:
    """Have the provider say how a refund ended; return what it said."""
    notice = RefundNotice(
        event_id=f"evt-{card.id}-{kind}",
        provider_ref=f"re-{card.id}",
        kind=kind,
        amount=Money(card.amount_minor, card.currency),
        sequence=1,
        occurred_at=now,
        raw={},
        own_id=card.id,
    )
    receive_notice(notice, provider="sandbox", now=now)
    return notice


def settle_payout(
    card: PayoutCard,
    *,
    kind: PayoutKind = PayoutKind.PAID,
    provider: str = "sandbox",
    now: datetime = NOW,
) -> PayoutNotice:
    """Have the provider say how a payout ended; return what it said."""
    notice = PayoutNotice(
        event_id=f"evt-{card.id}-{kind}",
        provider_ref=f"po-{card.id}",
        kind=kind,
        amount=Money(card.amount_minor, card.currency),
        sequence=1,
        occurred_at=now,
        raw={},
        own_id=card.id,
    )
    receive_notice(notice, provider=provider, now=now)
    return notice


def talk_about_goods(market: Market, part: SellerOrderCard, *, now: datetime = NOW) -> UUID:
    """Let the shopper review what a part brought and be answered, in all ways there are; return the review's id."""
    product, shopper, seller = lines_of([part.id])[0].product_id, market.shopper.id, part.seller_id
    by = next(market.owners[country].id for country, card in market.sellers.items() if card.id == seller)
    review = write_review(
        product_id=product, words=Words(4, "Хороший чайник", language="ru"), viewer=shopper, now=now
    )
    reply_to_review(review_id=review, seller_id=seller, text="Спасибо", by=by, now=now)
    question = ask_question(product_id=product, text="Шумит?", language="ru", viewer=shopper, now=now)
    answer_question(question_id=question, text="Нет", language="ru", viewer=by, now=now)
    for hides in (True, False):
        subject = Subject(SubjectKind.REVIEW, review)
        decide_words(subject, hides=hides, reason="Чужой телефон", by=market.staff.id, now=now)
    remind_of_reviews(now=now + timedelta(days=5))
    return review


#: Whose money payouts by bank are, and accounts that a bank could be told to pay.
OURS = OurAccounts(
    name="Ярмарка",
    accounts={
        "RUB": BankAccount("40702810400000000225", bik="044525225"),
        "EUR": BankAccount("DE89370400440532013000", bic="COBADEFFXXX"),
    },
)
_ACCOUNTS = {"RU": "044525225/40702810138250123017", "DE": "DE89370400440532013000"}


def pay_by_bank(market: Market, country: str, *, now: datetime = NOW) -> None:
    """Have a seller paid by a file for the bank, to an account that a bank could be told to pay."""
    seller_id = market.sellers[country].id
    Seller.objects.filter(id=seller_id).update(payout_account=_ACCOUNTS[country])
    agree_on_terms(market, seller_id, Terms(way=PayoutWay.BANK_FILE), now=now)


def agree_on_terms(market: Market, seller_id: UUID, terms: Terms, *, now: datetime = NOW) -> None:
    """Have one of the staff propose how a seller is paid, and another one approve it."""
    source, by = "Decision 12", market.staff.id
    asked = propose_terms(seller_id=seller_id, terms=terms, source=source, by=by, now=now)
    decide_payouts(asked, approve=True, by=second_of(market), now=now)


def agree_to_let_go(market: Market, seller_id: UUID, *, now: datetime = NOW) -> None:
    """Have one of the staff propose that a held seller is paid again, and another one approve it."""
    asked = propose_letting_go(seller_id=seller_id, source="Decision 13", by=market.staff.id, now=now)
    decide_payouts(asked, approve=True, by=second_of(market), now=now)


def agree_on_void(market: Market, file_id: UUID, *, reason: str = "never sent", now: datetime = NOW) -> None:
    """Have one of the staff propose that a file for the bank is void, and another one approve it."""
    asked = propose_void(file_id=file_id, reason=reason, by=market.staff.id, now=now)
    decide_payouts(asked, approve=True, by=second_of(market), now=now)


def bank_says(file_id: UUID, said: dict[UUID, str], *, message: str = "BANK-1") -> bytes:
    """Return a bank's answer to a file: payout → its status in ISO 20022's codes."""
    transfers = "".join(
        f"<TxInfAndSts><OrgnlEndToEndId>{public_id('out', payout)}</OrgnlEndToEndId>"
        f"<TxSts>{status}</TxSts></TxInfAndSts>"
        for payout, status in said.items()
    )
    return (
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.12"><CstmrPmtStsRpt>'
        f"<GrpHdr><MsgId>{message}</MsgId><CreDtTm>2026-11-20T12:00:00Z</CreDtTm></GrpHdr><OrgnlGrpInfAndSts>"
        f"<OrgnlMsgId>{public_id('pof', file_id)}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>"
        "</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>1</OrgnlPmtInfId>"
        f"{transfers}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"
    ).encode()


def reconcile_a_fee_and_a_stranger(market: Market, *, now: datetime = NOW) -> None:
    """Take a registry of a quiet day in, with a fee and a payment that nobody knows; two people book both."""
    day = now - timedelta(days=100)
    registry = "\n".join(
        (
            "type,id,request_key,payment_id,amount,currency,occurred_at",
            f"fee,fee-1,,,2.50,RUB,{day.isoformat()}",
            f"payment,stranger,,,77.00,RUB,{day.isoformat()}",
        )
    )
    take_registry(
        BytesIO(registry.encode()),
        provider="sandbox",
        since=day,
        until=day + timedelta(days=1),
        by=market.staff.id,
        now=now,
    )
    second = second_of(market)
    (difference,) = Difference.objects.all()
    for proposed in (
        propose_fees(provider="sandbox", currency="RUB", by=market.staff.id, now=now),
        propose_difference(
            difference_id=difference.id, reason="Nobody knows yet.", by=market.staff.id, now=now
        ),
    ):
        decide_proposal(proposal_id=proposed, approve=True, by=second, now=now)


@dataclass(frozen=True)
class Trade:
    """A market that has seen everything: one order in each state that an order, refund or payout can be in."""

    market: Market
    unpaid: UUID
    lapsed: UUID
    withdrawn: UUID
    to_ship: UUID  # of two sellers
    sent: UUID
    delivered: UUID
    paid_out: UUID  # completed, and its seller has the money
    being_paid_out: UUID
    not_paid_out: UUID  # the provider could not
    paid_by_bank: UUID  # in a second file, since the first was void
    refunded: UUID
    being_refunded: UUID
    not_refunded: UUID  # the provider could not
    paid_twice: UUID
    shortened: UUID  # one of three pieces is called off
    clawed_back: UUID  # some of it given back after its seller was paid
    consoled: UUID  # something given from the guarantee fund
    charged_back: UUID  # delivered; its bank took the money, and who is right is not decided
    paid_late: UUID  # of two sellers; the goods of one were gone, and were never charged for
    won: UUID  # completed; the bank gave the money again
    lost: UUID


def trade(*, now: datetime = NOW) -> Trade:
    """Open a market and let it trade until every state has an order."""
    market = open_market(countries=("CN", "GB", "RU", "DE"), stock=50, now=now)
    pay_by_bank(market, "DE", now=now)
    set_commission_tax(seller_country=None, **dated(2_000, now=now))
    set_term(TermKind.EXCHANGE_SPREAD, **dated(100, now=now))
    set_term(TermKind.GUARANTEE_FUND, **dated(500, now=now))
    lapsed = place(market, {market.offers["RU"]: 3}, now=now).order_id
    lapse_unpaid_orders(now=now + timedelta(minutes=31))
    paid_late = pay_late(market, now=now)
    withdrawn = place(market, {market.offers["RU"]: 2}, now=now).order_id
    cancel_unpaid(order_id=withdrawn, viewer=market.shopper.id, now=now)

    to_ship, sent, delivered = buy(market, "CN", "RU", now=now), buy(market, "RU"), buy(market, "GB")
    send(part_of(sent), now=now)
    deliver(part_of(delivered), at=now)

    completed = {country: buy(market, country, now=now) for country in ("CN", "GB", "RU", "DE")}
    for order_id in completed.values():
        complete(market, part_of(order_id), at=now)
    cards = {card.currency: card for card in run_payouts(by=market.staff.id, now=now)}
    settle_payout(cards["CNY"], now=now)
    settle_payout(cards["GBP"], kind=PayoutKind.FAILED, now=now)
    (lost,) = make_payout_files(ours=OURS, by=market.staff.id, now=now)
    agree_on_void(market, lost, now=now)
    (sent_file,) = make_payout_files(ours=OURS, by=market.staff.id, now=now)
    take_bank_answer(BytesIO(bank_says(sent_file, {cards["EUR"].id: "ACSC"})), by=None, now=now)

    refunded, being_refunded, not_refunded = (buy(market, "RU", now=now) for _ in range(3))
    settle_refund(call_off(market, part_of(refunded), now=now), now=now)
    call_off(market, part_of(being_refunded), now=now)
    settle_refund(call_off(market, part_of(not_refunded), now=now), kind=RefundKind.FAILED, now=now)

    paid_twice = place(market, {market.offers["CN"]: 1}, now=now)
    approve_payment(paid_twice.order_id, paid_twice.total, now=now)
    approve_payment(paid_twice.order_id, paid_twice.total, now=now)
    unpaid = place(market, {market.offers["CN"]: 4}, now=now).order_id
    shortened, clawed_back, consoled = buy(market, "RU", quantity=3), buy(market, "GB"), buy(market, "CN")
    call_pieces_off(market, part_of(shortened), now=now)
    for order_id in (clawed_back, consoled):
        complete(market, part_of(order_id), at=now)
    settle_refund(give_back(market, part_of(clawed_back), now=now), now=now)
    give_goodwill(wish(market, part_of(consoled), reason="goodwill"), amount_minor=100, now=now)
    disputed = [buy(market, country, now=now) for country in ("RU", "GB", "CN")]
    deliver(part_of(disputed[0]), at=now)
    for order_id, kind in zip(disputed, ChargebackKind, strict=True):
        paid, amount = paid_with(order_id), Money(part_of(order_id).total_minor, "RUB")
        if kind is not ChargebackKind.OPENED:
            complete(market, part_of(order_id), at=now)
        charge_back(paid, amount, fee=Money(1_500, "RUB"), now=now)
        if kind is not ChargebackKind.OPENED:
            charge_back(paid, amount, kind=kind, now=now)
    reconcile_a_fee_and_a_stranger(market, now=now)
    german, by = market.sellers["DE"].id, market.staff.id
    invite_staff(seller_id=german, email="clerk@example.test", role=Role.CLERK, by=by, now=now)
    suspend_seller(seller_id=german, reason="A parcel held bricks.", by=by, now=now)
    restore_seller(seller_id=german, reason="They were ordered.", by=by, now=now)
    close_statements(now=now + timedelta(days=31))
    return Trade(
        market=market,
        unpaid=unpaid,
        lapsed=lapsed,
        withdrawn=withdrawn,
        to_ship=to_ship,
        sent=sent,
        delivered=delivered,
        paid_out=completed["CN"],
        being_paid_out=completed["RU"],
        not_paid_out=completed["GB"],
        paid_by_bank=completed["DE"],
        refunded=refunded,
        being_refunded=being_refunded,
        not_refunded=not_refunded,
        paid_twice=paid_twice.order_id,
        shortened=shortened,
        clawed_back=clawed_back,
        consoled=consoled,
        paid_late=paid_late,
        **dict(zip(("charged_back", "won", "lost"), disputed, strict=True)),
    )


def charge_duty(order_id: UUID, *, duty_minor: int, import_tax_minor: int, duty_to: str = "RU-FTS") -> Money:
    """Let an unpaid order's first line be charged duty and tax, as customs will at sale; return the order's total."""
    part = part_of(order_id)
    line = lines_of([part.id])[0]
    both = {"duty_minor": duty_minor, "import_tax_minor": import_tax_minor}
    more = duty_minor + import_tax_minor
    OrderLine.objects.filter(id=line.id).update(**both)
    SellerOrder.objects.filter(id=part.id).update(
        **both, duty_to=duty_to, total_minor=F("total_minor") + more
    )
    Order.objects.filter(id=order_id).update(**both, total_minor=F("total_minor") + more)
    return Money(orders([order_id])[order_id].total_minor, "RUB")
