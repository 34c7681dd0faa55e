"""Why does an item stand where it stands? Each part of the ranking formula, for a search as a shopper would make it."""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from yarmarka.connectors.search import Placed, SearchQuery, why_here
from yarmarka.domain.catalogue.queries import product_titles
from yarmarka.presentation.locales import current_language
from yarmarka.vocabulary.goods import words_in
from yarmarka.web.staff.viewer import for_staff, show

_LONGEST: Final = 200
_SHOWN: Final = 20
SIGNS: Final[Mapping[str, Promise | str]] = {
    "words": pgettext_lazy("sign of a find", "has what was asked for, synonyms among it"),
    "typed": pgettext_lazy("sign of a find", "says the words as they were typed"),
    "kind": pgettext_lazy("sign of a find", "its shelf or kind says it"),
    "alike": pgettext_lazy("sign of a find", "is like most good finds"),
    "best_field": pgettext_lazy("sign of a find", "one field says all of it"),
    "short": pgettext_lazy("sign of a find", "has a short title"),
    "facts": pgettext_lazy("sign of a find", "its attributes say it"),
    "title": pgettext_lazy("sign of a find", "its title says it"),
    "brand": pgettext_lazy("sign of a find", "its brand says it"),
    "text": pgettext_lazy("sign of a find", "its description says it"),
    "missing": pgettext_lazy("sign of a find", "lacks some of the words"),
    "serves": pgettext_lazy("sign of a find", "only serves what was asked for"),
    "phrase": pgettext_lazy("sign of a find", "has the words side by side"),
    "early": pgettext_lazy("sign of a find", "has the words early in the title"),
    "sales": pgettext_lazy("sign of a find", "sold in 90 days"),
    "rating": pgettext_lazy("sign of a find", "stars, weighed by how many"),
    "promise": pgettext_lazy("sign of a find", "comes soon"),
    "price": pgettext_lazy("sign of a find", "is cheap beside the other finds"),
}
_RULES: Final[Mapping[str, Promise | str]] = {
    "typed": pgettext_lazy("reading of a word", "as typed"),
    "layout": pgettext_lazy("reading of a word", "other keyboard layout"),
    "sound": pgettext_lazy("reading of a word", "other alphabet"),
    "spelling": pgettext_lazy("reading of a word", "spelling put right"),
    "joined": pgettext_lazy("reading of a word", "written as one"),
    "split": pgettext_lazy("reading of a word", "written apart"),
    "measure": pgettext_lazy("reading of a word", "measure"),
    "number": pgettext_lazy("reading of a word", "number alone"),
    "synonyms": pgettext_lazy("reading of a word", "means the same"),
    "cross_language": pgettext_lazy("reading of a word", "means the same in another language"),
}


@for_staff
@require_safe
def page(request: HttpRequest) -> HttpResponseBase:
    """Return the first finds of `?q=` with the sums of the formula, and all of one (`?item=`, else the first)."""
    words = request.GET.get("q", "").strip()[:_LONGEST]
    why = why_here(SearchQuery(text=words)) if words else None
    item = _id(request.GET.get("item", ""))
    ranked = list(enumerate(why.finds, start=1)) if why else []
    chosen = next(((place, one) for place, one in ranked if one.product_id == item), None)
    looked = chosen or (ranked[0] if ranked and item is None else None)
    shown = ranked[:_SHOWN] + ([chosen] if chosen and chosen[0] > _SHOWN else [])
    titles = product_titles({one.product_id for _place, one in shown} | ({item} if item else set()))
    return show(
        request,
        "why_here",
        words=words,
        why=why,
        item=item,
        item_title=_title(titles.get(item, {})) if item else "",
        finds=[
            (
                place,
                one,
                _title(titles.get(one.product_id, {})),
                urlencode({"q": words, "item": one.product_id}),
            )
            for place, one in shown
        ],
        looked=looked,
        looked_title=_title(titles.get(looked[1].product_id, {})) if looked else "",
        parts=_parts(looked[1], ranked[0][1]) if looked else [],
        readings=[
            (text, [(said, weight, _RULES.get(rule, rule)) for said, weight, rule in choices[:8]])
            for text, choices in (why.readings if why else ())
        ],
    )


def _parts(one: Placed, first: Placed) -> list[dict[str, Any]]:
    """Return each sign in the order of what it can do, beside what the first find has of it."""
    beside = {part.sign: part.adds for part in first.parts}
    return [
        {"words": SIGNS[part.sign], "part": part, "first": beside.get(part.sign, 0.0)}
        for part in sorted(one.parts, key=lambda part: list(SIGNS).index(part.sign))
    ]


def _title(titles: Mapping[str, str]) -> str:
    return words_in(titles, current_language())


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
