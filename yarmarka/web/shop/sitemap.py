"""What search engines are told of a shop: where they may go, and every page of goods, in each of its languages."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from uuid import UUID
from xml.sax.saxutils import escape

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from yarmarka.domain.catalogue.queries import categories, categories_with_goods, products_before
from yarmarka.vocabulary.assortments import Assortment
from yarmarka.vocabulary.ids import parse_public_id, public_id
from yarmarka.web.shared.storefronts import here

#: a page by its name, and what its address needs
Path = tuple[str, tuple[UUID | str, ...]]
#: the protocol takes 50,000 addresses and 50 MB in a file; each of ours names its other languages as well
PER_FILE: Final = 10_000
_MOST_FILES: Final = 50_000
_KEPT_S: Final = 3_600
_SPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML: Final = "http://www.w3.org/1999/xhtml"
#: what is nobody's but the reader's own, or endless
_CLOSED: Final = ("basket", "checkout", "orders", "account", "me", "seller", "staff", "search")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Say where robots have nothing to look for, and where the list of pages is."""
    shop = here(request).contents
    lines = ["User-agent: *", "Disallow: /api/", "Disallow: /exchange/"]
    home = reverse("front_door")
    lines += [f"Disallow: {home}{language}/{part}/" for language in shop.locales for part in _CLOSED]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Return the list of lists, one for each language, or with `part` one of those.

    `part` is `shelves`, `goods`, or `goods` before a product: lists stay the same when new goods come in front.
    """
    shop = here(request)
    language, part = request.GET.get("language", ""), request.GET.get("part", "")
    if not part:
        return _xml("sitemapindex", _lists(request, shop.code, shop.contents.locales, shop.assortment))
    if language not in shop.contents.locales:
        raise Http404
    if part == "shelves":
        paths: list[Path] = [("shop:home", ()), *_shelves(shop.assortment)]
    elif part == "goods":
        said = request.GET.get("before", "")
        before = parse_public_id("prd", said) if said else None
        if said and before is None:
            raise Http404
        goods = products_before(before, assortment=shop.assortment, limit=PER_FILE)
        paths = [("shop:product", (key,)) for key in goods]
    else:
        raise Http404
    return _xml("urlset", _pages(request, paths, language, shop.contents.locales))


def _lists(
    request: HttpRequest, code: str, languages: Sequence[str], assortment: Assortment
) -> Iterator[str]:
    marks = cache.get_or_set(f"sitemap:{code}", lambda: _marks(assortment), _KEPT_S) or [""]
    address = request.build_absolute_uri(reverse("sitemap"))
    for language in languages:
        yield f"<sitemap><loc>{escape(f'{address}?language={language}&part=shelves')}</loc></sitemap>"
        for mark in marks:
            before = f"&before={mark}" if mark else ""
            whole = f"{address}?language={language}&part=goods{before}"
            yield f"<sitemap><loc>{escape(whole)}</loc></sitemap>"


def _marks(assortment: Assortment) -> list[str]:
    """Return the last product of each list but the last, after nothing for the first list."""
    marks, last = [""], None
    while len(marks) < _MOST_FILES:
        page = products_before(last, assortment=assortment, limit=PER_FILE)
        if len(page) < PER_FILE:
            return marks
        last = page[-1]
        marks.append(public_id("prd", last))
    return marks


def _shelves(assortment: Assortment) -> Iterator[Path]:
    filled = categories_with_goods(assortment)
    return (("shop:category", (card.slug,)) for card in categories() if card.id in filled)


def _pages(
    request: HttpRequest,
    paths: Iterable[Path],
    language: str,
    languages: Sequence[str],
) -> Iterator[str]:
    origin = request.build_absolute_uri("/").rstrip("/")
    with override(language):
        own = [reverse(name, args=arguments) for name, arguments in paths]
    head = f"/{language}/"
    for path in own:
        # A page's address differs in its language alone, which stands once, before everything else of the page.
        before, _, after = path.partition(head)
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{other}" href="{escape(f"{origin}{before}/{other}/{after}")}"/>'
            for other in languages
        )
        yield f"<url><loc>{escape(origin + path)}</loc>{others}</url>"


def _xml(root: str, entries: Iterable[str]) -> HttpResponse:
    spaces = f'xmlns="{_SPACE}" xmlns:xhtml="{_XHTML}"'
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {spaces}>{"".join(entries)}</{root}>'
    answer = HttpResponse(text, content_type="application/xml; charset=utf-8")
    answer["Cache-Control"] = f"public, max-age={_KEPT_S}"
    return answer
