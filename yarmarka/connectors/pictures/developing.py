"""Turns the bytes of a picture into the files that pages show: upright, in sRGB, without notes, in every width.

`python -m yarmarka.connectors.pictures.developing FOLDER` reads an original from its input, writes the files into
FOLDER and tells about them as one line of JSON. That is how `darkroom` runs it for bytes that somebody sent: a process
of its own, with little time and memory, and only the readers of libvips that are safe with strangers' files.
"""

import json
import logging
import resource
import sys
from collections import Counter
from pathlib import Path
from typing import Any, Final

from yarmarka.vocabulary.pictures import WIDTHS, widths_of

#: what a child may use at most: seconds of computing, bytes of memory, bytes of a file that it writes
CPU_SECONDS: Final = 25
MEMORY: Final = 1_600_000_000
FILE: Final = 20_000_000
#: as large as the largest cameras of telephones make them
MOST_PIXELS: Final = 64_000_000
#: a longest side beyond this is a trick, not a picture
LONGEST_SIDE: Final = 16_000
#: the side of the squares by which a picture's main colour is counted
_SWATCHES: Final = 24
_BITS: Final = 5
#: what libvips may read a stranger's file with: JPEG, PNG, WebP, AVIF, GIF
_TAKEN: Final = frozenset(f"VipsForeignLoad{kind}Buffer" for kind in ("Jpeg", "Png", "Webp", "Heif", "Nsgif"))
#: kinds that people send and we don't take, by what stands in a file's first bytes and where
_NOT_TAKEN: Final = (
    (b"ftypheic", 4, "HEIC"),
    (b"ftypheix", 4, "HEIC"),
    (b"ftypmif1", 4, "HEIC"),
    (b"%PDF", 0, "PDF"),
    (b"II*\0", 0, "TIFF"),
    (b"MM\0*", 0, "TIFF"),
    (b"BM", 0, "BMP"),
    (b"\0\0\1\0", 0, "ICO"),
)
#: by how much a JPEG may be read smaller than it is
_SHRINKS: Final = (8, 4, 2)
#: libvips tells of every step
logging.getLogger("pyvips").setLevel(logging.WARNING)


class Unfit(Exception):
    """The bytes can't become a picture; `reason` is one of `errors.REASONS`."""

    def __init__(self, reason: str, **facts: Any) -> None:
        self.reason, self.facts = reason, facts
        super().__init__(reason, facts)


def develop(original: bytes, folder: Path, *, least: int) -> dict[str, Any]:
    """Write a stranger's picture into the folder in every width; return width, height and colour. Raises Unfit."""
    import pyvips

    largest = WIDTHS[-1]
    options = _look_over(original, least=least)
    try:
        # Reading stops at the first damage; then the camera's turn is carried out, and the profile goes to sRGB.
        whole = pyvips.Image.new_from_buffer(
            original, "", access="sequential", fail_on="truncated", **options
        ).copy_memory()
        shown = whole.thumbnail_image(largest, height=largest, size="down", export_profile="srgb")
        if shown.hasalpha():
            shown = shown.flatten(background=[255, 255, 255])
        shown = shown.colourspace("srgb").copy_memory()
    except pyvips.Error as error:
        raise Unfit("damaged", said=str(error).strip()[:200]) from error
    return write_widths(shown, folder, effort=2)


def develop_drawing(drawing: bytes, folder: Path) -> dict[str, Any]:
    """Write a drawing of our own (SVG, as large as it says) into the folder in every width; never a stranger's."""
    import pyvips

    drawn = pyvips.Image.svgload_buffer(drawing).flatten(background=[255, 255, 255])
    return write_widths(drawn.colourspace("srgb").copy_memory(), folder, effort=2)


def write_widths(shown: Any, folder: Path, *, effort: int) -> dict[str, Any]:
    """Write an sRGB image without alpha into the folder in every width; return width, height and colour."""
    for width in widths_of(shown.width):
        narrow = shown if width == shown.width else shown.thumbnail_image(width, height=10 * LONGEST_SIDE)
        narrow = narrow.copy_memory()
        narrow.heifsave(
            str(folder / f"{width}.avif"), compression="av1", Q=58, effort=effort, bitdepth=8, keep="none"
        )
        narrow.webpsave(str(folder / f"{width}.webp"), Q=78, effort=4, smart_subsample=True, keep="none")
    return {"width": shown.width, "height": shown.height, "colour": main_colour(shown)}


def main_colour(shown: Any) -> str:
    """Return the colour that most of a picture has, as #rrggbb: the mean of the fullest of 512 bins."""
    small = shown.thumbnail_image(_SWATCHES, height=_SWATCHES, size="force")
    raw = small.write_to_memory()
    dots = [tuple(raw[at : at + 3]) for at in range(0, len(raw), 3)]
    bins = Counter(tuple(part >> _BITS for part in dot) for dot in dots)
    fullest = bins.most_common(1)[0][0]
    like = [dot for dot in dots if tuple(part >> _BITS for part in dot) == fullest]
    return "#" + "".join(f"{round(sum(parts) / len(like)):02x}" for parts in zip(*like, strict=True))


def _look_over(original: bytes, *, least: int) -> dict[str, Any]:
    """Refuse by the head of the file, before a dot of it is read; return how to read the rest."""
    import pyvips

    for mark, at, kind in _NOT_TAKEN:
        if original[at:].startswith(mark):
            raise Unfit("unsupported", kind=kind)
    if b"<svg" in original[:1000].lower():
        raise Unfit("unsupported", kind="SVG")
    loader = pyvips.vips_lib.vips_foreign_find_load_buffer(original, len(original))
    if loader == pyvips.ffi.NULL:
        raise Unfit("not_a_picture")
    name = pyvips.ffi.string(loader).decode()
    if name not in _TAKEN:
        raise Unfit("unsupported", kind=name.removeprefix("VipsForeignLoad").removesuffix("Buffer"))
    try:
        head = pyvips.Image.new_from_buffer(original, "", access="sequential")
    except pyvips.Error as error:
        raise Unfit("damaged", said=str(error).strip()[:200]) from error
    frames = head.get("n-pages") if head.get_typeof("n-pages") else 1
    if frames > 1:
        raise Unfit("animated", frames=frames)
    if head.width * head.height > MOST_PIXELS or max(head.width, head.height) > LONGEST_SIDE:
        raise Unfit("too_many_pixels", width=head.width, height=head.height, limit=MOST_PIXELS)
    if min(head.width, head.height) < least:
        raise Unfit("too_small", width=head.width, height=head.height, least=least)
    if "Jpeg" not in name:
        return {}
    longest = max(head.width, head.height)
    return {"shrink": next((times for times in _SHRINKS if longest >= times * WIDTHS[-1]), 1)}


def _live_within_limits() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE, FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Develop what stands at the input; the limits hold before the first byte is read."""
    _live_within_limits()
    folder, least = Path(sys.argv[1]), int(sys.argv[2])
    import pyvips

    pyvips.block_untrusted_set(True)
    pyvips.cache_set_max(0)
    try:
        told = develop(sys.stdin.buffer.read(), folder, least=least)
    except Unfit as unfit:
        told = {"reason": unfit.reason, **unfit.facts}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
