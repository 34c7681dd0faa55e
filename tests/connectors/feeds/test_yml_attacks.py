"""Feeds made to harm: nothing is expanded, fetched or piled up."""

import tracemalloc
from collections.abc import Iterator
from io import RawIOBase
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from tests.connectors.feeds.writing import DECLARATION, feed, offer, only_offer, read
from yarmarka.connectors.feeds.types import FeedCode, FeedOffer, RefusedRow
from yarmarka.connectors.feeds.yml import read_feed

MEGABYTE = 1_000_000


class Flow(RawIOBase):
    """A file that is made while it is read."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks

    def read(self, size: int = -1) -> bytes:
        """Return the next chunk, whatever its size."""
        return next(self._chunks, b"")


def flow(chunks: Iterator[bytes]) -> BinaryIO:
    return cast(BinaryIO, Flow(chunks))


def peak_megabytes(chunks: Iterator[bytes]) -> tuple[float, int, RefusedRow | None]:
    """Return the most memory that reading took, how many offers came, and the last refused row."""
    offers, refused = 0, None
    tracemalloc.start()
    try:
        for row in read_feed(flow(chunks)):
            offers += isinstance(row, FeedOffer)
            refused = row if isinstance(row, RefusedRow) else refused
        return tracemalloc.get_traced_memory()[1] / MEGABYTE, offers, refused
    finally:
        tracemalloc.stop()


def declaring(declared: str) -> str:
    return f"{DECLARATION}<!DOCTYPE yml_catalog [{declared}]>\n"


BOMB = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 20}">' for before, name in zip("abcdefg", "bcdefgh", strict=True)
)


@pytest.mark.parametrize(
    "declared",
    [
        BOMB,
        '<!ENTITY h "x">',
        '<!ENTITY h SYSTEM "file:///etc/hostname">',
        '<!ENTITY % h SYSTEM "http://127.0.0.1/">%h;',
    ],
)
def test_a_feed_that_declares_entities_is_refused_before_one_is_expanded(declared: str) -> None:
    found = read(feed(offer("<name>&h;</name>"), before=declaring(declared)))
    assert [row.code for row in found if isinstance(row, RefusedRow)] == [FeedCode.FEED_DECLARES_ENTITIES]
    assert len(found) == 1


def test_the_old_doctype_is_tolerated_and_never_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "shops.dtd"
    secret.write_text('<!ENTITY nbsp "fetched">')
    before = f'{DECLARATION}<!DOCTYPE yml_catalog SYSTEM "{secret}">\n'
    found = only_offer(feed(offer("<name>Чайник&nbsp;белый &unknown;</name>"), before=before))
    assert found.title == "Чайник белый &unknown;"


@pytest.mark.long
def test_fifty_thousand_offers_take_hardly_more_memory_than_five_thousand() -> None:
    few, small, _ = peak_megabytes(many_offers(5_000))
    many, large, _ = peak_megabytes(many_offers(50_000))
    assert (small, large) == (5_000, 50_000)
    # The ids' hashes are all that grows: some 36 bytes each, and their places in the table.
    assert many < few + 6


def many_offers(count: int) -> Iterator[bytes]:
    start, end = feed("#").split(b"#")
    before, after = offer(number="#").encode().split(b"#")
    yield start
    for number in range(0, count, 100):
        yield b"".join(b"%s%d%s\n" % (before, each, after) for each in range(number, number + 100))
    yield end


def test_an_endless_text_is_thrown_away_as_it_comes() -> None:
    def chunks() -> Iterator[bytes]:
        start, end = feed(offer("<description>#</description>")).split(b"#")
        yield start
        yield from (b"x" * 60_000 for _ in range(500))
        yield end

    megabytes, offers, refused = peak_megabytes(chunks())
    assert megabytes < 10
    assert offers == 0
    assert refused
    assert refused.code == FeedCode.OFFER_TOO_BIG


@pytest.mark.parametrize("opening", ["<offer id='", "<!-- ", "<offer "])
def test_a_tag_without_end_is_not_waited_for(opening: str) -> None:
    def chunks() -> Iterator[bytes]:
        yield feed("#").split(b"#")[0] + opening.encode()
        yield from (b"x" * 60_000 for _ in range(500))

    megabytes, _, refused = peak_megabytes(chunks())
    assert megabytes < 20
    assert refused
    assert refused.code == FeedCode.FEED_BROKEN


def test_elements_in_elements_without_end_are_refused() -> None:
    found = read(feed("<offer id='1'>" + "<a>" * 100_000))[-1]
    assert isinstance(found, RefusedRow)
    assert (found.code, found.facts["reason"]) == (FeedCode.FEED_BROKEN, "elements nested too deep")


def test_markup_inside_a_description_is_read_as_words() -> None:
    found = only_offer(feed(offer("<description>Греет <b>очень</b> быстро<br/>и тихо</description>")))
    assert found.description.split() == ["Греет", "очень", "быстро", "и", "тихо"]


def test_scripts_in_a_description_are_no_words() -> None:
    said = "<![CDATA[Чайник<script>alert(1)</script> <img src=x onerror=alert(1)>белый]]>"
    assert only_offer(feed(offer(f"<description>{said}</description>"))).description == "Чайник белый"
