"""Whose words a text is, and in which language a reader sees it: pure rules."""

import pytest

from yarmarka.domain.catalogue.rules.texts import origin_after
from yarmarka.vocabulary.goods import Spoken, TextOrigin, spoken_in

SELLER, TRANSLATOR, MACHINE = TextOrigin


@pytest.mark.parametrize(
    ("chosen", "offered", "stored", "is_rewritten", "becomes"),
    [
        (MACHINE, SELLER, None, True, MACHINE),
        (SELLER, SELLER, None, True, SELLER),
        (MACHINE, MACHINE, MACHINE, False, MACHINE),
        (MACHINE, MACHINE, MACHINE, True, SELLER),
        (TRANSLATOR, MACHINE, MACHINE, True, TRANSLATOR),
        (TRANSLATOR, TRANSLATOR, TRANSLATOR, True, TRANSLATOR),
        # The form shows the title's origin; the description keeps its own.
        (MACHINE, MACHINE, TRANSLATOR, False, TRANSLATOR),
    ],
)
def test_what_is_chosen_holds_and_what_a_person_rewrites_is_no_machine_s(
    chosen: TextOrigin,
    offered: TextOrigin,
    stored: TextOrigin | None,
    is_rewritten: bool,
    becomes: TextOrigin,
) -> None:
    assert origin_after(chosen=chosen, offered=offered, stored=stored, is_rewritten=is_rewritten) == becomes


def test_a_reader_sees_their_own_language_or_the_next_one_and_whose_words_it_is() -> None:
    texts, origins = {"en": "Kettle", "zh": "水壶"}, {"zh": "machine"}
    assert spoken_in(texts, origins, "zh") == Spoken("水壶", "zh", MACHINE)
    assert spoken_in(texts, origins, "ru") == Spoken("Kettle", "en", SELLER)
    assert spoken_in({}, origins, "ru") == Spoken("", "", SELLER)
