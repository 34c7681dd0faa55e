"""Rooms and places where goods are used: what stands behind them in the third view, drawn in `scenes.svg`."""

from pathlib import Path
from typing import Final

from yarmarka.demo.drawing.sheets import symbols

_SHEET: Final = Path(__file__).parent / "scenes.svg"
_BELONGS: Final = {
    "kitchen": "kettle pot wok cezve gooseneck grinder mokapot fryingpan casserole knife board samovar",
    "desk": "phone laptop monitor keyboard headphones watch cable printer earbuds tablet smartwatch charger powerbank"
    " chargestand speaker monitors microphone minipc mouse numpad laptopstand hub labeler photopaper lamp cliplamp"
    " camera instant compact book atlas primer precision",
    "wardrobe": "coat sweater jacket shirt parka snowsuit dress hat shawl scarf",
    "street": "sneaker boot bag suitcase briefcase tote winterboot rucksack shoulderbag strap tripod dashcam tyre oil"
    " parcel wallet ball",
    "bath": "cosmetics tube balm masks serum brushes soap bathset pumpbottle bathwhisk razor comb hairdryer towels",
    "garden": "pruner spade wateringcan gloves kite axe plant",
    "workshop": "tool screwdriver hammer sander solderer tape level",
    "playroom": "toy train blocks nutcracker smoker marblerun goboard lotto bridge dumbbells yogamat",
    "table": "cup tea teacake herbs glass mug gaiwan teapot coffee sweets honeycake radio bonsai",
}
#: a drawing → where its thing is at home
SCENE_OF: Final = {drawing: scene for scene, drawings in _BELONGS.items() for drawing in drawings.split()}


def scene_of(drawing: str) -> str:
    """Return where a drawing's thing is at home; what is at home nowhere else stands in a room."""
    return symbols(_SHEET)[SCENE_OF.get(drawing, "room")]
