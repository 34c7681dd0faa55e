"""In which order goods are shown, as the reader chooses it."""

from typing import Final

from django.http import HttpRequest
from django.utils.translation import pgettext_lazy

from yarmarka.domain.catalogue.types import Sort

_SORT_WORDS: Final = {
    Sort.RELEVANCE: pgettext_lazy("order of goods", "Best match"),
    Sort.NEWEST: pgettext_lazy("order of goods", "New first"),
    Sort.PRICE: pgettext_lazy("order of goods", "Cheap first"),
    Sort.PRICE_DESC: pgettext_lazy("order of goods", "Expensive first"),
    Sort.RATING: pgettext_lazy("order of goods", "Best rated first"),
}


def chosen_sort(request: HttpRequest, *, among: tuple[Sort, ...]) -> Sort:
    """Return the order that was asked for, or the first of those that there are."""
    wanted = request.GET.get("sort", "")
    return next((sort for sort in among if sort.value == wanted), among[0])


def sort_choices(current: Sort, *, among: tuple[Sort, ...]) -> list[tuple[str, object, bool]]:
    """Return each order as (value for the address, words, is it the current one)."""
    return [("" if sort is among[0] else sort.value, _SORT_WORDS[sort], sort is current) for sort in among]
