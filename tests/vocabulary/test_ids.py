"""Public ids lead back to their key, and nothing else does."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yarmarka.vocabulary.ids import LENGTH, PREFIXES, parse_public_id, public_id

KEYS = st.uuids()
NAMES = st.sampled_from(sorted(PREFIXES))


@given(NAMES, KEYS)
def test_a_public_id_leads_back_to_its_key(prefix: str, key: UUID) -> None:
    text = public_id(prefix, key)
    assert parse_public_id(prefix, text) == key
    assert text.isascii() and text == text.lower()
    assert len(text) == len(prefix) + 1 + LENGTH


@given(NAMES, KEYS, KEYS)
def test_they_sort_as_their_keys_do(prefix: str, one: UUID, other: UUID) -> None:
    assert (public_id(prefix, one) < public_id(prefix, other)) == (one < other)


@given(NAMES, NAMES, KEYS)
def test_an_id_of_something_else_is_none_of_this(prefix: str, other: str, key: UUID) -> None:
    found = parse_public_id(other, public_id(prefix, key))
    assert found == (key if prefix == other else None)


@given(NAMES, st.text(max_size=40))
def test_whatever_people_type_is_an_id_or_nothing(prefix: str, text: str) -> None:
    found = parse_public_id(prefix, text)
    assert found is None or public_id(prefix, found) == text


@pytest.mark.parametrize(
    "letters",
    [
        "z" * LENGTH,
        "8" + "0" * (LENGTH - 1),
        "0" * (LENGTH - 1),
        "0" * (LENGTH + 1),
        "O" * LENGTH,
        "٠" * LENGTH,
    ],
)
def test_what_can_not_be_a_key_is_refused(letters: str) -> None:
    assert parse_public_id("ord", f"ord_{letters}") is None


def test_an_unknown_prefix_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="no prefix"):
        public_id("xyz", UUID(int=0))
