"""What rules for cards, reasons and fields are called, and how a finding reads."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yarmarka.domain.moderation.types import CardRule, Finding, RuleKind
from yarmarka.flows.define_attributes import BASIS as OF_ATTRIBUTES
from yarmarka.flows.judge_cards import need_in
from yarmarka.presentation.locales import current_language
from yarmarka.vocabulary.goods import TextOrigin, in_language, shown_in, words_in

#: why a person refused a card
REASONS: Final[Mapping[str, Promise | str]] = {
    "rule": pgettext_lazy("why a card is refused", "the rule says it"),
    "wrong_category": pgettext_lazy("why a card is refused", "the goods belong into another category"),
    "misleading": pgettext_lazy("why a card is refused", "title, description or pictures mislead"),
    "not_authentic": pgettext_lazy("why a card is refused", "nothing shows that the goods are authentic"),
    "documents_missing": pgettext_lazy("why a card is refused", "documents are missing"),
    "other": pgettext_lazy("why a card is refused", "another reason"),
}
KINDS: Final[Mapping[str, Promise | str]] = {
    RuleKind.PROHIBITED: pgettext_lazy("kind of a rule for cards", "Prohibited goods"),
    RuleKind.BRAND: pgettext_lazy("kind of a rule for cards", "Protected brand"),
    RuleKind.ATTRIBUTES: pgettext_lazy("kind of a rule for cards", "Required attributes"),
    RuleKind.DOCUMENTS: pgettext_lazy("kind of a rule for cards", "Required documents"),
}
OUTCOMES: Final[Mapping[str, Promise | str]] = {
    "waits": pgettext_lazy("what a rule does to a card", "a person looks first"),
    "refused": pgettext_lazy("what a rule does to a card", "refused"),
}
FIELDS: Final[Mapping[str, Promise | str]] = {
    "titles": pgettext_lazy("field of a card", "title"),
    "text_origins": pgettext_lazy("field of a card", "Whose words it is"),
    "descriptions": pgettext_lazy("field of a card", "description"),
    "attributes": pgettext_lazy("field of a card", "attributes"),
    "brand": pgettext_lazy("field of a card", "brand"),
    "part_number": pgettext_lazy("field of a card", "part number"),
    "category_id": pgettext_lazy("field of a card", "category"),
    "hs_code": pgettext_lazy("field of a card", "customs code"),
    "price_minor": pgettext_lazy("field of a card", "price"),
    "old_price_minor": pgettext_lazy("field of a card", "old price"),
    "currency": pgettext_lazy("field of a card", "currency"),
    "weight_g": pgettext_lazy("field of a card", "weight"),
    "length_mm": pgettext_lazy("field of a card", "length, mm"),
    "width_mm": pgettext_lazy("field of a card", "width, mm"),
    "height_mm": pgettext_lazy("field of a card", "height, mm"),
    "origin_country": pgettext_lazy("field of a card", "country of origin"),
    "status": pgettext_lazy("field of a card", "state"),
    "cover": pgettext_lazy("field of a card", "cover picture"),
    "joined_into": pgettext_lazy("field of a card", "card that it was joined into"),
    "took_in": pgettext_lazy("field of a card", "card that was joined into it"),
    "split_off": pgettext_lazy("field of a card", "card that an article was taken out into"),
    "split_from": pgettext_lazy("field of a card", "card that it was taken out of"),
    "product_id": pgettext_lazy("field of a card", "product it belongs to"),
}
SOURCES: Final[Mapping[str, Promise | str]] = {
    "feed": pgettext_lazy("where a change comes from", "price list"),
    "hand": pgettext_lazy("where a change comes from", "by hand"),
    "staff": pgettext_lazy("where a change comes from", "the fair"),
}
_MET: Final[Mapping[RuleKind, Promise | str]] = {
    RuleKind.PROHIBITED: _("Found: %(what)s"),
    RuleKind.BRAND: _("Brand: %(what)s"),
    RuleKind.ATTRIBUTES: _("Missing attributes: %(what)s"),
    RuleKind.DOCUMENTS: _("Missing documents: %(what)s"),
}


#: whose words a text is
ORIGINS: Final[Mapping[str, Promise | str]] = {
    TextOrigin.SELLER: pgettext_lazy("whose words a text is", "the seller's own"),
    TextOrigin.TRANSLATOR: pgettext_lazy("whose words a text is", "a translator's"),
    TextOrigin.MACHINE: pgettext_lazy("whose words a text is", "a machine's"),
}


def basis_words(basis: str) -> str:
    """Return what a rule rests on: as it was written down, or in the reader's words where the house wrote it."""
    return str(_("What goods of the category are told by")) if basis == OF_ATTRIBUTES else basis


def met_words(finding: Finding) -> str:
    """Return what a rule met, or missed, in a card; nothing where it asks nothing but the shelf."""
    if not finding.met:
        return ""
    what = ", ".join(need_in(word, current_language()) for word in finding.met)
    return str(_MET[finding.kind]) % {"what": what}


def reason_words(rule: CardRule | None, locale: str) -> str:
    """Return why a rule stops cards, in a language."""
    return in_language(rule.reasons, locale) if rule else ""


def value_words(field: str, value: Any, *, locale: str, categories: Mapping[str, str]) -> str:
    """Return a value of a card's field as people read it; long texts are cut."""
    if value in (None, "", [], {}):
        return "–"
    if field == "category_id":
        return categories.get(str(value), str(value))
    if field in {"titles", "descriptions"} and isinstance(value, Mapping):
        return " · ".join(str(text)[:300] for text in value.values())
    if field == "text_origins" and isinstance(value, Mapping):
        return "; ".join(_whose(name, told) for name, told in value.items())
    if field == "attributes" and isinstance(value, list):
        return "; ".join(_fact(fact, locale) for fact in value)[:600]
    return str(value)


def _whose(name: str, told: Mapping[str, str]) -> str:
    said = ", ".join(f"{language} – {ORIGINS[origin]}" for language, origin in told.items())
    return f"{FIELDS[name]}: {said}"


def _fact(fact: Mapping[str, Any], locale: str) -> str:
    name, told = words_in(fact.get("name"), locale), shown_in(fact.get("value"), locale)
    return f"{name}: {told} {words_in(fact.get('unit'), locale)}".strip()
