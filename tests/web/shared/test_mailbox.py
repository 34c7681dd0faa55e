"""The demo's mailbox shows letters, and a letter can do nothing to its reader."""

from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path, settings: object) -> Path:
    settings.MAIL_DIR = tmp_path  # type: ignore[attr-defined]
    return tmp_path


def send(folder: Path, subject: str, html: str) -> str:
    backend = get_connection("yarmarka.connectors.mail.folder.FolderBackend", folder=folder)
    letter = EmailMultiAlternatives(subject, "Простой текст", to=["anna@example.org"], connection=backend)
    letter.attach_alternative(html, "text/html")
    letter.send()
    return next(path.stem for path in folder.glob("*.eml"))


def test_letters_are_listed_and_shown(client: Client, folder: Path) -> None:
    name = send(folder, "Заказ оплачен", "<p>Спасибо</p>")
    assert "Заказ оплачен" in client.get("/ru/demo/mail/").content.decode()
    page = client.get(f"/ru/demo/mail/{name}/").content.decode()
    assert "anna@example.org" in page
    assert "Простой текст" in page
    assert f'src="/ru/demo/mail/{name}/html/"' in page
    assert 'sandbox="' in page


def test_a_letters_html_can_run_nothing(client: Client, folder: Path) -> None:
    name = send(folder, "Заказ", "<script>alert(1)</script>")
    answer = client.get(f"/ru/demo/mail/{name}/html/")
    policy = answer.headers["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy or "script-src 'none'" in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_an_empty_box_says_what_to_do(client: Client, folder: Path) -> None:
    assert "Писем пока нет" in client.get("/ru/demo/mail/").content.decode()


@pytest.mark.parametrize("name", ["nothing", "20260101T000000-1"])
def test_there_is_no_other_letter(client: Client, folder: Path, name: str) -> None:
    assert client.get(f"/ru/demo/mail/{name}/").status_code == 404
