"""Declaring a parcel that crosses a border: what is in it by HS code, origin, weight and value, on the right form."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from yarmarka.domain.customs.actions import store_declaration
from yarmarka.domain.customs.queries import law_of
from yarmarka.domain.customs.rules import LIMIT_CURRENCY, form_for
from yarmarka.domain.customs.types import Declaration, DeclaredLine, Form
from yarmarka.domain.orders.queries import seller_orders
from yarmarka.domain.orders.types import SellerOrderCard
from yarmarka.domain.pricing.queries import rates_at
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.kernel.errors import Missing
from yarmarka.reads.seller_order import SellerOrderSheet, seller_order_sheet
from yarmarka.vocabulary.goods import in_language
from yarmarka.vocabulary.money import convert_minor


def declare_parcel(*, seller: SellerCard, seller_order_id: UUID, now: datetime) -> Declaration:
    """Declare the parcel of a seller order as it is packed now, and keep what was declared.

    Raises Missing without a label, and where no border is crossed.
    """
    sheet = seller_order_sheet(seller_id=seller.id, seller_order_id=seller_order_id)
    return declare_parcels([sheet], seller=seller, now=now)[0]


def declare_parcels(
    sheets: Sequence[SellerOrderSheet], *, seller: SellerCard, now: datetime
) -> list[Declaration]:
    """Declare the parcels of many of a seller's orders, as `declare_parcel` does each. Raises Missing."""
    parts = seller_orders([sheet.id for sheet in sheets])
    declarations = [
        declared(sheet, seller=seller, reference=_reference(parts[sheet.id], now), now=now)
        for sheet in sheets
    ]
    for declaration in declarations:
        store_declaration(declaration, now=now)
    return declarations


def declared(sheet: SellerOrderSheet, *, seller: SellerCard, reference: str, now: datetime) -> Declaration:
    """Return what is to be declared of a seller order's parcel."""
    if sheet.parcel is None or not sheet.parcel.number or seller.address.country == sheet.country:
        raise Missing(what="declaration")
    lines = tuple(
        DeclaredLine(
            description=in_language(line.titles, "en"),
            quantity=line.quantity,
            net_weight_g=line.weight_g * line.quantity,
            value_minor=line.total_minor,
            currency=sheet.currency,
            hs_code=line.hs_code,
            origin_country=line.origin_country,
        )
        for line in sheet.lines
        if line.quantity
    )
    return Declaration(
        parcel_id=sheet.parcel.id,
        number=sheet.parcel.number,
        form=_form(sheet.parcel.number, lines, sheet.packed_g, now=now),
        sent_from=seller.address.country,
        sent_to=sheet.country,
        gross_weight_g=sheet.packed_g,
        postage_minor=sheet.delivery_minor,
        currency=sheet.currency,
        invoice=sheet.number,
        lines=lines,
        reference=reference,
    )


def _form(number: str, lines: tuple[DeclaredLine, ...], weight_g: int, *, now: datetime) -> Form:
    value = sum(line.value_minor for line in lines)
    rate = rates_at(now).get((lines[0].currency, LIMIT_CURRENCY)) if lines else None
    # Without a rate nobody can say that the value is small: then the larger form, which is always taken.
    worth = convert_minor(value, rate.rate) if rate else 10**12
    return form_for(number=number, value_minor=worth, weight_g=weight_g)


def _reference(part: SellerOrderCard, now: datetime) -> str:
    """Return the number under which duty and taxes of this parcel were collected at sale; nothing if none were."""
    if not part.duties.total_minor:
        return ""
    return next(
        (one.number for one in law_of(now.date()).registrations.values() if one.owed_to == part.duty_to), ""
    )
