"""A file is a document by its content: whole, harmless, of a kind that can be looked at."""

import pytest

from tests.flows.showing import PDF, png
from tests.pictures import jpeg
from yarmarka.domain.documents.errors import FaultMissing, FileRefused
from yarmarka.domain.documents.rules import (
    MAX_BYTES,
    REQUIRED,
    checked_fault,
    media_type_of,
    required_of,
    safe_name,
)
from yarmarka.domain.documents.types import DocumentKind, Fault


def test_files_are_known_by_what_they_hold() -> None:
    assert media_type_of(PDF) == "application/pdf"
    assert media_type_of(png()) == "image/png"
    assert media_type_of(jpeg(40, 30)) == "image/jpeg"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"<html><script>alert(1)</script>", "other_kind"),
        (b"MZ\x90\x00", "other_kind"),
        (b"GIF89a", "other_kind"),
        (PDF + b" " * MAX_BYTES, "too_large"),
        (PDF[:-6], "broken"),
        (PDF.replace(b"/Root", b"/Encrypt 2 0 R /Root"), "locked"),
        (PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript >>"), "active"),
        (PDF.replace(b"/Catalog", b"/Catalog /Names << /EmbeddedFiles 3 0 R >>"), "active"),
        (png()[:-4], "broken"),
        (png() + b"<script>", "broken"),
        (png(60_000, 60_000), "broken"),
        (jpeg(40, 30)[:60], "broken"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 40, "broken"),
    ],
)
def test_what_is_none_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    with pytest.raises(FileRefused) as refused:
        media_type_of(content)
    assert refused.value.facts["reason"] == reason


def test_names_can_stand_in_headers_and_tell_what_the_file_is() -> None:
    assert safe_name('..\\..\\ev"il\r\n.php', "application/pdf") == "ev_il.pdf"
    assert safe_name("выписка.PDF", "application/pdf") == "выписка.pdf"
    assert safe_name("/", "image/png") == "document.png"


def test_why_it_is_asked_for_again_is_one_line_that_the_database_can_hold() -> None:
    assert checked_fault("other", " Нет\x00\r\nпечати. ") == (Fault.OTHER, "Нет печати.")
    with pytest.raises(FaultMissing):
        checked_fault("other", "\x00")


def test_every_country_asks_for_the_register_and_the_account_and_of_brands_for_their_mark() -> None:
    for country in REQUIRED:
        asked = required_of(country, "local")
        assert {DocumentKind.REGISTRATION, DocumentKind.BANK} <= set(asked)
        assert required_of(country, "brand") == (*asked, DocumentKind.TRADE_MARK)
