"""`bench pictures`: every page of the demo as a picture, by width, language and light."""

from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from yarmarka.bench.looks.audit import chromium
from yarmarka.bench.looks.gestures import GESTURES
from yarmarka.bench.looks.walk import Cast, Found, walk

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

#: width of the window → its height
WIDTHS: Final = {360: 780, 1280: 900}
LIGHTS: Final = ("light", "dark")
_LONGEST: Final = 1800  # of a page that goes on and on, the beginning tells enough
_QUALITY: Final = 40  # of WebP: letters stay sharp, and all pictures together are some megabytes


def take_pictures(
    base: str,
    cast: Cast,
    *,
    to: Path,
    languages: Iterable[str],
    only: Collection[str] = (),
    say: Callable[[str], None],
) -> int:
    """Save `<page>-<width>-<language>-<light>.webp` for every page of the demo at `base`, or `only` for
    some by name; return how many.

    Raises NoJudges without a Chromium, NoWay when a page can't be reached.
    """
    from playwright.sync_api import sync_playwright

    program = chromium()
    to.mkdir(parents=True, exist_ok=True)
    taken = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for language in languages:
            with walk(base, cast, language=language, only=only) as found:
                for one in found:
                    taken += _take(browser, one, to, language)
            say(f"{language}: {taken} pictures")
        browser.close()
    return taken


def _take(browser: "Browser", found: Found, to: Path, language: str) -> int:
    import pyvips

    for width, height in WIDTHS.items():
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale=language,
            reduced_motion="reduce",
        )
        _let_in(context, found)
        tab = context.new_page()
        tab.goto(found.url, wait_until="load")
        if found.page.gesture:
            GESTURES[found.page.gesture](tab, language)
        # What is loaded only when it comes into view is wanted as well.
        tab.evaluate(
            "document.querySelectorAll('img[loading=lazy]').forEach(one => { one.loading = 'eager' })"
        )
        tab.wait_for_load_state("networkidle")
        longest = min(_LONGEST, int(tab.evaluate("document.documentElement.scrollHeight")))
        for light in LIGHTS:
            tab.emulate_media(color_scheme=light)
            file = to / f"{found.page.name}-{width}-{language}-{light}.webp"
            picture = tab.screenshot(
                full_page=True,
                clip={"x": 0, "y": 0, "width": width, "height": longest},
            )
            pyvips.Image.new_from_buffer(picture, "").webpsave(str(file), Q=_QUALITY, effort=4, keep="none")
        context.close()
    return len(WIDTHS) * len(LIGHTS)


def _let_in(context: "BrowserContext", found: Found) -> None:
    host = urlsplit(found.url).hostname or ""
    context.add_cookies(
        [{"name": name, "value": value, "domain": host, "path": "/"} for name, value in found.cookies.items()]
    )
