"""Sellers are paid by the clock though its process is killed, and the bank's own registry agrees with our books."""

import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta

import pytest

from tests.flows.restricting import second_of
from tests.flows.steps import agree_on_terms, part_of
from tests.live import LiveStack
from tests.market import Market
from tests.simulators.stand_ins import eventually
from tests.stories.test_killed_in_mid_sale import PATIENCE_S, _ship, buy, fair, moment
from yarmarka.domain.ledger.models import Entry, Payout
from yarmarka.domain.payouts.types import Rhythm, Terms
from yarmarka.domain.reconciliation.models import Difference, RegistryRow
from yarmarka.flows.cancel_orders import cancel_before_shipping
from yarmarka.flows.complete_orders import confirm_receipt
from yarmarka.flows.pay_sellers import run_due_payouts
from yarmarka.flows.reconcile import decide_proposal, fetch_registry, propose_fees

__all__ = ["fair"]

pytestmark = [pytest.mark.story, pytest.mark.slow, pytest.mark.alone]

#: A run of the clock's job that is killed: just before its transaction ends, or just after.
_RUN = """
import os, signal
import django
django.setup()
from datetime import datetime
from django.db import transaction
from yarmarka.flows.pay_sellers import run_due_payouts
with transaction.atomic():
    run_due_payouts(now=datetime.fromisoformat({at!r}))
    if {before}:
        os.kill(os.getpid(), signal.SIGKILL)
os.kill(os.getpid(), signal.SIGKILL)
"""


def run_and_be_killed(at: datetime, *, before_commit: bool) -> None:
    script = _RUN.format(at=at.isoformat(), before=before_commit)
    ended = subprocess.run([sys.executable, "-c", script], env=os.environ, timeout=60, check=False)
    assert ended.returncode == -signal.SIGKILL


def test_a_clock_that_is_killed_pays_once_and_the_banks_registry_agrees(
    live_stack: LiveStack, fair: Market
) -> None:
    since = moment().replace(hour=0, minute=0, second=0, microsecond=0)
    seller = fair.sellers["RU"]
    daily = Terms(rhythm=Rhythm.DAILY, weekday=None, minimum_minor=1)
    agree_on_terms(fair, seller.id, daily, now=moment())
    order_id = buy(fair, "CN", "RU")
    chinese, russian = part_of(order_id, 0), part_of(order_id, 1)
    cancel_before_shipping(seller_order_id=chinese.id, viewer=fair.shopper.id, reason="other", now=moment())
    _ship(russian)
    confirm_receipt(seller_order_id=russian.id, viewer=fair.shopper.id, now=moment())
    run_due_payouts(now=moment())  # seen for the first time: the first payday is tomorrow
    tomorrow = moment() + timedelta(days=1)

    run_and_be_killed(tomorrow, before_commit=True)
    assert not Payout.objects.exists(), "what was not committed is not decided"
    run_and_be_killed(tomorrow, before_commit=False)
    assert Payout.objects.get().status == "requested", "decided, and nobody lived to send it"
    assert run_due_payouts(now=tomorrow) == ()

    live_stack.start_worker()
    eventually(lambda: Payout.objects.get().status == "paid", within=PATIENCE_S)
    live_stack.worker.stop()
    taken = fetch_registry(
        provider="sandbox", since=since, until=moment() + timedelta(minutes=1), by=None, now=moment()
    )

    # The bank serves all tests of a session: what it counted for others we do not know, and it says so.
    ours = RegistryRow.objects.filter(own_id__isnull=False).exclude(
        provider_ref__in=Difference.objects.values("provider_ref")
    )
    assert sorted(ours.values_list("kind", flat=True)) == ["payment", "payout", "refund"]
    assert not Difference.objects.exclude(kind="missing_here").exists()
    assert taken.refused == 0
    proposed = propose_fees(provider="sandbox", currency="RUB", by=fair.staff.id, now=moment())
    decide_proposal(proposal_id=proposed, approve=True, by=second_of(fair), now=moment())
    fees = sum(
        Entry.objects.filter(account__kind="provider_fee", account__holder="sandbox").values_list(
            "amount_minor", flat=True
        )
    )
    payment = ours.get(kind="payment")
    assert RegistryRow.objects.get(provider_ref=f"fee_{payment.provider_ref}").amount_minor > 0
    assert fees == sum(RegistryRow.objects.filter(kind="fee").values_list("amount_minor", flat=True))
