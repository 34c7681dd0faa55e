"""Taking rules in, switching them on and off, and noting what the operator is registered in."""

import tomllib
from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db import IntegrityError, transaction
from psycopg.types.range import DateRange, Int8Range

from yarmarka.domain.customs.errors import CustomsRulesOverlap, CustomsRuleUnknown
from yarmarka.domain.customs.models import (
    Classification,
    CustomsRuleRow,
    DeclarationRow,
    HsHeadingRow,
    MembershipRow,
    RegistrationRow,
)
from yarmarka.domain.customs.queries import forget_headings, forget_law, rules_named
from yarmarka.domain.customs.types import CustomsRule, Declaration, HsHeading, Registration
from yarmarka.kernel.ids import new_id

_SUPPLIED: Final = Path(__file__).with_name("supplied.toml")
_HEADINGS: Final = Path(__file__).with_name("hs_headings.toml")


def supply_rules(*, now: datetime) -> int:
    """Take in the rules that come with the house and are not known yet; return how many.

    What is known already stays as it is: it may have been switched or ended since.
    """
    rules = [_row(entry, now=now) for entry in supplied()["rules"]]
    known = set(CustomsRuleRow.objects.values_list("code", flat=True))
    new = [row for row in rules if row.code not in known]
    if not new:
        return 0
    with transaction.atomic():
        CustomsRuleRow.objects.bulk_create(new, ignore_conflicts=True)
        MembershipRow.objects.bulk_create(
            [
                MembershipRow(
                    id=new_id(now),
                    country=country,
                    territory=entry["territory"],
                    valid=_days(entry["since"], entry.get("until")),
                )
                for entry in supplied()["memberships"]
                for country in entry["countries"]
            ],
            ignore_conflicts=True,
        )
    forget_law()
    return len(new)


@cache
def supplied() -> dict[str, Any]:
    """Return what `supplied.toml` says."""
    return tomllib.loads(_SUPPLIED.read_text(encoding="utf-8"))


def add_rules(rules: Sequence[CustomsRule], *, now: datetime) -> None:
    """Put rules on record. Raises CustomsRulesOverlap."""
    rows = [_row_of(rule, now=now) for rule in rules]
    try:
        with transaction.atomic():
            CustomsRuleRow.objects.bulk_create(rows)
    except IntegrityError as error:
        if "customs_rules_do_not_overlap" in str(error):
            raise CustomsRulesOverlap from error
        raise
    forget_law()


def switch_on(code: str, *, verified_on: date, from_on: date, now: datetime) -> CustomsRule | None:
    """Put a rule in force from a day on, never before its own first one; return the rule that ends there, if one does.

    Raises CustomsRuleUnknown, and CustomsRulesOverlap where what stands in its way can't be ended.
    """
    with transaction.atomic():
        row = _locked(code)
        since = max(row.valid.lower, from_on)
        followed = (
            _same_goods(row)
            .filter(
                is_enabled=True, valid__overlap=_days(since, row.valid.upper), valid__startswith__lt=since
            )
            .select_for_update()
            .first()
        )
        if followed:
            followed.valid = _days(followed.valid.lower, since)
            followed.changed_at = now
            followed.save(update_fields=["valid", "changed_at"])
        row.valid = _days(since, row.valid.upper)
        row.is_enabled, row.verified_on, row.changed_at = True, verified_on, now
        try:
            with transaction.atomic():
                row.save(update_fields=["valid", "is_enabled", "verified_on", "changed_at"])
        except IntegrityError as error:
            raise CustomsRulesOverlap(code=code) from error
    forget_law()
    return rules_named([followed.code])[followed.code] if followed else None


def end_rule(code: str, *, on: date, now: datetime) -> None:
    """Let a rule end on a day, the first on which it does not hold; one that has not begun is switched off.

    Raises CustomsRuleUnknown.
    """
    with transaction.atomic():
        row = _locked(code)
        if on <= row.valid.lower:
            row.is_enabled = False
        else:
            row.valid = _days(row.valid.lower, on)
        row.changed_at = now
        row.save(update_fields=["valid", "is_enabled", "changed_at"])
    forget_law()


def register(registration: Registration, *, is_example: bool = False, now: datetime) -> None:
    """Note that the operator is registered in a regime: what is due under it is collected at sale from then on."""
    RegistrationRow.objects.create(
        id=new_id(now),
        regime=registration.regime,
        number=registration.number,
        owed_to=registration.owed_to,
        valid=_days(registration.since, registration.until),
        is_example=is_example,
    )
    forget_law()


def supply_headings() -> int:
    """Take in the headings that come with the house, anew where they have changed; return how many there are."""
    own = own_headings()
    return store_headings(own, source="the house's own names") if own_headings_changed(own) else 0


def own_headings() -> list[HsHeading]:
    """Return what `hs_headings.toml` says."""
    entries = tomllib.loads(_HEADINGS.read_text(encoding="utf-8"))["headings"]
    return [
        HsHeading(entry["code"], {name: entry[name] for name in ("ru", "en", "zh")}, entry.get("more", ""))
        for entry in entries
    ]


def own_headings_changed(own: Sequence[HsHeading]) -> bool:
    """Test if the headings that come with the house are not those on record."""
    known = {row.code: (row.names, row.words) for row in HsHeadingRow.objects.filter(is_own=True)}
    return known != {heading.code: (dict(heading.names), heading.words) for heading in own}


def store_headings(headings: Sequence[HsHeading], *, source: str) -> int:
    """Write headings down; a loaded one never takes the place of our own names. Return how many were given."""
    ours = (
        set()
        if all(one.is_own for one in headings)
        else set(HsHeadingRow.objects.filter(is_own=True).values_list("code", flat=True))
    )
    HsHeadingRow.objects.bulk_create(
        [
            HsHeadingRow(
                code=one.code, names=dict(one.names), words=one.words, source=source, is_own=one.is_own
            )
            for one in headings
            if one.code not in ours
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["names", "words", "source", "is_own"],
        batch_size=1000,
    )
    forget_headings()
    return len(headings)


def note_classification(
    *, product_id: UUID, seller_id: UUID, hs_code: str, was_suggested: bool, by: UUID, now: datetime
) -> None:
    """Note which HS code a person confirmed for a product of a seller; the last one counts."""
    Classification.objects.update_or_create(
        product_id=product_id,
        seller_id=seller_id,
        defaults={
            "hs_code": hs_code,
            "was_suggested": was_suggested,
            "confirmed_by_id": by,
            "confirmed_at": now,
        },
        create_defaults={
            "id": new_id(now),
            "hs_code": hs_code,
            "was_suggested": was_suggested,
            "confirmed_by_id": by,
            "confirmed_at": now,
        },
    )


def store_declaration(declaration: Declaration, *, now: datetime) -> None:
    """Keep what customs is told of a parcel; said again, the newest counts."""
    facts = {
        "number": declaration.number,
        "form": declaration.form,
        "facts": msgspec.to_builtins(declaration),
        "declared_at": now,
    }
    DeclarationRow.objects.update_or_create(
        parcel_id=declaration.parcel_id, defaults=facts, create_defaults={"id": new_id(now)} | facts
    )


def _locked(code: str) -> CustomsRuleRow:
    row = CustomsRuleRow.objects.select_for_update().filter(code=code).first()
    if row is None:
        raise CustomsRuleUnknown(field="code", rule=code)
    return row


def _same_goods(row: CustomsRuleRow) -> Any:
    return CustomsRuleRow.objects.exclude(code=row.code).filter(
        levy=row.levy,
        destination=row.destination,
        regime=row.regime,
        origin=row.origin,
        seller_kind=row.seller_kind,
        hs_prefix=row.hs_prefix,
        band__overlap=row.band,
    )


def _row(entry: dict[str, Any], *, now: datetime) -> CustomsRuleRow:
    """Return a supplied rule as a row. One without a word on it is in force."""
    facts = {"id": new_id(now), "is_enabled": entry.get("enabled", True)} | entry
    facts.pop("enabled", None)
    return _row_of(msgspec.convert(facts, type=CustomsRule), now=now)


def _row_of(rule: CustomsRule, *, now: datetime) -> CustomsRuleRow:
    upper = None if rule.up_to_minor is None else rule.up_to_minor + 1
    return CustomsRuleRow(
        id=rule.id,
        code=rule.code,
        levy=rule.levy,
        destination=rule.destination,
        regime=rule.regime,
        origin=rule.origin,
        seller_kind=rule.seller_kind,
        hs_prefix=rule.hs_prefix,
        band=Int8Range(rule.over_minor + 1 if rule.over_minor else 0, upper),
        currency=rule.currency,
        terms=msgspec.to_builtins(rule.terms),
        valid=_days(rule.since, rule.until),
        legal_basis=rule.legal_basis,
        source=rule.source,
        link=rule.link,
        verified_on=rule.verified_on,
        note=rule.note,
        is_enabled=rule.is_enabled,
        changed_at=now,
    )


def _days(since: date, until: date | None) -> Any:
    return DateRange(since, until)


def follow_product(product_id: UUID, *, to: UUID, only: Collection[UUID] | None = None) -> list[UUID]:
    """Let what sellers confirmed of a product, or only some of it, hold for another; return what does.

    Where a seller confirmed something of the other one already, both stay as they are.
    """
    there = Classification.objects.filter(product_id=to).values("seller_id")
    moving = Classification.objects.filter(product_id=product_id).exclude(seller_id__in=there)
    if only is not None:
        moving = moving.filter(id__in=list(only))
    keys = list(moving.values_list("id", flat=True))
    Classification.objects.filter(id__in=keys).update(product_id=to)
    return keys
