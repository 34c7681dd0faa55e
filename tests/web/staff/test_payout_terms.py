"""When and how a seller is paid, as staff set it."""

import pytest
from django.test import Client

from tests.market import Market, person
from yarmarka.domain.governance.models import Proposal
from yarmarka.domain.payouts.queries import terms_of
from yarmarka.domain.payouts.types import Rhythm, Terms
from yarmarka.vocabulary.ids import public_id
from yarmarka.vocabulary.payouts import PayoutWay

pytestmark = pytest.mark.django_db


def address(market: Market, deed: str = "") -> str:
    return f"/en/staff/sellers/{public_id('slr', market.sellers['GB'].id)}/payouts/{deed}"


@pytest.fixture
def second(market: Market) -> Client:
    """A client that another of the operator's people has signed in with."""
    client = Client()
    client.force_login(person("second@example.test", is_staff=True))
    return client


def waiting() -> str:
    return str(Proposal.objects.get(closed_at=None).id)


def approve(market: Market, client: Client) -> str:
    given = {"proposal": waiting(), "do": "approve"}
    return client.post(address(market, "change/"), given, follow=True).content.decode()


def terms(market: Market) -> Terms:
    seller = market.sellers["GB"].id
    return terms_of([seller])[seller]


def test_terms_are_set_by_two_and_stay_on_record(market: Market, operator: Client, second: Client) -> None:
    assert "every Monday" in operator.get(address(market)).content.decode()
    given = {
        "rhythm": "weekly",
        "weekday": "3",
        "minimum": "250.50",
        "way": "bank_file",
        "source": "Contract 4",
    }
    page = operator.post(address(market, "change/"), given, follow=True).content.decode()
    assert "Somebody else decides what you proposed" in page
    assert terms(market) == Terms(), "one alone changes nothing"
    operator.post(address(market, "change/"), {"proposal": waiting(), "do": "approve"})
    assert terms(market) == Terms(), "nor by saying yes to oneself"
    page = approve(market, second)
    assert terms(market) == Terms(Rhythm.WEEKLY, 3, 25_050, PayoutWay.BANK_FILE)
    assert "£250.50" in page
    assert "second@example.test" in page
    operator.post(address(market, "change/"), {**given, "rhythm": "by_hand", "minimum": ""})
    approve(market, second)
    assert terms(market) == Terms(Rhythm.BY_HAND, None, None, PayoutWay.BANK_FILE)


@pytest.mark.parametrize(
    "wrong", [{"rhythm": "yearly"}, {"weekday": "7"}, {"minimum": "-1"}, {"way": "pigeon"}]
)
def test_terms_that_do_not_exist_are_refused(market: Market, operator: Client, wrong: dict[str, str]) -> None:
    given = {"rhythm": "weekly", "weekday": "3", "minimum": "1", "way": "provider", "source": "x"} | wrong
    assert operator.post(address(market, "change/"), given).status_code == 422
    assert terms(market) == Terms()


def test_payouts_are_held_by_one_and_let_go_by_two(market: Market, operator: Client, second: Client) -> None:
    assert operator.post(address(market, "hold/"), {"reason": ""}).status_code == 422
    page = operator.post(address(market, "hold/"), {"reason": "Under review"}, follow=True).content.decode()
    assert "Under review" in page
    assert terms(market).held_reason == "Under review"
    assert operator.post(address(market, "hold/"), {"do": "let_go"}).status_code == 422
    operator.post(address(market, "hold/"), {"do": "let_go", "source": "The papers came"})
    assert terms(market).held_reason == "Under review", "it takes two to let money go"
    approve(market, second)
    assert not terms(market).held_reason
