"""Someone who reads pages and sends their forms as a browser without scripts would, proof of origin included."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client
from lxml import html


@dataclass(frozen=True)
class Page:
    """A page that was opened, with its forms."""

    reader: "Reader"
    path: str
    response: HttpResponse
    tree: html.HtmlElement

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.response.status_code

    @property
    def text(self) -> str:
        """What there is to read, in one line."""
        return " ".join(self.tree.text_content().split())

    @property
    def main(self) -> str:
        """What there is to read between head and foot."""
        return " ".join(self.tree.get_element_by_id("main").text_content().split())

    def links(self, part: str) -> list[str]:
        """Return the addresses of the links in the page's body that contain `part`."""
        return [link for link in self.tree.xpath("//main//a/@href") if part in link]

    def forms(self, action: str) -> list[Any]:
        """Return the forms that are sent to an address that ends so."""
        return [form for form in self.tree.forms if (form.get("action") or self.path).endswith(action)]

    def has_button(self, words: str) -> bool:
        """Test if the page has a button with these words."""
        return any(words in button.text_content() for button in self.tree.xpath("//button"))

    def send(self, action: str, *, nth: int = 0, **changed: str) -> "Page":
        """Fill a form in, send it, and follow where it leads. A button is one of the changed values."""
        return self.reader.follow(self.post(action, nth=nth, **changed))

    def post(self, action: str, *, nth: int = 0, **changed: str) -> HttpResponse:
        """Fill a form in and send it; return the bare answer."""
        form = self.forms(action)[nth]
        values = {name: value for name, value in form.form_values() if value is not None}
        target = form.get("action") or self.path
        return self.reader.client.post(target, {**values, **changed})


class Reader:
    """A browser without scripts, by one person or guest."""

    def __init__(self, person: Any = None, language: str = "en") -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.language = language
        if person is not None:
            self.client.force_login(person)

    def open(self, path: str) -> Page:
        """Open a page of the shop, given from behind its language, and follow where it leads."""
        return self.follow(self.client.get(f"/{self.language}{path}"))

    def follow(self, response: HttpResponse) -> Page:
        """Return the page that an answer is, or leads to, as long as it stays in the shop."""
        while response.status_code in {301, 302, 303} and response["Location"].startswith("/"):
            response = self.client.get(response["Location"])
        if response.status_code in {301, 302, 303}:
            raise AssertionError(f"the shop sent its reader away, to {response['Location']}")
        return Page(self, response.request["PATH_INFO"], response, html.fromstring(response.content.decode()))
