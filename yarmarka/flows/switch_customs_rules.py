"""Putting a customs rule in force once somebody has confirmed it, and ending one; who did it is written down."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.audit.actions import note_deeds
from yarmarka.domain.audit.types import DeedKind, Facts, NewDeed, Subject, SubjectKind
from yarmarka.domain.customs.actions import end_rule, switch_on
from yarmarka.domain.customs.types import CustomsRule


@transaction.atomic
def switch_customs_rule_on(
    code: str, *, from_on: date, reason: str, by: UUID | None, now: datetime
) -> CustomsRule | None:
    """Put a rule in force from a day on, as verified today; return the one that it ends, if it does.

    What was sold before stays as it was sold. Raises CustomsRuleUnknown, CustomsRulesOverlap.
    """
    ended = switch_on(code, verified_on=now.date(), from_on=from_on, now=now)
    after: Facts = {"valid_from": from_on.isoformat(), "ended": ended.code if ended else None}
    _note(DeedKind.CUSTOMS_RULE_ON, code, after, reason=reason, by=by, now=now)
    return ended


@transaction.atomic
def end_customs_rule(code: str, *, on: date, reason: str, by: UUID | None, now: datetime) -> None:
    """Let a rule end on a day, the first on which it does not hold any more. Raises CustomsRuleUnknown."""
    end_rule(code, on=on, now=now)
    _note(DeedKind.CUSTOMS_RULE_ENDED, code, {"valid_until": on.isoformat()}, reason=reason, by=by, now=now)


def _note(kind: DeedKind, code: str, after: Facts, *, reason: str, by: UUID | None, now: datetime) -> None:
    subject = Subject(SubjectKind.CUSTOMS_RULE, code)
    note_deeds([NewDeed(kind=kind, subject=subject, by=by, after=after, reason=reason)], now=now)
