"""Every page says everything in its language: all kinds of readers go round a market that has traded."""

import re
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, urljoin, urlsplit
from uuid import UUID

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.translation import override
from lxml.html import document_fromstring

from tests.architecture.routes import Route, routes
from tests.flows.cards import stop_card
from tests.flows.claiming import claim_in_every_way
from tests.flows.denied import open_case
from tests.flows.matching import decide_in_every_way
from tests.flows.showing import ask_to_read, show_certificate, show_document, write_to_one_another
from tests.flows.steps import Trade, trade
from tests.malls import open_mall
from tests.market import NOW, lay_sea_lane
from tests.reading import Doors, foreign_words, texts_in, words_in_tables
from tests.stories.killing import forget_jobs
from tests.web.scene import applicant
from yarmarka.domain.accounts.models import Person
from yarmarka.domain.catalogue.types import AttributeKind, NewAttribute
from yarmarka.domain.orders.actions import choose_address, put_in_basket
from yarmarka.domain.orders.types import BasketOwner
from yarmarka.domain.payments.models import PaymentAttempt
from yarmarka.flows.define_attributes import set_attribute
from yarmarka.flows.write_synonyms import write_synonyms
from yarmarka.kernel import clock
from yarmarka.web.shared.texts import versions

pytestmark = pytest.mark.django_db
LANGUAGES: Final = tuple(code for code, _ in settings.LANGUAGES)
READERS: Final = ("stranger", "shopper", "seller", "applicant", "declined", "operator")
#: for machines or for those who mend the house; signing out ends the tour
_NOT_READ: Final = re.compile(
    r"^/(?:api|staff/admin|static|media)/|\.(?:pdf|xml|svg)\b|/logout/$|/demo/components/problem/$"
    # The same words in another order, or in another kind of file.
    r"|[?&](?:sort|as=xlsx)"
    # Filters of the page of parts lead to itself, in every combination; those of a shelf and of finds add up.
    r"|/demo/components/(?:console/)?\?"
    r"|/(?:c/[\w-]+|search)/\?.*&.*&"
)
#: of pages of one view that differ by the values in their query alone: what they narrow stands on the whole page, too
_MOST_ALIKE: Final = 4
#: what no link leads to in a market that has only traded
_UNSEEN: Final = {
    "demo:letter": "no letters are kept in tests; tests/jobs/test_letters.py reads them all",
    "demo:letter_html": "as above",
    "demo:letter_sample_html": "a letter in a frame: tests/presentation/test_mail.py reads them all",
    "demo:components_problem": "it fails on purpose",
    "account_logout": "it ends the tour",
    "theme": "a stylesheet",
    "brand_colours": "a stylesheet",
    "account_set_password": "whoever signed up here has a password",
    "shop:reminders_off": "its address is in letters, sealed",
    "me:unsubscribe": "its address is in letters, sealed",
    "seller:join": "its address is in letters, sealed",
    "mfa_deactivate_totp": "only for who signs in with an app's codes",
    "mfa_view_recovery_codes": "as above",
    "mfa_download_recovery_codes": "as above",
    "seller:feed_report": "a file; there is none without a feed",
    "seller:exchange_report": "as above, without an exchange",
    "seller:feed_columns": "only beside a table: tests/web/seller/test_feed.py",
    "seller:feed_progress": "a part of the page, while a file is taken in",
    "shop:message_product": "who has not signed in meets its link first: tests/web/test_conversations.py",
    "seller:card_shelves": "a part of the page, while somebody types",
    "seller:card_facts": "a part of the page, once a category is chosen",
    "shop:suggest": "a part of the search box: tests/web/shop/test_suggestions.py reads it in every language",
    "robots": "for machines: tests/web/shop/test_sitemap.py",
    "seller:label": "a paper: tests/presentation/papers",
    "seller:packing_slip": "a paper",
    "seller:customs_paper": "a paper: tests/web/seller/test_customs_papers.py",
    "seller:invoice_paper": "as above",
    "seller:declaration_json": "data for the post, as above",
    "seller:declaration_xml": "as above",
    "seller:month_paper": "a paper",
    "staff:seller_month_paper": "as above",
    "staff:payout_file_download": "a file for the bank",
}


@dataclass
class Tour:
    """What a reader has seen so far, and what was wrong there."""

    language: str
    data: frozenset[str]
    #: addresses that were shown to somebody; what a stranger may see need not be looked at again
    seen: set[str] = field(default_factory=set)
    #: texts that were judged already: most of a page stands on others, too
    read: set[str] = field(default_factory=set)
    #: how many pages were looked at that differ by the values in their query alone
    alike: Counter[tuple[str, ...]] = field(default_factory=Counter)
    #: where forms lead: what only takes a form is met there
    led_to: set[str] = field(default_factory=set)
    wrong: dict[str, str] = field(default_factory=dict)
    forms: dict[str, dict[str, str]] = field(default_factory=dict)

    def knows_alike(self, address: str) -> bool:
        """Test if enough pages were looked at that differ from this one by the values in their query alone."""
        parts = urlsplit(address)
        if not parts.query:
            return False
        try:
            view = resolve(parts.path).view_name
        except Resolver404:
            return False
        names = sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)})
        self.alike[view, *names] += 1
        return self.alike[view, *names] > _MOST_ALIKE

    def look_at(self, address: str, answer: HttpResponse) -> list[str]:
        """Judge an answer's words; return where it leads."""
        kind = answer.headers.get("Content-Type", "")
        if not kind.startswith("text/") or not answer.getvalue().strip():
            return []  # a part of a page may have nothing to say: how far a file is that nobody sent
        if "html" not in kind:
            texts, doors = answer.getvalue().decode(errors="replace").splitlines(), None
        else:
            page = document_fromstring(answer.content.decode())
            texts, doors = texts_in(page), Doors(page)
        for foreign in foreign_words(set(texts) - self.read, self.language, data=self.data):
            self.wrong.setdefault(foreign, address)
        self.read.update(texts)
        if doors is None:
            return []
        if "/demo/components/" not in address:  # forms there are to be looked at, and about nothing
            self.forms |= {urljoin(address, action): fields for action, fields in doors.forms.items()}
        self.led_to |= {urljoin(address, action) for action in doors.actions}
        return [urljoin(address, link) for link in doors.links]


@pytest.fixture(scope="module")
def traded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Trade]:
    """A market with an order in every state, a full basket, an application that waits and one that was declined."""
    with django_db_blocker.unblock():
        made = trade()
        open_mall(made.market, now=clock.now())
        owner = BasketOwner(person_id=made.market.shopper.id)
        for country in ("CN", "RU"):
            put_in_basket(owner=owner, offer_id=made.market.offers[country], quantity=1, now=clock.now())
        choose_address(owner=owner, address_id=made.market.address_id, now=clock.now())
        applicant("waits@example.test", number="1027739642281")
        applicant(
            "declined@example.test", number="1037739010891", declined="Номер чужой.", by=made.market.staff.id
        )
        talk = write_to_one_another(made.market, made.paid_out)
        ask_to_read(talk, by=made.market.shopper.id, now=clock.now())
        for country, card in made.market.sellers.items():
            show_document(card.id, by=made.market.owners[country].id, now=clock.now())
            show_certificate(card.id, by=made.market.owners[country].id, now=clock.now())
        open_case(now=clock.now())
        stop_card(made.market)
        decide_in_every_way(made.market)
        # The month of the trade is closed already.
        claim_in_every_way(made.market, now=NOW + timedelta(days=32))
        write_synonyms({"ru": ("чайник",), "en": ("kettle",)}, by=made.market.staff.id, now=clock.now())
        lay_sea_lane()
        names = {"ru": "Материал", "en": "Material", "zh": "材质"}
        material = NewAttribute("material", None, names, AttributeKind.TEXT)
        set_attribute(material, by=made.market.staff.id, now=clock.now())
        connection.close()
    yield made
    with django_db_blocker.unblock():
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
        forget_jobs()
        connection.close()


@pytest.fixture(scope="module")
def data(traded: Trade, django_db_blocker: Any) -> frozenset[str]:
    """The words that are data of this market."""
    with django_db_blocker.unblock():
        return words_in_tables()


def reader(name: str, traded: Trade) -> Client:
    """Return a browser that somebody has signed in with."""
    market, browser = traded.market, Client()
    people = {
        "shopper": market.shopper,
        "seller": market.owners["CN"],
        "applicant": Person.objects.filter(email="waits@example.test").first(),
        "declined": Person.objects.filter(email="declined@example.test").first(),
        "operator": market.staff,
    }
    if name in people:
        browser.force_login(people[name])
        # What guards an account asks who has not signed in just now for the password again.
        session = browser.session
        session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
        session.save()
    return browser


def front_pages(language: str) -> list[str]:
    """Return every address that needs nothing to be known, in a language."""
    return [
        f"/{language}{route.filled({}).removeprefix('/ru')}" for route in readable() if not route.parameters
    ]


def unlinked_pages(language: str) -> list[str]:
    """Return addresses that no page of a settled market leads to any more: the way back from the bank, old rules."""
    attempts = PaymentAttempt.objects.order_by("id").values_list("id", flat=True)[:2]
    back = [reverse("shop:pay_return", kwargs={"attempt_id": key}) for key in attempts]
    rules = reverse("rules_version", kwargs={"slug": "terms", "version": str(versions("terms")[0])})
    return [f"/{language}/{address.split('/', 2)[2]}" for address in (*back, rules)]


def readable() -> list[Route]:
    """Return the routes whose pages people read."""
    with override("ru"):
        every = list(routes())
    return [route for route in every if route.template.startswith("ru/") and not route.is_regex]


@pytest.fixture(autouse=True)
def _no_letters_of_other_tests(settings: Any, tmp_path: Path) -> None:
    settings.MAIL_DIR = tmp_path


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_in_another_language(traded: Trade, data: frozenset[str], language: str) -> None:
    tour = Tour(language, data)
    for name in READERS:
        _go_round(reader(name, traded), tour)
    said = "\n".join(sorted(f"{address}: {foreign}" for foreign, address in tour.wrong.items()))
    assert not said, f"{len(tour.wrong)} texts are not in {language}:\n{said}"
    met = {
        resolve(urlsplit(address).path).view_name
        for address in tour.seen | tour.led_to
        if address.startswith("/")
    }
    unseen = [route for route in readable() if route.view_name not in met | _UNSEEN.keys()]
    assert [route.view_name for route in unseen if not _shows_nothing(route, traded)] == []


def _shows_nothing(route: Route, traded: Trade) -> bool:
    """Test if an address shows nothing of its own, whatever its keys are: it takes a form, or leads elsewhere."""
    area = route.view_name.partition(":")[0]
    browser = reader({"seller": "seller", "staff": "operator"}.get(area, "shopper"), traded)
    keys = [UUID(int=1), "x", 1]
    for key in keys:
        with suppress(NoReverseMatch, AttributeError, TypeError, ValueError):
            address = reverse(route.view_name, kwargs=dict.fromkeys(route.parameters, key))
            return browser.get(address).status_code in {302, 405}
    return False


def _go_round(browser: Client, tour: Tour) -> None:
    """Follow every link from every front page, then send every form empty where something is to be typed."""
    start, ahead = f"/{tour.language}/", deque([*front_pages(tour.language), *unlinked_pages(tour.language)])
    while ahead:
        address = ahead.popleft().partition("#")[0]
        if address in tour.seen or not address.startswith(start) or _NOT_READ.search(address):
            continue
        if tour.knows_alike(address):
            continue
        answer = browser.get(address)
        if answer.status_code == 302:
            # A stranger is asked to sign in; the page itself is somebody else's to see.
            ahead.append(answer.headers["Location"].partition("?next=")[0])
            continue
        if answer.status_code == 405:
            tour.led_to.add(address)
            continue
        if answer.status_code == 404:
            continue
        tour.seen.add(address)
        ahead.extend(link.partition("?next=")[0] for link in tour.look_at(address, answer))
    forms, tour.forms = tour.forms, {}
    for address, fields in forms.items():
        if address.startswith(start) and not _NOT_READ.search(address):
            tour.look_at(address, browser.post(address, fields))
