"""What carriers say, written down in one statement: by the same rule as in Python, each parcel by its own number."""

import random
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection

from tests.flows.steps import buy, part_of, scan, send, tell
from tests.market import NOW, open_market
from yarmarka.domain.shipping.actions import go_on_under
from yarmarka.domain.shipping.models import Parcel
from yarmarka.domain.shipping.queries import history_of, parcels
from yarmarka.domain.shipping.rules import next_state
from yarmarka.kernel.ids import derived_id, new_id
from yarmarka.vocabulary.parcels import RANK, ParcelState

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def sent_parcel() -> Parcel:
    part = part_of(buy(open_market(countries=("CN",)), "CN"))
    return Parcel.objects.get(number=send(part))


def state_of(parcel_id: UUID) -> ParcelState:
    return parcels([parcel_id])[parcel_id].state


def test_the_tables_rule_is_the_rule() -> None:
    chance, states = random.Random(6), list(ParcelState)
    stories = [
        (
            chance.choice(states),
            NOW + chance.randrange(4) * DAY,
            [(chance.choice(states), NOW + chance.randrange(5) * DAY) for _ in range(chance.randrange(1, 6))],
        )
        for _ in range(3_000)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT (stand).state, (stand).at FROM (
                SELECT parcel_stand(before, before_at, word, said_at ORDER BY said_at, parcel_rank(word)) AS stand
                FROM unnest(%s::int[], %s::text[], %s::timestamptz[], %s::text[], %s::timestamptz[])
                    AS said (story, before, before_at, word, said_at)
                GROUP BY story ORDER BY story
            ) AS told
            """,
            [
                [number for number, (_, _, said) in enumerate(stories) for _ in said],
                [before.value for before, _, said in stories for _ in said],
                [at for _, at, said in stories for _ in said],
                [word.value for _, _, said in stories for word, _ in said],
                [at for _, _, said in stories for _, at in said],
            ],
        )
        assert [(ParcelState(state), at) for state, at in cursor.fetchall()] == [
            next_state(*story) for story in stories
        ]
        cursor.execute("SELECT parcel_rank(state) - 1 FROM unnest(%s::text[]) AS state", [[*RANK]])
        assert [rank for (rank,) in cursor.fetchall()] == [*RANK.values()]


def test_a_batch_out_of_order_and_with_repeats_is_told_once_and_in_order() -> None:
    parcel = sent_parcel()
    said = [
        scan(parcel.number, ParcelState.IMPORT_CUSTOMS, NOW + 5 * DAY),
        scan(parcel.number, ParcelState.ACCEPTED, NOW + DAY),
        scan(parcel.number, ParcelState.IMPORT_CUSTOMS, NOW + 5 * DAY),
        scan("RA000000031RU", ParcelState.DELIVERED, NOW + 5 * DAY),
        scan(parcel.number, ParcelState.EXPORT_CUSTOMS, NOW + 3 * DAY),
    ]
    tell(*said, now=NOW + 6 * DAY)
    tell(*said, now=NOW + 7 * DAY)
    assert [event.state for event in history_of([parcel.id])] == [
        ParcelState.ACCEPTED,
        ParcelState.EXPORT_CUSTOMS,
        ParcelState.IMPORT_CUSTOMS,
    ]
    assert state_of(parcel.id) is ParcelState.IMPORT_CUSTOMS


def test_after_the_end_only_what_goes_back_counts_but_all_is_written_down() -> None:
    parcel = sent_parcel()
    tell(scan(parcel.number, ParcelState.DELIVERED, NOW + 9 * DAY), now=NOW + 9 * DAY)
    tell(scan(parcel.number, ParcelState.LOST, NOW + 10 * DAY), now=NOW + 10 * DAY)
    assert state_of(parcel.id) is ParcelState.DELIVERED
    tell(scan(parcel.number, ParcelState.RETURNED, NOW + 20 * DAY), now=NOW + 20 * DAY)
    assert state_of(parcel.id) is ParcelState.RETURNED
    assert len(history_of([parcel.id])) == 3


def test_a_number_used_again_means_the_parcel_of_its_time() -> None:
    first = sent_parcel()
    tell(scan(first.number, ParcelState.RETURNED, NOW + 30 * DAY), now=NOW + 30 * DAY)
    again = NOW + 400 * DAY
    second = Parcel.objects.get(id=first.id)
    second.id, second.state, second.state_at, second.created_at = new_id(again), "pre_transit", again, again
    second.save(force_insert=True)

    late, fresh = (scan(first.number, ParcelState.IN_TRANSIT, at) for at in (NOW + 20 * DAY, again + DAY))
    long_before = scan(first.number, ParcelState.DELIVERED, NOW - 400 * DAY)
    tell(long_before, late, fresh, now=again + 2 * DAY)
    assert [event.occurred_at for event in history_of([first.id])] == [NOW + 20 * DAY, NOW + 30 * DAY]
    assert [event.occurred_at for event in history_of([second.id])] == [again + DAY]
    assert (state_of(first.id), state_of(second.id)) == (ParcelState.RETURNED, ParcelState.IN_TRANSIT)


def test_a_parcel_is_followed_under_the_numbers_of_its_further_legs() -> None:
    parcel = sent_parcel()
    for _ in range(2):
        go_on_under(parcel.id, carrier="simulated", number="14297027648138", since=NOW + 4 * DAY)
    tell(scan(parcel.number, ParcelState.ARRIVED_DESTINATION, NOW + 4 * DAY), now=NOW + 5 * DAY)
    tell(scan("14297027648138", ParcelState.DELIVERED, NOW + 6 * DAY), now=NOW + 6 * DAY)
    assert state_of(parcel.id) is ParcelState.DELIVERED
    assert len(history_of([parcel.id])) == 2


def test_an_events_key_sorts_by_its_instant_as_all_keys_do() -> None:
    parcel = sent_parcel()
    with connection.cursor() as cursor:
        cursor.execute("SELECT parcel_event_id(%s, %s, 'EMA', 'Казань')", [parcel.id, NOW])
        (key,) = cursor.fetchone()
    assert (key.version, key.variant) == (7, derived_id(NOW).variant)
    assert key.int >> 80 == derived_id(NOW).int >> 80
