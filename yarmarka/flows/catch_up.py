"""Asking for news that nobody brought: a webhook may be lost, and money and parcels must not be."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from yarmarka.connectors.carriers import CarrierConnector
from yarmarka.connectors.carriers import connector_for as carrier_for
from yarmarka.connectors.payments import connector_for as provider_for
from yarmarka.connectors.payments.port import Notice
from yarmarka.domain.ledger.queries import payouts_waiting
from yarmarka.domain.payments.queries import attempts_waiting, refunds_waiting
from yarmarka.domain.shipping.actions import note_asked
from yarmarka.domain.shipping.queries import asked_on, carrier_codes
from yarmarka.flows.confirm_payment import receive_notice
from yarmarka.flows.record_parcel_events import record_scans
from yarmarka.kernel.errors import YarmarkaError
from yarmarka.kernel.telemetry import log
from yarmarka.reads.parcels_to_ask import parcels_to_ask

#: how long a payment may be silent before it is asked about, and how long it is asked about at all
_SILENCE: Final = timedelta(minutes=2)
_PATIENCE: Final = timedelta(days=3)
_ROUND: Final = 200


def catch_up_with_payments(*, now: datetime, silence: timedelta = _SILENCE) -> int:
    """Ask providers about payments, refunds and payouts without an end; return how many gave news."""
    since, until = now - _PATIENCE, now - silence
    told = 0
    for attempt in attempts_waiting(since=since, until=until, limit=_ROUND):
        told += _ask("payment", attempt.provider, attempt.provider_ref, now=now)
    for refund in refunds_waiting(since=since, until=until, limit=_ROUND):
        told += _ask("refund", refund.provider, refund.provider_ref, now=now)
    for payout in payouts_waiting(since=since, until=until, limit=_ROUND):
        told += _ask("payout", payout.provider, payout.provider_ref, now=now)
    return told


def catch_up_with_carriers(*, now: datetime) -> int:
    """Ask carriers about parcels that have been quiet for longer than their lane leaves them alone, within each one's
    quota; return how many of them moved on."""
    return sum(_catch_up_with(code, now=now) for code in carrier_codes())


def _catch_up_with(code: str, *, now: datetime) -> int:
    try:
        carrier = carrier_for(code)
    except KeyError:
        return 0  # known from orders, but this installation has no account with it
    moved = 0
    for parcel in parcels_to_ask(code, limit=_left_to_ask(carrier, now=now), now=now):
        # Before the question: one that fails costs as much, and has to wait for its next turn like others.
        note_asked(parcel.id, carrier=code, now=now)
        try:
            said = carrier.fetch_events(parcel.number)
        except YarmarkaError as error:
            log.warning("carrier did not answer", carrier=code, reason=error.code)
            continue
        moved += len(record_scans(said, carrier=code, now=now))
    return moved


def _left_to_ask(carrier: CarrierConnector, *, now: datetime) -> int:
    """Return how many parcels a carrier may be asked about in this round."""
    quota = carrier.capabilities.asks_a_day
    if quota is None:
        return _ROUND
    return max(0, min(_ROUND, quota - asked_on(now.astimezone(UTC).date(), carrier=carrier.code)))


def _ask(what: str, provider: str, provider_ref: str, *, now: datetime) -> int:
    connector = provider_for(provider)
    fetch: dict[str, Callable[[str], Notice]] = {
        "payment": connector.fetch_payment,
        "refund": connector.fetch_refund,
        "payout": connector.fetch_payout,
    }
    try:
        receive_notice(fetch[what](provider_ref), provider=provider, now=now)
    except YarmarkaError as error:
        # One that can't be settled must not keep the others waiting; it is asked about again.
        log.warning("provider gave no news", what=what, reason=error.code)
        return 0
    return 1
