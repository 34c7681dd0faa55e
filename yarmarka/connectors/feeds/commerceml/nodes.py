"""One row of a CommerceML file as a small tree, and how its values are found."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Node:
    """An element: its attributes, its text, its children in their order."""

    name: str
    named: dict[str, str]
    words: list[str] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What stands in it, without the space around."""
        return "".join(self.words).strip()

    def all(self, name: str) -> Iterator["Node"]:
        """Yield the children of a name."""
        return (child for child in self.children if child.name == name)

    def has(self, name: str) -> bool:
        """Test if there is a child of a name."""
        return any(child.name == name for child in self.children)

    def at(self, *path: str) -> "Node | None":
        """Return the first element at the end of a path."""
        node: Node | None = self
        for name in path:
            node = next(node.all(name), None) if node else None
        return node

    def said(self, *path: str) -> str:
        """Return the text at the end of a path, or nothing."""
        node = self.at(*path)
        return node.text if node else ""

    def under(self, plural: str, single: str) -> Iterator["Node"]:
        """Yield the members of a list, as `<Цены><Цена>`."""
        for listed in self.all(plural):
            yield from listed.all(single)

    def requisites(self) -> dict[str, str]:
        """Return the named values that 1C hangs on anything."""
        return {
            one.said("Наименование"): one.said("Значение")
            for one in self.under("ЗначенияРеквизитов", "ЗначениеРеквизита")
        }
