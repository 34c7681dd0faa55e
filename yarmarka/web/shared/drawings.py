"""The house's drawings of goods: the symbols of two sheets in `static/shared/`.

`goods` holds what shelves, empty places and goods without pictures are shown by; `things`, what pictures of goods are
drawn from besides (`yarmarka draw-goods`). A page loads the sheets that it shows something of.
"""

import re
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "static/shared"
SHEETS: Final = ("goods", "things")
#: every drawing → its sheet
SHEET_OF: Final[dict[str, str]] = {
    drawing: sheet
    for sheet in SHEETS
    for drawing in re.findall(r'<symbol id="(\w+)"', (FOLDER / f"{sheet}.svg").read_text(encoding="utf-8"))
}
GOODS: Final = tuple(SHEET_OF)
