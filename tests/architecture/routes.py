"""Walks the whole URL map and fills a route's parameters in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern

_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Route:
    """An address with parameters to fill in. `view_name` has its namespaces: `shop:order`."""

    template: str
    view_name: str
    is_regex: bool

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of its parameters, in order."""
        if self.is_regex:
            return tuple(re.findall(r"\(\?P<(\w+)>", self.template))
        return tuple(_PARAMETER.findall(self.template))

    @property
    def is_api(self) -> bool:
        """Whether machines call it."""
        return self.template.startswith("api/")

    @property
    def methods(self) -> tuple[str, ...]:
        """The methods to try: an operation's own, or those that browsers know."""
        return _operations().get(_PARAMETER.sub(r"{\1}", f"/{self.template}"), ("GET", "POST"))

    @property
    def area(self) -> str:
        """Which part of the installation it belongs to: `api`, `admin` or `pages`."""
        return "api" if self.is_api else "admin" if self.view_name.startswith("admin:") else "pages"

    def filled(self, values: Mapping[str, str]) -> str:
        """Return the address with its parameters' values."""
        return "/" + _PARAMETER.sub(lambda found: values[found[1]], self.template)


def routes() -> Iterator[Route]:
    """Yield every route of the installation, in the default language."""
    # An address of the API stands in the map once for each of its methods.
    yield from {route.template: route for route in _walk(get_resolver(), "", "")}.values()


@cache
def _operations() -> dict[str, tuple[str, ...]]:
    from yarmarka.api.v1 import api

    paths = api.get_openapi_schema()["paths"]
    return {path: tuple(method.upper() for method in methods) for path, methods in paths.items()}


def _walk(resolver: URLResolver, before: str, namespaces: str) -> Iterator[Route]:
    for one in resolver.url_patterns:
        template = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield Route(
                template=template,
                view_name=f"{namespaces}{one.name or ''}",
                is_regex=isinstance(one.pattern, RegexPattern),
            )
        else:
            deeper = f"{namespaces}{one.namespace}:" if one.namespace else namespaces
            yield from _walk(one, template, deeper)
