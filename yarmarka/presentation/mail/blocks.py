"""The few shapes that a letter is made of, and how a template writes them.

| line begins with | is |
|---|---|
| `# ` | the heading |
| `\\| name \\| value` | a row of a table |
| `- ` | an item of a list |
| `> ` | somebody's own words |
| `=> label \\| address` | a button |
| anything else | a paragraph, until an empty line |
"""

from dataclasses import dataclass
from itertools import groupby

_MARKS = {"# ": "heading", "| ": "rows", "- ": "items", "> ": "quote", "=> ": "button"}


@dataclass(frozen=True)
class Block:
    """One shape with its lines; a row or a button is a pair, any other line stands alone."""

    kind: str
    lines: tuple[tuple[str, ...], ...]

    def as_text(self) -> str:
        """Return the block for a mail program that shows no HTML."""
        joined = {"rows": ": ", "button": ":\n"}.get(self.kind, "")
        mark = {"items": "- ", "quote": "> "}.get(self.kind, "")
        return "\n".join(mark + joined.join(line) for line in self.lines)


def parse(body: str) -> list[Block]:
    """Return the blocks of a letter's text."""
    marked = [_marked(line.strip()) for line in body.splitlines()]
    blocks = []
    for kind, run in groupby(marked, key=lambda pair: pair[0]):
        lines = [text for _, text in run]
        if kind == "paragraph":
            blocks.append(Block(kind, ((" ".join(lines),),)))
        elif kind != "gap":
            blocks.append(Block(kind, tuple(_cells(kind, line) for line in lines)))
    return blocks


def _marked(line: str) -> tuple[str, str]:
    if not line:
        return "gap", ""
    for mark, kind in _MARKS.items():
        if line.startswith(mark):
            return kind, line.removeprefix(mark)
    return "paragraph", line


def _cells(kind: str, line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.rsplit(" | ", 1)) if kind in {"rows", "button"} else (line,)
