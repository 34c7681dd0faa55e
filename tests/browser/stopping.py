"""Stopping and resuming deliveries in a browser, in Russian: who looks, what they do and what they read."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from tests.flows.restricting import WHY
from tests.live import LiveStack
from tests.market import PASSWORD
from tests.simulators.stand_ins import eventually
from yarmarka.kernel.clock import now

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

PICTURES = Path(__file__).resolve().parents[2] / "build" / "pictures"
PHONE, DESK = {"width": 360, "height": 780}, {"width": 1280, "height": 800}
#: from the proposal to its minute, at least: enough for a second person to look and approve
AHEAD = timedelta(seconds=12)


class Visitor:
    """Somebody with a browser, and pictures of what they saw."""

    steps = 0
    pictures = PICTURES

    def __init__(self, browser: "Browser", stack: LiveStack, who: str, size: dict[str, int]) -> None:
        self.context = browser.new_context(viewport=size, locale="ru-RU")
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.stack, self.who = stack, who

    def go(self, path: str) -> None:
        self.page.goto(f"{self.stack.url}/ru{path}")

    def sign_in(self, email: str) -> "Visitor":
        self.go("/account/login/")
        self.page.fill("input[name=login]", email)
        self.page.fill("input[name=password]", PASSWORD)
        self.follow(self.page.get_by_role("button", name="Войти").first)
        assert "/account/login/" not in self.page.url
        return self

    def follow(self, target: "Locator") -> None:
        """Click what leads to another page, and be there."""
        with self.page.expect_navigation():
            target.click()

    def reads(self, *words: str) -> None:
        """See all these words on the page, and keep a picture of it."""
        text = self.page.inner_text("main")
        for one in words:
            assert one in text, f"{one!r} is not on {self.page.url}:\n{text}"
        Visitor.steps += 1
        assert not self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        self.page.screenshot(path=Visitor.pictures / f"{Visitor.steps:02d}-{self.who}.png", full_page=True)

    def letter(self, to: str, words: str) -> str:
        """Return the newest letter to somebody with these words in its subject, once it has come."""
        rows = self.page.locator("tr", has_text=to).filter(has_text=words)

        def has_come() -> bool:
            self.go("/demo/mail/")
            return rows.count() > 0

        eventually(has_come, within=30)
        self.follow(rows.first.get_by_role("link").first)
        return self.page.frame_locator("iframe.mail-frame").locator("body").inner_text()


def story(browser: "Browser", name: str) -> Iterator["Browser"]:
    """Give a story its folder of pictures and an empty mailbox, and close whatever its people left open."""
    Visitor.pictures, Visitor.steps = PICTURES / name, 0
    Visitor.pictures.mkdir(parents=True, exist_ok=True)
    for old in Visitor.pictures.glob("*.png"):
        old.unlink()
    # Letters of an earlier story to the same people would be taken for those of this one.
    for letter in Path(settings.MAIL_DIR).rglob("*.eml"):
        letter.unlink(missing_ok=True)
    yield browser
    for context in browser.contexts:
        context.close()


def propose_the_stop(operator: Visitor, *, sent: str = "finish", after: timedelta | None = AHEAD) -> datetime:
    """One of the staff says what, from when on and why, sees what it touches, and proposes it; return its instant.

    `sent` is what becomes of parcels on their way; without `after` it holds from the second person's yes on.
    """
    began = now()
    operator.go("/staff/restrictions/propose/")
    operator.page.select_option("[name=place]", "crimea")
    for name, words in {"regime": "Решение площадки", "legal_basis": "Решение № 7 от 26 ноября 2026"}.items():
        operator.page.fill(f"[name={name}]", words)
    for code, words in WHY.items():
        operator.page.fill(f"[name=shopper_{code}]", words)
        operator.page.fill(f"[name=seller_{code}]", words)
    for state, what in {"unpaid": "refund", "to_ship": "hold", "sent": sent}.items():
        operator.page.select_option(f"[name=on_{state}]", what)
    operator.follow(operator.page.locator("button[value=preview]"))
    operator.reads("Что это затронуло бы сейчас", "Посылки в пути", "Пока ничего не предложено")
    # Where this took long, on a busy machine, so will what the second person does.
    at = (now() + max(after or timedelta(), 4 * (now() - began))).replace(microsecond=0)
    if after:
        operator.page.fill("[name=at]", f"{at:%Y-%m-%dT%H:%M:%S}")
    operator.follow(operator.page.locator("button[value=propose]"))
    operator.reads("Крым", "Решение № 7 от 26 ноября 2026", "То, что предложили вы, решает другой.")
    return at


def propose_the_resumption(operator: Visitor) -> None:
    """One of the staff proposes to resume, as soon as another one approves."""
    operator.go("/staff/restrictions/")
    operator.page.locator("#holding ~ article details.fold summary").first.click()
    operator.page.fill("[name=reason]", "Перевозчик снова принимает посылки")
    operator.follow(operator.page.locator("form[action*='/resume/'] button"))


def approve(approver: Visitor, words: str) -> None:
    """Another one of the staff looks at what it touches, and approves."""
    approver.go("/staff/restrictions/")
    approver.reads(words, "Сохранённые адреса", "Деньги в этих заказах")
    approver.follow(approver.page.locator("button[value=approve]").first)
    approver.reads("Одобрено")
