"""Reconciling as staff do it: one takes a registry in and proposes, another decides."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.connectors.test_registry import HEAD
from tests.flows.test_reconcile import row
from tests.market import NOW, Market, person
from yarmarka.domain.governance.models import Proposal
from yarmarka.domain.reconciliation.models import Difference, Registry
from yarmarka.reads.staff_desk import desk

pytestmark = pytest.mark.django_db
PAGE = "/en/staff/money/reconciliation/"


@pytest.fixture
def second(market: Market) -> Client:
    """A client that another of the operator's people has signed in with."""
    client = Client()
    client.force_login(person("second@example.test", is_staff=True))
    return client


def take(operator: Client, *rows: str, last: str = "2026-11-20") -> str:
    file = SimpleUploadedFile("registry.csv", "\n".join([HEAD, *rows]).encode(), content_type="text/csv")
    given = {"provider": "sandbox", "first_on": "2026-11-20", "last_on": last, "file": file}
    return operator.post(f"{PAGE}import/", given, follow=True).content.decode()


def test_one_proposes_and_another_books(operator: Client, second: Client) -> None:
    rows = [row("payment", "stranger", 7_700), row("fee", "fee-1", 250), "payment,x"]
    page = take(operator, *rows)
    assert "3 rows, 1 refused, 1 differences" in page
    assert "it has more or fewer columns" in page
    assert "not in our books" in page
    assert (desk(now=NOW).differences_open, desk(now=NOW).proposals_waiting) == (1, 0)
    operator.post(f"{PAGE}fees/", {"provider": "sandbox", "currency": "RUB"})
    difference = Difference.objects.get()
    asked = {"difference": str(difference.id), "reason": "bank's letter"}
    page = operator.post(f"{PAGE}difference/", asked, follow=True).content.decode()
    assert page.count("a colleague decides it") == 2
    assert (desk(now=NOW).differences_open, desk(now=NOW).proposals_waiting) == (0, 2)
    assert "Proposals wait for a second person" in operator.get("/en/staff/").content.decode()
    for proposal in Proposal.objects.all():
        decision = {"proposal": str(proposal.id), "decision": "approve"}
        page = operator.post(f"{PAGE}decide/", decision, follow=True).content.decode()
        assert "Somebody else must decide this" in page
    fees, other = Proposal.objects.order_by("facts__kind").reverse()
    second.post(f"{PAGE}decide/", {"proposal": str(fees.id), "decision": "approve"})
    page = second.post(
        f"{PAGE}decide/", {"proposal": str(other.id), "decision": "decline"}, follow=True
    ).content.decode()
    assert "turned down" in page
    assert "second@example.test" in page
    assert set(Proposal.objects.values_list("facts__kind", "is_approved")) == {
        ("fees", True),
        ("difference", False),
    }


@pytest.mark.parametrize(
    ("deed", "given"),
    [
        ("difference/", {"difference": "x"}),
        ("decide/", {"proposal": ""}),
        ("decide/", {"proposal": "0190a0c4-0000-7000-8000-000000000001"}),
    ],
)
def test_what_is_not_there_is_not_found(operator: Client, deed: str, given: dict[str, str]) -> None:
    assert operator.post(f"{PAGE}{deed}", given).status_code == 404


def test_nonsense_is_told_in_words(operator: Client) -> None:
    assert "This is no time" in take(operator, last="2026-11-01")
    nothing = {"provider": "sandbox", "currency": "RUB"}
    assert "nothing to propose" in operator.post(f"{PAGE}fees/", nothing, follow=True).content.decode()
    assert operator.post(f"{PAGE}import/", {"provider": "pigeon"}).status_code == 422
    file = SimpleUploadedFile("x.csv", b"PK\x03")
    day = f"{NOW:%Y-%m-%d}"
    given = {"provider": "sandbox", "first_on": day, "last_on": day, "file": file}
    page = operator.post(f"{PAGE}import/", given, follow=True).content.decode()
    assert "This is no registry" in page
    assert not Registry.objects.exists()
