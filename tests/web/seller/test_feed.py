"""Price lists over the web: what is taken in, what is refused and why, and what categories come to mean."""

import csv
import io
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import xlsxwriter
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override
from lxml import html
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.market import Market
from tests.web.seller.conftest import SignIn
from yarmarka.domain.catalogue.models import Offer
from yarmarka.domain.catalogue.types import AttributeKind, NewAttribute
from yarmarka.domain.intake.types import NamedPictures, PictureProblem
from yarmarka.domain.inventory.queries import available
from yarmarka.flows import feed_uploads
from yarmarka.flows.define_attributes import set_attribute
from yarmarka.flows.feed_uploads import import_upload
from yarmarka.flows.fetch_pictures import fetch_due_pictures
from yarmarka.flows.pull_feeds import ask_for_due_feeds, pull_feed
from yarmarka.kernel.clock import now
from yarmarka.web.seller.named_pictures import said_pictures

pytestmark = pytest.mark.django_db

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<yml_catalog date="2026-11-20T09:00:00+03:00"><shop><name>Tea Road</name><company>Tea Road Ltd</company>
<currencies><currency id="CNY" rate="1"/></currencies>
<categories><category id="1">{category}</category></categories>
<offers>
<offer id="TEA-1" available="true"><name>Oolong tea, 125 g</name><price>49.00</price><currencyId>CNY</currencyId>
<categoryId>1</categoryId><count>12</count><weight>0.2</weight></offer>
<offer id="TEA-2" available="true"><name>Puer tea, 357 g</name><price>{price}</price><currencyId>CNY</currencyId>
<categoryId>1</categoryId><count>3</count><weight>0.4</weight></offer>
</offers></shop></yml_catalog>"""


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep uploads of a test to itself."""
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)


def send(client: Client, *, category: str = "Kettles", price: str = "188.00", language: str = "en") -> Any:
    """Upload a feed of two offers; return the page that follows."""
    text = FEED.format(category=category, price=price)
    file = SimpleUploadedFile("tea.xml", text.encode(), content_type="text/xml")
    return client.post(f"/{language}/seller/feed/", {"file": file}, follow=True)


def test_before_the_first_file_the_page_blames_nobody(market: Market, as_seller: SignIn) -> None:
    answer = as_seller("CN").get("/en/seller/feed/")
    assert answer.status_code == 200
    assert "No file yet" in answer.content.decode()
    assert "errorlist" not in answer.content.decode()


def test_a_small_feed_is_taken_in_at_once(market: Market, as_seller: SignIn) -> None:
    page = send(as_seller("CN")).content.decode()
    assert "tea.xml" in page
    assert "<b>2</b> <span>rows taken</span>" in page
    offer = Offer.objects.get(sku="TEA-1")
    assert (offer.seller_id, offer.price_minor) == (market.sellers["CN"].id, 4_900)


def test_a_refused_row_is_named_with_line_field_and_remedy(market: Market, as_seller: SignIn) -> None:
    page = send(as_seller("CN"), price="many", language="ru").content.decode()
    assert "<b>1</b> <span>строк принято</span>" in page
    assert "<code>TEA-2</code>" in page
    assert "<code>price</code>" in page
    assert "many" in page
    assert not Offer.objects.filter(sku="TEA-2").exists()


def test_refused_rows_come_as_csv_without_formulas(market: Market, as_seller: SignIn) -> None:
    client = as_seller("CN")
    send(client, price="=1+1")
    answer = client.get("/en/seller/feed/refused-rows.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # a streaming answer
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["line", "offer", "field", "what is wrong", "what to do", "what became of it"]
    assert rows[1][1:3] == ["TEA-2", "price"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_an_unknown_category_is_asked_about_and_remembered(market: Market, as_seller: SignIn) -> None:
    client = as_seller("CN")
    page = send(client, category="茶").content.decode()
    assert "What do these categories of yours mean?" in page
    assert not Offer.objects.filter(sku="TEA-1").exists()
    client.post("/en/seller/feed/categories/", {"category-0": str(market.category.id)})
    assert Offer.objects.get(sku="TEA-1").product.category_id == market.category.id
    assert "What do these" not in send(client, category="茶").content.decode()


def test_a_large_feed_waits_for_its_job(
    market: Market, as_seller: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_uploads, "AT_ONCE_BYTES", 10)
    client = as_seller("CN")
    assert "The file is being taken in" in send(client).content.decode()
    assert not Offer.objects.filter(sku="TEA-1").exists()
    job = ProcrastinateJob.objects.get(task_name="import_feed")
    import_upload(Path(job.args["folder"]), seller_slug=job.args["seller_slug"], now=now())
    assert "<b>2</b> <span>rows taken</span>" in client.get("/en/seller/feed/").content.decode()


def test_sellers_do_not_see_each_others_reports(market: Market, as_seller: SignIn) -> None:
    send(as_seller("CN"))
    other = as_seller("GB")
    assert "tea.xml" not in other.get("/en/seller/feed/").content.decode()
    assert other.get("/en/seller/feed/refused-rows.csv").status_code == 404


def test_what_is_no_feed_is_told_so(market: Market, as_seller: SignIn) -> None:
    client = as_seller("CN")
    file = SimpleUploadedFile("cat.jpg", b"\xff\xd8\xff\xe0 not a feed")
    page = client.post("/en/seller/feed/", {"file": file}, follow=True).content.decode()
    assert "Nothing of this file could be read" in page
    assert client.post("/en/seller/feed/", {}).status_code == 422


def test_a_feed_that_breaks_off_says_so(market: Market, as_seller: SignIn) -> None:
    whole = FEED.format(category="Kettles", price="188.00")
    file = SimpleUploadedFile("cut.xml", whole[: whole.rindex("</offers>")].encode())
    page = as_seller("CN").post("/en/seller/feed/", {"file": file}, follow=True).content.decode()
    assert "The file broke off" in page
    assert "the file ends too early" in page


def test_too_large_an_upload_is_refused_by_its_length(
    market: Market, as_seller: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "FEED_UPLOAD_MAX_BYTES", 1_000)
    file = SimpleUploadedFile("large.xml", b"x" * 200_000)
    assert as_seller("CN").post("/en/seller/feed/", {"file": file}).status_code == 400


def test_elsewhere_next_to_nothing_may_be_uploaded(market: Market, as_seller: SignIn) -> None:
    file = SimpleUploadedFile("large.bin", b"x" * 3_000_000)
    assert as_seller("CN").post("/en/seller/warehouses/", {"name": "A", "file": file}).status_code == 400
    file.seek(0)
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post("/en/seller/feed/", {"file": file}).status_code in {400, 403}


TABLE = "Код;Что это;Цена;Раздел;Остаток\nT-1;Чай улун;49,50;Kettles;12\nT-2;Чай пуэр;дорого;Kettles;3\n"


def send_table(client: Client, text: str = TABLE, **said: str) -> Any:
    """Upload a table of two offers; return the page that follows."""
    file = SimpleUploadedFile("tea.csv", text.encode("windows-1251"), content_type="text/csv")
    return client.post("/en/seller/feed/", {"file": file, **said}, follow=True)


def test_a_table_is_asked_about_beside_its_first_rows_and_remembered(
    market: Market, as_seller: SignIn
) -> None:
    client = as_seller("CN")
    asked = send_table(client)
    assert asked.redirect_chain[-1][0] == "/en/seller/feed/columns/"
    page = asked.content.decode()
    assert "Чай улун" in page and "49,50" in page
    assert not Offer.objects.filter(sku="T-1").exists()

    answers = {"column-0": "id", "column-2": "price", "column-3": "categoryId", "column-4": "count"}
    refused = client.post("/en/seller/feed/columns/", answers | {"currency": "CNY"})
    assert refused.status_code == 422
    assert "No column is named as: Title." in refused.content.decode()
    client.post("/en/seller/feed/columns/", answers | {"column-1": "name", "currency": "CNY"})
    taken = Offer.objects.get(sku="T-1")
    assert (taken.price_minor, taken.currency) == (4_950, "CNY")
    report = b"".join(client.get("/en/seller/feed/refused-rows.csv")).decode()  # type: ignore[arg-type]
    assert "3,T-2,Цена," in report

    # The next table of the same columns is not asked about.
    again = send_table(client, TABLE.replace("49,50", "51"))
    assert again.redirect_chain[-1][0] == "/en/seller/feed/"
    assert Offer.objects.get(sku="T-1").price_minor == 5_100


def test_a_workbook_with_a_bad_characteristic_is_asked_about_taken_in_and_reported(
    market: Market, as_seller: SignIn
) -> None:
    volume = NewAttribute(
        "volume", None, {"ru": "Объём", "en": "Volume", "zh": "容量"}, AttributeKind.NUMBER, unit="l"
    )
    set_attribute(volume, by=market.staff.id, now=now())
    book = io.BytesIO()
    with xlsxwriter.Workbook(book, {"in_memory": True}) as written:
        sheet = written.add_worksheet()
        head = ("Код", "Наименование", "Цена, руб.", "Категория", "Остаток", "Объём, мл", "Закупка")
        rows = (
            ("X-1", "Чайник малый", 990, "Kettles", 3, 1700, 500),
            ("X-2", "Чайник большой", 1990, "Kettles", 3, "много", 900),
            ("X-3", "Чайник ничей", "дорого", "Kettles", 3, 1000, 900),
        )
        for line, row in enumerate((head, *rows)):
            sheet.write_row(line, 0, row)
    client = as_seller("CN")
    file = SimpleUploadedFile("kettles.xlsx", book.getvalue())
    asked = client.post("/en/seller/feed/", {"file": file}, follow=True)
    assert asked.redirect_chain[-1][0] == "/en/seller/feed/columns/", (
        "a column that nobody knows is asked about"
    )
    form = html.fromstring(asked.content.decode()).xpath("//form[.//select[@name='column-5']]")[0]
    said = dict(form.form_values())
    assert (said["column-5"], said["column-6"]) == ("param", ""), "what goods are told by is offered as that"
    page = client.post("/en/seller/feed/columns/", said, follow=True).content.decode()
    assert "<b>2</b> <span>rows taken</span>" in page
    told_by = dict(Offer.objects.filter(sku__startswith="X-").values_list("sku", "product__attributes"))
    assert [fact["value"] for fact in told_by["X-1"]] == [1.7]
    assert told_by["X-2"] == []
    report = b"".join(client.get("/en/seller/feed/refused-rows.csv")).decode("utf-8-sig")  # type: ignore[arg-type]  # a stream
    lines = list(csv.reader(io.StringIO(report)))
    [bad] = [row for row in lines if row[1] == "X-2" and row[2] == "Объём, мл"]
    assert bad[0] == "3" and "много" in bad[3] and bad[5] == "taken, with a remark"
    [refused] = [row for row in lines if row[1] == "X-3"]
    assert refused[0] == "4" and refused[5] == "refused"
    file.seek(0)
    again = client.post("/en/seller/feed/", {"file": file}, follow=True)
    assert again.redirect_chain[-1][0] == "/en/seller/feed/", "asked once"


def test_a_trial_changes_nothing_and_shows_what_would(market: Market, as_seller: SignIn) -> None:
    client = as_seller("CN")
    send(client)
    text = FEED.format(category="Kettles", price="150.00").replace('id="TEA-1"', 'id="TEA-9"')
    file = SimpleUploadedFile("tea.xml", text.encode(), content_type="text/xml")
    answer = client.post(
        "/en/seller/feed/", {"file": file, "is_trial": "on", "is_everything": "on"}, follow=True
    )
    page = answer.content.decode()
    assert "would add 1, change 1 and sell out 2" in page
    assert "188" in page and "150" in page
    assert Offer.objects.get(sku="TEA-2").price_minor == 18_800
    assert not Offer.objects.filter(sku="TEA-9").exists()

    client.post("/en/seller/feed/again/", follow=True)
    assert Offer.objects.get(sku="TEA-2").price_minor == 15_000
    left = available([Offer.objects.get(sku="TEA-1").id, Offer.objects.get(sku="TEA-9").id])
    assert sorted(left.values()) == [0, 12]


def test_a_broken_feed_never_empties_a_shop(market: Market, as_seller: SignIn) -> None:
    client = as_seller("CN")
    rows = "".join(f"M-{number};Чай {number};10;Kettles;5\n" for number in range(40))
    head = "id;name;price;category;stock\n"
    send_table(client, head + rows)
    client.post(
        "/en/seller/feed/columns/",
        {
            f"column-{place}": field
            for place, field in enumerate(("id", "name", "price", "categoryId", "count"))
        }
        | {"currency": "CNY"},
    )
    few = head + "".join(rows.splitlines(keepends=True)[:5])
    page = send_table(client, few, is_everything="on").content.decode()
    ids = Offer.objects.filter(sku__startswith="M-").values_list("id", flat=True)
    assert "The file leaves out 36 of your 41" in page
    assert set(available(list(ids)).values()) == {5}
    client.post("/en/seller/feed/again/", {"may_empty": "yes"})
    assert sorted(set(available(list(ids)).values())) == [0, 5]


def test_progress_is_shown_until_the_file_is_in(
    market: Market, as_seller: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_uploads, "AT_ONCE_BYTES", 10)
    client = as_seller("CN")
    assert 'data-hx-get="/en/seller/feed/progress/"' in send(client).content.decode()
    assert "<progress" in client.get("/en/seller/feed/progress/").content.decode()
    folder = Path(settings.DATA_DIR) / "feeds" / market.sellers["CN"].id.hex
    import_upload(folder, seller_slug=market.sellers["CN"].slug, now=now())
    assert client.get("/en/seller/feed/progress/")["HX-Refresh"] == "true"


def test_an_address_inside_is_never_fetched_and_the_seller_reads_why(
    market: Market, as_seller: SignIn
) -> None:
    client = as_seller("CN")
    send(client)
    client.post("/en/seller/feed/address/", {"url": "http://127.0.0.1/feed.xml", "every_hours": "1"})
    assert ask_for_due_feeds(now=now()) == 1
    assert ask_for_due_feeds(now=now()) == 0
    reason = pull_feed(market.sellers["CN"].id, data_dir=Path(settings.DATA_DIR), limit=1_000_000, now=now())
    assert reason == "inside"
    page = client.get("/en/seller/feed/").content.decode()
    assert "leads into a private network" in page
    assert "tea.xml" in page, "the last report stays"


def test_pictures_that_did_not_come_are_told_with_remedies_and_asked_for_again(
    market: Market, as_seller: SignIn, tmp_path: Path
) -> None:
    client = as_seller("CN")
    assert "No price list names pictures yet" in client.get("/en/seller/feed/pictures/").content.decode()
    pictures = "<picture>http://10.0.0.7/tea.jpg</picture><picture>https://user:word@10.0.0.7/2.jpg</picture>"
    text = FEED.format(category="Kettles", price="188.00").replace("<count>12", f"{pictures}<count>12")
    client.post("/en/seller/feed/", {"file": SimpleUploadedFile("tea.xml", text.encode())})
    assert fetch_due_pictures(data_dir=tmp_path, seconds=100, now=now()) == 1
    page = client.get("/en/seller/feed/pictures/").content.decode()
    assert "The address leads into a private network." in page
    assert "without a password" in page
    assert "Asked for again" not in page, "neither gets better by waiting"
    told = b"".join(client.get("/en/seller/feed/pictures/pictures.csv").streaming_content)  # type: ignore[attr-defined]  # a streaming answer
    assert told.decode("utf-8-sig").count("TEA-1") == 2
    client.post("/en/seller/feed/pictures/again/")
    assert "<b>1</b> <span>still to come</span>" in client.get("/en/seller/feed/pictures/").content.decode()
    assert "10.0.0.7" not in as_seller("GB").get("/en/seller/feed/pictures/").content.decode()


def test_a_busy_server_is_not_told_as_a_wrong_address() -> None:
    def said(status: int) -> tuple[str, bool]:
        problem = PictureProblem(
            "https://x.example/1.jpg", "fetch_refused", {"reason": "status", "status": status}
        )
        named = NamedPictures(uuid4(), "TEA-1", (problem.address,), {}, (problem,), now(), 1)
        with override("en"):
            [row] = said_pictures([named])
        return row.reason, row.again_at is not None

    assert [said(status) for status in (429, 503)] == [
        ("The server there is busy or out of order.", True)
    ] * 2
    assert said(404) == ("The server there answered that it has no such file.", False)
