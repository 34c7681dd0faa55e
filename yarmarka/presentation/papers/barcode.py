"""The barcode of an S10 number as post offices scan it, and the number as people read it (UPU S10)."""

from typing import Any, Final

from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.barcode.qr import QrCode
from reportlab.lib.units import mm

from yarmarka.vocabulary.parcels import is_s10

#: Width of the narrowest bar: four dots of a 203 dpi label printer, so that no bar is rounded.
NARROW_BAR: Final = 0.5 * mm
#: Blank space left and right of the bars, and the height of the bars; UPU asks for 5 mm and 12.5 mm at least.
QUIET_ZONE: Final = 6 * mm
BAR_HEIGHT: Final = 15 * mm


def s10_barcode(number: str) -> Any:
    """Return the Code 128 symbol of an S10 number, quiet zones included."""
    return Code128(
        number, barWidth=NARROW_BAR, barHeight=BAR_HEIGHT, quiet=1, lquiet=QUIET_ZONE, rquiet=QUIET_ZONE
    )


def grouped(number: str) -> str:
    """Return an S10 number in groups, `RA 644 000 005 RU`; any other number stays as it is."""
    if not is_s10(number):
        return number
    return f"{number[:2]} {number[2:5]} {number[5:8]} {number[8:11]} {number[11:]}"


def qr_code(address: str, size: float) -> Any:
    """Return a QR code for a web address, `size` points wide."""
    return QrCode(address, width=size, height=size, qrLevel="M", qrBorder=0)
