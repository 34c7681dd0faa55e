"""Pictures made for tests: honest ones, and such as somebody sends who means ill."""

import struct
import zlib
from typing import Any

import pyvips


def scenery(width: int = 800, height: int = 600) -> Any:
    """Return an image with something to see in it: a slope of orange with a dark corner."""
    ground = pyvips.Image.black(width, height, bands=3).linear(1, [230, 90, 10])
    ground = ground.copy(interpretation="srgb").cast("uchar")
    return ground.draw_rect([20, 30, 40], 0, 0, width // 8, height // 8, fill=True)


def jpeg(width: int = 800, height: int = 600, **options: Any) -> bytes:
    """Return a JPEG."""
    return bytes(scenery(width, height).jpegsave_buffer(**options))


def jpeg_with_notes(width: int, height: int, *, orientation: int) -> bytes:
    """Return a JPEG as a telephone writes it: turned, with the place where it was taken and whose camera it was."""
    noted = scenery(width, height).copy()
    for name, value in {
        "exif-ifd0-Orientation": str(orientation),
        "exif-ifd0-Artist": "Alsu Karimova",
        "exif-ifd3-GPSLatitude": "55/1 47/1 0/1",
        "exif-ifd3-GPSLatitudeRef": "N",
    }.items():
        noted.set_type(pyvips.GValue.gstr_type, name, value)
    noted.set_type(pyvips.GValue.gint_type, "orientation", orientation)
    return bytes(noted.jpegsave_buffer())


def png_bomb(width: int, height: int) -> bytes:
    """Return a small PNG that says it is very large and really holds so many black dots."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compressobj(9)
    row = b"\0" * (1 + 3 * width)
    data = b"".join(rows.compress(row) for _ in range(height)) + rows.flush()
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def moving_webp() -> bytes:
    """Return a WebP of three frames."""
    frames = pyvips.Image.arrayjoin(
        [scenery(80, 80).rot90(), scenery(80, 80), scenery(80, 80).invert()], across=1
    )
    frames = frames.copy()
    frames.set_type(pyvips.GValue.gint_type, "page-height", 80)
    return bytes(frames.webpsave_buffer())


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
