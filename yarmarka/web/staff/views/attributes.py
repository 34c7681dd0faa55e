"""What goods of a category are told by: what is defined, by whom and since when; a new one, a change, an end."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yarmarka.domain.accounts.queries import people
from yarmarka.domain.catalogue.queries import (
    attribute,
    attribute_book,
    attributes,
    categories,
    former_attributes,
)
from yarmarka.domain.catalogue.types import AttributeDefinition, CategoryCard
from yarmarka.flows.define_attributes import drop_attribute, set_attribute
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing, YarmarkaError
from yarmarka.presentation.attribute_words import KINDS, choice_names, unit_words
from yarmarka.presentation.locales import current_language
from yarmarka.vocabulary.goods import in_language
from yarmarka.web.console.visitor import person_id, sent
from yarmarka.web.shared.telling import add_problem, problems_told
from yarmarka.web.staff.attribute_forms import AttributeForm, initial_of, shelf_choices
from yarmarka.web.staff.viewer import for_staff, show

#: of a list of words so many are shown beside an attribute
_WORDS_SHOWN: Final = 8


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponseBase:
    """Return what goods of the chosen category are told by, with a form for a new attribute or a changed one."""
    shelf = _shelf(request.GET.get("category", ""))
    changed = attribute(_key(request.GET["change"])) if request.GET.get("change") else None
    first = initial_of(changed) if changed else {"category": str(shelf.id) if shelf else ""}
    form = AttributeForm(sent(request), initial=first)
    if form.is_bound and form.is_valid() and _write(form, changed, person_id(request)):
        messages.success(request, _("Defined. What sellers send from now on is read by it."))
        return redirect(_address(form.cleaned_data["category"]))
    locale = current_language()
    shown = attribute_book().of(shelf.path) if shelf else _of_all_goods()
    former = former_attributes()
    names = {card.id: in_language(card.names, locale) for card in categories()}
    return show(
        request,
        "attributes",
        form=form,
        changed=changed,
        shelf=shelf,
        shelf_name=in_language(shelf.names, locale) if shelf else "",
        shelves=shelf_choices(locale),
        rows=[_row(one, locale, names) for one in shown],
        former=[_row(one, locale, names) for one in former],
        people=people({key for one in (*shown, *former) for key in (one.made_by, one.ended_by) if key}),
        status=422 if form.errors else 200,
    )


@for_staff
@require_POST
def end(request: HttpRequest) -> HttpResponseBase:
    """Let a definition end now."""
    with problems_told(request):
        drop_attribute(_key(request.POST.get("attribute", "")), by=person_id(request), now=now())
        messages.success(request, _("Ended. Sellers' words for it are kept as they write them."))
    return redirect(_address(request.POST.get("category", "")))


def _of_all_goods() -> list[AttributeDefinition]:
    return [one for one in attributes() if one.category_id is None]


def _row(one: AttributeDefinition, locale: str, shelves: Mapping[UUID, str]) -> dict[str, Any]:
    words = choice_names(one, locale)
    return {
        "one": one,
        "name": in_language(one.names, locale),
        "others": [text for language, text in one.names.items() if language != locale],
        "kind": KINDS[one.kind],
        "unit": unit_words(one.unit, locale),
        "words": ", ".join(words[:_WORDS_SHOWN]),
        "more_words": max(0, len(words) - _WORDS_SHOWN),
        "shelf": shelves.get(one.category_id, "–") if one.category_id else _("All goods"),
    }


def _write(form: AttributeForm, changed: AttributeDefinition | None, by: UUID) -> bool:
    try:
        set_attribute(form.definition(), replaces=changed.id if changed else None, by=by, now=now())
    except YarmarkaError as error:
        add_problem(form, error)
        return False
    return True


def _address(category: str) -> str:
    address = reverse("staff:attributes")
    shelf = _shelf(category)
    return f"{address}?category={shelf.id}" if shelf else address


def _shelf(text: str) -> CategoryCard | None:
    return next((card for card in categories() if str(card.id) == text), None)


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Missing(what="attribute") from None
