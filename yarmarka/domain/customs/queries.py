"""The law as it is written down; what holds on which day is for `rules.law_on` to say."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

import msgspec

from yarmarka.domain.customs.models import (
    CustomsRuleRow,
    DeclarationRow,
    HsHeadingRow,
    MembershipRow,
    RegistrationRow,
)
from yarmarka.domain.customs.rules import HsIndex, LawOfTheDay, hs_index, law_on
from yarmarka.domain.customs.types import (
    CustomsLaw,
    CustomsRule,
    Declaration,
    HsHeading,
    Levy,
    Membership,
    Registration,
    Terms,
)
from yarmarka.kernel.remembered import Remembered

_LAW: Final = Remembered[CustomsLaw]()
_TODAY: Final = Remembered[LawOfTheDay]()
_INDEX: Final = Remembered[HsIndex]()


def customs_law() -> CustomsLaw:
    """Return every rule that is or was in force. One that was just switched on may not be known yet."""
    known = _LAW.get()
    return _LAW.keep(_read()) if known is None else known


def law_of(day: date) -> LawOfTheDay:
    """Return the law as it holds on a day; today's is remembered, so that asking again costs nothing."""
    known = _TODAY.get()
    if known is None or known.on != day:
        known = _TODAY.keep(law_on(customs_law(), day))
    return known


def forget_law() -> None:
    """Ask for the law anew: this process has just changed some."""
    _LAW.forget()
    _TODAY.forget()


def all_rules() -> tuple[CustomsRule, ...]:
    """Return every rule, those that rest too, by destination and time."""
    return tuple(
        _rule(row) for row in CustomsRuleRow.objects.order_by("destination", "levy", "valid", "code")
    )


def registrations() -> tuple[Registration, ...]:
    """Return what the operator is or was registered in."""
    return tuple(
        Registration(row.regime, row.number, row.owed_to, row.valid.lower, row.valid.upper)
        for row in RegistrationRow.objects.order_by("regime", "valid")
    )


def rules_named(codes: Sequence[str]) -> dict[str, CustomsRule]:
    """Return rules by their codes, whether or not they are in force."""
    return {row.code: _rule(row) for row in CustomsRuleRow.objects.filter(code__in=codes)}


def headings() -> HsIndex:
    """Return the headings of the Harmonized System that are held, to look things up in."""
    known = _INDEX.get()
    if known is None:
        rows = HsHeadingRow.objects.order_by("code")
        known = _INDEX.keep(hs_index(HsHeading(row.code, row.names, row.words, row.is_own) for row in rows))
    return known


def forget_headings() -> None:
    """Ask for the headings anew: this process has just loaded some."""
    _INDEX.forget()


def declaration_of(parcel_id: UUID) -> Declaration | None:
    """Return what customs was told of a parcel, if anything was."""
    row = DeclarationRow.objects.filter(parcel_id=parcel_id).first()
    return msgspec.convert(row.facts, type=Declaration) if row else None


def _read() -> CustomsLaw:
    rules = tuple(_rule(row) for row in CustomsRuleRow.objects.filter(is_enabled=True).order_by("code"))
    if not rules:
        return CustomsLaw()
    return CustomsLaw(
        rules=rules,
        memberships=tuple(
            Membership(row.country, row.territory, row.valid.lower, row.valid.upper)
            for row in MembershipRow.objects.order_by("country")
        ),
        registrations=registrations(),
    )


def _rule(row: CustomsRuleRow) -> CustomsRule:
    return CustomsRule(
        id=row.id,
        code=row.code,
        levy=Levy(row.levy),
        destination=row.destination,
        currency=row.currency,
        terms=_terms(row.terms),
        since=row.valid.lower,
        until=row.valid.upper,
        regime=row.regime,
        origin=row.origin,
        seller_kind=row.seller_kind,
        hs_prefix=row.hs_prefix,
        over_minor=max(0, row.band.lower - 1),
        up_to_minor=row.band.upper - 1 if row.band.upper is not None else None,
        legal_basis=row.legal_basis,
        source=row.source,
        link=row.link,
        verified_on=row.verified_on,
        note=row.note,
        is_enabled=row.is_enabled,
    )


def _terms(value: Any) -> Terms:
    return msgspec.convert(value, type=Terms)  # type: ignore[no-any-return, unused-ignore]
