"""Policies that hold on every page, and settings that hold in production."""

import json
import os
import re
import subprocess
import sys
from typing import Final

import pytest
from django.test import Client

from tests.architecture.routes import Route, routes
from tests.market import Market, open_market, person
from yarmarka.kernel.clock import now

_INLINE: Final = re.compile(
    r"<script(?![^>]*(\bsrc=|application/json))|<style|\sstyle=|\son[a-z]+=|javascript:", re.I
)
#: Addresses that exist to show an error.
_NO_PAGE: Final = {"api:nothing", "demo:components_problem", "demo:components_maintenance"}


@pytest.fixture
def market(db: None) -> Market:
    return open_market(now=now())


def plain_routes() -> list[Route]:
    return [
        route
        for route in routes()
        if not route.parameters and not route.is_regex and route.view_name not in _NO_PAGE
    ]


def viewers(market: Market) -> dict[str, Client]:
    """Return browsers of a guest, a shopper, a seller, somebody who wants to sell, and the operator."""
    people = {
        "shopper": market.shopper,
        "seller": market.owners["CN"],
        "newcomer": person("marat@example.test"),
        "operator": market.staff,
    }
    browsers = {"guest": Client()}
    for name, someone in people.items():
        browsers[name] = Client()
        browsers[name].force_login(someone)
    return browsers


def test_every_page_forbids_inline_code_and_has_none(market: Market) -> None:
    problems, seen = [], 0
    for name, browser in viewers(market).items():
        for route in plain_routes():
            answer = browser.get(route.filled({}))
            if answer.status_code >= 500:
                problems.append(f"{route.template} as {name}: {answer.status_code}")
            if not answer.get("Content-Type", "").startswith("text/html") or answer.status_code in {
                301,
                302,
                303,
            }:
                continue
            seen += 1
            policy = answer.get("Content-Security-Policy", "")
            is_admin = route.template.startswith("staff/admin/")
            if "default-src 'none'" not in policy or "frame-ancestors 'none'" not in policy:
                problems.append(f"{route.template} as {name}: policy {policy!r}")
            if not is_admin and (
                "unsafe" in policy
                or "*" in policy
                or "http:" in policy.replace(os.environ["ACQUIRER_URL"], "")
            ):
                problems.append(f"{route.template} as {name}: loose policy {policy!r}")
            if not is_admin and (found := _INLINE.search(answer.content.decode())):
                problems.append(f"{route.template} as {name}: inline {found[0]!r}")
    assert not problems, "\n".join(problems)
    assert seen > 50


def test_every_answer_says_how_it_may_be_used(market: Market) -> None:
    browser, problems = Client(), []
    for route in plain_routes():
        answer = browser.get(route.filled({}))
        expected = {
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "X-Frame-Options": "DENY",
        }
        wrong = {name for name, value in expected.items() if answer.get(name) != value}
        if wrong:
            problems.append(f"{route.template}: {sorted(wrong)}")
    assert not problems, "\n".join(problems)


def test_the_admins_looser_policy_stays_on_its_path(market: Market) -> None:
    browser = viewers(market)["operator"]
    assert "unsafe-inline" in browser.get("/staff/admin/")["Content-Security-Policy"]
    assert "unsafe" not in browser.get("/ru/staff/")["Content-Security-Policy"]


def in_production(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a command with the settings of production."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE", "SITE_URL", "PORT"}
    }
    environment |= {
        "DJANGO_SETTINGS_MODULE": "yarmarka.settings",
        "YARMARKA_MODE": "production",
        "SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "ALLOWED_HOSTS": "fair.example",
        "SITE_URL": "https://fair.example",
        "ACQUIRER_SECRET": "a-secret-of-the-acquirer",
        "CARRIER_SECRET": "a-secret-of-the-carrier",
    }
    return subprocess.run(
        [sys.executable, *command], env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def test_production_passes_djangos_own_checks() -> None:
    checked = in_production("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert checked.returncode == 0, checked.stderr


def test_cookies_travel_only_encrypted_in_production() -> None:
    names = [
        "SESSION_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY",
        "CSRF_COOKIE_SECURE",
        "LANGUAGE_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    ]
    script = f"import json; from django.conf import settings as s; print(json.dumps([getattr(s, n) for n in {names}]))"
    told = in_production("-c", script)
    assert json.loads(told.stdout) == [True] * len(names), told.stderr


def test_the_demo_has_no_doors_in_production() -> None:
    script = (
        "import django; django.setup(); from django.urls import Resolver404, resolve\n"
        "try: resolve('/ru/demo/mail/'); print('open')\n"
        "except Resolver404: print('closed')"
    )
    told = in_production("-c", script)
    assert told.stdout.strip() == "closed", told.stderr


def test_passwords_are_kept_as_argon2_alone() -> None:
    told = in_production("-c", "from django.conf import settings; print(*settings.PASSWORD_HASHERS)")
    assert told.stdout.split() == ["django.contrib.auth.hashers.Argon2PasswordHasher"], told.stderr
