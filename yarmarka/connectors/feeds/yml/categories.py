"""The feed's categories, put in order: parents first, and nobody their own ancestor."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from yarmarka.connectors.feeds.types import FeedCategory, FeedCode, Problem, RefusedRow
from yarmarka.connectors.feeds.values import LONGEST_NAME, BadValue, text, title

#: A tree of shelves this large is a mistake; it is kept in memory until it is whole.
MOST: Final = 50_000


def read_category(
    *, line: int, named: dict[str, str], said: str, known: set[str]
) -> FeedCategory | RefusedRow:
    """Return a category, or why it is refused; `known` are the ids of those before it."""
    number = named.get("id", "").strip()
    try:
        if not number:
            raise BadValue(FeedCode.VALUE_MISSING)
        if number in known:
            raise BadValue(FeedCode.ID_REPEATED, id=number[:60])
        text(number)
    except BadValue as bad:
        return RefusedRow(line, number[:60], "category id", bad.code, bad.facts)
    try:
        name = title(said)
        if not name:
            raise BadValue(FeedCode.VALUE_MISSING)
    except BadValue as bad:
        return RefusedRow(line, number, "category", bad.code, bad.facts)
    return FeedCategory(line, number, name, named.get("parentId", "").strip()[:LONGEST_NAME])


def parents_first(categories: Iterable[FeedCategory]) -> list[FeedCategory]:
    """Return the categories with each after its parent.

    One whose parent is missing, or whose ancestors go in a circle, stands at the top, with a note.
    """
    by_id = {category.id: category for category in categories}
    ordered: dict[str, FeedCategory] = {}
    for category in by_id.values():
        line = _ancestors(category, by_id, ordered)
        for member in reversed(line):
            ordered[member.id] = _with_known_parent(member, ordered)
    return list(ordered.values())


def _ancestors(
    category: FeedCategory, by_id: dict[str, FeedCategory], ordered: dict[str, FeedCategory]
) -> list[FeedCategory]:
    """Return the category and its ancestors that are not in order yet, the nearest first."""
    line: dict[str, FeedCategory] = {}
    member: FeedCategory | None = category
    while member and member.id not in ordered and member.id not in line:
        line[member.id] = member
        member = by_id.get(member.parent_id)
    return list(line.values())


def _with_known_parent(category: FeedCategory, ordered: dict[str, FeedCategory]) -> FeedCategory:
    parent = category.parent_id
    if not parent or parent in ordered:
        return category
    note = Problem("parentId", FeedCode.PARENT_UNKNOWN, {"parent": parent[:60]})
    return replace(category, parent_id="", notes=(note,))
