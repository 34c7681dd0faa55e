"""A server with pictures that price lists name, and sellers who send such lists."""

import io
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests import pictures as made
from tests.flows.matching import GTINS
from tests.market import NOW, Market
from yarmarka.connectors.feeds.fetching import Door
from yarmarka.domain.catalogue.models import Offer
from yarmarka.domain.catalogue.queries import hung_pictures
from yarmarka.domain.intake.queries import named_pictures
from yarmarka.domain.intake.types import NamedPictures
from yarmarka.domain.pictures.models import Picture
from yarmarka.flows.import_feed import import_feed

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><yml_catalog date="2026-11-20T12:00+03:00"><shop><name>Дом</name>'
    '<categories><category id="1">Чайники</category></categories><offers>'
)
Answer = tuple[int, Mapping[str, str]]


def door_to(port: int) -> Door:
    """Return a way out to a server here alone, under any name but `inside.example`."""
    return Door(
        may_reach=lambda address: str(address) == "127.0.0.1",
        ports=frozenset({port}),
        look_up=lambda host, _: ["10.0.0.7" if host == "inside.example" else "127.0.0.1"],
    )


class World(ThreadingHTTPServer):
    """A server with pictures as wide as their names say, pages, and a moment when it is down."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.asked = Counter[str]()
        self.asked_of = Counter[str]()
        self.at_once = Counter[str]()
        self.most_at_once = Counter[str]()
        self.most_of_all = 0
        self.is_down = False
        #: what is done before a host answers for a path; it may answer otherwise than with a picture
        self.before: Callable[[str, str], Answer | None] = lambda host, path: None
        self.lock = threading.Lock()

    @property
    def door(self) -> Door:
        return door_to(self.server_port)

    def address(self, path: str, host: str = "shop.example") -> str:
        return f"http://{host}:{self.server_port}/{path}"


class _Answers(BaseHTTPRequestHandler):
    server: World

    def do_GET(self) -> None:
        host = self.headers["Host"].partition(":")[0]
        with self.server.lock:
            self.server.asked[self.path] += 1
            self.server.asked_of[host] += 1
            self.server.at_once[host] += 1
            self.server.most_at_once[host] = max(self.server.most_at_once[host], self.server.at_once[host])
            self.server.most_of_all = max(self.server.most_of_all, self.server.at_once.total())
        answer = self.server.before(host, self.path)
        # The client knows that it is over when the connection ends, so never before this.
        with self.server.lock:
            self.server.at_once[host] -= 1
        self._answer(*(answer or (None, {})))

    def _answer(self, status: int | None, headers: Mapping[str, str]) -> None:
        side = self.path.rpartition("/")[2].partition(".")[0]
        status = status or (503 if self.server.is_down else 200 if side.isdigit() else 404)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "text/html" if "page" in self.path else "image/jpeg")
        self.end_headers()
        if status == 200:
            self.wfile.write(made.jpeg(int(side), 300))

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def open_world() -> Iterator[World]:
    """Let a server answer for as long as this lasts."""
    server = World()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def bring(market: Market, country: str = "RU", **goods: list[str]) -> None:
    """Take in a price list of kettles in several colours, each with its pictures; the first is known everywhere."""
    rows = "".join(
        f'<offer id="{sku}" group_id="k"><name>Чайник</name><param name="Цвет">{place}</param>'
        f"{'' if place else f'<barcode>{GTINS[0]}</barcode>'}"
        "<price>1500</price><currencyId>RUR</currencyId><categoryId>1</categoryId><count>5</count>"
        f"{''.join(f'<picture>{address}</picture>' for address in addresses)}</offer>"
        for place, (sku, addresses) in enumerate(goods.items())
    )
    _import(market, country, rows)


def bring_apart(market: Market, country: str = "RU", **goods: list[str]) -> None:
    """Take in a price list of things that have nothing to do with one another, each with its pictures."""
    rows = "".join(
        f'<offer id="{sku}"><name>Чайник {sku}</name><price>1500</price><currencyId>RUR</currencyId>'
        f"<categoryId>1</categoryId><count>5</count>"
        f"{''.join(f'<picture>{address}</picture>' for address in addresses)}</offer>"
        for sku, addresses in goods.items()
    )
    _import(market, country, rows)


def _import(market: Market, country: str, rows: str) -> None:
    file = io.BytesIO(f"{HEAD}{rows}</offers></shop></yml_catalog>".encode())
    import_feed(file, seller_slug=market.sellers[country].slug, adopt_categories=True, now=NOW)


def widths(sku: str = "R1") -> list[int]:
    """Return the widths of the pictures that hang, in their order: each picture here has its own."""
    hung = hung_pictures(Offer.objects.filter(sku=sku)[0].product_id)
    known = dict(Picture.objects.values_list("id", "width"))
    return [known[each.picture_id] for each in hung]


def told(market: Market, sku: str = "R1", country: str = "RU") -> NamedPictures:
    [named] = named_pictures([sku], seller_id=market.sellers[country].id)
    return named
