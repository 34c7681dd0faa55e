"""The demo's page of letters: every one that this shop writes, with made-up facts, as HTML and as plain text."""

from dataclasses import dataclass, replace
from typing import Final

from csp.constants import SELF
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from yarmarka.domain.storefronts.queries import storefronts
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing
from yarmarka.presentation.front_doors import front_door
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.mail import Mail, render_mail
from yarmarka.presentation.mail.letterhead import letterhead_of
from yarmarka.presentation.mail.samples import SAMPLES, facts_of, is_for_seller, sample
from yarmarka.web.shared.admin_csp import also_allowing, under_policy
from yarmarka.web.shared.context import Page, door_of
from yarmarka.web.shared.mailbox import LETTER_POLICY


@dataclass(frozen=True)
class ListedSample:
    """A letter in the list: its name in addresses, and its subject in the reader's language."""

    name: str
    subject: str


@dataclass(frozen=True)
class ShopLink:
    """A shop whose letters can be looked at, and where its list of them is."""

    name: str
    url: str
    is_current: bool


def samples(request: HttpRequest) -> HttpResponse:
    """Return the list of letters, by whom they are for."""
    titles = (_("To shoppers"), _("To sellers"), _("About an account"))
    groups: list[tuple[str, list[ListedSample]]] = [(title, []) for title in titles]
    for name in SAMPLES:
        _title, listed = groups[_readers_of(name)]
        listed.append(ListedSample(name, _written(request, name).subject))
    others = [link for link in Page(request).languages if not link.is_current]
    lists = [replace(link, url=link.url.partition("?")[0]) for link in others]
    facts = {"groups": groups, "languages": lists, "shops": _shops(request)}
    return render(request, "shared/letter_samples.html", facts)


def sample_page(request: HttpRequest, name: str) -> HttpResponse:
    """Return one letter: its HTML in a frame that can run nothing, and its plain text."""
    letter = _written(request, name)
    page = render(request, "shared/letter_sample.html", {"mail": letter, "name": name})
    return also_allowing(page, {"frame-src": [SELF]})


@xframe_options_sameorigin
def sample_html(request: HttpRequest, name: str) -> HttpResponse:
    """Return a letter's HTML as a mail program would show it."""
    return under_policy(HttpResponse(_written(request, name).html), LETTER_POLICY)


def _written(request: HttpRequest, name: str) -> Mail:
    if name not in SAMPLES:
        raise Missing(what="letter")
    language, door = current_language(), door_of(request)
    letter, facts = sample(name, language=language, door=door)
    head = letterhead_of(door, language=language)
    off_url = door.address("me:letters", language=language) if "off_url" in facts else ""
    return render_mail(letter, locale=language, facts=facts, head=head, unsubscribe_url=off_url)


_SHOPPERS, _SELLERS, _ACCOUNTS = range(3)
#: facts that only letters about an order, goods or a place have; other letters to somebody are about an account
_OF_SHOPPING: Final = frozenset({"order", "product", "place", "lines"})


def _readers_of(name: str) -> int:
    letter, _differs = SAMPLES[name]
    if is_for_seller(letter):
        return _SELLERS
    return _SHOPPERS if facts_of(letter) & _OF_SHOPPING else _ACCOUNTS


def _shops(request: HttpRequest) -> list[ShopLink]:
    language, current = current_language(), door_of(request).shop.code
    doors = [front_door(shop.code, now=now()) for shop in storefronts(now=now())]
    return [
        ShopLink(
            name=door.shop.name(language),
            url=door.address("demo:letters", language=language),
            is_current=door.shop.code == current,
        )
        for door in doors
    ]
