"""Shops without code: found one, write its draft, look at it, publish it, bring an earlier version back."""

import re
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

import msgspec
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yarmarka.domain.accounts.queries import people
from yarmarka.domain.storefronts import actions
from yarmarka.domain.storefronts.errors import ContentsInvalid
from yarmarka.domain.storefronts.queries import contents_of, desk, desks, versions
from yarmarka.domain.storefronts.rules.contents import check_contents
from yarmarka.domain.storefronts.types import Contents, Place, StorefrontDesk
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import YarmarkaError
from yarmarka.presentation.front_doors import front_door
from yarmarka.presentation.locales import current_language
from yarmarka.vocabulary.goods import in_language
from yarmarka.web.console.visitor import person_id, sent
from yarmarka.web.shared.telling import add_problem, problems_told, sentence
from yarmarka.web.staff.shop_feeds import feeds_of
from yarmarka.web.staff.shop_forms import (
    KINDS_OF_BLOCK,
    BasicsForm,
    BlockChoices,
    BlockForm,
    LinkForm,
    kind_of,
)
from yarmarka.web.staff.viewer import for_staff, show

#: of a version
_NUMBER: Final = re.compile(r"[0-9]{1,9}")
_MOVES: Final = {"up": -1, "down": 1}
_NEW: Final = "new"
Piece = TypeVar("Piece", bound=forms.Form)


class FoundForm(forms.Form):
    """A new shop: its code, where it is found, and which shop's contents it begins with."""

    code = forms.CharField(
        label=pgettext_lazy("name of a shop in addresses", "Code"),
        max_length=30,
        help_text=gettext_lazy("Small Latin letters; it never changes."),
    )
    path = forms.CharField(
        label=gettext_lazy("Path"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("“mall” is found under /mall/."),
    )
    host = forms.CharField(label=gettext_lazy("Host"), max_length=253, required=False)
    like = forms.ChoiceField(label=gettext_lazy("Begins as a copy of"))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named | {"label_suffix": ""})
        self.fields["like"].choices = [(one.code, _name(one)) for one in desks()]  # type: ignore[attr-defined]


class PlaceForm(forms.Form):
    """Where a shop is found, and between which days it is open."""

    path = forms.CharField(label=gettext_lazy("Path"), max_length=30, required=False)
    host = forms.CharField(label=gettext_lazy("Host"), max_length=253, required=False)
    is_open = forms.BooleanField(label=gettext_lazy("Visitors are let in"), required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named | {"label_suffix": ""})


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: HttpRequest) -> HttpResponseBase:
    """Return every shop, and a form to found another."""
    form = FoundForm(sent(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.found_storefront(
                code=given["code"],
                places=_places(given),
                contents=working(desk(given["like"])),
                by=person_id(request),
                now=now(),
            )
        except YarmarkaError as error:
            add_problem(form, error)
        else:
            messages.success(request, _("The shop is founded. Visitors see it once you publish it."))
            return redirect("staff:shop", code=given["code"])
    shops = [(one, _name(one)) for one in desks()]
    return show(request, "shops", shops=shops, form=form, status=422 if form.errors else 200)


@for_staff
@require_safe
def shop(request: HttpRequest, code: str) -> HttpResponseBase:
    """Return a shop: what is published, what is being written, where it is found, and what it was before."""
    return _shop(request, code)


def _shop(request: HttpRequest, code: str, refused: PlaceForm | None = None) -> HttpResponseBase:
    """Return a shop's page; `refused` is the form of its place that was sent and is wrong."""
    found = desk(code)
    history = versions(code)
    place = found.places[0] if found.places else Place()
    asked = {one.published_by for one in history} | {found.drafted_by}
    initial = {"path": place.prefix, "host": place.host, "is_open": found.closes_at is None}
    return show(
        request,
        "shop",
        shop=found,
        name=_name(found),
        people=people([who for who in asked if who]),
        problem=_problem(found),
        versions=history,
        place_form=refused or PlaceForm(initial=initial),
        feeds=feeds_of(code, now=now()),
        sitemap=front_door(code, now=now()).root + "/sitemap.xml",
        status=422 if refused else 200,
    )


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def basics(request: HttpRequest, code: str) -> HttpResponseBase:
    """Write names, languages, currencies, the assortment and the colours."""
    found = desk(code)
    contents = working(found)
    form = BasicsForm(request.POST) if request.method == "POST" else BasicsForm.of(contents)
    if request.method == "POST" and form.is_valid():
        changed = form.onto(contents)
        _keep(request, code, changed)
        return redirect("staff:shop_basics", code=code)
    return show(
        request, "shop_basics", shop=found, name=_name(found), form=form, status=422 if form.errors else 200
    )


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def blocks(request: HttpRequest, code: str) -> HttpResponseBase:
    """Write the blocks of the front page: each is a form with buttons that move it or take it away."""
    contents = working(desk(code))
    shown, choices = list(contents.blocks), BlockChoices()
    kind, adding = request.POST.get("kind", ""), request.GET.get("add", "")

    def form_of(place: int | None, prefix: str) -> BlockForm:
        of_kind = kind if place is None else kind_of(shown[place])
        return BlockForm(of_kind, request.POST, prefix=prefix, choices=choices)

    refused = None
    if request.method == "POST" and (kind in KINDS_OF_BLOCK or request.POST.get("do") != "add"):
        refused = _write(request, shown, form_of, BlockForm.block)
    if request.method == "POST" and refused is None:
        _keep(request, code, msgspec.structs.replace(contents, blocks=tuple(shown)))
        return redirect("staff:shop_blocks", code=code)
    return _pieces(
        request,
        code,
        "shop_blocks",
        refused,
        written=[
            BlockForm.of(block, prefix=_prefix(place), choices=choices) for place, block in enumerate(shown)
        ],
        new=BlockForm(adding, prefix=_NEW, choices=choices) if adding in KINDS_OF_BLOCK else None,
        kinds=[(each, words) for each, (_shape, words) in KINDS_OF_BLOCK.items()],
    )


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def navigation(request: HttpRequest, code: str) -> HttpResponseBase:
    """Write the entries of the head; without any, the shelves of the first level stand there."""
    contents = working(desk(code))
    shown = list(contents.navigation)

    def form_of(place: int | None, prefix: str) -> LinkForm:
        return LinkForm(request.POST, prefix=prefix)

    refused = _write(request, shown, form_of, LinkForm.link) if request.method == "POST" else None
    if request.method == "POST" and refused is None:
        _keep(request, code, msgspec.structs.replace(contents, navigation=tuple(shown)))
        return redirect("staff:shop_navigation", code=code)
    return _pieces(
        request,
        code,
        "shop_navigation",
        refused,
        written=[LinkForm.of(link, prefix=_prefix(place)) for place, link in enumerate(shown)],
        new=LinkForm(prefix=_NEW),
    )


def _write(
    request: HttpRequest,
    shown: list[Any],
    form_of: Callable[[int | None, str], Piece],
    read: Callable[[Piece], object],
) -> Piece | None:
    """Do to a list of pieces what the pressed button says; return the form that can't be taken as it is, if so."""
    place, do = _asked(request, len(shown))
    if do == "add":
        form = form_of(None, _NEW)
        if not form.is_valid():
            return form
        shown.append(read(form))
    elif do == "save" and place is not None:
        form = form_of(place, _prefix(place))
        if not form.is_valid():
            return form
        shown[place] = read(form)
    elif place is not None:
        _move(shown, place, do)
    return None


def _pieces(
    request: HttpRequest,
    code: str,
    template: str,
    refused: forms.Form | None,
    *,
    written: Sequence[forms.Form],
    new: forms.Form | None,
    **facts: Any,
) -> HttpResponseBase:
    """Show a form for each piece and one for another; a refused one keeps what was typed and says what is wrong."""
    if refused is not None and refused.prefix == _NEW:
        new = refused
    found = desk(code)
    return show(
        request,
        template,
        shop=found,
        name=_name(found),
        forms=[
            refused if refused is not None and refused.prefix == form.prefix else form for form in written
        ],
        new=new,
        status=422 if refused is not None else 200,
        **facts,
    )


def _prefix(place: int) -> str:
    return f"b{place}"


@for_staff
@require_POST
def publish(request: HttpRequest, code: str) -> HttpResponseBase:
    """Publish the draft, forget it (`do=drop`), or bring an earlier version back (`version`)."""
    by, note = person_id(request), request.POST.get("note", "")
    number = request.POST.get("version", "")
    with problems_told(request):
        if request.POST.get("do") == "drop":
            actions.drop_draft(code, now=now())
            messages.success(request, _("The draft is forgotten."))
        elif number and not _NUMBER.fullmatch(number):
            messages.error(request, _("There is no such version; nothing was published."))
        elif number:
            made = actions.bring_back(code, int(number), note=note, by=by, now=now())
            messages.success(request, _("It is back, as version %(number)s.") % {"number": made})
        else:
            made = actions.publish_draft(code, note=note, by=by, now=now())
            messages.success(request, _("Published as version %(number)s.") % {"number": made})
    return redirect("staff:shop", code=code)


@for_staff
@require_POST
def place(request: HttpRequest, code: str) -> HttpResponseBase:
    """Let a shop be found elsewhere, or close or open it; what is wrong is told, and what was typed stays."""
    found, form = desk(code), PlaceForm(sent(request))
    if found.is_default:
        return redirect("staff:shop", code=code)
    if not form.is_valid():
        return _shop(request, code, form)
    try:
        actions.stand_at(code, _places(form.cleaned_data), now=now())
    except YarmarkaError as error:
        add_problem(form, error)
        return _shop(request, code, form)
    is_open = form.cleaned_data["is_open"]
    opens_at = found.opens_at or (now() if is_open and found.version else None)
    closes_at = None if is_open or opens_at is None else now()
    actions.open_between(code, opens_at=opens_at, closes_at=closes_at, now=now())
    messages.success(request, _("Saved."))
    return redirect("staff:shop", code=code)


def working(found: StorefrontDesk) -> Contents:
    """Return what an operator goes on writing at: the draft, else what is published."""
    return found.draft or contents_of(found.code, found.version or 0)


def _keep(request: HttpRequest, code: str, contents: Contents) -> None:
    """Keep the draft, and say what still keeps it from being published."""
    actions.keep_draft(code, contents, by=person_id(request), now=now())
    try:
        check_contents(contents)
    except ContentsInvalid as error:
        messages.warning(request, _("The draft is kept. Before it can be published:") + f" {sentence(error)}")
    else:
        messages.success(request, _("The draft is kept. Visitors see it once you publish it."))


def _problem(found: StorefrontDesk) -> str:
    if found.draft is None:
        return ""
    try:
        check_contents(found.draft)
    except ContentsInvalid as error:
        return sentence(error)
    return ""


def _asked(request: HttpRequest, number: int) -> tuple[int | None, str]:
    """Return which of so many forms was sent, and what its button asks for."""
    text = request.POST.get("place", "")
    is_known = text.isascii() and text.isdigit() and int(text) < number
    return (int(text) if is_known else None), request.POST.get("do", "")


def _move(shown: list[Any], place: int, do: str) -> None:
    if do == "remove":
        del shown[place]
    elif do in _MOVES and 0 <= place + _MOVES[do] < len(shown):
        other = place + _MOVES[do]
        shown[place], shown[other] = shown[other], shown[place]


def _places(given: dict[str, Any]) -> list[Place]:
    return [Place(given["host"].strip().lower(), given["path"].strip().strip("/").lower())]


def _name(found: StorefrontDesk) -> str:
    return in_language(working(found).names, current_language())
