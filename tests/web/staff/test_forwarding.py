"""The list of forwarding addresses as staff keep it: previewed, proposed by one, approved by another, or as a file."""

import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.market import KAZAN, Market, person
from yarmarka.domain.accounts.actions import add_address
from yarmarka.domain.compliance.queries import forwarders
from yarmarka.kernel.clock import now
from yarmarka.reads import forwarded

pytestmark = pytest.mark.django_db
PAGE = "/en/staff/restrictions/forwarding/"
ENTRY = {"country": "RU", "words": "Primer Forward; Lesnaya 5", "source": "its own page"}
THERE = replace(KAZAN, recipient="Иван Петров, Пример Форвард", street="ул. Лесная, д. 5, офис 12")


@pytest.fixture
def second(market: Market) -> Client:
    """A client that another of the operator's people has signed in with."""
    client = Client()
    client.force_login(person("second@example.test", is_staff=True))
    return client


def decide(client: Client, page: str) -> str:
    address = re.search(r'action="(/en/staff/restrictions/forwarding/decide/[^"]+)"', page)
    assert address
    return client.post(address[1], {"decision": "approve"}, follow=True).content.decode()


def test_an_entry_is_looked_at_proposed_and_approved_and_its_shoppers_read_why_they_wait(
    market: Market, operator: Client, second: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_address(person_id=market.shopper.id, address=THERE, now=now())
    add_address(person_id=market.shopper.id, address=KAZAN, now=now())
    with monkeypatch.context() as narrow:
        narrow.setattr(forwarded, "MOST", 1)
        page = operator.post(f"{PAGE}propose/", ENTRY | {"do": "preview"}).content.decode()
        assert "It touches at least that: there are more addresses, and only 1 of them were compared." in page
    page = operator.post(f"{PAGE}propose/", ENTRY | {"do": "preview"}).content.decode()
    assert "It touches at least that" not in page
    assert "ул. Лесная, д. 5, офис 12" in page
    assert "Иван Петров" not in page, "whose it is, is not told"
    assert operator.post(f"{PAGE}propose/", ENTRY | {"words": "12"}).status_code == 422
    late = operator.post(f"{PAGE}propose/", ENTRY | {"since": "9999-12-31", "until": "9999-12-31"})
    assert (late.status_code, late.content.decode().count("Choose a day before the year 2100.")) == (422, 4)
    assert operator.post(f"{PAGE}propose/", ENTRY).status_code == 302
    page = operator.get(PAGE).content.decode()
    assert "Somebody else decides what you proposed" in page
    assert "decide/" not in page
    assert "on the list" in decide(second, second.get(PAGE).content.decode())
    [entry] = forwarders()
    operator.post(f"{PAGE}end/", {"forwarder": str(entry.id), "reason": "It has closed."})
    assert "taken off" in decide(second, second.get(PAGE).content.decode())


def test_a_file_goes_in_with_its_bad_rows_named_and_comes_out(
    market: Market, operator: Client, second: Client
) -> None:
    rows = "country,words,source\nKZ,Primer Forward,own page\nKZ,7,own page\n"
    file = SimpleUploadedFile("list.csv", rows.encode(), content_type="text/csv")
    page = operator.post(f"{PAGE}import/", {"file": file}, follow=True).content.decode()
    assert "Addresses proposed: 1." in page
    assert "Line 3" in page
    assert "this would fit any address" in page
    decide(second, second.get(PAGE).content.decode())
    out = b"".join(operator.get(f"{PAGE}list.csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert "KZ,,Primer Forward,,own page" in out
    nonsense = SimpleUploadedFile("list.csv", b"\xff\xfe", content_type="text/csv")
    answer = operator.post(f"{PAGE}import/", {"file": nonsense})
    assert (answer.status_code, "Its first line must name" in answer.content.decode()) == (422, True)
