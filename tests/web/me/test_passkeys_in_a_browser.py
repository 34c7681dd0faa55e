"""Passkeys, in a real browser with an authenticator that Chromium plays: open an account, sign in, second step."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings

from tests.web.me.people import EMAIL, PASSWORD, anna, code_in
from yarmarka.connectors.mail.folder import read_mails
from yarmarka.domain.accounts.models import Person

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    """A page whose browser has a telephone with a fingerprint reader, so to speak (CDP, WebAuthn domain)."""
    opened = browser.new_page()
    told: list[str] = []
    opened.on("console", lambda line: told.append(line.text) if line.type == "error" else None)
    opened.on("pageerror", lambda error: told.append(str(error)))
    devtools = opened.context.new_cdp_session(opened)
    devtools.send("WebAuthn.enable")
    phone: dict[str, Any] = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": phone})
    yield opened
    assert told == []
    opened.close()


def localhost(url: str) -> str:
    """Return the address under a name: browsers make no passkeys for bare numbers."""
    return url.replace("127.0.0.1", "localhost")


def newest_code(to: str) -> str:
    return code_in(next(mail.text for mail in read_mails(settings.MAIL_DIR, 20) if mail.to == to))


def test_an_account_is_opened_and_entered_with_a_passkey_alone(web_server: str, page: "Page") -> None:
    site = localhost(web_server)
    page.goto(f"{site}/ru/account/signup/")
    page.get_by_text("По ключу доступа, без пароля").click()
    page.fill("[name=full_name]", "Анна Петрова")
    page.fill("[name=email]", EMAIL)
    page.check("[name=agreed]")
    page.click("main .form button")
    page.fill("[name=code]", newest_code(EMAIL))
    page.click("main .form button")
    page.fill("[name=name]", "Телефон Анны")
    page.click("main .form button")
    page.wait_for_url(f"{site}/ru/")
    person = Person.objects.get(email=EMAIL)
    assert not person.has_usable_password()
    assert [str(row) for row in Authenticator.objects.filter(user=person)] == ["Телефон Анны"]
    page.context.clear_cookies()
    page.goto(f"{site}/ru/account/login/?next=/ru/me/security/")
    page.get_by_text("Войти по ключу доступа").click()
    page.wait_for_url(f"{site}/ru/me/security/")
    assert "Телефон Анны" in page.inner_text("main")


def test_a_passkey_is_added_and_asked_for_after_the_password(web_server: str, page: "Page") -> None:
    site = localhost(web_server)
    person = anna()
    page.goto(f"{site}/ru/account/login/?next=/ru/account/passkeys/add/")
    page.fill("[name=login]", EMAIL)
    page.fill("[name=password]", PASSWORD)
    page.click("main .form button")
    page.click("main .form button")
    page.wait_for_url(f"{site}/ru/account/recovery-codes/")
    assert Authenticator.objects.filter(user=person, type="webauthn").count() == 1
    page.context.clear_cookies()
    page.goto(f"{site}/ru/account/login/")
    page.fill("[name=login]", EMAIL)
    page.fill("[name=password]", PASSWORD)
    page.click("main .form button")
    page.get_by_text("Использовать ключ доступа").click()
    page.wait_for_url(f"{site}/ru/")
