"""What somebody does in an open page before its picture is taken: types into a box, asks for a preview."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

#: tea, typed with the keyboard on the other layout, and as it is written in Chinese
_TYPED: Final = {"ru": "xfq", "en": "xfq", "zh": "茶"}
#: a stop that no law asks for: a flood in a region where shoppers of the demo live
_FLOODED: Final = "RU-TA"
_FLOOD: Final = {
    "ru": {
        "regime": "Служба доставки",
        "legal_basis": "Паводок: письмо службы доставки № 41 от 20 ноября 2026 г.",
        "shopper_ru": "Дороги залиты паводком, поэтому посылки сюда пока не идут.",
        "shopper_en": "Roads are under water, so parcels do not go here for now.",
        "shopper_zh": "道路被洪水淹没，包裹暂时无法送达。",
        "seller_ru": "Дороги залиты паводком: заказы сюда ждут, деньги остаются у покупателей.",
        "seller_en": "Roads are under water: orders to this place wait, and nobody is charged.",
        "seller_zh": "道路被洪水淹没：发往该地的订单暂缓处理，不向买家收款。",
    },
}
_FLOOD["zh"] = _FLOOD["ru"] | {
    "regime": "承运商",
    "legal_basis": "洪水：承运商 2026 年 11 月 20 日第 41 号函",
}


def _type_on_the_wrong_layout(tab: "Tab", language: str) -> None:
    """Type a word into the search box, and wait for what is suggested."""
    box = tab.locator("form[data-suggest] input[name=q]")
    box.click()
    box.press_sequentially(_TYPED.get(language, _TYPED["en"]))
    tab.locator("[data-suggestions] [role=option]").first.wait_for()


def _preview_a_flood(tab: "Tab", language: str) -> None:
    """Fill in a stop of deliveries, and ask what it would touch; nothing is proposed."""
    form = tab.locator("main form")
    form.locator("[name=place]").select_option(_FLOODED)
    for name, words in _FLOOD.get(language, _FLOOD["ru"]).items():
        form.locator(f"[name={name}]").fill(words)
    form.locator("[name=do][value=preview]").click()
    tab.locator("#preview").wait_for()


#: name of a gesture → the gesture, in an open page and the language that it is shown in
GESTURES: Final[Mapping[str, Callable[["Tab", str], None]]] = {
    "type_on_the_wrong_layout": _type_on_the_wrong_layout,
    "preview_a_flood": _preview_a_flood,
}
