"""Two sellers bring the same kettle in other words; what may become of that, for tests."""

import io
from uuid import UUID

from tests.market import NOW, Market
from yarmarka.domain.catalogue.models import Offer, Product
from yarmarka.domain.matching.actions import wish
from yarmarka.domain.matching.models import ProposalRow
from yarmarka.domain.matching.types import Kind, MatchStatus, Origin, Wish
from yarmarka.flows.import_feed import import_feed
from yarmarka.flows.join_goods import confirm_match, refuse_match, split_off, take_join_back
from yarmarka.flows.propose_matches import match_products

GTINS = ("4006381333931", "5901234123457")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><yml_catalog date="2026-11-20T12:00+03:00"><shop><name>Дом</name>'
    '<categories><category id="1">Чайники</category></categories><offers>'
)
#: what the Russian and the Chinese seller say of the same kettle
RU = {"sku": "R-1", "name": "Чайник Bosch TWK3A011 1,7 л белый", "vendor": "Bosch", "vendorCode": "TWK3A011"}
CN = {
    "sku": "C-1",
    "name": "Электрочайник Bosch TWK-3A011 белый 1.7 л",
    "vendor": "Bosch",
    "vendorCode": "TWK 3A011",
}
#: what both say of an iron, by its barcode
IRON = {"name": "Утюг Braun SI3041", "vendor": "Braun", "vendorCode": "SI3041", "barcode": GTINS[0]}


def bring(market: Market, country: str, *goods: dict[str, str], price: int = 1500) -> None:
    """Take a seller's price list in, by the real flow."""
    rows = "".join(
        f'<offer id="{one["sku"]}">'
        + "".join(f"<{tag}>{text}</{tag}>" for tag, text in one.items() if tag != "sku")
        + f"<price>{price}</price><currencyId>RUR</currencyId><categoryId>1</categoryId>"
        "<weight>0.9</weight><count>5</count></offer>"
        for one in goods
    )
    file = io.BytesIO(f"{_HEAD}{rows}</offers></shop></yml_catalog>".encode())
    import_feed(file, seller_slug=market.sellers[country].slug, adopt_categories=True, now=NOW)


def product_of(sku: str) -> UUID:
    return Offer.objects.get(sku=sku).product_id


def look_again() -> int:
    """Look at all goods again: within a test's transaction the log of changes is not complete yet."""
    return match_products(list(Product.objects.values_list("id", flat=True)), now=NOW)


def proposed(market: Market) -> ProposalRow:
    """Have two sellers bring the same kettle in different words, and return what is proposed of it."""
    bring(market, "RU", RU)
    bring(market, "CN", CN)
    look_again()
    pair = sorted((product_of("R-1"), product_of("C-1")))
    return ProposalRow.objects.get(status=MatchStatus.OPEN, one_id=pair[0], other_id=pair[1])


def wish_to_join(market: Market, one_id: UUID, other_id: UUID, origin: Origin = Origin.STAFF) -> UUID:
    """Propose that two products are one, whatever their numbers say; return the proposal."""
    wanted = Wish(Kind.JOIN, one_id, other_id, market.sellers["CN"].id, "C-1", "", origin)
    return wish(wanted, score=100, evidence=(), by=market.staff.id, now=NOW).id


def decide_in_every_way(market: Market) -> ProposalRow:
    """Join and part again, split, refuse what a seller wished; return a proposal that waits."""
    by = market.staff.id
    bring(market, "RU", IRON | {"sku": "R-9"})
    bring(market, "CN", IRON | {"sku": "C-9"})
    if "GB" in market.sellers:
        bring(market, "GB", IRON | {"sku": "G-9"})
    split_off(
        seller_id=market.sellers["CN"].id,
        sku="C-9",
        product_id=product_of("C-9"),
        reason="Это чехол.",
        by=by,
        now=NOW,
    )
    found = proposed(market)
    confirm_match(found.id, by=by, now=NOW)
    take_join_back(found.id, reason="Другая модель.", by=by, now=NOW)
    refused = wish_to_join(market, product_of("C-1"), product_of("R-9"), Origin.SELLER)
    refuse_match(refused, reason="Разные модели.", by=by, now=NOW)
    wish_to_join(market, product_of("C-1"), product_of("R-1"), Origin.SELLER)
    return ProposalRow.objects.get(status=MatchStatus.OPEN, origin=Origin.SELLER)
