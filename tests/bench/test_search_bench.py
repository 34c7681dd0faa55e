"""The bench of search: a few hundred offers of it, both engines at the same work, and its way to ask for pages."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.market import open_market
from yarmarka.bench.search.figures import timed
from yarmarka.bench.search.freshness import live_through
from yarmarka.bench.search.measuring import fullest_shelves, visit
from yarmarka.bench.search.mix import SHARES, Asked, mix
from yarmarka.bench.search.things import Thing
from yarmarka.bench.search.variations import Variations, numbered, write_feed
from yarmarka.connectors.search import PostgresSearch, SearchQuery, index_store, search_engine
from yarmarka.domain.sellers.models import Seller
from yarmarka.flows.import_feed import import_feed
from yarmarka.flows.index_goods import rebuild_index
from yarmarka.kernel import clock

OFFERS = 300
REAL = [
    Thing(
        f"{brand} {kind} {number}",
        brand,
        f"M{number}",
        "",
        shelf,
        100_00 * number,
        (("Product colour", colour),),
    )
    for number, (brand, kind, shelf, colour) in enumerate(
        (
            ("HP", "laptop", "notebooks", "Black"),
            ("Canon", "laser printer", "printers", "White"),
            ("Epson", "ink cartridge", "ink", "Black"),
            ("Samsung", "monitor", "monitors", "Silver"),
            ("HP", "black toner cartridge", "toner", "Black"),
        ),
        start=1,
    )
]


@pytest.mark.django_db
def test_both_engines_do_the_same_work(tmp_path: Path) -> None:
    now, feed = clock.now(), tmp_path / "feed.xml"
    market = open_market(countries=("RU",), stock=0, now=now)
    write_feed(feed, numbered(Variations(REAL), range(OFFERS)))
    slug = Seller.objects.get(id=market.sellers["RU"].id).slug
    report = import_feed(feed, seller_slug=slug, adopt_categories=True, now=now)
    assert (report.accepted, len(report.refused)) == (OFFERS, 0), report
    rebuild_index(index_store(), now=now)
    try:
        engine, postgres = search_engine(), PostgresSearch()
        asked = mix(fullest_shelves())
        found = timed(lambda one: engine.search(one.query), asked, seconds=0, least=len(asked)).told()
        assert found["queries"] == len(asked)
        assert found["p95_ms_by_kind"].keys() == SHARES.keys(), (
            "every kind is measured, however short the time"
        )
        for limits in (
            {"brands": ("HP",)},
            {"attributes": (("Product colour", "Black"),)},
            {"countries": ("RU",), "brands": ("epson", "Canon")},
            {"sent_from": ("RU",), "max_reference_minor": 300_00},
            {"sent_from": ("CN",)},
            {"rating": 4},
        ):
            query = SearchQuery("", limit=OFFERS, **limits)  # type: ignore[arg-type]
            by_index, by_table = engine.search(query), postgres.search(query)
            assert set(by_index.product_ids) == set(by_table.product_ids), limits
            assert by_index.total == by_table.total, limits
        with pytest.raises(RuntimeError, match="of 5 changes 0 came into the index"):
            # What a transaction that still runs has changed is not read yet.
            live_through(index_store(), rounds=3, at_once=5)
    finally:
        index_store().forget()


class _Shop(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    senders: set[str] = set()

    def do_GET(self) -> None:
        self.senders.add(self.headers["X-Forwarded-For"])
        self.send_response(503 if "broken" in self.path else 200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_pages_are_asked_for_by_the_whole_mix_at_least_and_none_may_fail() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Shop)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        asked = [Asked("words", SearchQuery(f"word {number}")) for number in range(120)]
        found = visit(server.server_port, asked, path_of=lambda one: one.path, seconds=0)
        assert found.told()["queries"] == len(asked)
        assert len(_Shop.senders) > 2, "nobody types so much alone"
        with pytest.raises(RuntimeError, match="503"):
            visit(server.server_port, asked, path_of=lambda _: "/broken", seconds=0)
    finally:
        server.shutdown()
        server.server_close()
