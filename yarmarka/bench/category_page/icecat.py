"""The Icecat products of the shared data as a YML feed, for tests and benches: real goods, made-up shop.

The source has no categories: they are told from titles and attributes. It does not say what unit its prices are
in: they are taken as kopecks, for load and never as a fact. How many pieces there are is made up from the
product's number.
The same source always gives the same bytes.
"""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

from lxml import etree

#: id → (title, parent's id)
CATEGORIES: Final = {
    "1": ("Computers", ""),
    "11": ("Notebooks and tablets", "1"),
    "12": ("Desktops and servers", "1"),
    "14": ("Monitors", "1"),
    "15": ("Keyboards and mice", "1"),
    "16": ("Notebook bags and stands", "1"),
    "2": ("Components", ""),
    "21": ("Processors", "2"),
    "22": ("Motherboards and graphics cards", "2"),
    "23": ("Memory", "2"),
    "24": ("Drives and storage", "2"),
    "25": ("Cooling, cases and power supplies", "2"),
    "3": ("Printing", ""),
    "31": ("Printers and scanners", "3"),
    "32": ("Toner cartridges", "3"),
    "33": ("Ink cartridges", "3"),
    "34": ("Printer parts and ribbons", "3"),
    "35": ("Paper and labels", "3"),
    "4": ("Cables and adapters", ""),
    "41": ("Network cables", "4"),
    "42": ("Video and audio cables", "4"),
    "43": ("USB and data cables", "4"),
    "44": ("Fibre optic cables", "4"),
    "45": ("Power cables", "4"),
    "47": ("Adapters and hubs", "4"),
    "5": ("Network and power", ""),
    "51": ("Network devices", "5"),
    "52": ("Racks and cabinets", "5"),
    "53": ("Uninterruptible power supplies", "5"),
    "54": ("Batteries and chargers", "5"),
    "6": ("Sound and pictures", ""),
    "61": ("Headphones and loudspeakers", "6"),
    "62": ("Projectors and screens", "6"),
    "63": ("Televisions and mounts", "6"),
    "64": ("Cameras and phones", "6"),
    "7": ("Office and home", ""),
    "71": ("Office goods", "7"),
    "72": ("Toys", "7"),
    "73": ("Kitchen, care and light", "7"),
    "8": ("Other goods", ""),
}
#: The first line that fits a title or a product type decides.
_TELLS: Final = [
    (re.compile(pattern, re.IGNORECASE), category)
    for pattern, category in (
        (r"\b(doll|toy|playhouse|puzzle|playset|barbie|lego|plush|play ?figure|game set)", "72"),
        (r"\btoner", "32"),
        (r"\bink cartridge|\bcartridge|\bink\b", "33"),
        (r"\b(printer ribbon|fuser|transfer (kit|belt|roll)|maintenance kit|printer drum|drum|developer unit|"
         r"print head|printhead|waste|roller)", "34"),
        (r"\b(label|paper|envelope|film|photo pocket|transparenc|sticker|card stock|self-adhesive)", "35"),
        (r"\b(printer|multifunctional|scanner|plotter|copier|laserjet|all-in-one print)", "31"),
        (r"\b(fib(re|er)[ -]optic|\bLC\b.*\bSC\b|fib(re|er))", "44"),
        (r"\b(networking cable|cat\d|patch cable|rj-?45|ethernet cable|utp|stp)", "41"),
        (r"\b(power cable|power cord|power extension|power distribution|pdu|surge)", "45"),
        (r"\b(hdmi|displayport|dvi|vga|video cable|coax)", "42"),
        (r"\b(audio cable|rca|3\.5 ?mm)", "42"),
        (r"\b(usb.*cable|cable.*usb|sata|serial cable|scsi|firewire|parallel cable|lightning)", "43"),
        (r"\b(ups\b|uninterruptible)", "53"),
        (r"\b(batter|charger|power bank)", "54"),
        (r"\b(rack|cabinet|enclosure|chassis)", "52"),
        (r"\b(notebook case|notebook bag|backpack|sleeve|docking|notebook stand|briefcase)", "16"),
        (r"\b(notebook|laptop|chromebook|netbook|ultrabook|workstation, mobile)", "11"),
        (r"\b(tablet)", "11"),
        (r"\b(processor|core i\d|xeon|celeron|pentium|atom)", "21"),
        (r"\b(motherboard|graphics? card|graphics adapter|desktop board|server board|geforce|radeon)", "22"),
        (r"\b(memory|ddr\d?|dimm|sdram|flash drive|memory card)", "23"),
        (r"\b(hard drive|hdd|ssd|solid state|optical disc|tape|storage drive|disk|blu-ray|dvd)", "24"),
        (r"\b(power supply|power adapter|cooler|fan|computer case|heatsink)", "25"),
        (r"\b(pc|server|desktop|workstation|thin client|barebone)\b", "12"),
        (r"\b(monitor|computer display)", "14"),
        (r"\b(keyboard|mouse|mice|keypad|joystick)", "15"),
        (r"\b(projector|projection screen|lamp for|projector lamp)", "62"),
        (r"\b(tv|television|mount|signage|bracket|wall plate)", "63"),
        (r"\b(headphone|headset|earphone|speaker|loudspeaker|microphone|soundbar|audio)", "61"),
        (r"\b(camera|phone|smartphone|lens|camcorder|mobile)", "64"),
        (r"\b(adapter|converter|hub|splitter|gender changer|connector|coupler|interface card|card reader)", "47"),
        (r"\b(switch|router|access point|network|transceiver|kvm|modem|firewall|poe|wi-?fi|wlan)", "51"),
        (r"\b(cable|cord)", "43"),
        (r"\b(coffee|kettle|shaver|toothbrush|blender|iron|cook|fryer|vacuum|hair|knife|nail|epilator|kitchen)", "73"),
        (r"\b(lamp|bulb|led\b|luminaire|lighting|spotlight|halogen)", "73"),
        (r"\b(binder|folder|pen|marker|stapler|laminat|calculator|shredder|desk|office|notebook paper|tape)", "71"),
    )
]  # fmt: skip
#: Where the title tells nothing, the first of these attributes does.
_TELLING_ATTRIBUTES: Final = {
    "n_black_toner_page_yield": "32",
    "n_colour_toner_page_yield": "32",
    "t_ink_type": "33",
    "t_printing_colours": "33",
    "t_label_type": "35",
    "n_print_media_weight": "35",
    "n_recommended_age__min_": "72",
    "n_cd_storage_capacity": "24",
    "t_switch_type": "51",
    "n_basic_switching_rj_45_ethernet_ports_quantity": "51",
    "n_ports_quantity": "51",
    "t_movement_detection_technology": "15",
    "n_battery_capacity": "54",
    "t_charger_type": "54",
    "t_lens_structure__elements_groups_": "64",
    "n_megapixel": "64",
    "t_radio_type": "61",
    "t_player_media_type": "61",
    "n_rms_rated_power": "61",
    "n_fan_diameter": "25",
    "t_maximum_resolution": "31",
    "n_display_diagonal": "14",
    "n_cable_length": "43",
    "t_connector_1": "47",
    "n_maximum_capacity": "71",
}
_WEIGHTS: Final = ("n_package_weight", "n_weight")
_SIZES: Final = ("n_package_depth", "n_package_width", "n_package_height")
#: What XML 1.0 has no way to say.
_UNSAYABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def convert(source: Path, target: Path, *, limit: int | None = None) -> int:
    """Write the feed; return how many offers it has."""
    with gzip.open(source, "rt", encoding="utf-8") as lines, target.open("wb") as stream:
        return write_feed(_products(lines, limit), stream)


def write_feed(products: Iterator[dict[str, Any]], stream: BinaryIO) -> int:
    """Write products as YML; return how many there were."""
    count = 0
    with etree.xmlfile(stream, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("yml_catalog", date="2026-11-22T12:00+03:00"), xml.element("shop"):
            _write_head(xml)
            with xml.element("offers"):
                xml.write("\n")
                for product in products:
                    xml.write(_offer(product), pretty_print=True)
                    count += 1
    return count


def category_of(product: dict[str, Any]) -> str:
    """Return the id of the category that a product's type, title or attributes tell."""
    told = f"{product['attrs'].get('t_product_type') or ''} | {product['title']}"
    by_title = next((category for pattern, category in _TELLS if pattern.search(told)), None)
    told_by = (_TELLING_ATTRIBUTES[name] for name in product["attrs"] if name in _TELLING_ATTRIBUTES)
    return by_title or next(told_by, "8")


def _products(lines: Iterator[str], limit: int | None) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines):
        if limit is not None and number >= limit:
            return
        yield json.loads(line)


def _write_head(xml: Any) -> None:
    xml.write("\n")
    for name, said in (
        ("name", "Icecat Chorus"),
        ("company", "Test Goods Ltd"),
        ("url", "https://goods.example"),
    ):
        xml.write(_element(name, said), pretty_print=True)
    with xml.element("currencies"):
        xml.write(etree.Element("currency", id="RUR", rate="1"))
    xml.write("\n")
    with xml.element("categories"):
        xml.write("\n")
        for number, (title, parent) in CATEGORIES.items():
            named = {"id": number} | ({"parentId": parent} if parent else {})
            xml.write(_element("category", title, **named), pretty_print=True)
    xml.write("\n")


def _offer(product: dict[str, Any]) -> etree._Element:
    attributes = product["attrs"]
    offer = etree.Element("offer", id=product["id"], available="true")
    for name, said in _simple_values(product):
        if said:
            offer.append(_element(name, said))
    offer.extend(_element("barcode", number) for number in product["ean"])
    offer.extend(_params(attributes))
    return offer


def _simple_values(product: dict[str, Any]) -> Iterator[tuple[str, str]]:
    attributes = product["attrs"]
    yield "name", product["title"]
    yield "price", f"{product['price'] // 100}.{product['price'] % 100:02d}"
    yield "currencyId", "RUR"
    yield "categoryId", category_of(product)
    yield "picture", product.get("img_500x500") or ""
    yield "vendor", product["supplier"]
    yield "vendorCode", product["name"]
    yield "description", product.get("short_description") or ""
    yield "country_of_origin", str(attributes.get("t_country_of_origin") or "").split(",")[0]
    yield "weight", _kilograms(attributes)
    yield "dimensions", _centimetres(attributes)
    yield "count", str(int(product["id"]) % 50 + 1)


def _kilograms(attributes: dict[str, Any]) -> str:
    """Return the packed weight: the source has grams, so what is beyond a ton is a slip and left out."""
    grams = next((float(attributes[name]) for name in _WEIGHTS if attributes.get(name)), 0.0)
    return f"{grams / 1000:.3f}" if 1 <= grams < 1_000_000 else ""


def _centimetres(attributes: dict[str, Any]) -> str:
    sizes = [float(attributes.get(name) or 0) / 10 for name in _SIZES]
    return "/".join(f"{size:.1f}" for size in sizes) if all(0.1 <= size < 1_000 for size in sizes) else ""


def _params(attributes: dict[str, Any]) -> Iterator[etree._Element]:
    for key, value in attributes.items():
        kind, _, rest = key.partition("_")
        name = " ".join(rest.replace("_", " ").split()).capitalize()
        said = _said(kind, value)
        if name and said:
            yield _element("param", said, name=name)


def _said(kind: str, value: Any) -> str:
    if kind == "b":
        return "yes" if value else "no"
    if kind == "n":
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return str(value)


def _element(tag: str, said: str, /, **named: str) -> etree._Element:
    element = etree.Element(tag, named)
    element.text = _UNSAYABLE.sub(" ", said)
    return element
