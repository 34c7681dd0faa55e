"""Which documents a merchant shows, what a file must be to be one, and what may become of it.

A file is known by its content, never by its name or by what a browser calls it. What staff will open must be able to
do nothing but be looked at: no locked files, nothing that runs.
"""

import re
import zlib
from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from typing import Final

from yarmarka.domain.documents.errors import (
    DocumentsMissing,
    FaultMissing,
    FileRefused,
    TooManyDocuments,
)
from yarmarka.domain.documents.types import DocumentCard, DocumentKind, DocumentStatus, Fault
from yarmarka.kernel.texts import one_line

#: What each country's merchants have to show; in China one licence bears the register's and the tax office's number.
REQUIRED: Final[Mapping[str, tuple[DocumentKind, ...]]] = {
    "RU": (DocumentKind.REGISTRATION, DocumentKind.TAX, DocumentKind.BANK),
    "CN": (DocumentKind.REGISTRATION, DocumentKind.BANK),
    "GB": (DocumentKind.REGISTRATION, DocumentKind.TAX, DocumentKind.BANK),
    "DE": (DocumentKind.REGISTRATION, DocumentKind.TAX, DocumentKind.BANK),
    "TR": (DocumentKind.REGISTRATION, DocumentKind.TAX, DocumentKind.BANK),
}
_ANYWHERE: Final = (DocumentKind.REGISTRATION, DocumentKind.BANK)
#: what is asked of a kind of merchant besides
_BESIDES: Final[Mapping[str, tuple[DocumentKind, ...]]] = {"brand": (DocumentKind.TRADE_MARK,)}

DOCUMENT_NEXT: Final[Mapping[DocumentStatus, Collection[DocumentStatus]]] = {
    DocumentStatus.WAITING: {DocumentStatus.ACCEPTED, DocumentStatus.ASKED_AGAIN, DocumentStatus.REPLACED},
    DocumentStatus.ACCEPTED: {DocumentStatus.REPLACED},
    DocumentStatus.ASKED_AGAIN: {DocumentStatus.REPLACED},
    DocumentStatus.REPLACED: set(),
}

MAX_BYTES: Final = 5_000_000
LONGEST_NAME: Final = 120
LONGEST_NOTE: Final = 500
#: so many files a merchant may send within a day
MOST_A_DAY: Final = 20
DAY: Final = timedelta(days=1)
#: a page scanned at 1,200 dots an inch has less
_MOST_PIXELS: Final = 150_000_000
_ENDING: Final = 1_024
#: names of a PDF's own language for what is locked, and for what runs, opens or carries something
_LOCKED: Final = re.compile(rb"/Encrypt\b")
_ACTIVE: Final = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData)\b")
_PNG: Final = b"\x89PNG\r\n\x1a\n"
#: markers of JPEG that tell its size (ISO/IEC 10918-1, B.1.1.3)
_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_UNSAFE: Final = re.compile(r"[^\w.\- ()]+")


def required_of(country: str, kind: str) -> tuple[DocumentKind, ...]:
    """Return which documents a merchant of a country and kind has to show."""
    return (*REQUIRED.get(country, _ANYWHERE), *_BESIDES.get(kind, ()))


def missing_of(required: Iterable[DocumentKind], cards: Iterable[DocumentCard]) -> tuple[DocumentKind, ...]:
    """Return the documents that are not accepted yet."""
    accepted = {card.kind for card in cards if card.status is DocumentStatus.ACCEPTED}
    return tuple(kind for kind in required if kind not in accepted)


def check_shown(required: Iterable[DocumentKind], cards: Iterable[DocumentCard]) -> None:
    """Raise DocumentsMissing, naming them, unless every document is accepted."""
    missing = missing_of(required, cards)
    if missing:
        raise DocumentsMissing(documents=missing)


def media_type_of(content: bytes) -> str:
    """Return what a file is by its content: PDF, JPEG or PNG, whole and harmless. Raises FileRefused."""
    if not content:
        raise FileRefused(field="file", reason="empty")
    if len(content) > MAX_BYTES:
        raise FileRefused(field="file", reason="too_large", limit_mb=MAX_BYTES // 1_000_000)
    if content.startswith(b"%PDF-"):
        _check_pdf(content)
        return "application/pdf"
    if content.startswith(_PNG):
        _check_pixels(*_png_size(content))
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        _check_pixels(*_jpeg_size(content))
        return "image/jpeg"
    raise FileRefused(field="file", reason="other_kind")


def safe_name(name: str, media_type: str) -> str:
    """Return a file's name as it may stand in a header and on a disk, with the ending of what it really is."""
    ending = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}[media_type]
    stem = _UNSAFE.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]).strip(" ._")
    return f"{stem[: LONGEST_NAME - 5] or 'document'}.{ending}"


def check_count(sent_of_late: int) -> None:
    """Raise TooManyDocuments when a merchant has sent as many within a day as it may."""
    if sent_of_late >= MOST_A_DAY:
        raise TooManyDocuments(most=MOST_A_DAY)


def checked_fault(fault: str, note: str) -> tuple[Fault, str]:
    """Return why a document is asked for again; what no line names needs words. Raises FaultMissing."""
    said = one_line(note, longest=LONGEST_NOTE)
    if fault not in set(Fault) or (fault == Fault.OTHER and not said):
        raise FaultMissing(field="fault")
    return Fault(fault), said


def _check_pdf(content: bytes) -> None:
    if b"%%EOF" not in content[-_ENDING:]:
        raise FileRefused(field="file", reason="broken")
    if _LOCKED.search(content):
        raise FileRefused(field="file", reason="locked")
    if _ACTIVE.search(content):
        raise FileRefused(field="file", reason="active")


def _check_pixels(width: int, height: int) -> None:
    if not (0 < width * height <= _MOST_PIXELS):
        raise FileRefused(field="file", reason="broken")


def _png_size(content: bytes) -> tuple[int, int]:
    """Return a PNG's size, having seen that it is whole: every chunk with its sum, and nothing behind the last."""
    at, size = len(_PNG), (0, 0)
    while at + 12 <= len(content):
        length, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(content) or zlib.crc32(content[at + 4 : end - 4]) != int.from_bytes(
            content[end - 4 : end]
        ):
            break
        if kind == b"IHDR" and length >= 8:
            size = int.from_bytes(content[at + 8 : at + 12]), int.from_bytes(content[at + 12 : at + 16])
        if kind == b"IEND" and end == len(content):
            return size
        at = end
    raise FileRefused(field="file", reason="broken")


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Return a JPEG's size, having seen that its picture begins and ends."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if marker in _FRAMES and b"\xff\xd9" in content[at + length :]:
            return int.from_bytes(content[at + 7 : at + 9]), int.from_bytes(content[at + 5 : at + 7])
        if length < 2 or marker == 0xDA:
            break
        at += 1 if marker == 0xFF else 2 + length
    raise FileRefused(field="file", reason="broken")
