"""Forms of a shop's contents: its basics, and a form for each kind of block and for an entry of the navigation."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, Final

import msgspec
from django import forms
from django.utils.translation import gettext_lazy as _

from yarmarka.domain.catalogue.queries import brands, categories
from yarmarka.domain.sellers.rules import IDENTIFIERS
from yarmarka.domain.storefronts.types import (
    AssortmentRule,
    Block,
    Brands,
    Contents,
    Goods,
    GoodsBy,
    Hero,
    Link,
    LinkKind,
    Promises,
    Shelves,
    Text,
    Texts,
    Theme,
)
from yarmarka.presentation.countries import country_choices
from yarmarka.presentation.locales import current_language, language_names
from yarmarka.vocabulary.goods import LANGUAGES, in_language
from yarmarka.vocabulary.money import CURRENCIES
from yarmarka.web.console.words import KINDS
from yarmarka.web.shared.drawings import GOODS
from yarmarka.web.shared.templatetags.parts import TINTS

_LANGUAGE_CHOICES: Final = [(code, language_names()[code]) for code in LANGUAGES]
_CURRENCY_CHOICES: Final = [(code, code) for code in CURRENCIES]
KINDS_OF_BLOCK: Final = {
    "hero": (Hero, _("Large words")),
    "promises": (Promises, _("Promises")),
    "shelves": (Shelves, _("Shelves")),
    "goods": (Goods, _("A row of goods")),
    "brands": (Brands, _("Brands")),
    "text": (Text, _("Text")),
}
#: fields that are told in each language, with their labels and whether they may be long
_TEXTS: Final = {
    "title": (_("Heading"), False),
    "lead": (_("A sentence below it"), True),
    "action": (_("Words on the button"), False),
    "body": (_("Paragraphs"), True),
    "words": (_("Words"), False),
    "items": (_("One promise on each line"), True),
}


class _Plain(forms.Form):
    """A form without colons after its labels."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named | {"label_suffix": ""})

    def add_texts(self, name: str) -> None:
        """Add one field for each language."""
        label, is_long = _TEXTS[name]
        for code in LANGUAGES:
            widget = forms.Textarea(attrs={"rows": 3}) if is_long else forms.TextInput()
            self.fields[f"{name}_{code}"] = forms.CharField(
                label=f"{label} · {language_names()[code]}", required=False, max_length=4_000, widget=widget
            )

    def texts(self, name: str) -> Texts:
        """Return what was told in each language; where nothing was, nothing."""
        told = {code: self.cleaned_data[f"{name}_{code}"].strip() for code in LANGUAGES}
        return {code: text for code, text in told.items() if text}


class BasicsForm(_Plain):
    """Names, languages, currencies, what is sold, and colours."""

    name_ru = forms.CharField(label=_("Name · Русский"), required=False, max_length=60)
    name_en = forms.CharField(label=_("Name · English"), required=False, max_length=60)
    name_zh = forms.CharField(label=_("Name · 中文"), required=False, max_length=60)
    locales = forms.MultipleChoiceField(
        label=_("Languages"), choices=_LANGUAGE_CHOICES, required=False, widget=forms.CheckboxSelectMultiple
    )
    locale = forms.ChoiceField(label=_("First language"), choices=_LANGUAGE_CHOICES)
    currencies = forms.MultipleChoiceField(
        label=_("Currencies"), choices=_CURRENCY_CHOICES, required=False, widget=forms.CheckboxSelectMultiple
    )
    currency = forms.ChoiceField(label=_("First currency"), choices=_CURRENCY_CHOICES)
    official_only = forms.BooleanField(label=_("Only what brands' official stores sell"), required=False)
    categories = forms.MultipleChoiceField(
        label=_("Only from these shelves"), required=False, widget=forms.SelectMultiple(attrs={"size": 8})
    )
    kinds = forms.MultipleChoiceField(
        label=_("Only from sellers of these kinds"), required=False, widget=forms.CheckboxSelectMultiple
    )
    countries = forms.MultipleChoiceField(
        label=_("Only from sellers at home in"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    accent = forms.CharField(label=_("Colour of actions and links"), required=False, max_length=7)
    accent_dark = forms.CharField(label=_("The same on a dark page"), required=False, max_length=7)
    paper = forms.CharField(label=_("Colour of the page"), required=False, max_length=7)
    ink = forms.CharField(label=_("Colour of the text"), required=False, max_length=7)
    surface = forms.CharField(
        label=_("Colour of quiet surfaces"),
        required=False,
        max_length=7,
        help_text=_("As #0F5C4D; empty keeps the house's own. Text must be readable on its ground."),
    )
    is_airy = forms.BooleanField(label=_("More room, quieter prices"), required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["categories"].choices = shelf_choices()  # type: ignore[attr-defined]
        self.fields["kinds"].choices = list(KINDS.items())  # type: ignore[attr-defined]
        self.fields["countries"].choices = country_choices(IDENTIFIERS, current_language())  # type: ignore[attr-defined]

    @classmethod
    def of(cls, contents: Contents) -> "BasicsForm":
        """Return the form filled in with a shop's contents."""
        rule, theme = contents.assortment, contents.theme
        named = {f"name_{code}": contents.names.get(code, "") for code in LANGUAGES}
        initial = named | msgspec.structs.asdict(rule) | msgspec.structs.asdict(theme)
        for name in ("locales", "locale", "currencies", "currency"):
            initial[name] = getattr(contents, name)
        return cls(initial=initial)

    def onto(self, contents: Contents) -> Contents:
        """Return the contents with what was filled in; the form is valid."""
        given = self.cleaned_data
        names = {code: given[f"name_{code}"].strip() for code in LANGUAGES if given[f"name_{code}"].strip()}
        rule = AssortmentRule(
            official_only=given["official_only"],
            categories=tuple(given["categories"]),
            sellers=contents.assortment.sellers,
            kinds=tuple(given["kinds"]),
            countries=tuple(given["countries"]),
        )
        colours = {
            name: given[name].strip().upper() for name in ("accent", "accent_dark", "paper", "ink", "surface")
        }
        return msgspec.structs.replace(
            contents,
            names=names,
            locales=tuple(given["locales"]),
            locale=given["locale"],
            currencies=tuple(given["currencies"]),
            currency=given["currency"],
            assortment=rule,
            theme=Theme(is_airy=given["is_airy"], **colours),
        )


class BlockChoices:
    """What blocks can show, for all forms of one page: asked for once, and only where a block has such a field."""

    @cached_property
    def shelves(self) -> list[tuple[str, str]]:
        """Each category by its slug, deeper ones set in."""
        return shelf_choices()

    @cached_property
    def brands(self) -> list[tuple[str, str]]:
        """Each brand by its slug."""
        return [(card.slug, card.name) for card in brands()]


class BlockForm(_Plain):
    """The fields of one kind of block."""

    def __init__(self, kind: str, *arguments: Any, choices: BlockChoices, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.kind = kind
        shape, self.words = KINDS_OF_BLOCK[kind]
        for name in shape.__struct_fields__:
            if name in _TEXTS:
                self.add_texts(name)
            else:
                self.fields[name] = _own_field(name, choices)

    @classmethod
    def of(cls, block: Block, *, prefix: str, choices: BlockChoices) -> "BlockForm":
        """Return the form filled in with a block."""
        initial: dict[str, Any] = {}
        for name, value in msgspec.structs.asdict(block).items():
            if name == "items":
                lines = {code: "\n".join(item.get(code, "") for item in value) for code in LANGUAGES}
                initial |= {f"items_{code}": text for code, text in lines.items()}
            elif name in _TEXTS:
                initial |= {f"{name}_{code}": text for code, text in value.items()}
            else:
                initial[name] = value
        return cls(kind_of(block), initial=initial, prefix=prefix, choices=choices)

    def block(self) -> Block:
        """Return the block that was filled in; the form is valid."""
        shape, _words = KINDS_OF_BLOCK[self.kind]
        facts: dict[str, Any] = {}
        for name in shape.__struct_fields__:
            if name == "items":
                facts[name] = _items(self.texts(name))
            elif name in _TEXTS:
                facts[name] = self.texts(name)
            elif name == "categories":
                facts[name] = tuple(self.cleaned_data[name])
            elif name == "by":
                facts[name] = GoodsBy(self.cleaned_data[name])
            else:
                facts[name] = self.cleaned_data[name]
        block: Block = shape(**facts)
        return block


class LinkForm(_Plain):
    """An entry of the navigation."""

    kind = forms.ChoiceField(
        label=_("Leads to"),
        choices=[
            (LinkKind.CATEGORY.value, _("A shelf")),
            (LinkKind.BRAND.value, _("A brand")),
            (LinkKind.STORES.value, _("All brands")),
            (LinkKind.ADDRESS.value, _("Another page of the shop")),
        ],
    )
    target = forms.CharField(
        label=_("Which"),
        required=False,
        max_length=200,
        help_text=_(
            "The name of a shelf or brand as in its address, or an address such as <code>search/?q=tea</code>."
        ),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.add_texts("words")

    @classmethod
    def of(cls, link: Link, *, prefix: str) -> "LinkForm":
        """Return the form filled in with an entry."""
        words = {f"words_{code}": text for code, text in link.words.items()}
        return cls(initial={"kind": link.kind.value, "target": link.target} | words, prefix=prefix)

    def link(self) -> Link:
        """Return the entry that was filled in; the form is valid."""
        given = self.cleaned_data
        return Link(kind=LinkKind(given["kind"]), target=given["target"].strip(), words=self.texts("words"))


def kind_of(block: Block) -> str:
    """Return the word that a block's kind is known by."""
    return next(kind for kind, (shape, _words) in KINDS_OF_BLOCK.items() if isinstance(block, shape))


def shelf_choices() -> list[tuple[str, str]]:
    """Return each category by its slug, deeper ones set in."""
    language = current_language()
    return [
        (card.slug, "— " * (len(card.path) - 1) + in_language(card.names, language)) for card in _in_order()
    ]


def _in_order() -> Iterable[Any]:
    """Return categories, each followed by those below it."""
    tree = categories()

    def below(parent: Any) -> Iterable[Any]:
        for card in tree:
            if card.parent_id == parent:
                yield card
                yield from below(card.id)

    return below(None)


def _items(told: Texts) -> tuple[Texts, ...]:
    """Return promises line by line, each in the languages that have it."""
    lines = {code: text.splitlines() for code, text in told.items()}
    number = max((len(texts) for texts in lines.values()), default=0)
    items = (
        {
            code: texts[place].strip()
            for code, texts in lines.items()
            if place < len(texts) and texts[place].strip()
        }
        for place in range(number)
    )
    return tuple(item for item in items if item)


def _own_field(name: str, choices: BlockChoices) -> forms.Field:
    """Return the field of what is no text: a choice, a number, an address."""
    if name in {"category", "brand", "by", "categories"}:
        return _choice(name, choices)
    if name == "picture":
        return forms.CharField(
            label=_("Drawing"),
            required=False,
            max_length=40,
            validators=[_check_drawing],
            help_text=_("The name of one of the house's drawings, such as <code>samovar</code>."),
        )
    if name == "tint":
        tints = [(tint, str(tint + 1)) for tint in range(TINTS)]
        return forms.TypedChoiceField(label=_("Its colours"), choices=tints, coerce=int)
    if name == "limit":
        return forms.IntegerField(label=_("How many"), min_value=1, max_value=40, initial=10)
    return forms.CharField(
        label=_("Where the button leads"),
        required=False,
        max_length=200,
        help_text=_("An address within the shop, such as <code>search/?q=tea</code>."),
    )


def _choice(name: str, choices: BlockChoices) -> forms.Field:
    if name == "by":
        orders = [
            (GoodsBy.NEWEST.value, _("Newest first")),
            (GoodsBy.CHEAPEST.value, _("Cheapest first")),
        ]
        return forms.ChoiceField(label=_("In this order"), choices=orders)
    if name == "categories":
        return forms.MultipleChoiceField(
            label=_("These shelves; none chosen means all of the first level"),
            choices=choices.shelves,
            required=False,
            widget=forms.SelectMultiple(attrs={"size": 8}),
        )
    label, offered = (
        (_("Of a shelf"), choices.shelves) if name == "category" else (_("Of a brand"), choices.brands)
    )
    return forms.ChoiceField(label=label, choices=[("", "—"), *offered], required=False)


def _check_drawing(name: str) -> None:
    if name not in GOODS:
        raise forms.ValidationError(_("There is no such drawing."))
