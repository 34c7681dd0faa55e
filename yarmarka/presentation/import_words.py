"""What goods cost at import, in words: what is due and to whom, and for each line why, by which act of law."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

import msgspec
from babel.numbers import format_decimal
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yarmarka.domain.customs.queries import customs_law
from yarmarka.domain.customs.types import CostLine, CustomsRule, FrozenCost, LandedCost, Levy, Outcome, Why
from yarmarka.presentation.acts_of_law import act_in_words
from yarmarka.presentation.locales import cldr, current_language
from yarmarka.presentation.money import format_money

LEVIES: Final[dict[Levy, Promise]] = {
    Levy.DUTY: _("Customs duty"),
    Levy.CONSUMPTION_TAX: _("Consumption tax"),
    Levy.VAT: _("VAT at import"),
    Levy.FEE: _("Customs fee"),
}
#: what a shopper reads first
OUTCOMES: Final[dict[Outcome, Promise]] = {
    Outcome.NOT_IMPORTED: _("No duty and no taxes at import: the goods cross no customs border."),
    Outcome.NOTHING_DUE: _("No duty and no taxes are due at import."),
    Outcome.PAID: _("Duties paid: you pay them with the order, and nothing at the door."),
    Outcome.AT_IMPORT: _("Duties not paid: when the parcel comes, customs will ask you for %(due)s."),
    Outcome.NOT_KNOWN: _("Duties not paid: customs may ask you for more than can be counted beforehand."),
    Outcome.NO_RULES: _("Duties not counted: we hold no customs rules for this country."),
    Outcome.REFUSED: _("Customs does not let these goods in like this."),
}
#: the same in a word or two, for a line of a sum
SHORT: Final[dict[Outcome, Promise]] = {
    Outcome.NOT_IMPORTED: _("none"),
    Outcome.NOTHING_DUE: _("none"),
    Outcome.AT_IMPORT: _("not in the price"),
    Outcome.NOT_KNOWN: _("not in the price"),
    Outcome.NO_RULES: _("not counted"),
    Outcome.REFUSED: _("not let in"),
}
WHYS: Final[dict[Why, Promise]] = {
    Why.WITHIN_ALLOWANCE: _("Free up to %(free)s and %(free_weight)s kg; this is not more."),
    Why.VALUE_ABOVE: _("%(percent)s %% of the %(value_above)s above %(free)s."),
    Why.WEIGHT_ABOVE: _("%(least_per_kg)s for each of the %(weight_above)s kg above %(free_weight)s kg."),
    Why.NOT_ABOVE_LIMIT: _("Nothing up to %(above)s."),
    Why.PART_OF_VALUE: _("%(percent)s %% of %(base)s."),
    Why.LEAST_BY_WEIGHT: _("At least %(least_per_kg)s for each of %(weight)s kg."),
    Why.PER_HEADING: _("%(flat)s for each different kind of goods by the customs code: %(headings)s."),
    Why.PER_PARCEL: _("%(flat)s for a parcel on which duty is due."),
    Why.NOTHING_DUTIABLE: _("Asked for only where duty is due."),
    Why.RETAIL_IMPORT: _(
        "No duty within %(order)s for one order and %(year)s for a person's year; %(taxes)s %% of the taxes are due."
    ),
    Why.SINGLE_PIECE: _("A single piece above %(order)s comes in with duty by the tariff and taxes in full."),
    Why.ABOVE_RETAIL_LIMIT: _(
        "Above %(order)s for one order or %(year)s for a person's year, of which %(before)s are used."
    ),
    Why.TARIFF_NOT_HELD: _("It depends on the tariff of the goods and their origin, which we do not hold."),
}
_PER_MONTH: Final = _("Counted with what else came in the month: %(before)s.")
_WITHOUT_DUTY: Final = _("The duty, which is not known, comes on top of what it is counted from.")
_FREE: Final = _("Free of it.")


@dataclass(frozen=True)
class ImportLine:
    """One levy in words, with the act that asks for it. `minor` is None where it is not known."""

    levy: str
    minor: int | None
    why: str
    code: str
    is_collected: bool
    legal_basis: str
    source: str
    link: str
    verified_on: date | None


@dataclass(frozen=True)
class ImportCost:
    """What goods cost at import, in words."""

    outcome: Outcome
    said: str
    short: str
    currency: str
    collected_minor: int
    lines: tuple[ImportLine, ...]

    @property
    def is_paid(self) -> bool:
        """Whether it is paid with the order."""
        return self.outcome is Outcome.PAID

    @property
    def is_warning(self) -> bool:
        """Whether something may have to be paid at the door."""
        return self.outcome in {Outcome.AT_IMPORT, Outcome.NOT_KNOWN, Outcome.REFUSED}


def import_cost(cost: LandedCost | FrozenCost | dict[str, Any] | None, currency: str) -> ImportCost | None:
    """Return a landed cost, or one as an order keeps it, in the reader's language; nothing for nothing."""
    if not cost:
        return None
    counted = msgspec.convert(cost, type=FrozenCost) if isinstance(cost, dict) else cost
    rules = {rule.code: rule for rule in customs_law().rules}
    due = sum(line.minor or 0 for line in counted.lines if not line.is_collected)
    language = current_language()
    return ImportCost(
        outcome=counted.outcome,
        said=str(OUTCOMES[counted.outcome]) % {"due": format_money(due, currency, language)},
        short=str(SHORT.get(counted.outcome, "")),
        currency=currency,
        collected_minor=sum(line.minor or 0 for line in counted.lines if line.is_collected),
        lines=tuple(import_line(line, rules.get(line.code)) for line in counted.lines),
    )


def import_line(line: CostLine, rule: CustomsRule | None) -> ImportLine:
    """Return one line in words. A rule that is in force no more is named by its code alone."""
    return ImportLine(
        levy=str(LEVIES[line.levy]),
        minor=line.minor,
        why=_why(line),
        code=line.code,
        is_collected=line.is_collected,
        legal_basis=act_in_words(rule.legal_basis) if rule else "",
        source=rule.source if rule else "",
        link=rule.link if rule else "",
        verified_on=rule.verified_on if rule else None,
    )


def _why(line: CostLine) -> str:
    if line.why is Why.PART_OF_VALUE and not line.figures.get("basis_points"):
        return str(_FREE)
    facts = _said(line)
    words = [str(WHYS[line.why]) % facts]
    if line.figures.get("before_minor") and line.why in {
        Why.WITHIN_ALLOWANCE,
        Why.VALUE_ABOVE,
        Why.WEIGHT_ABOVE,
    }:
        words.append(str(_PER_MONTH) % facts)
    if line.figures.get("without_duty"):
        words.append(str(_WITHOUT_DUTY))
    return " ".join(words)


def _said(line: CostLine) -> dict[str, str]:
    """Return a line's figures in words: money in the rule's currency, kilograms and per cents as numbers."""
    language, figures = current_language(), line.figures
    said = {
        name.removesuffix("_minor"): format_money(minor, line.own_currency, language)
        for name, minor in figures.items()
        if name.endswith("_minor")
    }
    for name, grams in figures.items():
        if name.endswith("_g"):
            short = {"free_weight_g": "free_weight", "weight_above_g": "weight_above", "weight_g": "weight"}[
                name
            ]
            said[short] = _number(Decimal(grams) / 1000)
    said["headings"] = str(figures.get("headings", ""))
    said["percent"] = _number(Decimal(figures.get("basis_points", 0)) / 100)
    said["taxes"] = _number(Decimal(figures.get("taxes_basis_points", 0)) / 100)
    return said


def _number(value: Decimal) -> str:
    return format_decimal(value, format="#,##0.###", locale=cldr(current_language()))
