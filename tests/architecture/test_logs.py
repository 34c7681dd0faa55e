"""Logs name no person: not by e-mail, name, phone, street, password or words that they typed."""

import logging
from io import StringIO
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from django.db import IntegrityError, transaction
from structlog.stdlib import ProcessorFormatter

from tests.api.calling import App, app_of, shown
from tests.api.wishes import order, wish
from tests.conftest import SCRATCH
from tests.live import LiveStack
from tests.market import Market, add_offer, open_market
from yarmarka.domain.accounts.actions import open_account
from yarmarka.domain.accounts.models import Person
from yarmarka.kernel.clock import now

#: words that stand nowhere but in what a person told us
MARKS = {
    "email": "zinaida.mark@example.test",
    "password": "Passwort-Zinaida-Mark-77",
    "recipient": "Зинаида Маркова",
    "street": "ул. Маркированная, 77",
    "phone": "+7 977 777-77-71",
    "words": "запретныеслова",
    "path": "zinaida-typed-this",
}


@pytest.fixture
def fair(live_stack: LiveStack) -> Market:
    return open_market(countries=("RU",), now=now())


def written() -> dict[Path, int]:
    """Return how long each log is."""
    return {file: file.stat().st_size for file in SCRATCH.rglob("*.log") if "postgres" not in file.name}


def test_a_whole_purchase_leaves_no_person_in_the_logs(live_stack: LiveStack, fair: Market) -> None:
    before = written()
    assert any("web" in file.name for file in before), "the web server's log is read"
    shopper = Person.objects.get(
        id=open_account(
            email=MARKS["email"], password=MARKS["password"], full_name=MARKS["recipient"], now=now()
        )
    )
    walk(live_stack, fair, shopper)
    said = ""
    for file in written():
        with file.open("rb") as log:
            log.seek(before.get(file, 0))
            said += log.read().decode()
    assert "/api/v1/orders" in said or "api/v1/orders" in said, "requests are logged at all"
    found = {
        name for name, mark in MARKS.items() if mark in said or mark.encode("unicode_escape").decode() in said
    }
    assert not found, [line for line in said.splitlines() if any(MARKS[name] in line for name in found)][:5]


def walk(live_stack: LiveStack, fair: Market, shopper: Person) -> None:
    """Do everything that a person's data takes part in, also what fails."""
    guest = App(address=live_stack.url)
    guest.post("/sign-in", {"email": MARKS["email"], "password": MARKS["password"] + "x"})
    token = guest.post("/sign-in", {"email": MARKS["email"], "password": MARKS["password"]}).body["token"]
    app = App(token=token, address=live_stack.url)
    address = {
        "country": "RU",
        "recipient": MARKS["recipient"],
        "street": MARKS["street"],
        "city": "Казань",
        "region": "Татарстан",
        "postal_code": "420111",
        "phone": MARKS["phone"],
    }
    app.post("/addresses", address | {"postal_code": "x"})
    saved = app.post("/addresses", address).body
    offer = add_offer(fair, "RU", sku="marked", stock=2, now=now())
    wanted = wish(app_of(shopper), fair, {offer: 1}) | {"address_id": saved["id"]}
    placed = order(app, wanted)
    assert placed.status == 201
    order(app, wanted)
    order(app, wanted)
    app.post(f"/orders/{placed.body['id']}/payment")
    app.get(f"/products?q={MARKS['words']}")
    app.get(f"/orders/{shown('ord', uuid4())}")
    app.get(f"/{MARKS['path']}")
    pages(live_stack.url)


def pages(url: str) -> None:
    """Sign in, badly and well, and search, on the pages."""
    with httpx.Client(base_url=url, trust_env=False, follow_redirects=True, timeout=60) as browser:
        browser.get("/ru/search/", params={"q": MARKS["words"]})
        browser.get(f"/ru/{MARKS['path']}/")
        browser.post("/ru/account/login/", data={"login": MARKS["email"], "password": "wrong"})
        browser.get("/ru/account/login/")
        for password in ("wrong", MARKS["password"]):
            form = {"login": MARKS["email"], "password": password}
            token = browser.cookies.get("csrftoken") or ""
            browser.post(
                "/ru/account/login/", data=form | {"csrfmiddlewaretoken": token}, headers={"Referer": url}
            )


def test_a_refused_row_is_not_quoted(db: None) -> None:
    Person.objects.create_user(MARKS["email"], MARKS["password"])
    said = StringIO()
    [structured] = [
        one for one in logging.getLogger().handlers if isinstance(one.formatter, ProcessorFormatter)
    ]
    listener = logging.StreamHandler(said)
    listener.setFormatter(structured.formatter)
    logger = logging.getLogger("somewhere")
    logger.addHandler(listener)
    try:
        with transaction.atomic():
            Person.objects.create_user(MARKS["email"], MARKS["password"])
    except IntegrityError:
        logger.exception("it went wrong")
    finally:
        logger.removeHandler(listener)
    assert "person_email_once" in said.getvalue() or "accounts_person_email" in said.getvalue()
    assert MARKS["email"] not in said.getvalue()
