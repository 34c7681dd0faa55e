"""The judge: what must be true after any fire, and the rows for which it is not. Pure: evidence in, verdicts out."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from yarmarka.bench.soak.evidence import Evidence
from yarmarka.vocabulary.ids import parse_public_id

Wrong = Iterable[str]


@dataclass(frozen=True)
class Verdict:
    """One thing that must be true: how many rows were looked at, and those that break it."""

    check: str
    looked_at: int
    wrong: tuple[str, ...]


def judge(evidence: Evidence) -> tuple[Verdict, ...]:
    """Return the verdict of every check."""
    return tuple(
        Verdict(check=check.__name__, looked_at=looked_at(evidence), wrong=tuple(check(evidence)))
        for check, looked_at in CHECKS.items()
    )


def promised_orders_stand(evidence: Evidence) -> Wrong:
    """Every order that anybody was promised is there, under the key that it was promised for."""
    there = {order.id: order.key for order in evidence.orders}
    for heard in set(evidence.heard):
        order_id = parse_public_id("ord", heard.order_id)
        if order_id not in there:
            yield f"{heard.order_id}: promised under key {heard.key}, and not there"
        elif there[order_id] != heard.key:
            yield f"{heard.order_id}: promised under key {heard.key}, and stands under {there[order_id]}"


def one_key_is_one_order(evidence: Evidence) -> Wrong:
    """A key has led to one order, in the table and in every answer that anybody ever got."""
    said: dict[str, set[str]] = defaultdict(set)
    for heard in evidence.heard:
        said[heard.key].add(heard.order_id)
    for key, orders in said.items():
        if len(orders) > 1:
            yield f"key {key}: answered with {', '.join(sorted(orders))}"
    for key, times in Counter(order.key for order in evidence.orders).items():
        if times > 1:
            yield f"key {key}: {times} orders stand under it"


def every_wish_is_answered(evidence: Evidence) -> Wrong:
    """A shop that is quiet again answers whoever asks under an old key."""
    return (f"key {key}: no answer" for key in evidence.unanswered)


def nothing_is_oversold(evidence: Evidence) -> Wrong:
    """No more pieces were bought than lay there, and what was not bought lies there still."""
    for shelf in evidence.shelves:
        counted = evidence.counted.get(shelf.offer_id, 0)
        if shelf.bought > counted or shelf.on_hand != counted - shelf.bought:
            yield f"offer {shelf.offer_id}: of {counted} {shelf.bought} were bought, {shelf.on_hand} are left"


def no_hold_is_left(evidence: Evidence) -> Wrong:
    """When every order is paid, called off or over, nothing is held."""
    for hold in evidence.holds:
        yield f"hold {hold.id}: live, its order {hold.order_id} is {hold.order_status}"
    for shelf in evidence.shelves:
        if shelf.held:
            yield f"offer {shelf.offer_id}: {shelf.held} pieces are held"


def bank_and_books_agree(evidence: Evidence) -> Wrong:
    """What the bank took is what our books say it took: the same payments, each once, for the same sums."""
    at_bank = {payment.key: payment for payment in evidence.bank_payments}
    ours = {str(attempt.id): attempt for attempt in evidence.attempts}
    for key, times in Counter(payment.key for payment in evidence.bank_payments).items():
        if times > 1:
            yield f"payment attempt {key}: the bank has {times} payments for it"
    for key in at_bank.keys() - ours.keys():
        yield f"bank payment {at_bank[key].id}: nobody here asked for it"
    for key, attempt in ours.items():
        payment = at_bank.get(key)
        is_taken = payment is not None and payment.status == "approved"
        if attempt.is_approved != is_taken:
            yield f"payment attempt {key}: {_yes(attempt.is_approved)} here, {_yes(is_taken)} at the bank"
        elif payment is not None and payment.amount_minor != attempt.amount_minor:
            yield f"payment attempt {key}: {attempt.amount_minor} here, {payment.amount_minor} at the bank"


def nobody_paid_twice(evidence: Evidence) -> Wrong:
    """What the bank took for an order, less what it gave back, is what the order may keep."""
    order_of = {str(attempt.id): attempt.order_id for attempt in evidence.attempts}
    taken: dict[UUID, int] = defaultdict(int)
    back: dict[str, int] = defaultdict(int)
    for refund in evidence.bank_refunds:
        if refund.status == "succeeded":
            back[refund.payment_id] += refund.amount_minor
    for payment in evidence.bank_payments:
        if payment.status == "approved" and payment.key in order_of:
            taken[order_of[payment.key]] += payment.amount_minor - back[payment.id]
    for order in evidence.orders:
        if taken[order.id] != order.keeps_minor:
            yield (
                f"order {order.id} ({order.status}): the bank kept {taken[order.id]}, "
                f"the order may keep {order.keeps_minor}"
            )


def refunds_are_given_once(evidence: Evidence) -> Wrong:
    """Every refund that we decided was given by the bank once, for its sum, and no other was."""
    at_bank = defaultdict(list)
    for given in evidence.bank_refunds:
        at_bank[given.key].append(given)
    for refund in evidence.refunds:
        sums = [given.amount_minor for given in at_bank.pop(str(refund.id), [])]
        if refund.status != "succeeded" or sums != [refund.amount_minor]:
            yield f"refund {refund.id}: {refund.status} for {refund.amount_minor} here, {sums} at the bank"
    for strangers in at_bank.values():
        yield from (f"bank refund {given.id}: nobody here asked for it" for given in strangers)


def messages_are_delivered(evidence: Evidence) -> Wrong:
    """Every message of the outbox was handed over."""
    return (
        f"message {message.id} ({message.topic}): not delivered"
        for message in evidence.messages
        if not message.is_delivered
    )


def letters_come_once(evidence: Evidence) -> Wrong:
    """Every message is one letter in somebody's box, and no letter is without a message."""
    letters = Counter(evidence.letters)
    for message in evidence.messages:
        if (times := letters.pop(str(message.id), 0)) != 1:
            yield f"message {message.id} ({message.topic}): came {times} times"
    for key in letters:
        yield f"letter {key}: nobody wrote it"


def books_add_up(evidence: Evidence) -> Wrong:
    """`yarmarka verify` finds nothing."""
    return (f"{finding.check}: {finding.subject}: {finding.detail}" for finding in evidence.findings)


def enough_happened(evidence: Evidence) -> Wrong:
    """Whatever the soak is for really came about; or else it would prove less than it seems to."""
    return (f"{what}: never happened" for what, times in evidence.happened.items() if not times)


#: check → how many rows it looks at
CHECKS: Final[dict[Callable[[Evidence], Wrong], Callable[[Evidence], int]]] = {
    promised_orders_stand: lambda evidence: len(evidence.heard),
    one_key_is_one_order: lambda evidence: len(evidence.orders),
    every_wish_is_answered: lambda evidence: len({heard.key for heard in evidence.heard}),
    nothing_is_oversold: lambda evidence: len(evidence.shelves),
    no_hold_is_left: lambda evidence: len(evidence.orders),
    bank_and_books_agree: lambda evidence: len(evidence.attempts),
    nobody_paid_twice: lambda evidence: len(evidence.orders),
    refunds_are_given_once: lambda evidence: len(evidence.refunds),
    messages_are_delivered: lambda evidence: len(evidence.messages),
    letters_come_once: lambda evidence: len(evidence.letters),
    books_add_up: lambda evidence: len(evidence.orders),
    enough_happened: lambda evidence: len(evidence.happened),
}


def _yes(is_taken: bool) -> str:
    return "approved" if is_taken else "not approved"
