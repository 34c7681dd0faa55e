"""The texts of a card in three languages, and whose words they are, between its form and what is stored."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from yarmarka.connectors.feeds.values import LONGEST_TITLE
from yarmarka.connectors.feeds.yml.offer import LONGEST_DESCRIPTION
from yarmarka.domain.catalogue.rules.texts import origin_after
from yarmarka.presentation.card_words import ORIGINS
from yarmarka.reads.seller_card import CardRow
from yarmarka.vocabulary.goods import LANGUAGES, TextOrigin

#: texts of a card, as they are stored, and the field of each
_FIELDS: Final = (("titles", "title"), ("descriptions", "description"))
_LABELS: Final[Mapping[str, Any]] = {
    "ru": (_("Name in Russian"), _("Description in Russian")),
    "en": (_("Name in English"), _("Description in English")),
    "zh": (_("Name in Chinese"), _("Description in Chinese")),
}


def text_fields() -> Iterator[tuple[str, forms.Field]]:
    """Yield the fields of each language by name: a title, a description, and whose words they are."""
    for language in LANGUAGES:
        title, description = _LABELS[language]
        lang = {"lang": language}
        yield (
            f"title_{language}",
            forms.CharField(
                label=title, max_length=LONGEST_TITLE, required=False, widget=forms.TextInput(attrs=lang)
            ),
        )
        yield (
            f"description_{language}",
            forms.CharField(
                label=description,
                max_length=LONGEST_DESCRIPTION,
                required=False,
                widget=forms.Textarea(attrs=lang | {"rows": 5}),
            ),
        )
        yield (
            f"origin_{language}",
            forms.ChoiceField(
                label=_("Whose words these are"),
                choices=[(origin.value, ORIGINS[origin]) for origin in TextOrigin],
                required=False,
                initial=TextOrigin.SELLER.value,
            ),
        )


def texts_said(given: Mapping[str, Any], field: str, before: Mapping[str, str]) -> dict[str, str]:
    """Return a field's texts by language; one that was there and is empty now is taken away."""
    texts = {language: given[f"{field}_{language}"] for language in LANGUAGES}
    return {language: text for language, text in texts.items() if text or language in before}


def origins_said(given: Mapping[str, Any], kept: CardRow | None) -> dict[str, dict[str, str]]:
    """Return whose words the texts are, where they aren't the seller's own."""
    found = {name: _origins(given, kept, name, field) for name, field in _FIELDS}
    return {name: origins for name, origins in found.items() if origins}


def offered_origin(card: CardRow | None, language: str) -> TextOrigin:
    """Return what the form shows of whose words a language's texts are: the title's, or else the description's."""
    known = card.text_origins if card else {}
    told = (known.get(name, {}).get(language) for name, _field in _FIELDS)
    return TextOrigin(next(filter(None, told), TextOrigin.SELLER))


def _origins(given: Mapping[str, Any], kept: CardRow | None, name: str, field: str) -> dict[str, str]:
    before: Mapping[str, str] = getattr(kept, name) if kept else {}
    known = kept.text_origins.get(name, {}) if kept else {}
    found = {}
    for language in LANGUAGES:
        text = given[f"{field}_{language}"]
        origin = origin_after(
            chosen=TextOrigin(given[f"origin_{language}"] or TextOrigin.SELLER),
            offered=offered_origin(kept, language),
            stored=TextOrigin(known.get(language, TextOrigin.SELLER)) if language in before else None,
            is_rewritten=text != before.get(language),
        )
        if text and origin != TextOrigin.SELLER:
            found[language] = origin.value
    return found
