"""Somebody who goes to pages with a browser that knows no scripts."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
from lxml import html


class NoWay(Exception):
    """A page can't be reached: the world has none of its kind, or somebody was not let in."""


class Visitor:
    """Somebody with a browser that knows no scripts; paths begin below the language."""

    def __init__(self, client: httpx.Client, language: str) -> None:
        self._client = client
        self.language = language

    @property
    def cookies(self) -> dict[str, str]:
        """What the shop asked to be shown again."""
        return dict(self._client.cookies)

    def look(self, path: str, *, shop: str = "") -> tuple[int, Any]:
        """Return how a page answers, and its tree."""
        answer = self._client.get(address(path, language=self.language, shop=shop))
        return answer.status_code, html.fromstring(answer.content or b"<html></html>")

    def links(self, path: str, pattern: str, *, shop: str = "") -> list[str]:
        """Return the page's links that fit, each once, as paths below the language, with what they ask for."""
        _, page = self.look(path, shop=shop)
        here = address(path, language=self.language, shop=shop)
        parts = [urlsplit(urljoin(here, str(link))) for link in page.xpath("//main//a/@href")]
        found = dict.fromkeys(f"{each.path}?{each.query}" if each.query else each.path for each in parts)
        above = address("", language=self.language, shop=shop)
        return [link.removeprefix(above) for link in found if re.search(pattern, link)]

    def send(
        self,
        path: str,
        fields: Mapping[str, str],
        *,
        form_on: str = "",
        files: Mapping[str, tuple[str, bytes]] | None = None,
    ) -> str:
        """Send a form with the token of the page that it stands on; return where it leads, or nothing if not taken."""
        _, page = self.look(form_on or path)
        tokens = page.xpath("//input[@name='csrfmiddlewaretoken']/@value")
        if not tokens:
            raise NoWay(f"{form_on or path} holds no form")
        answer = self._client.post(
            f"/{self.language}{path}",
            data={**fields, "csrfmiddlewaretoken": str(tokens[0])},
            files=files,
            headers={"Origin": str(self._client.base_url).rstrip("/")},
        )
        return str(answer.headers["Location"]) if answer.is_redirect else ""

    def send_outside(self, url: str, fields: Mapping[str, str]) -> str:
        """Send a form of somebody else's page; return the path to which it leads back, below the language."""
        answer = self._client.post(url, data=dict(fields))
        if not answer.is_redirect:
            raise NoWay(f"{url} leads nowhere: {answer.status_code}")
        return urlsplit(answer.headers["Location"]).path.removeprefix(f"/{self.language}")


def address(path: str, *, language: str, shop: str = "") -> str:
    """Return a page's whole path, in a language, in a shop with a prefix of its own or in the marketplace."""
    return f"/{shop}/{language}{path}" if shop else f"/{language}{path}"
