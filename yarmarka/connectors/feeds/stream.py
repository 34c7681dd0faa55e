"""An XML file as it streams by: elements and text with their lines, and nothing that an attacker could use.

Expat is used directly, not a tree: it holds no document, and it counts lines without end (libxml2 keeps sixteen
bits of a line's number, and a feed of twenty thousand offers has half a million lines). Documents that declare
entities are refused before one is expanded; nothing outside the file is ever opened.
"""

from collections.abc import Callable, Iterator
from html.entities import html5
from pathlib import Path
from typing import BinaryIO, Final, Protocol, TypeVar
from xml.parsers import expat

from yarmarka.connectors.feeds.types import FeedCode, RefusedRow

Row = TypeVar("Row")
#: so much is read at once; whoever reads ahead gives way to others between two chunks
CHUNK: Final = 16 * 1024
DEEPEST: Final = 40
#: A single tag or comment longer than this is not read: it would have to be held in memory whole.
LONGEST_TOKEN: Final = 2_000_000


class BrokenFeedError(Exception):
    """The file can't be read any further; `row` says where and why."""

    def __init__(self, line: int, code: FeedCode, **facts: object) -> None:
        super().__init__(code)
        self.row = RefusedRow(line, "", "", code, facts)


class Listener(Protocol):
    """Is told what stands in the file; `depth` is 0 for the root. Called for every tag, hence without keywords."""

    def start(self, name: str, named: dict[str, str], depth: int) -> None:
        """Hear of an element's beginning and its attributes."""

    def say(self, text: str) -> None:
        """Hear text."""

    def end(self, name: str, depth: int) -> None:
        """Hear of an element's end."""


class Follower(Protocol[Row]):
    """Listens to a file, and puts rows together as they end."""

    stream: "XmlStream"

    def take(self) -> list[Row]:
        """Return the rows that have ended since it was asked last."""


def follow(
    source: BinaryIO | Path, follower: Follower[Row], *, at_end: Callable[[], None] = lambda: None
) -> Iterator[Row | RefusedRow]:
    """Yield a file's rows as they end; of a file that breaks off those that came whole, and then why it broke off.

    `at_end` is called when the file was read to its end, before the last rows are taken.
    """
    if isinstance(source, Path):
        with source.open("rb") as stream:
            yield from follow(stream, follower, at_end=at_end)
        return
    try:
        while follower.stream.read_from(source):
            yield from follower.take()
        at_end()
        yield from follower.take()
    except BrokenFeedError as broken:
        yield from follower.take()
        yield broken.row


class XmlStream:
    """Tells a listener what comes out of a file, chunk by chunk."""

    def __init__(self, listener: Listener) -> None:
        self._hear_start, self._hear_end, self._hear = listener.start, listener.end, listener.say
        self._depth = 0
        self._read = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = listener.say
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._entity
        self._parser.SkippedEntityHandler = self._skipped_entity

    def read_from(self, source: BinaryIO) -> bool:
        """Read one chunk on; return whether there may be more. Raises BrokenFeedError."""
        chunk = source.read(CHUNK)
        try:
            self._parser.Parse(chunk, not chunk)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise BrokenFeedError(error.lineno, FeedCode.FEED_BROKEN, reason=reason) from None
        except (
            LookupError,
            ValueError,
        ) as error:  # an encoding that nobody knows, or that is not of single bytes
            raise self.broken(FeedCode.FEED_BROKEN, reason=str(error)) from None
        self._read += len(chunk)
        if self._read - self._parser.CurrentByteIndex > LONGEST_TOKEN:
            raise self.broken(FeedCode.FEED_BROKEN, reason="a tag without end")
        return bool(chunk)

    @property
    def line(self) -> int:
        """The line that is being read."""
        return self._parser.CurrentLineNumber

    def broken(self, code: FeedCode, **facts: object) -> BrokenFeedError:
        """Return the error that stops reading at this line."""
        return BrokenFeedError(self.line, code, **facts)

    def _start(self, name: str, named: dict[str, str]) -> None:
        depth = self._depth
        if depth >= DEEPEST:
            raise self.broken(FeedCode.FEED_BROKEN, reason="elements nested too deep")
        self._depth = depth + 1
        self._hear_start(name, named, depth)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._hear_end(name, self._depth)

    def _doctype(self, name: str, system_id: str | None, public_id: str | None, has_subset: int) -> None:
        """Tolerate the old `<!DOCTYPE yml_catalog SYSTEM "shops.dtd">`: it is not fetched."""
        if has_subset:
            raise self.broken(FeedCode.FEED_DECLARES_ENTITIES)

    def _entity(self, *declared: object) -> None:
        raise self.broken(FeedCode.FEED_DECLARES_ENTITIES)

    def _skipped_entity(self, name: str, is_parameter: bool) -> None:
        """Read `&nbsp;` and its like, which feeds with the old DOCTYPE may use, as HTML does."""
        self._hear(html5.get(f"{name};", f"&{name};"))
