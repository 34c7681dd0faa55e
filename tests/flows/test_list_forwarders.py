"""Orders to known forwarding addresses wait for a look; two people write the list, and the log can be replayed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from io import BytesIO
from uuid import UUID

import pytest
from django.test import Client
from msgspec import structs

from tests.flows.at_once import at_once, only
from tests.flows.restricting import second_of
from tests.flows.steps import label, part_of
from tests.market import KAZAN, NOW, Market, approve_payment, open_market, order_request, person
from yarmarka.domain.accounts.actions import add_address
from yarmarka.domain.audit.models import Deed
from yarmarka.domain.compliance.actions import clear
from yarmarka.domain.compliance.errors import ForwarderInvalid, ForwarderListed, HeldForReview
from yarmarka.domain.compliance.queries import decisions, forwarders, rules_of
from yarmarka.domain.compliance.rules import evaluate
from yarmarka.domain.compliance.types import ForwarderWish, Outcome
from yarmarka.domain.governance.errors import OwnProposal, ProposalDecided
from yarmarka.domain.governance.queries import proposal
from yarmarka.flows.list_forwarders import (
    COLUMNS,
    decide_forwarders,
    propose_end,
    propose_forwarders,
    read_file,
    rows_of,
    touched_by,
)
from yarmarka.flows.place_orders import place_order
from yarmarka.flows.send_parcels import hand_over
from yarmarka.reads import forwarded
from yarmarka.reads.held_orders import held_orders

pytestmark = pytest.mark.django_db
WISH = ForwarderWish("RU", "Primer Forward; Lesnaya 5", "Example: the firm's own page")
THERE = replace(KAZAN, recipient="Иван Петров, Пример Форвард", street="ул. Лесная, д. 5, офис 12")


@pytest.fixture
def market() -> Market:
    return open_market(countries=("RU",), stock=50)


def listed(market: Market, *wishes: ForwarderWish, now: datetime = NOW) -> UUID:
    """Have entries proposed and approved; return the first one's id."""
    made = propose_forwarders(wishes or (WISH,), by=market.staff.id, now=now)
    decide_forwarders(made, approve=True, by=second_of(market), now=now)
    return forwarders()[0].id


def order_there(market: Market) -> UUID:
    request = structs.replace(order_request(market, {market.offers["RU"]: 1}), address=THERE)
    placed = place_order(request, now=NOW)
    approve_payment(placed.order_id, placed.total)
    return placed.order_id


def send(order_id: UUID) -> None:
    part = part_of(order_id)
    hand_over(seller_order_ids=[part.id], seller_id=part.seller_id, now=NOW + timedelta(hours=1))


def test_an_order_to_a_listed_address_waits_and_the_log_says_by_which_entry(market: Market) -> None:
    entry = listed(market)
    order = order_there(market)
    [decision] = decisions(order_id=order)
    assert (decision.verdict.outcome, [one.id for one in decision.verdict.by]) == (Outcome.HOLD, [entry])
    assert evaluate(decision.deal, rules_of(decision.deal, at=decision.at)) == decision.verdict
    assert [one.order_id for one in held_orders()] == [order]
    client = Client()
    client.force_login(market.staff)
    for page in ("", "log/"):
        assert WISH.words in client.get(f"/en/staff/restrictions/{page}").content.decode(), page
    label(part_of(order))
    with pytest.raises(HeldForReview):
        send(order)
    clear(order_id=order, reason="They take parcels there themselves.", by=second_of(market), now=NOW)
    send(order)


def test_what_stood_before_waits_too_until_the_entry_is_taken_off(market: Market) -> None:
    order = order_there(market)
    label(part_of(order))
    entry = listed(market)
    with pytest.raises(HeldForReview):
        send(order)
    made = propose_end(entry, reason="The firm has gone.", by=market.staff.id, now=NOW)
    assert proposal(made).asked.preview["orders"] == 1
    decide_forwarders(made, approve=True, by=second_of(market), now=NOW + timedelta(minutes=5))
    send(order)
    [decision] = decisions(order_id=order)
    assert evaluate(decision.deal, rules_of(decision.deal, at=decision.at)) != decision.verdict, (
        "it has ended by then"
    )


def test_a_proposal_counts_what_it_would_touch_and_is_decided_by_somebody_else_once(market: Market) -> None:
    add_address(person_id=market.shopper.id, address=THERE, now=NOW)
    order_there(market)
    made = propose_forwarders([WISH], by=market.staff.id, now=NOW)
    assert proposal(made).asked.preview == {"addresses": 1, "orders": 1, "people": 1}
    with pytest.raises(OwnProposal):
        decide_forwarders(made, approve=True, by=market.staff.id, now=NOW)
    decide_forwarders(made, approve=True, by=second_of(market), now=NOW)
    with pytest.raises(ProposalDecided):
        decide_forwarders(made, approve=False, by=second_of(market), now=NOW)
    with pytest.raises(ForwarderListed):
        listed(market)
    kinds = set(Deed.objects.filter(subject_id=made).values_list("kind", "actor_id"))
    assert kinds == {("proposed", market.staff.id), ("proposal_approved", second_of(market))}


def test_a_preview_that_was_cut_off_says_how_many_were_compared(
    market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_address(person_id=market.shopper.id, address=THERE, now=NOW)
    order_there(market)
    whole = touched_by([WISH])
    assert (len(whole.saved), len(whole.orders), whole.compared) == (1, 1, None)
    there_are = len(forwarded.addresses_in([("RU", "")])[0])
    monkeypatch.setattr(forwarded, "MOST", there_are)
    assert touched_by([WISH]) == whole, "exactly all of them is all of them"
    monkeypatch.setattr(forwarded, "MOST", 1)
    made = propose_forwarders([WISH], by=market.staff.id, now=NOW)
    assert proposal(made).asked.preview == {"addresses": 0, "orders": 1, "people": 1, "compared": 1}


def test_a_file_s_bad_rows_are_named_and_the_list_comes_out_as_it_went_in(market: Market) -> None:
    file = b"country;postal_code;words;note;source;from;until\n" + (
        b"kz;;Primer Forward;Example;own page;2026-12-01;2027-12-01\n"
        b"KZ;;12;;own page;;\n"
        b"KZ;;Primer Forward;again;own page;;\n"
        b"TR;;Deneme Sokak 12;;;;\n"
        b"TR;;Deneme Sokak 12;;a complaint;1.12.2026;\n"
        b"TR;;Deneme Sokak 12;;a complaint;;2026-01-01\n"
    )
    good, bad = read_file(BytesIO(file), now=NOW)
    assert [(one.line, one.column, one.reason) for one in bad] == [
        (3, "words", "words"),
        (4, "words", "twice"),
        (5, "source", "source"),
        (6, "from", "day"),
        (7, "until", "until"),
    ]
    listed(market, *good)
    [entry] = forwarders()
    assert entry.since == datetime(2026, 12, 1, tzinfo=UTC)
    out = [",".join(row) for row in (COLUMNS, *rows_of([entry]))]
    assert read_file(BytesIO("\n".join(out).encode()), now=NOW) == (good, ())


def test_a_strange_file_is_told_by_its_rows_too() -> None:
    file = (
        "country,words,source,note,until\n"
        'KZ,"Primer\u2028Forward",own page,"first line\nsecond line",\n'
        "TR,Deneme Sokak, 12,own page,,\n"
        "\u041aZ,Primer Forward,own page,,\n"
        "AM,Primer Forward,own page,,9999-12-31\n"
    )
    good, bad = read_file(BytesIO(file.encode()), now=NOW)
    assert [(one.words, one.note) for one in good] == [("Primer Forward", "first line\nsecond line")]
    assert [(one.line, one.column, one.reason) for one in bad] == [
        (4, "", "cells"),
        (5, "country", "country"),
        (6, "until", "late"),
    ]
    with pytest.raises(ForwarderInvalid) as endless:
        read_file(BytesIO(f'country,words,source\nKZ,"{"x" * 200_000}",own page\n'.encode()), now=NOW)
    assert (endless.value.field, endless.value.facts["reason"]) == ("file", "cell")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_does(db: None) -> None:
    market = open_market(countries=("RU",), stock=5)
    others = [person(f"other{n}@example.test", is_staff=True).id for n in range(2)]
    made = propose_forwarders([WISH], by=market.staff.id, now=NOW)
    said = [partial(decide_forwarders, made, approve=True, by=one, now=NOW) for one in others]
    assert len(only(ProposalDecided, at_once(said))) == 1
    assert len(forwarders()) == 1
