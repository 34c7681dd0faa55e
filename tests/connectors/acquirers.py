"""The three acquirers behind one face, for tests that hold for any of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid4

from tests.simulators.stand_ins import SECRET, WEB, Shop, StandIn
from yarmarka.connectors.payments.port import HostedPayment, Notice, PaymentConnector, TwoStepConnector
from yarmarka.connectors.payments.sandbox import SandboxBank
from yarmarka.connectors.payments.stripe import StripeAccount
from yarmarka.connectors.payments.yookassa import YooKassa, networks
from yarmarka.vocabulary.money import Money

SHOP_ID = "100500"
#: The stand-in speaks from this machine.
HERE = networks(["127.0.0.0/8"])


def sandbox(address: str, secret: str = SECRET) -> SandboxBank:
    return SandboxBank(address=address, secret=secret)


def yookassa(address: str, secret: str = SECRET) -> YooKassa:
    return YooKassa(address=address, shop=(SHOP_ID, secret), networks=HERE)


def stripe(address: str, secret: str = SECRET) -> StripeAccount:
    return StripeAccount(address=address, key=secret, webhook_secret=secret)


@dataclass(frozen=True)
class Kind:
    """What differs from acquirer to acquirer."""

    stand_in: str
    connect: Callable[..., PaymentConnector]
    root: str
    currency: str
    account: str
    quick: tuple[str, ...]


KINDS = {
    "sandbox": Kind("acquirer", sandbox, "/v1/", "RUB", "40802-1", ("--payout-after", "0.3")),
    "yookassa": Kind("yookassa", yookassa, "/v3/", "RUB", "yoo_money:41001", ("--settles-after", "0.3")),
    "stripe": Kind("stripe", stripe, "/v1/", "GBP", "acct_1", ()),
}


@dataclass(frozen=True)
class Acquirer:
    """An acquirer that runs, its connector, and the shop that hears its webhooks."""

    kind: Kind
    stand_in: StandIn
    shop: Shop
    connector: PaymentConnector

    def money(self, minor: int) -> Money:
        return Money(minor, self.kind.currency)

    def create(
        self, attempt_id: UUID | None = None, *, minor: int = 100_000, description: str = "Заказ ord_1"
    ) -> HostedPayment:
        return self.connector.create_payment(
            attempt_id=attempt_id or uuid4(),
            amount=self.money(minor),
            description=description,
            return_url="http://shop.example/back",
            locale="ru",
        )

    def authorise(self, attempt_id: UUID, *, minor: int = 100_000) -> str:
        """Return the reference of a payment whose money is set aside."""
        assert isinstance(self.connector, TwoStepConnector)
        payment = self.connector.authorise_payment(
            attempt_id=attempt_id,
            amount=self.money(minor),
            description="Заказ ord_1",
            return_url="http://shop.example/back",
            locale="en",
        )
        self.pay(payment)
        return payment.provider_ref

    def pay(self, payment: HostedPayment, card: str = "approve") -> None:
        assert WEB.post(payment.confirmation_url, data={"card": card}).status_code == 303

    def approved(self, attempt_id: UUID | None = None, *, description: str = "Заказ ord_1") -> str:
        """Return the reference of a payment that was paid."""
        payment = self.create(attempt_id, description=description)
        self.pay(payment)
        return payment.provider_ref

    def practise(self, what: str, **facts: object) -> None:
        """Ask the stand-in to misbehave."""
        answer = self.stand_in.post(f"{self.kind.root}test/{what}", dict(facts))
        assert answer.status_code == 200, answer.text

    def told(self, own_id: UUID) -> list[Notice]:
        """Return the news heard about something of ours, as it arrived."""
        now = datetime.now(tz=UTC)
        notices = [
            self.connector.parse_webhook(body=heard.body, headers=heard.headers, now=now, source="127.0.0.1")
            for heard in list(self.shop.heard)
        ]
        return [notice for notice in notices if notice.own_id == own_id]
