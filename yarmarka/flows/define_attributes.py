"""Staff say what goods of a category are told by; what they require becomes a rule for cards.

A definition is never rewritten: changing one ends it and begins another, each with who and when. Rows that come in from
then on are read by it, and a job reads anew what is stored.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from yarmarka.domain.audit.actions import note_deeds
from yarmarka.domain.audit.types import DeedKind, Facts, NewDeed, Subject, SubjectKind
from yarmarka.domain.catalogue import actions
from yarmarka.domain.catalogue.queries import attribute, attribute_book, told_products
from yarmarka.domain.catalogue.rules.attribute_definitions import needs_of
from yarmarka.domain.catalogue.rules.rereading import read_again
from yarmarka.domain.catalogue.types import AttributeDefinition, NewAttribute
from yarmarka.domain.moderation.types import NewRule, Outcome, RuleKind
from yarmarka.flows.judge_cards import judge_again
from yarmarka.flows.moderate_cards import end_card_rule, set_card_rule
from yarmarka.kernel.later import enqueue

_AT_ONCE: Final = 1_000
#: what such a rule rests on, and what a seller reads
BASIS: Final = "What goods of the category are told by"
_REASONS: Final[Mapping[str, str]] = {
    "ru": "Укажите «{name}»: без этого товары этой категории не продаются.",
    "en": "Tell “{name}”: goods of this category aren't sold without it.",
    "zh": "请填写“{name}”：本类目商品须注明此项方可销售。",
}


@transaction.atomic
def set_attribute(new: NewAttribute, *, replaces: UUID | None = None, by: UUID | None, now: datetime) -> UUID:
    """Define an attribute, in the place of another if it `replaces` one; return the definition's id.

    A required one is asked of all cards of its category, also of those that are on sale. Raises AttributeInvalid,
    AttributeTaken, AttributeGone, Missing.
    """
    before = actions.end_attribute(replaces, by=by, now=now) if replaces else None
    [attribute_id] = actions.write_attributes([new], by=by, now=now)
    _ask_for(new, attribute_id, before, by=by, now=now)
    _note(DeedKind.ATTRIBUTE_SET, new, attribute_id, before=before, by=by, now=now)
    # One after another with the judging of cards, which is to see what is read now.
    enqueue(
        "read_goods_again",
        lock="judge_cards",
        category_id=str(new.category_id or ""),
        by=str(by or ""),
    )
    return attribute_id


def read_goods_again(*, category_id: UUID | None, by: UUID | None, now: datetime) -> int:
    """Read anew what goods of a category, or all, are told by; return how many products now say something else.

    What can't be read stays as it is. A thousand products at a time, each thousand in a transaction of its own; what
    a feed changes meanwhile is left to the feed.
    """
    book, changed, last = attribute_book(), 0, None
    while batch := told_products(category_id=category_id, after=last, limit=_AT_ONCE):
        last = batch[-1].id
        reread = [(one, read_again(book, one.category_path, one.attributes)) for one in batch]
        touched = actions.retell_products(
            [(one, facts) for one, facts in reread if facts != one.attributes], by=by, now=now
        )
        if touched:
            judge_again(product_ids=touched, now=now)
        changed += len(touched)
    return changed


@transaction.atomic
def drop_attribute(attribute_id: UUID, *, by: UUID | None, now: datetime) -> None:
    """End a definition: what sellers tell is kept as they write it, and nobody asks for it.

    Raises Missing, AttributeGone.
    """
    before = actions.end_attribute(attribute_id, by=by, now=now)
    if before.rule_id:
        end_card_rule(before.rule_id, last_day=now.date(), by=by, now=now)
    _note(DeedKind.ATTRIBUTE_ENDED, before, attribute_id, before=before, by=by, now=now)


@transaction.atomic
def set_attributes(new: Iterable[NewAttribute], *, by: UUID | None, now: datetime) -> int:
    """Define many attributes at once, as an installation begins with them, before its goods; return how many."""
    told = list(new)
    for attribute_id, one in zip(actions.write_attributes(told, by=by, now=now), told, strict=True):
        _ask_for(one, attribute_id, None, by=by, now=now)
    return len(told)


def _ask_for(
    new: NewAttribute,
    attribute_id: UUID,
    before: AttributeDefinition | None,
    *,
    by: UUID | None,
    now: datetime,
) -> None:
    """Let the rule for cards be as the definition is: the one there was goes on if it asks for the same."""
    is_same = (
        before is not None
        and new.is_required
        and (before.category_id, needs_of(before)) == (new.category_id, needs_of(new))
    )
    if before and before.rule_id:
        if is_same:
            actions.note_rule(attribute_id, before.rule_id)
            return
        end_card_rule(before.rule_id, last_day=now.date(), by=by, now=now)
    if new.is_required:
        actions.note_rule(attribute_id, set_card_rule(_rule(new, now=now), by=by, now=now))


def _rule(new: NewAttribute, *, now: datetime) -> NewRule:
    return NewRule(
        kind=RuleKind.ATTRIBUTES,
        # What is missing its seller can tell at once: no person of the fair has to look at it first.
        outcome=Outcome.REFUSED,
        reasons={language: text.format(name=new.names[language]) for language, text in _REASONS.items()},
        basis=BASIS,
        valid_from=now.date(),
        category_id=new.category_id,
        needs=(needs_of(new),),
    )


def _note(
    kind: DeedKind,
    new: NewAttribute,
    attribute_id: UUID,
    *,
    before: AttributeDefinition | None,
    by: UUID | None,
    now: datetime,
) -> None:
    subject = Subject(SubjectKind.ATTRIBUTE, new.code, attribute_id)
    deed = NewDeed(
        kind=kind,
        subject=subject,
        by=by,
        before=_facts(before) if before else {},
        after=_facts(attribute(attribute_id)) if kind == DeedKind.ATTRIBUTE_SET else {},
    )
    note_deeds([deed], now=now)


def _facts(one: AttributeDefinition) -> Facts:
    return {
        "name": one.names["en"],
        "what": one.kind,
        "unit": one.unit,
        "required": "yes" if one.is_required else "",
    }
