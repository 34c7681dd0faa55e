"""CommerceML files as 1C writes them: the same elements in the same order, with goods of our own."""

from collections.abc import Mapping, Sequence


def _file(body: str, *, encoding: str, whole: str = "2.10") -> bytes:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    text = (
        f'{head}<КоммерческаяИнформация ВерсияСхемы="{whole}" ДатаФормирования="2026-11-20T10:00:00">{body}'
    )
    return f"{text}</КоммерческаяИнформация>".encode(encoding)


def catalogue(products: Sequence[str], *, is_whole: bool = True, encoding: str = "windows-1251") -> bytes:
    """Return an import.xml with two groups, one property, and these products' elements."""
    return _file(
        "<Классификатор><Ид>c-1</Ид><Наименование>Классификатор (Основной каталог)</Наименование>"
        "<Группы><Группа><Ид>g-1</Ид><Наименование>Для дома</Наименование>"
        "<Группы><Группа><Ид>g-2</Ид><Наименование>Чайники</Наименование></Группа></Группы></Группа></Группы>"
        "<Свойства><Свойство><Ид>p-1</Ид><Наименование>Материал</Наименование><ТипЗначений>Справочник</ТипЗначений>"
        "<ВариантыЗначений><Справочник><ИдЗначения>v-1</ИдЗначения><Значение>Чугун</Значение></Справочник>"
        "</ВариантыЗначений></Свойство></Свойства></Классификатор>"
        f'<Каталог СодержитТолькоИзменения="{str(not is_whole).lower()}"><Ид>k-1</Ид>'
        "<Наименование>Каталог</Наименование>"
        f"<Товары>{''.join(products)}</Товары></Каталог>",
        encoding=encoding,
    )


def product(
    key: str,
    title: str,
    *,
    article: str = "",
    gtin: str = "",
    status: str = "",
    pictures: Sequence[str] = (),
) -> str:
    """Return a Товар."""
    return (
        f"<Товар{status and f' Статус={chr(34)}{status}{chr(34)}'}><Ид>{key}</Ид><Штрихкод>{gtin}</Штрихкод>"
        f"<Артикул>{article}</Артикул><Наименование>{title}</Наименование>"
        '<БазоваяЕдиница Код="796" НаименованиеПолное="Штука">шт</БазоваяЕдиница><Группы><Ид>g-2</Ид></Группы>'
        f"{''.join(f'<Картинка>{name}</Картинка>' for name in pictures)}"
        "<Описание>Держит тепло.&lt;br&gt;Мыть руками.</Описание>"
        "<Изготовитель><Ид>m-1</Ид><Наименование>Камский литейный</Наименование></Изготовитель>"
        "<ЗначенияСвойств><ЗначенияСвойства><Ид>p-1</Ид><Значение>v-1</Значение></ЗначенияСвойства></ЗначенияСвойств>"
        "<ЗначенияРеквизитов><ЗначениеРеквизита><Наименование>Вес</Наименование><Значение>1.2</Значение>"
        "</ЗначениеРеквизита></ЗначенияРеквизитов></Товар>"
    )


def package(offers: Sequence[str], *, is_whole: bool = True, encoding: str = "windows-1251") -> bytes:
    """Return an offers.xml with two price lists, two warehouses, and these offers' elements."""
    return _file(
        f'<ПакетПредложений СодержитТолькоИзменения="{str(not is_whole).lower()}"><Ид>o-1</Ид>'
        "<ТипыЦен><ТипЦены><Ид>t-1</Ид><Наименование>Розничная</Наименование><Валюта>руб</Валюта></ТипЦены>"
        "<ТипЦены><Ид>t-2</Ид><Наименование>Для ярмарки</Наименование><Валюта>руб</Валюта></ТипЦены></ТипыЦен>"
        "<Склады><Склад><Ид>w-1</Ид><Наименование>Казань</Наименование></Склад>"
        "<Склад><Ид>w-2</Ид><Наименование>Набережные Челны</Наименование></Склад></Склады>"
        f"<Предложения>{''.join(offers)}</Предложения></ПакетПредложений>",
        encoding=encoding,
    )


def offer(
    key: str,
    *,
    prices: Mapping[str, str] | None = None,
    rests: Mapping[str, str] | None = None,
    options: Mapping[str, str] | None = None,
) -> str:
    """Return a Предложение that says only what it is given."""
    said = f"<Ид>{key}</Ид>"
    if options:
        said += "<ХарактеристикиТовара>"
        for name, value in options.items():
            said += f"<ХарактеристикаТовара><Наименование>{name}</Наименование>"
            said += f"<Значение>{value}</Значение></ХарактеристикаТовара>"
        said += "</ХарактеристикиТовара>"
    if prices:
        said += "<Цены>"
        for kind, price in prices.items():
            said += f"<Цена><ИдТипаЦены>{kind}</ИдТипаЦены><ЦенаЗаЕдиницу>{price}</ЦенаЗаЕдиницу>"
            said += "<Валюта>руб</Валюта></Цена>"
        said += "</Цены>"
    if rests:
        for place, count in rests.items():
            said += f'<Склад ИдСклада="{place}" КоличествоНаСкладе="{count}"/>'
    return f"<Предложение>{said}</Предложение>"


def order_news(key: str, **requisites: str) -> bytes:
    """Return an orders.xml that says something of one order."""
    said = "".join(
        f"<ЗначениеРеквизита><Наименование>{name}</Наименование><Значение>{value}</Значение></ЗначениеРеквизита>"
        for name, value in requisites.items()
    )
    return _file(
        f"<Документ><Ид>{key}</Ид><Номер>0000-17</Номер><ХозОперация>Заказ товара</ХозОперация>"
        f"<ЗначенияРеквизитов>{said}</ЗначенияРеквизитов></Документ>",
        encoding="windows-1251",
    )
