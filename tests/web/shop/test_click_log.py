"""The click log: only who agreed is noted, without a name; and what is told of it."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client

from tests.market import Market, add_offer
from tests.reads.goods import statements
from tests.web.shop.reader import Page, Reader
from yarmarka.cli.search_clicks import _table, _write, search_clicks
from yarmarka.domain.discovery.actions import forget_search_notes
from yarmarka.domain.discovery.models import SearchNote
from yarmarka.domain.discovery.queries import chosen_finds, query_tally
from yarmarka.flows.refresh_shelves import refresh_all_shelves
from yarmarka.kernel import clock
from yarmarka.kernel.ids import new_id


@pytest.fixture(autouse=True)
def goods(market: Market) -> None:
    add_offer(market, "RU", sku="SAMOVAR", title="Samovar", now=clock.now())
    refresh_all_shelves(now=clock.now())


def answers(reader: Reader, page: Page, purpose: str, answer: str) -> Page:
    """Answer the question that a page puts."""
    forms = page.forms("/consents/")
    [nth] = [at for at, form in enumerate(forms) if form.fields["purpose"] == purpose]
    return page.send("/consents/", nth=nth, answer=answer)


def looks_for(reader: Reader, text: str) -> Page:
    return reader.open(f"/search/?q={text}")


def goes_to(reader: Reader, page: Page, title: str) -> None:
    """Follow a find, as a browser does that names the page it comes from."""
    [link] = page.tree.xpath(f"//a[@class='card__link'][contains(., '{title}')]/@href")
    query = page.response.request["QUERY_STRING"]
    answer = reader.client.get(link, headers={"Referer": f"http://testserver{page.path}?{query}"})
    assert answer.status_code == 200


def test_nothing_is_noted_without_a_yes(market: Market, guest: Reader) -> None:
    page = looks_for(guest, "samovar")
    assert "at=" not in page.links("/p/prd_")[0]
    goes_to(guest, page, "Samovar")
    page = answers(guest, looks_for(guest, "samovar"), "searches", "no")
    assert not page.forms("/consents/"), "who said no is not asked again"
    goes_to(guest, looks_for(guest, "samovar"), "Samovar")
    assert not SearchNote.objects.exists()
    assert "visit" not in guest.client.cookies


def test_a_browser_that_wants_nothing_noted_is_not_asked(market: Market, guest: Reader) -> None:
    answer = guest.client.get("/en/search/?q=samovar", headers={"Sec-GPC": "1"})
    assert b'value="searches"' not in answer.content


def test_such_a_browsers_other_answer_says_nothing_of_searches(market: Market, client: Client) -> None:
    client.post("/en/consents/", {"purpose": "seen", "answer": "yes"}, headers={"Sec-GPC": "1"})
    assert client.cookies["allowed"].value == "seen-yes"


@pytest.mark.parametrize("wrong", ["purpose", "answer"])
def test_an_answer_that_nobody_offered_is_named_and_kept_by_nobody(
    market: Market, client: Client, wrong: str
) -> None:
    given = {"purpose": "seen", "answer": "yes"} | {wrong: "x"}
    told = client.post("/en/consents/", given)
    assert (told.status_code, wrong in told.content.decode()) == (422, True)
    assert "allowed" not in client.cookies


def test_who_agreed_is_noted_by_a_sign_of_the_day(market: Market, shopper: Reader) -> None:
    page = answers(shopper, looks_for(shopper, "Samovar anna@example.test"), "searches", "yes")
    goes_to(shopper, page, "Samovar")
    goes_to(shopper, page, "Samovar")  # gone back and forth
    shown, chosen = SearchNote.objects.order_by("id")
    assert (shown.query, shown.product_id, shown.finds) == ("samovar …", None, 1)
    assert (chosen.query, chosen.place, chosen.visit) == ("samovar …", 1, shown.visit)
    assert shown.day == clock.now().date()
    assert shopper.client.cookies["visit"]["httponly"]
    answers(shopper, shopper.open("/consents/"), "searches", "no")
    assert not shopper.client.cookies["visit"].value
    looks_for(shopper, "samovar")
    assert SearchNote.objects.count() == 2


def test_only_our_own_search_counts_as_where_one_came_from(market: Market, guest: Reader) -> None:
    page = answers(guest, looks_for(guest, "samovar"), "searches", "yes")
    link = page.links("/p/prd_")[0]
    for came_from in ("https://elsewhere.test/en/search/?q=tea", "http://testserver/en/c/kettles/?q=tea", ""):
        guest.client.get(link, headers={"Referer": came_from})
    for place in ("0", "x", "99999"):
        address = link.partition("?")[0] + f"?at={place}"
        guest.client.get(address, headers={"Referer": "http://testserver/en/search/?q=samovar"})
    assert not SearchNote.objects.filter(product_id__isnull=False).exists()


def test_queries_of_few_visits_are_told_to_nobody(market: Market, tmp_path: Path) -> None:
    readers = [Reader() for _ in range(3)]
    for number, reader in enumerate(readers):
        page = answers(reader, looks_for(reader, "samovar"), "searches", "yes")
        if number:
            goes_to(reader, page, "Samovar")
        looks_for(reader, f"zzz{number}")
    since = clock.now().date()
    [told] = query_tally(since=since)
    assert (told.query, told.visits, told.with_choice, told.without_finds) == ("samovar", 3, 2, 0)
    assert (told.click_through, told.mean_place) == (pytest.approx(2 / 3), 1.0)
    [find] = chosen_finds(since=since)
    assert (find.visits, find.chosen) == (3, 2)
    assert len(query_tally(since=since, at_least=1)) == 4
    file = tmp_path / "judgements.csv"
    _write(file, [find])
    [row] = csv.DictReader(file.open(encoding="utf-8"))
    assert (row["query"], row["id"], row["gain"]) == ("samovar", str(find.product_id), "0.6667")
    assert any("67%" in line and "samovar (en)" in line for line in _table([told]))


@pytest.mark.parametrize("few", ["0", "1", "2"])
def test_nobody_asks_for_fewer_visits_than_readers_were_promised(few: str) -> None:
    asked = CliRunner().invoke(search_clicks, ["--at-least", few])
    assert asked.exit_code == 2
    assert "--at-least" in asked.output


def test_notes_go_after_ninety_days_and_not_before(market: Market) -> None:
    today = clock.now().date()
    for days in (0, 89, 91):
        day = today - timedelta(days=days)
        facts = {"visit": "x" * 11, "storefront": "main", "language": "ru", "query": "чай", "finds": 1}
        SearchNote.objects.create(id=new_id(clock.now()), day=day, **facts)
    assert forget_search_notes(now=clock.now()) == 1
    assert SearchNote.objects.count() == 2


def test_noting_a_search_costs_one_statement(market: Market, guest: Reader) -> None:
    looks_for(guest, "samovar")
    without = statements(lambda: looks_for(guest, "samovar"))
    answers(guest, looks_for(guest, "samovar"), "searches", "yes")
    assert statements(lambda: looks_for(guest, "samovar")) <= without + 3  # with its savepoint
