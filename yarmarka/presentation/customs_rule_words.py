"""Customs rules in words: for which consignments they are, and what they ask for."""

from decimal import Decimal
from typing import Final

from babel.numbers import format_decimal
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yarmarka.domain.customs.types import (
    Allowance,
    Base,
    CustomsRule,
    Part,
    PerHeading,
    Period,
    PerParcel,
    RetailImport,
)
from yarmarka.presentation.locales import cldr, current_language
from yarmarka.presentation.money import format_price

REGIMES: Final[dict[str, Promise]] = {
    "eu_ioss": gettext_lazy("IOSS, the EU's import one-stop shop"),
    "gb_vat": gettext_lazy("British VAT of marketplaces"),
    "cn_cbec": gettext_lazy("China's cross-border retail"),
}
_BASES: Final[dict[Base, Promise]] = {
    Base.GOODS: gettext_lazy("of the goods"),
    Base.GOODS_AND_DELIVERY: gettext_lazy("of goods and delivery"),
    Base.WITH_DUTY: gettext_lazy("of goods, delivery and duty"),
}
_PERIODS: Final[dict[Period, Promise]] = {
    Period.PARCEL: gettext_lazy("a parcel"),
    Period.MONTH: gettext_lazy("a person's month"),
    Period.YEAR: gettext_lazy("a person's year"),
}


def terms_words(rule: CustomsRule) -> str:
    """Return what a rule asks for."""
    terms = rule.terms
    if isinstance(terms, Allowance):
        return _(
            "free up to %(free)s and %(weight)s kg for %(period)s; above: %(percent)s %%, at least %(least)s a kilogram"
        ) % {
            "free": _money(terms.free_minor, rule),
            "weight": _number(Decimal(terms.free_weight_g) / 1000),
            "period": _PERIODS[terms.per],
            "percent": _percent(terms.basis_points),
            "least": _money(terms.least_per_kg_minor, rule),
        }
    if isinstance(terms, Part):
        return _part_words(terms, rule)
    if isinstance(terms, PerHeading):
        return _("%(flat)s for every different HS subheading") % {"flat": _money(terms.flat_minor, rule)}
    if isinstance(terms, PerParcel):
        return _("%(flat)s for a parcel on which duty is due") % {"flat": _money(terms.flat_minor, rule)}
    if isinstance(terms, RetailImport):
        return _(
            "no duty and %(percent)s %% of the taxes up to %(order)s an order and %(year)s a person's year"
        ) % {
            "percent": _percent(terms.taxes_basis_points),
            "order": _money(terms.order_minor, rule),
            "year": _money(terms.year_minor, rule),
        }
    return _("by the tariff, which is not held")


def scope_words(rule: CustomsRule) -> str:
    """Return which consignments a rule is for, besides where they go; nothing for all of them."""
    words = []
    if rule.over_minor:
        words.append(_("above %(amount)s") % {"amount": _money(rule.over_minor, rule)})
    if rule.up_to_minor is not None:
        words.append(_("up to %(amount)s") % {"amount": _money(rule.up_to_minor, rule)})
    if rule.hs_prefix:
        words.append(_("HS %(code)s") % {"code": rule.hs_prefix})
    if rule.origin:
        words.append(_("from %(country)s") % {"country": rule.origin})
    if rule.seller_kind:
        words.append(_("sellers: %(kind)s") % {"kind": rule.seller_kind})
    if rule.regime:
        words.append(str(REGIMES.get(rule.regime, rule.regime)))
    return ", ".join(words)


def _part_words(terms: Part, rule: CustomsRule) -> str:
    if not terms.basis_points:
        return _("free")
    words = [f"{_percent(terms.basis_points)} % {_BASES[terms.base]}"]
    if terms.above_minor:
        words.append(_("above %(amount)s") % {"amount": _money(terms.above_minor, rule)})
    if terms.least_per_kg_minor:
        words.append(_("at least %(least)s a kilogram") % {"least": _money(terms.least_per_kg_minor, rule)})
    return ", ".join(words)


def _money(minor: int, rule: CustomsRule) -> str:
    return format_price(minor, rule.currency, current_language())


def _percent(basis_points: int) -> str:
    return _number(Decimal(basis_points) / 100)


def _number(value: Decimal) -> str:
    return format_decimal(value, format="#,##0.###", locale=cldr(current_language()))
