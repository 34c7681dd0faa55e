"""The registry that Sandbox Bank publishes is read row by row, and bad rows are named."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tests.simulators.conftest import Maker
from tests.simulators.stand_ins import SECRET, WEB, StandIn, eventually
from yarmarka.connectors.errors import BadPayload, Refused, Unreachable
from yarmarka.connectors.payments.port import PayoutKind
from yarmarka.connectors.payments.registry import RefusedLine, RegistryConnector, RegistryKind, RegistryRow
from yarmarka.connectors.payments.sandbox import SandboxBank
from yarmarka.connectors.payments.sandbox.registry import COLUMNS, read_registry
from yarmarka.vocabulary.money import Money

HEAD = ",".join(COLUMNS)
GOOD = "payment,pmt_1,0190a0c4-0000-7000-8000-000000000001,pmt_1,1234.50,RUB,2026-11-20T09:00:00.000Z"
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def banks(make_stand_in: Maker) -> Iterator[tuple[StandIn, SandboxBank]]:
    acquirer = make_stand_in("acquirer", "--payout-after", "0.2", "--fee", "250")
    yield acquirer, SandboxBank(address=acquirer.url, secret=SECRET)


def test_everything_that_moved_money_is_in_the_banks_registry(banks: tuple[StandIn, SandboxBank]) -> None:
    _acquirer, bank = banks
    since = datetime.now(tz=UTC)
    attempt, refund, payout = uuid4(), uuid4(), uuid4()
    made = bank.create_payment(
        attempt_id=attempt, amount=Money(100_010, "RUB"), description="", return_url="http://shop.example/",
        locale="ru",
    )  # fmt: skip
    WEB.post(made.confirmation_url, data={"card": "approve"})
    given_back = bank.refund(refund_id=refund, provider_ref=made.provider_ref, amount=Money(1_000, "RUB"))
    sent = bank.pay_out(payout_id=payout, amount=Money(500, "RUB"), account="40817", reference="out_1")
    eventually(lambda: bank.fetch_payout(sent.provider_ref).kind is PayoutKind.PAID)

    assert isinstance(bank, RegistryConnector)
    rows = list(bank.read_registry(bank.fetch_registry(since=since, until=since + DAY)))

    assert all(isinstance(row, RegistryRow) for row in rows)
    seen = [(row.kind, row.provider_ref, row.own_id, row.amount.minor) for row in rows]  # type: ignore[union-attr]
    assert seen == [
        (RegistryKind.PAYMENT, made.provider_ref, attempt, 100_010),
        (RegistryKind.FEE, f"fee_{made.provider_ref}", None, 2_500),
        (RegistryKind.REFUND, given_back.provider_ref, refund, 1_000),
        (RegistryKind.PAYOUT, sent.provider_ref, payout, 500),
    ]
    assert list(bank.fetch_registry(since=since - DAY, until=since)) == [HEAD]


def test_a_time_that_is_none_is_refused(banks: tuple[StandIn, SandboxBank]) -> None:
    _acquirer, bank = banks
    with pytest.raises(Refused):
        list(bank.fetch_registry(since=datetime.now(tz=UTC), until=datetime.now(tz=UTC) - DAY))


def test_a_bank_that_is_away_is_unreachable(make_stand_in: Maker) -> None:
    gone = make_stand_in("acquirer")
    gone.stop()
    bank = SandboxBank(address=gone.url, secret=SECRET)
    with pytest.raises(Unreachable):
        list(bank.fetch_registry(since=datetime.now(tz=UTC), until=datetime.now(tz=UTC)))


def test_a_good_row_is_taken_whole() -> None:
    (row,) = read_registry([HEAD, GOOD])
    assert isinstance(row, RegistryRow)
    assert (row.line, row.kind, row.amount) == (2, RegistryKind.PAYMENT, Money(123_450, "RUB"))
    assert row.occurred_at == datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("payment,pmt_1", "gift,pmt_1", "type"),
        ("payment,pmt_1", "payment,", "id"),
        ("1234.50", "1234.505", "amount"),
        ("1234.50", "-1", "amount"),
        ("1234.50", "NaN", "amount"),
        ("1234.50", "", "amount"),
        ("RUB", "XXX", "currency"),
        ("2026-11-20T09:00:00.000Z", "2026-11-20T09:00:00", "occurred_at"),
        ("2026-11-20T09:00:00.000Z", "yesterday", "occurred_at"),
        (",RUB", "", "columns"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_taken(old: str, new: str, reason: str) -> None:
    bad = GOOD.replace(old, new, 1)
    first, second, third = read_registry([HEAD, GOOD, bad, GOOD])
    assert isinstance(first, RegistryRow)
    assert isinstance(third, RegistryRow)
    assert second == RefusedLine(3, reason, bad)


@pytest.mark.parametrize("lines", [[], ["PK\x03"], ["a,b,c", GOOD]])
def test_what_is_no_registry_is_refused_as_a_whole(lines: list[str]) -> None:
    with pytest.raises(BadPayload):
        list(read_registry(lines))
