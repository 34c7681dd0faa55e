"""Tables become offers by what their columns mean, in whichever file and encoding they come."""

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from yarmarka.connectors.feeds.archives import ArchiveRefused, unpack
from yarmarka.connectors.feeds.formats import Format, format_of
from yarmarka.connectors.feeds.tables import read_table, sample_of
from yarmarka.connectors.feeds.tables.columns import Field, guess, missing
from yarmarka.connectors.feeds.types import FeedCode, FeedOffer, RefusedRow

HEAD = ("Код", "Наименование", "Цена, руб.", "Категория", "Остаток", "Вес, г", "Цвет")
ROWS = (
    ("K-1", "Чайник «Кама»", "1 499,50", "Для дома > Чайники", "5", "900", "синий"),
    ("K-2", "Кружка", "дорого", "Для дома > Кружки", "1.0", "", ""),
    ("K-3", "Ложка", "99 руб.", "Для дома > Чайники", "7", "", ""),
)


def written(tmp_path: Path, kind: str) -> Path:
    file = tmp_path / f"goods.{kind}"
    if kind == "xlsx":
        with xlsxwriter.Workbook(str(file)) as book:
            sheet = book.add_worksheet()
            for line, row in enumerate((HEAD, *ROWS)):
                for place, cell in enumerate(row):
                    sheet.write(line, place, float(cell) if cell in {"5", "7", "900"} else cell)
        return file
    sign = {"csv": ";", "tsv": "\t", "utf": ","}[kind]
    lines = (sign.join(f'"{cell}"' for cell in row) for row in (HEAD, *ROWS))
    file.write_bytes("\r\n".join(lines).encode("utf-8-sig" if kind == "utf" else "windows-1251"))
    return file


@pytest.mark.parametrize("kind", ["csv", "tsv", "utf", "xlsx"])
def test_a_table_is_read_in_any_file(tmp_path: Path, kind: str) -> None:
    # What is sent is kept under a name that says nothing.
    file = written(tmp_path, kind).rename(tmp_path / "7f3a.feed")
    assert format_of(file) is Format.TABLE
    headers = sample_of(file).headers
    assert tuple(headers) == HEAD
    meant = guess(headers, {"цвет": "param"})
    assert not missing(meant, currency="RUB")
    rows = list(read_table(file, meant=meant, currency="RUB"))
    offers = [row for row in rows if isinstance(row, FeedOffer)]
    assert [(row.sku, row.price.minor, row.stock, row.weight_g) for row in offers] == [
        ("K-1", 149_950, 5, 900),
        ("K-3", 9_900, 7, None),
    ]
    assert offers[0].attributes == (("Цвет", "синий", ""),)
    (refused,) = [row for row in rows if isinstance(row, RefusedRow)]
    assert (refused.line, refused.offer, refused.field, refused.code) == (
        3,
        "K-2",
        "Цена, руб.",
        FeedCode.NOT_A_NUMBER,
    )


def test_what_was_said_of_a_column_counts_more_than_its_words() -> None:
    meant = guess(("Код", "Внутренний код", "Цена"), {"код": "", "внутренний код": "id"})
    assert meant == {1: Field.ID, 2: Field.PRICE}
    assert missing(meant, currency="") == [Field.NAME, Field.CATEGORY, Field.CURRENCY]


def test_a_workbook_that_swells_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 30_000_000)
    with pytest.raises(ArchiveRefused):
        sample_of(file)


def test_an_archive_leaves_nothing_behind_when_it_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("good.xml", "<x/>")
        packed.writestr("../../evil.xml", "<x/>")
    into = tmp_path / "into"
    into.mkdir()
    with pytest.raises(ArchiveRefused) as refused:
        unpack(archive, into=into, limit=1_000_000)
    assert refused.value.facts["reason"] == "outside"
    assert list(into.iterdir()) == [] and not (tmp_path / "evil.xml").exists()
