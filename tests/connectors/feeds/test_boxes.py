"""The box of goods is read from every format, in whatever unit that tells it; half a box is none."""

import io
from pathlib import Path
from typing import Any

import pytest

from tests.connectors.feeds.test_google import item, read
from yarmarka.connectors.feeds.commerceml.goods import Lists, offer_of
from yarmarka.connectors.feeds.commerceml.reader import read_exchange
from yarmarka.connectors.feeds.commerceml.types import Thing
from yarmarka.connectors.feeds.tables.columns import guess
from yarmarka.connectors.feeds.tables.reader import read_table
from yarmarka.connectors.feeds.types import FeedCode, FeedOffer, RefusedRow

BOX = (300, 205, 50)


@pytest.mark.parametrize(
    ("heads", "cells", "box"),
    [
        (["Габариты упаковки, см"], ["30 x 20,5 х 5"], BOX),
        (["Dimensions"], ["30/20.5/5"], BOX),
        (["Длина упаковки, мм", "Ширина упаковки, мм", "Высота упаковки, мм"], ["300", "205", "50"], BOX),
        (["包装长(cm)", "包装宽(cm)", "包装高(cm)"], ["30", "20.5", "5"], BOX),
        (["Package length, cm", "Package width, mm", "Package height, cm"], ["30", "205", "5"], BOX),
        (["Package length, cm", "Package width, cm"], ["30", "20.5"], None),
        (["Длина", "Ширина", "Высота"], ["30", "20.5", "5"], None),
    ],
)
def test_a_table_tells_the_box_in_one_column_or_in_three(
    tmp_path: Path, heads: list[str], cells: list[str], box: tuple[int, int, int] | None
) -> None:
    file = tmp_path / "goods.csv"
    rows = (["Код", "Название", "Цена", "Категория", *heads], ["K-1", "Чайник", "900", "Чайники", *cells])
    file.write_text("\n".join(";".join(f'"{cell}"' for cell in row) for row in rows), encoding="utf-8")
    (offer,) = (
        row
        for row in read_table(file, meant=guess(rows[0], {}), currency="RUB")
        if isinstance(row, FeedOffer)
    )
    assert offer.dimensions_mm == box


def test_a_side_that_is_no_length_is_named_by_its_column(tmp_path: Path) -> None:
    file = tmp_path / "goods.csv"
    file.write_text("Код;Название;Цена;Категория;Габариты\nK-1;Чайник;900;Чайники;30x20\n", encoding="utf-8")
    meant = guess(("Код", "Название", "Цена", "Категория", "Габариты"), {})
    (refused,) = (row for row in read_table(file, meant=meant, currency="RUB") if isinstance(row, RefusedRow))
    assert (refused.field, refused.code) == ("Габариты", FeedCode.DIMENSIONS_INVALID)


def test_google_tells_it_in_inches_or_centimetres() -> None:
    inches = {"shipping_length": "10 in", "shipping_width": "5 in", "shipping_height": "2.5 cm"}
    (offer,) = (row for row in read(item(**inches)) if isinstance(row, FeedOffer))
    assert offer.dimensions_mm == (254, 127, 25)
    (without,) = (row for row in read(item(shipping_length="10 in")) if isinstance(row, FeedOffer))
    assert without.dimensions_mm is None


def test_1c_tells_it_in_metres_as_properties_of_the_product() -> None:
    def product(**sides: str) -> dict[str, Any]:
        said = "".join(
            f"<ЗначениеРеквизита><Наименование>{name}</Наименование><Значение>{value}</Значение></ЗначениеРеквизита>"
            for name, value in sides.items()
        )
        file = (
            "<КоммерческаяИнформация><Каталог><Ид>1</Ид><Товары><Товар><Ид>p</Ид>"
            "<Наименование>Чайник</Наименование><Группы><Ид>g</Ид></Группы>"
            f"<ЗначенияРеквизитов>{said}</ЗначенияРеквизитов></Товар></Товары></Каталог></КоммерческаяИнформация>"
        )
        (thing,) = (row for row in read_exchange(io.BytesIO(file.encode())) if isinstance(row, Thing))
        return dict(thing.facts)

    def box(**sides: str) -> Any:
        offer = offer_of(
            sku="p", line=1, product=product(**sides), offer={"prices": [["t", "900", "руб"]]}, lists=Lists()
        )
        assert isinstance(offer, FeedOffer)
        return offer.dimensions_mm

    assert box(Длина="0,3", Ширина="0.205", Высота="0.05") == BOX
    assert box(Длина="0.3", Ширина="0.205", Высота="0") is None
