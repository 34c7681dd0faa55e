"""What a seller order's papers say."""

from datetime import date
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, override

from yarmarka.domain.customs.types import Declaration
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.domain.shipping.rules.boxes import whole_cm
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.option_words import options_in_words
from yarmarka.presentation.papers import ContentLine, CustomsFacts, LabelFacts, PackingFacts, PackingLine
from yarmarka.reads.seller_order import SellerOrderSheet, SheetLine
from yarmarka.vocabulary.goods import in_language
from yarmarka.vocabulary.money import Money

#: What the post at home reads.
_OF_THE_POST: Final = {"RU": "ru", "CN": "zh"}


def has_label(sheet: SellerOrderSheet) -> bool:
    """Test if a label can be printed: it is bought, and the address may still be seen."""
    return sheet.address is not None and sheet.parcel is not None and bool(sheet.parcel.number)


def label_facts(sheet: SellerOrderSheet, *, seller: SellerCard, today: date) -> LabelFacts:
    """Return what stands on the label: the goods' value is what the shopper paid for them."""
    assert sheet.address is not None, "an address is there while a label is needed"
    assert sheet.parcel is not None, "a label has a parcel"
    language, box = _language_abroad(sheet, seller), sheet.packed_mm
    return LabelFacts(
        number=sheet.parcel.number,
        service_name=in_language(sheet.service_names, current_language()),
        sender=seller.address,
        recipient=sheet.address,
        weight_g=sheet.packed_g,
        order_number=sheet.number,
        declared=Money(sheet.packed_minor, sheet.currency),
        contents=tuple(_content(line, sheet.currency, language) for line in sheet.lines if line.quantity),
        printed_on=today,
        box_cm=whole_cm(box) if box else None,
    )


def customs_facts(
    sheet: SellerOrderSheet, declaration: Declaration, *, seller: SellerCard, today: date
) -> CustomsFacts:
    """Return what the customs declaration and the commercial invoice of a declared parcel say."""
    assert sheet.address is not None, "an address is there while papers are needed"
    return CustomsFacts(
        number=declaration.number,
        invoice=declaration.invoice,
        sender=seller.address,
        recipient=sheet.address,
        weight_g=declaration.gross_weight_g,
        declared=Money(declaration.value_minor, declaration.currency),
        postage=Money(declaration.postage_minor, declaration.currency),
        contents=tuple(
            ContentLine(
                description=line.description,
                quantity=line.quantity,
                weight_g=line.net_weight_g,
                value=Money(line.value_minor, line.currency),
                hs_code=line.hs_code,
                origin=line.origin_country,
            )
            for line in declaration.lines
        ),
        printed_on=today,
        is_paid=bool(sheet.passed_on_minor),
        reference=declaration.reference,
    )


def packing_facts(sheet: SellerOrderSheet, *, seller: SellerCard) -> PackingFacts:
    """Return what the packing slip says, in the shopper's language."""
    assert sheet.address is not None, "an address is there while a packing slip is needed"
    with override(sheet.locale):
        return PackingFacts(
            shop_name=gettext("Yarmarka"),
            order_number=sheet.number,
            ordered_on=sheet.placed_at.date(),
            seller_name=seller.trade_name,
            seller=seller.address,
            recipient=sheet.address,
            lines=tuple(_packed(line, sheet.locale) for line in sheet.lines if line.quantity),
            service_name=in_language(sheet.service_names, sheet.locale),
            parcel_number=sheet.parcel.number if sheet.parcel else "",
            order_url=f"{settings.SITE_URL}{reverse('shop:order', kwargs={'order_id': sheet.order_id})}",
            seller_contact=seller.contact_email,
            claim_days=sheet.inspection_days,
        )


def _language_abroad(sheet: SellerOrderSheet, seller: SellerCard) -> str:
    """Customs abroad read English; at home the goods are named in the language of the post."""
    is_abroad = seller.address.country != sheet.country
    return "en" if is_abroad else _OF_THE_POST.get(sheet.country) or current_language()


def _content(line: SheetLine, currency: str, language: str) -> ContentLine:
    return ContentLine(
        description=in_language(line.titles, language),
        quantity=line.quantity,
        weight_g=line.weight_g * line.quantity,
        value=Money(line.total_minor, currency),
        hs_code=line.hs_code,
        origin=line.origin_country,
    )


def _packed(line: SheetLine, language: str) -> PackingLine:
    return PackingLine(
        sku=line.sku,
        title=in_language(line.titles, language),
        quantity=line.quantity,
        variant=options_in_words(line.options),
    )
