"""What only a browser can tell: nothing sticks out at any width, no policy is broken, the keyboard leads."""

from typing import TYPE_CHECKING

import pytest

from tests.market import PASSWORD, person

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PAGES = ("demo/components/", "demo/components/console/", "account/signup/", "rules/", "nothing-here/")
#: what is seen beyond the right edge (in a closed fold nothing is), unless it lies in something that scrolls by itself
STICKING_OUT = """() => {
  const scrolls = part => part !== null && part !== document.body && (
    /auto|scroll/.test(getComputedStyle(part).overflowX) || scrolls(part.parentElement))
  return [...document.querySelectorAll('body *')]
  .filter(part => part.checkVisibility() && part.getBoundingClientRect().right > innerWidth + 1
    && !scrolls(part.parentElement))
  .map(part => part.tagName + '.' + part.className)
}"""


def complaints(page: "Page") -> list[str]:
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
@pytest.mark.parametrize("language", ["ru", "en", "zh"])
def test_nothing_sticks_out(web_server: str, browser: "Browser", width: int, language: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    try:
        for path in PAGES:
            page.goto(f"{web_server}/{language}/{path}")
            assert page.evaluate(STICKING_OUT) == [], path
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    finally:
        page.close()


def test_pages_keep_to_their_policy(web_server: str, browser: "Browser") -> None:
    page = browser.new_page()
    said = complaints(page)
    try:
        for path in PAGES[:-1]:
            page.goto(f"{web_server}/ru/{path}")
        assert said == []
    finally:
        page.close()


def test_the_first_tab_skips_to_the_content(web_server: str, browser: "Browser") -> None:
    page = browser.new_page()
    try:
        page.goto(f"{web_server}/ru/rules/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert page.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
    finally:
        page.close()


def test_targets_are_large_enough_for_a_thumb(web_server: str, browser: "Browser") -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    try:
        page.goto(f"{web_server}/ru/demo/components/")
        boxes = [
            part.bounding_box() for part in page.locator("main .button:not(.button--small), main input").all()
        ]
        small = [box for box in boxes if box and box["height"] < 44 and box["width"] > 24]
        assert small == []
    finally:
        page.close()


def test_the_admin_works_under_its_own_policy(web_server: str, browser: "Browser") -> None:
    person("olga@example.org", full_name="Ольга", is_staff=True)
    page = browser.new_page()
    try:
        page.goto(f"{web_server}/ru/account/login/")
        page.fill("[name=login]", "olga@example.org")
        page.fill("[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_load_state()
        said = complaints(page)
        answer = page.goto(f"{web_server}/staff/admin/")
        assert answer
        assert answer.status == 200
        assert "unsafe-eval" in answer.headers["content-security-policy"]
        page.goto(f"{web_server}/staff/admin/accounts/person/")
        assert [line for line in said if "Content Security Policy" in line] == []
        assert "unsafe" not in page.request.get(f"{web_server}/ru/rules/").headers["content-security-policy"]
    finally:
        page.close()
