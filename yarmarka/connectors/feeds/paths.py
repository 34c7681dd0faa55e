"""Categories of formats that only write a path beside each offer: `Home > Kettles`."""

from collections.abc import Iterator

from yarmarka.connectors.feeds.types import FeedCategory

_SIGNS = (">", "›", "/", "|", "\\")


class Paths:
    """Turns paths into categories, each told once, parents first; their ids are the paths themselves."""

    def __init__(self) -> None:
        self.known: set[str] = set()

    def tell(self, said: str, *, line: int) -> tuple[str, list[FeedCategory]]:
        """Return the id of a path, and the categories in it that were not told before."""
        names = _names(said)
        key, told = "", []
        for name in names:
            parent, key = key, f"{key} > {name}".removeprefix(" > ")
            if key not in self.known:
                self.known.add(key)
                told.append(FeedCategory(line, key, name, parent))
        return key, told


def _names(said: str) -> list[str]:
    sign = next((sign for sign in _SIGNS if f" {sign} " in f" {said} "), ">")
    return [name for part in _split(said, sign) if (name := " ".join(part.split())[:300])]


def _split(said: str, sign: str) -> Iterator[str]:
    yield from (said.split(sign) if sign == ">" else said.split(f" {sign} "))
