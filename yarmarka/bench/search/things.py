"""Things that really are sold, as a list to make many offers of: a catalogue's file, or the house's own goods."""

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from yarmarka.bench.search_quality.own_sets import goods_in

#: number → name of a shelf, the wider one above it, and the word for such a thing in Russian and Chinese
SHELVES: Final[dict[str, tuple[str, str, str, str]]] = {
    "notebooks": ("Notebooks", "Computers", "Ноутбук", "笔记本电脑"),
    "computers": ("Desktops and servers", "Computers", "Компьютер", "电脑"),
    "monitors": ("Monitors", "Computers", "Монитор", "显示器"),
    "keyboards": ("Keyboards and mice", "Computers", "Клавиатура", "键盘"),
    "bags": ("Bags and stands", "Computers", "Сумка для ноутбука", "电脑包"),
    "processors": ("Processors", "Components", "Процессор", "处理器"),
    "boards": ("Motherboards and graphics cards", "Components", "Материнская плата", "主板"),
    "memory": ("Memory", "Components", "Память", "内存"),
    "drives": ("Drives", "Components", "Жёсткий диск", "硬盘"),
    "power": ("Power supplies and cooling", "Components", "Блок питания", "电源"),
    "toner": ("Toner", "Printing", "Тонер", "墨粉"),
    "ink": ("Ink", "Printing", "Картридж", "墨盒"),
    "printers": ("Printers and scanners", "Printing", "Принтер", "打印机"),
    "parts": ("Printer parts", "Printing", "Барабан для принтера", "打印机配件"),
    "paper": ("Paper and labels", "Printing", "Этикетки", "标签"),
    "cables": ("Cables", "Cables and network", "Кабель", "数据线"),
    "adapters": ("Adapters and hubs", "Cables and network", "Адаптер", "转接头"),
    "network": ("Network devices", "Cables and network", "Коммутатор", "交换机"),
    "racks": ("Racks and cabinets", "Cables and network", "Шкаф", "机柜"),
    "batteries": ("Batteries and chargers", "Cables and network", "Аккумулятор", "电池"),
    "headphones": ("Headphones and loudspeakers", "Sound and pictures", "Наушники", "耳机"),
    "projectors": ("Projectors and screens", "Sound and pictures", "Проектор", "投影仪"),
    "televisions": ("Televisions and mounts", "Sound and pictures", "Телевизор", "电视"),
    "cameras": ("Cameras and telephones", "Sound and pictures", "Фотоаппарат", "相机"),
    "toys": ("Toys", "Home and office", "Кукла", "玩具"),
    "kitchen": ("Kitchen and light", "Home and office", "Чайник", "水壶"),
    "office": ("Office goods", "Home and office", "Папка", "文件夹"),
    "other": ("Other goods", "Home and office", "Товар", "商品"),
}
#: the first whose words begin a word of the title decides
_TELLS: Final = tuple(
    (shelf, re.compile(rf"\b(?:{words})", re.IGNORECASE))
    for shelf, words in (
        ("toys", "doll|toy|playhouse|puzzle"),
        ("toner", "toner|тонер"),
        ("ink", "ink cartridge|cartridge|ink|картридж"),
        ("parts", "fuser|drum|ribbon|roller|maintenance kit|transfer kit|print ?head"),
        ("paper", "label|paper|envelope|film|этикетк|бумаг"),
        ("printers", "printer|multifunction|scanner|plotter|copier|laserjet|принтер|сканер"),
        ("cables", "cable|cord|кабел|провод"),
        ("batteries", "batter|charger|power bank|ups|аккумулятор|заряд"),
        ("racks", "rack|cabinet|enclosure|chassis"),
        ("bags", "notebook case|bag|backpack|sleeve|docking|briefcase|сумк|рюкзак"),
        ("notebooks", "notebook|laptop|chromebook|tablet|ноутбук|планшет"),
        ("processors", "processor|core i|xeon|celeron|pentium"),
        ("boards", "motherboard|graphics|desktop board|server board|geforce|radeon"),
        ("memory", "memory|ddr|dimm|sdram|flash"),
        ("drives", "hard drive|hdd|ssd|disk|disc|tape|blu-ray|dvd"),
        ("power", "power|fan|cooler|heatsink"),
        ("computers", "pc|server|desktop|workstation|barebone"),
        ("monitors", "monitor|display|монитор"),
        ("keyboards", "keyboard|mouse|mice|keypad|клавиатур|мыш"),
        ("projectors", "projector|projection|проектор"),
        ("televisions", "tv|television|mount|bracket|телевизор"),
        ("headphones", "headphone|headset|earphone|speaker|microphone|audio|наушник|колонк"),
        ("cameras", "camera|phone|smartphone|lens|камер|телефон|смартфон"),
        ("adapters", "adapter|converter|hub|splitter|connector|card reader"),
        ("network", "switch|router|access point|network|transceiver|kvm|modem|poe"),
        ("kitchen", "coffee|kettle|shaver|iron|lamp|bulb|led|чайник|ламп|кружк"),
        ("office", "binder|folder|pen|marker|stapl|laminat|desk|office"),
    )
)
_MOST_FACTS: Final = 40


@dataclass(frozen=True)
class Thing:
    """Something that is really sold. The price is in kopecks; where none is told, one is made up from the title."""

    title: str
    brand: str
    number: str
    description: str
    shelf: str
    price_minor: int
    facts: tuple[tuple[str, str], ...]


def things_of(file: Path | None) -> tuple[Thing, ...]:
    """Return the things of a file (NDJSON: title, brand, short_description, attrs), or the house's own."""
    found = tuple(_from_file(file) if file else _of_the_house())
    if not found:
        raise ValueError(f"{file}: no line with a title")
    return found


def _from_file(file: Path) -> Iterator[Thing]:
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8-sig") as lines:
        for line in lines:
            said = json.loads(line) if line.strip() else {}
            title = " ".join(str(said.get("title") or "").split())
            if title:
                yield Thing(
                    title=title[:250],
                    brand=str(said.get("supplier") or said.get("brand") or "")[:100],
                    number=str(said.get("name") or said.get("part_number") or said.get("id") or "")[:60],
                    description=str(said.get("short_description") or said.get("description") or "")[:2_000],
                    shelf=shelf_of(title),
                    price_minor=int(said.get("price") or 0) or _price_of(title),
                    facts=tuple(_facts(said.get("attrs") or said.get("attributes") or {}))[:_MOST_FACTS],
                )


def _of_the_house() -> Iterator[Thing]:
    for one in goods_in(["en"]):
        title = one.titles["en"]
        facts = tuple(
            (f"Fact {place}", fact.strip())
            for place, fact in enumerate(", ".join(one.facts).split(","), start=1)
            if fact.strip()
        )
        yield Thing(title, one.brand, one.numbers[0], "", shelf_of(title), _price_of(title), facts)


def shelf_of(title: str) -> str:
    """Return the shelf that a title tells of."""
    return next((shelf for shelf, words in _TELLS if words.search(title)), "other")


def _price_of(title: str) -> int:
    return 50_000 + sum(map(ord, title)) * 7_919 % 2_000_000


def _facts(attributes: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in attributes.items():
        kind, _, rest = str(key).partition("_")
        name = " ".join((rest if len(kind) == 1 else str(key)).replace("_", " ").split()).capitalize()
        text = ("yes" if value else "no") if isinstance(value, bool) else _in_digits(value)
        if name and text:
            yield name[:100], text[:200]


def _in_digits(value: Any) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value or "").strip()
