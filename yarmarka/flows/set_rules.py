"""Putting a dated rule in force: what held for the same sales ends where the new rule begins."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from yarmarka.domain.catalogue.queries import category_by_slug
from yarmarka.domain.pricing.actions import (
    Dated,
    end_commission,
    end_commission_tax,
    end_partner_share,
    end_term,
    set_commission,
    set_commission_tax,
    set_partner_share,
    set_term,
)
from yarmarka.domain.pricing.errors import RuleInThePast, RulesOverlap
from yarmarka.domain.pricing.types import TermKind
from yarmarka.domain.sellers.queries import seller_by_slug


def dated(
    *,
    basis_points: int,
    valid_from: datetime,
    source: str,
    verified_on: date,
    proposed_by: UUID | None,
    approved_by: UUID | None,
    now: datetime,
) -> Dated:
    """Return what a new rule says of itself. Raises RuleInThePast."""
    if valid_from < now:
        raise RuleInThePast(field="valid_from")
    return Dated(
        basis_points=basis_points,
        valid_from=valid_from,
        source=source,
        verified_on=verified_on,
        proposed_by=proposed_by,
        approved_by=approved_by,
    )


def follow_commission(rule: Dated, *, category: str = "", seller: str = "", storefront: str = "") -> UUID:
    """Put a commission for a category, a seller and a storefront (by slug and code; none is any) in force.

    Raises Missing, RulesOverlap.
    """
    with _following():
        scope = {
            "category_id": category_by_slug(category).id if category else None,
            "seller_id": seller_by_slug(seller).id if seller else None,
        }
        shop = storefront or None
        end_commission(**scope, storefront=shop, at=rule["valid_from"])
        return set_commission(**scope, storefront=shop, **rule)


def follow_tax(rule: Dated, *, country: str = "") -> UUID:
    """Put the tax on the commission of a country's sellers (none: of all others) in force. Raises RulesOverlap."""
    with _following():
        end_commission_tax(seller_country=country or None, at=rule["valid_from"])
        return set_commission_tax(seller_country=country or None, **rule)


def follow_term(kind: TermKind, rule: Dated) -> UUID:
    """Put the spread of exchange, or the guarantee fund's part, in force. Raises RulesOverlap."""
    with _following():
        end_term(kind, at=rule["valid_from"])
        return set_term(kind, **rule)


def follow_partner(rule: Dated, *, partner: str, name: str) -> UUID:
    """Put a partner's share of the commission in force. Raises RulesOverlap."""
    with _following():
        end_partner_share(partner=partner, at=rule["valid_from"])
        return set_partner_share(partner=partner, name=name, **rule)


@contextmanager
def _following() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as refusal:
        if "do_not_overlap" not in str(refusal):
            raise
        raise RulesOverlap from refusal
