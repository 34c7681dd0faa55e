"""Tables narrow, sort, keep views and become files; the first page's queues lead to the rows that they count."""

import csv
import re
import zipfile
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.test import Client

from tests.flows.steps import buy, charge_back, complete, give_back, paid_with, part_of
from tests.market import Market, open_market, person
from tests.web.scene import paid_order
from yarmarka.domain.accounts.models import SavedView
from yarmarka.domain.payments.models import Refund
from yarmarka.kernel.clock import now
from yarmarka.kernel.models import OutboxMessage
from yarmarka.kernel.outbox import publish
from yarmarka.reads.staff_desk import piles
from yarmarka.vocabulary.money import Money

pytestmark = pytest.mark.django_db
NUMBERS = re.compile(r'href="/en/staff/orders/ord_\w+/">([^<]+)</a>')


@pytest.fixture
def market(db: None) -> Market:
    return open_market(now=now() - timedelta(days=30))


@pytest.fixture
def three(market: Market) -> list[str]:
    """Three paid orders of one, two and three pieces; their numbers."""
    orders = [
        paid_order(market, {market.offers["RU"]: pieces}, now=now() - timedelta(days=9 - pieces))
        for pieces in (1, 2, 3)
    ]
    from yarmarka.domain.orders.queries import orders as cards

    found = cards(orders)
    return [found[key].number for key in orders]


def shown(operator: Client, query: str) -> list[str]:
    return NUMBERS.findall(operator.get(f"/en/staff/orders/?{query}").content.decode())


def test_a_table_is_sorted_by_a_click_on_its_head_and_the_other_way_by_another(
    operator: Client, three: list[str]
) -> None:
    assert shown(operator, "") == three[::-1]
    assert shown(operator, "sort=total") == three
    assert shown(operator, "sort=-total") == three[::-1]
    page = operator.get("/en/staff/orders/?sort=total").content.decode()
    assert 'aria-sort="ascending"' in page
    assert 'href="?sort=-total"' in page
    assert shown(operator, "sort=nonsense") == three[::-1]


def test_a_table_is_narrowed_by_several_filters_at_once(operator: Client, three: list[str]) -> None:
    day = (now() - timedelta(days=7)).date()
    assert shown(operator, f"since={day}") == three[:0:-1]
    assert shown(operator, f"since={day}&until={day}") == [three[1]]
    assert shown(operator, f"since={day}&q={three[2]}") == [three[2]]
    page = operator.get("/en/staff/orders/?q=nobody@example.test").content.decode()
    assert "No such orders" in page
    assert 'value="nobody@example.test"' in page


def test_a_view_is_kept_under_its_name_by_its_person_alone_and_forgotten(
    operator: Client, three: list[str]
) -> None:
    kept = {"table": "orders", "path": "/en/staff/orders/", "query": "shown=to_ship&sort=-total"}
    answer = operator.post("/en/staff/views/keep/", kept | {"name": "Dear ones to ship"})
    assert answer["Location"] == "/en/staff/orders/?shown=to_ship&sort=-total"
    page = operator.get(answer["Location"]).content.decode()
    assert re.search(r'href="\?shown=to_ship&amp;sort=-total" aria-current="true">Dear ones to ship<', page)
    colleague = Client()
    colleague.force_login(person("colleague@example.test", is_staff=True))
    assert "Dear ones to ship" not in colleague.get("/en/staff/orders/").content.decode()
    view = SavedView.objects.get()
    colleague.post(f"/en/staff/views/{view.id}/forget/", kept)
    assert SavedView.objects.exists()
    operator.post(f"/en/staff/views/{view.id}/forget/", kept)
    assert not SavedView.objects.exists()


def test_a_view_leads_nowhere_else_and_has_a_name(operator: Client) -> None:
    kept = {"table": "orders", "path": "https://elsewhere.test/", "query": "", "name": "x"}
    assert operator.post("/en/staff/views/keep/", kept).status_code == 404
    operator.post("/en/staff/views/keep/", kept | {"path": "/en/staff/orders/", "name": " "})
    assert not SavedView.objects.exists()


def test_the_file_holds_what_the_filters_leave_in_the_pages_order(operator: Client, three: list[str]) -> None:
    answer = operator.get(f"/en/staff/orders/?sort=total&as=csv&until={now().date()}")
    head, *rows = csv.reader(StringIO(b"".join(answer).decode("utf-8-sig")))  # type: ignore[arg-type]  # a stream
    assert [row[0] for row in rows] == three
    assert head[head.index("Total") + 1] == "Total, currency"
    totals = [float(row[head.index("Total")]) for row in rows]
    assert totals == sorted(totals)
    assert {row[head.index("Total") + 1] for row in rows} == {"RUB"}
    book = zipfile.ZipFile(BytesIO(b"".join(operator.get("/en/staff/orders/?as=xlsx"))))  # type: ignore[arg-type]  # a stream
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert all(number in sheet for number in three)
    assert 'state="frozen"' in sheet


def test_strangers_and_shoppers_get_neither_tables_nor_files(market: Market, client: Client) -> None:
    assert client.get("/en/staff/orders/?as=csv").status_code == 302
    client.force_login(market.shopper)
    for page in ("orders/?as=csv", "audit/", "configuration/", "parcels/", "letters/", "money/chargebacks/"):
        assert client.get(f"/en/staff/{page}").status_code == 404, page


def test_the_audit_log_tells_who_did_what_and_is_narrowed(operator: Client, market: Market) -> None:
    part = part_of(buy(market, "RU", now=now()))
    complete(market, part, at=now())
    give_back(market, part, 12_300, note="The lid was cracked", now=now())
    page = operator.get("/en/staff/audit/?kind=money_given_back").content.decode()
    for fact in ("operator@example.test", "Gave money back", "amount: ₽123.00", "The lid was cracked"):
        assert fact in page, fact
    assert "Let a seller in" not in page.split("<tbody>")[1]
    assert "Let a seller in" in operator.get("/en/staff/audit/").content.decode()


def test_the_first_page_counts_each_queue_with_the_age_of_its_oldest_and_leads_to_its_rows(
    operator: Client, market: Market
) -> None:
    at = now()
    order = buy(market, "RU", now=at - timedelta(days=3))
    part = part_of(order)
    complete(market, part, at=at - timedelta(days=2))
    give_back(market, part, 5_000, now=at - timedelta(days=1))
    Refund.objects.update(status="failed")
    disputed = buy(market, "CN", now=at)
    charge_back(paid_with(disputed), Money(1_000, "RUB"), due_by=at + timedelta(days=5), now=at)
    publish([], now=at)
    OutboxMessage.objects.filter(delivered_at=None).update(attempts=2, failure="the mail server is away")
    waiting = piles(now=at)
    assert {name: waiting[name].count for name in ("refunds_failed", "chargebacks_open", "payouts_ready")} == {
        "refunds_failed": 1, "chargebacks_open": 1, "payouts_ready": 1,
    }  # fmt: skip
    assert waiting["chargebacks_open"].oldest == at + timedelta(days=5)
    assert waiting["refunds_failed"].oldest == at - timedelta(days=1)
    page = operator.get("/en/staff/").content.decode()
    for queue, address, row in (
        ("Chargebacks to answer", "/en/staff/money/chargebacks/?status=opened", "product_not_received"),
        ("Refunds failed", "/en/staff/money/refunds/?status=failed", "Arrived damaged"),
        ("Letters that did not leave", "/en/staff/letters/", "the mail server is away"),
    ):
        assert page.index(address) < page.index(queue) < page.index("Empty:"), queue
        assert row in operator.get(address).content.decode(), queue
    assert "Payouts to run" in page.split("Empty:")[0]


def test_a_silent_parcel_stands_in_its_queue_and_its_table(operator: Client, market: Market) -> None:
    from tests.flows.steps import send

    long_ago = now() - timedelta(days=8)
    number = send(part_of(buy(market, "RU", now=long_ago)), now=long_ago)
    assert piles(now=now())["parcels_silent"].count == 1
    assert number in operator.get("/en/staff/parcels/?shown=silent").content.decode()
    assert number not in operator.get("/en/staff/parcels/?shown=trouble").content.decode()


def test_rules_are_proposed_and_put_in_force_on_the_page_by_two(operator: Client, market: Market) -> None:
    day = (now() + timedelta(days=2)).date().isoformat()
    sent = {
        "percent": "7.5",
        "since": day,
        "source": "Board, no. 7",
        "category": "",
        "seller": "",
        "storefront": "",
    }
    form = operator.get("/en/staff/configuration/propose/commission/").content.decode()
    assert 'name="percent"' in form
    assert 'name="days"' not in form
    assert (
        operator.post("/en/staff/configuration/propose/commission/", sent | {"percent": "70"}).status_code
        == 422
    )
    assert operator.post("/en/staff/configuration/propose/commission/", sent).status_code == 302
    page = operator.get("/en/staff/configuration/").content.decode()
    assert "7.5%" in page
    assert "Put in force" not in page  # one's own
    colleague = Client()
    colleague.force_login(person("colleague@example.test", is_staff=True))
    page = colleague.get("/en/staff/configuration/").content.decode()
    address = re.search(r'action="(/en/staff/configuration/decide/[^"]+)"', page)
    assert address
    assert (
        "Proposals wait for a second person"
        in colleague.get("/en/staff/").content.decode().split("Empty:")[0]
    )
    colleague.post(address[1], {"decision": "approve"})
    page = colleague.get("/en/staff/configuration/").content.decode()
    assert "to come" in page
    assert page.count("colleague@example.test") >= 2
