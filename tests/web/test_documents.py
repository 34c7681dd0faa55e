"""A merchant shows its documents, staff look at each, and nobody else sees one."""

from functools import partial

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.flows.at_once import at_once, only
from tests.flows.cards import new_rule
from tests.flows.showing import PDF, show_document
from tests.market import NOW, Market, open_market
from tests.web.scene import signed_in
from yarmarka.domain.audit.models import Deed
from yarmarka.domain.documents.models import Document, DocumentContent, GoodsFile
from yarmarka.domain.documents.types import DocumentCard, DocumentKind, NewDocument
from yarmarka.domain.moderation.models import Document as GoodsDocument
from yarmarka.domain.moderation.types import RuleKind
from yarmarka.flows.check_documents import send_document
from yarmarka.flows.moderate_cards import set_card_rule
from yarmarka.jobs.letters import send_letter
from yarmarka.kernel.models import OutboxMessage
from yarmarka.vocabulary.ids import public_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def market(db: None) -> Market:
    return open_market(countries=("CN", "RU"))


def send(client: Client, kind: str, content: bytes) -> object:
    file = SimpleUploadedFile("скан.exe", content)
    return client.post("/ru/seller/documents/", {"kind": kind, "file": file}, follow=True)


def test_a_document_is_sent_looked_at_asked_for_again_and_accepted(market: Market) -> None:
    seller, staff = signed_in(market.owners["RU"]), signed_in(market.staff)
    page = send(seller, "bank", PDF)
    assert "Документ у нас" in page.content.decode()  # type: ignore[attr-defined]
    first = Document.objects.get(status="waiting")
    whose = public_id("slr", market.sellers["RU"].id)
    address = f"/ru/staff/sellers/{whose}/documents/{public_id('doc', first.id)}/"
    file = staff.get(address)
    assert file.content == PDF
    assert file["Content-Disposition"].startswith("attachment")
    assert (file["Content-Type"], file["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert "sandbox" in file["Content-Security-Policy"] and "no-store" in file["Cache-Control"]

    staff.post(f"{address}decide/", {"fault": ""})
    assert Document.objects.get(id=first.id).status == "waiting", (
        "nobody is asked again without being told why"
    )
    staff.post(f"{address}decide/", {"fault": "incomplete", "note": "Нет печати."})
    said = seller.get("/ru/seller/documents/").content.decode()
    assert "Не хватает страниц" in said and "Нет печати." in said
    letter = OutboxMessage.objects.get(topic="document_asked_again")
    send_letter(letter.topic, letter.facts, letter.id)
    assert "Не хватает страниц" in mail.outbox[-1].body

    send(seller, "bank", PDF + b" ")
    shown = Document.objects.filter(seller=market.sellers["RU"].id, kind="bank").order_by("sent_at")
    assert [row.status for row in shown] == ["replaced", "replaced", "waiting"]
    assert DocumentContent.objects.count() == 1, "of what was not accepted no bytes are left"
    second = Document.objects.get(status="waiting")
    where = f"/ru/staff/sellers/{whose}/documents/{public_id('doc', second.id)}/decide/"
    staff.post(where, {"decision": "accept"})
    assert Document.objects.get(id=second.id).status == "accepted"
    twice = staff.post(where, {"decision": "accept"}, follow=True).content.decode()
    assert "Его уже посмотрели" in twice
    kinds = list(Deed.objects.order_by("at").values_list("kind", flat=True))
    assert kinds[-2:] == ["document_asked_again", "document_accepted"]


def test_a_file_that_is_none_is_told_at_its_field_and_not_kept(market: Market) -> None:
    answer = send(signed_in(market.owners["RU"]), "tax", b"MZ\x90")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "Это не PDF" in answer.content.decode()  # type: ignore[attr-defined]
    assert not Document.objects.filter(status="waiting").exists()


@pytest.mark.django_db(transaction=True)
def test_a_document_sent_twice_at_once_stands_once(market: Market) -> None:
    new = NewDocument(market.sellers["RU"].id, DocumentKind.BANK, "extract.pdf", PDF)
    sent = at_once([partial(send_document, new, by=market.owners["RU"].id, now=NOW)] * 4)
    assert len(only(DocumentCard, sent)) == 4
    shown = Document.objects.filter(seller=market.sellers["RU"].id, kind=DocumentKind.BANK)
    assert sorted(shown.values_list("status", flat=True)) == ["replaced"] * 4 + ["waiting"]


def test_nobody_else_is_given_a_document(market: Market) -> None:
    document = show_document(market.sellers["RU"].id, by=market.owners["RU"].id, now=NOW)
    address = f"/ru/seller/documents/{public_id('doc', document)}/file/"
    assert signed_in(market.owners["RU"]).get(address).status_code == 200
    assert signed_in(market.owners["CN"]).get(address).status_code == 404
    assert signed_in(market.shopper).get(address).status_code == 302
    whose = public_id("slr", market.sellers["CN"].id)
    mixed = f"/ru/staff/sellers/{whose}/documents/{public_id('doc', document)}/"
    assert signed_in(market.staff).get(mixed).status_code == 404, "a document stands below its own merchant"


def show_for_goods(client: Client, **said: object) -> object:
    told = {"kind": "EAC", "number": "N 77", "valid_to": "2099-12-31"}
    return client.post("/ru/seller/stopped/", told | said, follow=True)


@pytest.fixture
def asking(market: Market) -> Market:
    """A market whose rules ask for a document for goods."""
    rule = new_rule(kind=RuleKind.DOCUMENTS, needs=("EAC",), hs_prefixes=("8516",))
    set_card_rule(rule, by=market.staff.id, now=NOW)
    return market


def test_staff_see_the_file_of_a_document_for_goods_and_nobody_else_does(asking: Market) -> None:
    seller, staff = signed_in(asking.owners["RU"]), signed_in(asking.staff)
    page = show_for_goods(seller, file=SimpleUploadedFile("сертификат.exe", PDF)).content.decode()  # type: ignore[attr-defined]
    document = GoodsDocument.objects.get()
    own = f"/ru/seller/stopped/documents/{public_id('crt', document.id)}/"
    assert own in page and "сертификат.pdf" in page
    theirs = "/ru/staff/sellers/{}/goods-documents/{}/".format(
        public_id("slr", asking.sellers["RU"].id), public_id("crt", document.id)
    )
    assert theirs in staff.get("/ru/staff/cards/").content.decode()
    for answer in (seller.get(own), staff.get(theirs)):
        assert (answer.status_code, answer.content) == (200, PDF)
        assert answer["Content-Disposition"].startswith("attachment")
        assert "sandbox" in answer["Content-Security-Policy"] and "no-store" in answer["Cache-Control"]
    assert signed_in(asking.owners["CN"]).get(own).status_code == 404
    assert signed_in(asking.shopper).get(own).status_code == 302
    assert signed_in(asking.owners["RU"]).get(theirs).status_code == 404
    mixed = theirs.replace(
        public_id("slr", asking.sellers["RU"].id), public_id("slr", asking.sellers["CN"].id)
    )
    assert staff.get(mixed).status_code == 404, "a document stands below its own seller"
    staff.post("/ru/staff/cards/documents/decide/", {"document": document.id, "do": "approve"})
    assert GoodsDocument.objects.get().status == "approved"
    assert staff.get(theirs).content == PDF, "what was accepted can be looked at later"


@pytest.mark.parametrize(
    ("content", "words"), [(b"MZ\x90", "Это не PDF"), (b"", "пуст"), (None, "Обязательное поле")]
)
def test_a_document_for_goods_is_not_kept_without_a_file_that_is_one(
    asking: Market, content: bytes | None, words: str
) -> None:
    files = {} if content is None else {"file": SimpleUploadedFile("certificate.pdf", content)}
    answer = show_for_goods(signed_in(asking.owners["RU"]), **files)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    page = answer.content.decode()  # type: ignore[attr-defined]
    assert words in page and "N 77" in page, "what was typed stands there still"
    assert not GoodsDocument.objects.exists()
    assert not GoodsFile.objects.exists()
