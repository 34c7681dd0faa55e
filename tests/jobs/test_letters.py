"""Everything that a flow says by mail arrives as a letter that can be read, in both languages, with real facts."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.urls import resolve
from django.utils.translation import override
from msgspec.structs import replace

import yarmarka.flows
from tests.conftest import SCRATCH
from tests.flows.cards import decide_both_ways
from tests.flows.claiming import claim_in_every_way
from tests.flows.matching import decide_in_every_way
from tests.flows.restricting import YALTA, resume, stop
from tests.flows.showing import show_document, write_to_one_another
from tests.flows.steps import Trade, buy, part_of, scan, send, talk_about_goods, tell, trade
from tests.malls import open_mall
from tests.market import NOW, Market, add_offer, approve_payment, order_request, person
from tests.stories.killing import forget_jobs
from yarmarka.connectors.mail.folder import read_mails
from yarmarka.domain.accounts.models import DataCopy, Person
from yarmarka.domain.catalogue.actions import write_brand
from yarmarka.domain.catalogue.queries import offers_for_sale
from yarmarka.domain.documents.rules import required_of
from yarmarka.domain.orders.models import SellerOrder
from yarmarka.domain.orders.queries import orders
from yarmarka.domain.sellers.types import Application, Kind
from yarmarka.flows.admit_sellers import apply_to_sell, decide_application
from yarmarka.flows.authorise_stores import decide_store, propose_store, withdraw_store
from yarmarka.flows.check_documents import accept_document, ask_for_document_again
from yarmarka.flows.copy_data import ask_for_copy, make_copy
from yarmarka.flows.forget_people import say_farewell
from yarmarka.flows.place_orders import place_order
from yarmarka.flows.stop_and_resume import take_effect
from yarmarka.jobs.letters import LETTERS, send_letter
from yarmarka.jobs.relay import deliver_due
from yarmarka.kernel import clock
from yarmarka.kernel.ids import born_at
from yarmarka.kernel.models import OutboxMessage
from yarmarka.vocabulary.parcels import ParcelState
from yarmarka.web.console.letter_words import LETTER_WORDS

pytestmark = pytest.mark.django_db
LANGUAGES = ("ru", "en", "zh")


@pytest.fixture(scope="module")
def traded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Trade]:
    """A market in which everything happened that somebody is told about."""
    with django_db_blocker.unblock():
        made = trade()
        for state in ("AVAILABLE_FOR_PICKUP", "CUSTOMS_ACTION_REQUIRED", "LOST", "RETURNING"):
            number = send(part_of(buy(made.market, "RU")))
            tell(scan(number, ParcelState[state], NOW), now=NOW)
        late = part_of(buy(made.market, "RU"))
        SellerOrder.objects.filter(id=late.id).update(promised_from=NOW.date(), promised_to=NOW.date())
        tell(scan(send(late), ParcelState.IN_TRANSIT, NOW), now=NOW)
        _decline_somebody(made.market)
        _say_farewell(SCRATCH)
        talk_about_goods(made.market, part_of(made.paid_out), now=NOW)
        _decide_about_stores(made.market)
        _stop_and_resume(made.market)
        _show_documents(made.market)
        decide_in_every_way(made.market)
        decide_both_ways(made.market)
        write_to_one_another(made.market, made.paid_out)
        claim_in_every_way(made.market)
        connection.close()
    yield made
    with django_db_blocker.unblock():
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
        forget_jobs()
        connection.close()


def _decline_somebody(market: Market) -> None:
    application = Application(
        trade_name="Самовары",
        legal_name="ООО «Самовар»",
        country="RU",
        kind=Kind.LOCAL,
        registration_number="1022200525819",
        tax_number="7830002293",
        address=market.sellers["RU"].address,
        contact_email="samovar@example.test",
        payout_currency="RUB",
        payout_account="1",
    )
    applicant = person("samovar@example.test")
    seller_id = apply_to_sell(application, person_id=applicant.id, now=NOW)
    decide_application(seller_id=seller_id, approve=False, reason="Нет выписки.", by=market.staff.id, now=NOW)


def _say_farewell(folder: Path) -> None:
    somebody = person("gone@example.test", full_name="Инна")
    with override_settings(COPIES_DIR=folder / "copies"):
        ask_for_copy(person_id=somebody.id, now=NOW)
        make_copy(DataCopy.objects.get(person=somebody).id, pack=lambda held, reader: b"", now=NOW)
    say_farewell(person_id=somebody.id, now=NOW)


def _decide_about_stores(market: Market) -> None:
    """One seller becomes a brand's official store and is one no longer; another is refused."""
    by, second = market.staff.id, person("third@example.test").id
    brand = write_brand(name="Kettledrum", colour="#7A1F3D", texts={"en": "Kettles."}, now=NOW)
    for country in ("CN", "GB"):
        proposed = propose_store(
            brand_id=brand,
            seller_id=market.sellers[country].id,
            document="letter 17",
            valid_from=NOW.date(),
            valid_to=NOW.date() + timedelta(days=30),
            by=by,
            now=NOW,
        )
        decide_store(proposed, approve=country == "CN", reason="It bears no stamp.", by=second, now=NOW)
        if country == "CN":
            withdraw_store(proposed, reason="The brand took it back.", by=by, now=NOW)


def _show_documents(market: Market) -> None:
    """One document is asked for again; then everything that is asked for is accepted."""
    seller, owner, by = market.sellers["CN"], market.owners["CN"].id, market.staff.id
    first = show_document(seller.id, by=owner, now=NOW)
    which = {"seller_id": seller.id, "by": by, "now": NOW}
    ask_for_document_again(first, fault="expired", note="Dated 2019.", **which)
    for kind in required_of(seller.country, seller.kind):
        accept_document(show_document(seller.id, by=owner, now=NOW, kind=kind), **which)


def _stop_and_resume(market: Market) -> None:
    """Deliveries to a place are stopped while an order to it waits, and resumed."""
    request = replace(order_request(market, {market.offers["RU"]: 1}), address=YALTA)
    place_order(request, now=NOW)
    restriction_id = stop(market, handling={})
    take_effect(now=NOW)
    resume(market, restriction_id, now=NOW + timedelta(hours=1))
    take_effect(now=NOW + timedelta(hours=1))


def messages(topic: str) -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(topic=topic).order_by("id"))


def test_every_topic_that_flows_publish_has_a_letter_and_every_letter_a_flow(traded: Trade) -> None:
    assert set(OutboxMessage.objects.values_list("topic", flat=True)) == set(LETTERS)


def test_no_flow_speaks_of_a_topic_without_a_letter() -> None:
    folder = Path(yarmarka.flows.__file__).parent
    calls = re.compile(r'(?:to_shopper|to_seller|to_person|_letters|Message)\(\s*(?:topic=)?"(\w+)"')
    said = {topic for file in folder.glob("*.py") for topic in calls.findall(file.read_text())}
    assert len(said) > 8, "the pattern above no longer fits how flows publish"
    assert said <= set(LETTERS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", LETTERS)
def test_its_letter_can_be_read(traded: Trade, topic: str, language: str) -> None:
    for message in messages(topic):
        mail.outbox.clear()
        send_letter(topic, message.facts | {"locale": language}, message.id)
        (letter,) = mail.outbox
        ((html, _kind),) = letter.alternatives
        assert letter.to == [message.facts["to"]]
        assert letter.subject.strip()
        words = re.sub(r"(Чайник|Kettle) \w+-1", "", letter.subject)  # goods are called what they are called
        is_russian = bool(re.search("[а-яё]", words, re.IGNORECASE))
        is_chinese = bool(re.search("[一-鿿]", words))
        assert (is_russian, is_chinese) == (language == "ru", language == "zh"), letter.subject
        for text in (letter.subject, letter.body, str(html)):
            assert not re.search(r"\{\{|\{%|%\(|\bNone\b|\bsimulated\b|\[\]", text), text
        lone = r"^[^\n]+: *$(?!\nhttp|\n\n>|\n\n[^\n]+:\nhttp)"
        assert not re.search(lone, letter.body, re.MULTILINE), "a row without its value"
        _leads_to_our_pages(str(letter.body), language)


def _leads_to_our_pages(text: str, language: str) -> None:
    links = re.findall(rf"{re.escape(settings.SITE_URL)}(/\S+)", text)
    assert links
    for link in links:
        with override(language):
            resolve(link)


@pytest.mark.parametrize(
    "topic", sorted({topic for topic in LETTERS if "order" in topic or "parcel" in topic})
)
def test_letters_about_an_order_name_it_by_its_number(traded: Trade, topic: str) -> None:
    for message in messages(topic):
        mail.outbox.clear()
        send_letter(topic, message.facts, message.id)
        assert message.facts["number"] in mail.outbox[0].body + mail.outbox[0].subject


def test_a_letter_says_the_real_sums_and_goods(traded: Trade) -> None:
    order = orders([traded.to_ship])[traded.to_ship]
    (message,) = [one for one in messages("order_paid") if one.facts["order_id"] == str(order.id)]
    send_letter("order_paid", message.facts | {"locale": "en"}, message.id)
    body = mail.outbox[0].body
    assert "Kettle CN-1 × 1" in body
    assert "Kettle RU-1 × 1" in body
    assert f"{order.total_minor / 100:,.2f}" in body


def test_a_letter_about_one_sellers_part_speaks_of_that_part_only(traded: Trade) -> None:
    from yarmarka.flows.cancel_orders import cancel_before_shipping

    part, other = part_of(traded.to_ship, 0), part_of(traded.to_ship, 1)
    cancel_before_shipping(
        seller_order_id=part.id, viewer=traded.market.shopper.id, reason="changed_mind", now=NOW
    )
    (message,) = [
        one for one in messages("seller_order_cancelled") if one.facts["seller_order_id"] == str(part.id)
    ]
    send_letter("seller_order_cancelled", message.facts | {"locale": "en"}, message.id)
    letter = mail.outbox[0]
    assert "CN Trading" in letter.body
    assert f"{part.total_minor / 100:,.2f}" in letter.body
    assert "Kettle RU-1" not in letter.body
    assert f"{other.total_minor / 100:,.2f}" not in letter.body
    assert "A part of the order is cancelled" in letter.body, "the other seller still ships"


def test_letters_go_to_the_seller_in_the_sellers_language(traded: Trade) -> None:
    locales = {message.facts["to"]: message.facts["locale"] for message in messages("new_seller_order")}
    assert locales == {
        "owner-cn@example.test": "zh",
        "owner-de@example.test": "en",
        "owner-gb@example.test": "en",
        "owner-ru@example.test": "ru",
    }


def test_letters_come_from_the_shop_of_the_order_or_the_account_and_lead_there(traded: Trade) -> None:
    open_mall(traded.market, now=min(NOW, clock.now()))
    market = traded.market
    Person.objects.filter(id=market.shopper.id).update(storefront="mall")
    request = replace(order_request(market, {market.offers["CN"]: 1}), storefront="mall")
    placed = place_order(request, now=NOW)
    approve_payment(placed.order_id, placed.total)
    forget_asked = person("mall-reader@example.test", storefront="mall", locale="zh")
    say_farewell(person_id=forget_asked.id, now=NOW)

    paid = [one for one in messages("order_paid") if one.facts["order_id"] == str(placed.order_id)]
    letter = sent(paid[0])
    assert f"{settings.SITE_URL}/mall/ru/orders/" in letter
    assert "\n-- \nГалерея марок, " in letter
    (gone,) = [one for one in messages("farewell_begun") if one.facts["to"] == forget_asked.email]
    assert f"{settings.SITE_URL}/mall/zh/me/data/" in sent(gone)
    (to_seller,) = [
        one for one in messages("new_seller_order") if one.facts["number"] == paid[0].facts["number"]
    ]
    assert f"{settings.SITE_URL}/zh/seller/orders/" in sent(to_seller), "consoles are the house's"


def test_what_the_shop_does_not_sell_is_shown_in_the_marketplace(traded: Trade) -> None:
    open_mall(traded.market, now=clock.now())
    (message, *_) = messages("review_replied")
    for country, root in (("CN", "/mall/ru/p/"), ("GB", "/ru/p/")):
        offer = traded.market.offers[country]
        product_id = str(offers_for_sale([offer])[offer].product_id)
        facts = message.facts | {"storefront": "mall", "product_id": product_id}
        mail.outbox.clear()
        send_letter("review_replied", facts, message.id)
        assert f"{settings.SITE_URL}{root}" in mail.outbox[0].body


def sent(message: OutboxMessage) -> str:
    mail.outbox.clear()
    send_letter(message.topic, message.facts, message.id)
    return str(mail.outbox[0].body)


def test_the_relay_sends_them_all(traded: Trade) -> None:
    waiting = Counter(OutboxMessage.objects.values_list("topic", flat=True))
    later = NOW + timedelta(days=6)
    while deliver_due(now=later):
        pass
    assert not OutboxMessage.objects.filter(delivered_at=None).exists()
    assert len(mail.outbox) == waiting.total()


def test_evil_titles_do_not_break_a_letter(traded: Trade) -> None:
    evil = "Чайник\r\nBcc: all@example.test\n=> Платите здесь | http://evil.example/"
    offer = add_offer(traded.market, "RU", sku="evil", title=evil)
    placed = place_order(order_request(traded.market, {offer: 1}), now=NOW)
    (message,) = [one for one in messages("order_placed") if one.facts["order_id"] == str(placed.order_id)]
    send_letter("order_placed", message.facts, message.id)
    assert mail.outbox[0].bcc == []
    assert 'href="http://evil.example/' not in str(mail.outbox[0].alternatives[0][0])


def test_a_letter_whose_relay_died_before_noting_it_is_one_letter_all_the_same(
    traded: Trade, settings: Any, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND = "yarmarka.connectors.mail.folder.FolderBackend"
    settings.MAIL_DIR = tmp_path
    written = OutboxMessage.objects.count()

    def send_and_die(topic: str, facts: dict[str, Any], key: UUID) -> None:
        send_letter(topic, facts, key)
        raise ConnectionError

    later = NOW + timedelta(days=6)
    while deliver_due(now=later, handler=send_and_die):
        pass
    assert OutboxMessage.objects.filter(delivered_at=None).count() == written
    while deliver_due(now=later + timedelta(hours=2)):
        pass
    assert not OutboxMessage.objects.filter(delivered_at=None).exists()
    letters = read_mails(tmp_path, 1_000)
    assert len(letters) == written
    assert {letter.sent_at for letter in letters} == {
        born_at(key).replace(microsecond=0) for key in OutboxMessage.objects.values_list("id", flat=True)
    }


def test_staff_read_what_every_letter_is_about() -> None:
    assert LETTER_WORDS.keys() == LETTERS.keys()
