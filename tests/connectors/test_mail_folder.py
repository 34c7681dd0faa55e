"""Letters as files, written whole and read back."""

import stat
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives

from yarmarka.connectors.mail.folder import FolderBackend, read_mail, read_mails


def _letter(
    subject: str = "Заказ принят", *, day: int = 1, to: str = "Айгуль <aigul@example.org>"
) -> EmailMessage:
    date = format_datetime(datetime(2026, 11, day, 12, tzinfo=UTC))
    return EmailMultiAlternatives(subject, "Здравствуйте!", "shop@example.org", [to], headers={"Date": date})


def test_a_letter_is_read_back_as_it_was_sent(tmp_path: Path) -> None:
    letter = _letter()
    assert isinstance(letter, EmailMultiAlternatives)
    letter.attach_alternative("<p>Здравствуйте!</p>", "text/html")
    letter.attach("накладная.pdf", b"%PDF-1.7", "application/pdf")
    assert FolderBackend(folder=tmp_path / "mail").send_messages([letter]) == 1
    (mail,) = read_mails(tmp_path / "mail", 10)
    assert (mail.subject, mail.sender) == ("Заказ принят", "shop@example.org")
    assert mail.to == "Айгуль <aigul@example.org>"
    assert mail.sent_at == datetime(2026, 11, 1, 12, tzinfo=UTC)
    assert mail.text.strip() == "Здравствуйте!"
    assert mail.html.strip() == "<p>Здравствуйте!</p>"
    assert mail.attachments == ("накладная.pdf",)
    assert read_mail(tmp_path / "mail", mail.name) == mail


def test_a_date_without_a_zone_is_utc(tmp_path: Path) -> None:
    letter = _letter()
    letter.extra_headers["Date"] = "Sun, 22 Nov 2026 10:00:00 -0000"
    FolderBackend(folder=tmp_path).send_messages([letter])
    assert read_mails(tmp_path, 1)[0].sent_at == datetime(2026, 11, 22, 10, tzinfo=UTC)


def test_the_newest_letters_come_first_and_no_more_than_asked(tmp_path: Path) -> None:
    letters = [_letter(f"{day} ноября", day=day) for day in (3, 1, 12, 2)]
    FolderBackend(folder=tmp_path).send_messages(letters)
    assert [mail.subject for mail in read_mails(tmp_path, 3)] == ["12 ноября", "3 ноября", "2 ноября"]


def test_a_plain_letter_has_no_html(tmp_path: Path) -> None:
    FolderBackend(folder=tmp_path).send_messages([_letter()])
    assert read_mails(tmp_path, 1)[0].html == ""


def test_a_letter_that_is_being_written_is_not_shown(tmp_path: Path) -> None:
    FolderBackend(folder=tmp_path).send_messages([_letter()])
    (tmp_path / "tmp1.part").write_bytes(b"Subject: half of")
    assert len(read_mails(tmp_path, 10)) == 1


def test_letters_are_for_the_owners_eyes(tmp_path: Path) -> None:
    FolderBackend(folder=tmp_path / "mail").send_messages([_letter()])
    (path,) = (tmp_path / "mail").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_letter_to_nobody_is_not_sent(tmp_path: Path) -> None:
    assert FolderBackend(folder=tmp_path).send_messages([EmailMessage("s", "b", "a@example.org", [])]) == 0
    assert read_mails(tmp_path, 10) == []


def test_a_header_can_not_be_smuggled_in(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Header values"):
        FolderBackend(folder=tmp_path).send_messages([_letter("Заказ\nBcc: all@example.org")])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../secret.eml", "/etc/passwd", "none.eml", "", "x.txt"])
def test_a_name_from_outside_leads_nowhere_else(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.eml").write_bytes(b"Subject: no\n\n")
    (tmp_path / "mail").mkdir()
    with pytest.raises(FileNotFoundError):
        read_mail(tmp_path / "mail", name)


def test_a_folder_that_is_not_there_holds_no_letters(tmp_path: Path) -> None:
    assert read_mails(tmp_path / "none", 10) == []


def test_without_a_folder_the_settings_name_it() -> None:
    assert FolderBackend()._folder == Path(settings.MAIL_DIR)
