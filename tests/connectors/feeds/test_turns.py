"""Each seller has their turn, and no host is asked for more at once than it stands."""

from uuid import UUID

import pytest

from yarmarka.connectors.feeds.turns import Errand, Turns, host_of

MANY, FEW = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://Shop.Example/a.jpg", "shop.example"),
        ("https://shop.example:443/a.jpg", "shop.example"),
        ("http://shop.example:8080/a.jpg", "shop.example:8080"),
        ("https://[2001:db8::1]/a.jpg", "2001:db8::1"),
        ("https://[bad/a.jpg", ""),
        ("https://shop.example:port/a.jpg", ""),
        ("import_files/a.jpg", ""),
    ],
)
def test_a_host_has_one_name(address: str, host: str) -> None:
    assert host_of(address) == host


def errands(seller_id: UUID, *hosts: str) -> list[Errand]:
    return [Errand(f"http://{host}/{place}.jpg", host, seller_id) for place, host in enumerate(hosts)]


def test_who_has_few_waits_for_nobody_who_has_many() -> None:
    turns = Turns(per_host=4)
    for errand in [
        *errands(MANY, *(f"{number}.example" for number in range(50))),
        *errands(FEW, "few.example"),
    ]:
        turns.want(errand)
    begun = [turns.begin(resting=()) for _ in range(3)]
    assert [errand and errand.seller_id for errand in begun] == [MANY, FEW, MANY]


def test_sellers_take_turns_where_only_one_errand_is_done_at_a_time() -> None:
    turns = Turns(per_host=4)
    for errand in [*errands(MANY, *["many.example"] * 3), *errands(FEW, *["few.example"] * 3)]:
        turns.want(errand)
    order = []
    while now := turns.begin(resting=()):
        order.append(now.seller_id)
        turns.answered(now, well=True)
        turns.settled(now)
    assert order == [MANY, FEW] * 3


def test_a_host_is_asked_for_one_file_until_it_has_answered_well_and_for_one_again_after_it_failed() -> None:
    turns = Turns(per_host=2)
    for errand in errands(MANY, *["shop.example"] * 9):
        turns.want(errand)
    first = turns.begin(resting=())
    assert first
    assert turns.begin(resting=()) is None
    turns.answered(first, well=True)
    second, third = turns.begin(resting=()), turns.begin(resting=())
    assert second
    assert third
    assert turns.begin(resting=()) is None
    turns.answered(second, well=False)
    assert turns.begin(resting=()) is None
    turns.answered(third, well=False)
    assert turns.begin(resting={"shop.example"}) is None
    assert turns.begin(resting=())
    assert turns.begin(resting=()) is None


def test_what_is_wanted_of_a_host_can_be_dropped() -> None:
    turns = Turns(per_host=2)
    for errand in [*errands(MANY, "dead.example", "shop.example"), *errands(FEW, "dead.example")]:
        turns.want(errand)
    assert len(turns.drop("dead.example")) == 2
    left = turns.begin(resting=())
    assert left
    assert left.host == "shop.example"
    assert not turns.has_wanted()
