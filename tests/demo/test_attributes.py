"""What the demo world's goods are told by: as its own goods say it, and as a seller's feed would."""

from uuid import UUID, uuid4

import pytest

from yarmarka.demo.attributes import attributes_for
from yarmarka.demo.goods import aisles, attributes_of, things
from yarmarka.demo.shape import LANGUAGES
from yarmarka.domain.catalogue.rules.attribute_definitions import check_attribute
from yarmarka.domain.catalogue.rules.attributes import AttributeBook
from yarmarka.domain.catalogue.types import AttributeDefinition, NewAttribute
from yarmarka.kernel.clock import now
from yarmarka.vocabulary.goods import words_in

SHELVES = {aisle.slug: uuid4() for aisle in aisles()}
PATHS = {
    shelf.slug: [SHELVES[aisle.slug], SHELVES.setdefault(shelf.slug, uuid4())]
    for aisle in aisles()
    for shelf in aisle.shelves
}


def _written(new: NewAttribute) -> AttributeDefinition:
    told = {name: getattr(new, name) for name in NewAttribute.__dataclass_fields__}
    return AttributeDefinition(**told, id=uuid4(), made_at=now())


BOOK = AttributeBook(map(_written, attributes_for(SHELVES)))


def test_each_definition_can_be_kept_and_each_category_has_some() -> None:
    new = list(attributes_for(SHELVES))
    for one in new:
        check_attribute(one)
    assert len({(one.category_id, one.code) for one in new}) == len(new)
    told: dict[UUID | None, int] = {}
    for one in new:
        told[one.category_id] = told.get(one.category_id, 0) + 1
    assert all(told.get(SHELVES[aisle.slug], 0) >= 3 for aisle in aisles())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_feed_says_in_any_language_is_the_fact_that_the_demo_tells(language: str) -> None:
    for thing in things():
        own = attributes_of(thing)
        said = [
            (
                words_in(fact["name"], language),
                words_in(fact["value"], language),
                words_in(fact["unit"], language),
            )
            for fact in own
        ]
        facts, problems = BOOK.read(PATHS[thing.shelf], said)
        assert not problems, thing.key
        assert facts == own, thing.key


def test_what_a_category_needs_its_own_goods_tell() -> None:
    for thing in things():
        needed = {one.code for one in BOOK.of(PATHS[thing.shelf]) if one.is_required}
        assert needed <= set(thing.facts), thing.key
