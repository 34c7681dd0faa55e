"""Puts the demo world's firms and goods in place, by the flows that a real installation uses."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from yarmarka.demo.alike import bring_alike_goods, told
from yarmarka.demo.attributes import attributes_for
from yarmarka.demo.goods import (
    aisles,
    attributes_of,
    descriptions_of,
    names_of,
    origins_of,
    things,
    titles_of,
)
from yarmarka.demo.named_pictures import name_some_pictures
from yarmarka.demo.new_lane import propose_a_lane
from yarmarka.demo.papers import show_what_is_asked, show_what_is_new
from yarmarka.demo.people import Brand, Firm, brands, firms, newcomers
from yarmarka.demo.shape import LANGUAGES, Thing
from yarmarka.demo.stopped import stop_some_cards
from yarmarka.domain.catalogue.actions import add_category, store_offers, write_brand
from yarmarka.domain.catalogue.types import IncomingOffer
from yarmarka.domain.compliance.queries import forwarding_texts
from yarmarka.domain.inventory.actions import count_stock
from yarmarka.domain.inventory.queries import warehouses_of
from yarmarka.domain.inventory.types import Counted
from yarmarka.domain.sellers.queries import open_invitations
from yarmarka.flows.admit_sellers import apply_to_sell, decide_application
from yarmarka.flows.authorise_stores import decide_store, propose_store
from yarmarka.flows.define_attributes import set_attributes
from yarmarka.flows.invite_staff import invite_staff, join_seller, key_to
from yarmarka.flows.list_forwarders import decide_forwarders, propose_forwarders
from yarmarka.flows.refresh_shelves import refresh_all_shelves

#: of so many pieces of a make its seller has; which of these is chance, the same each time
_STOCK: Final = (140, 64, 38, 90, 4, 55, 27, 72, 31, 0)
#: so long ago goods came that others have as well
_BROUGHT_BEFORE: Final = timedelta(hours=30)
#: goods come day by day, some of every aisle each time, so that what is newest is a bit of everything
_WAVES: Final = 6
_AUTHORISED_FOR: Final = timedelta(days=730)


def set_up_market(
    people: Mapping[str, UUID],
    *,
    staff: tuple[UUID, UUID],
    since: datetime,
    now: datetime,
    progress: Callable[[str], None],
) -> None:
    """Put up the shelves, let the firms in and their goods onto the shelves; `people` are known by e-mail.

    The second of the `staff` confirms what the first must not decide alone.
    """
    operator = staff[0]
    shelves = _put_up_shelves(now=since)
    set_attributes(attributes_for(shelves), by=operator, now=since)
    sellers = [(firm, _open_shop(firm, people, operator=operator, now=since)) for firm in firms()]
    for wave in range(_WAVES):
        for firm, seller_id in sellers:
            _stock_shelves(firm, seller_id, wave, shelves, now=since + timedelta(days=wave))
    by_key = {firm.key: seller_id for firm, seller_id in sellers}
    for brand in brands():
        _open_official_store(brand, by_key[brand.firm], staff=staff, now=since)
    _list_examples_of_forwarders(staff, now=since)
    propose_a_lane(by=staff[1], now=now)
    first = firms()[0]
    stop_some_cards(
        seller_id=by_key[first.key],
        firm=first,
        owner=people[first.email],
        shelves=shelves,
        staff=operator,
        since=since,
        now=now,
    )
    name_some_pictures(seller_id=by_key[first.key], now=now)
    alike = next(firm for firm in firms() if firm.key == told().firm)
    bring_alike_goods(
        by_key, currency=alike.currency, owner=people[alike.email], shelves=shelves, now=now - _BROUGHT_BEFORE
    )
    for hours, firm in enumerate(newcomers(), start=5):
        applied_at = now - timedelta(hours=hours)
        seller_id = apply_to_sell(firm.application, person_id=people[firm.email], now=applied_at)
        sellers.append((firm, seller_id))
    for firm, seller_id in sellers:
        show_what_is_new(firm, seller_id, owner=people[firm.email], staff=operator, now=now)
    refresh_all_shelves(now=now)
    progress(f"{len(firms())} sellers, {len(things())} products in {len(aisles())} aisles")


def _put_up_shelves(*, now: datetime) -> dict[str, UUID]:
    """Return the categories by slug, aisles as well as what is below them."""
    found: dict[str, UUID] = {}
    for place, aisle in enumerate(aisles()):
        above = add_category(
            names=names_of(aisle),
            slug=aisle.slug,
            picture=aisle.picture,
            position=place,
            google_id=aisle.google,
            now=now,
        )
        found[aisle.slug] = above.id
        for below, shelf in enumerate(aisle.shelves):
            found[shelf.slug] = add_category(
                names=names_of(shelf),
                slug=shelf.slug,
                parent=above,
                picture=shelf.picture,
                position=below,
                google_id=shelf.google,
                now=now,
            ).id
    return found


def _open_shop(firm: Firm, people: Mapping[str, UUID], *, operator: UUID, now: datetime) -> UUID:
    owner = people[firm.email]
    seller_id = apply_to_sell(firm.application, person_id=owner, now=now)
    show_what_is_asked(firm, seller_id, owner=owner, staff=operator, now=now)
    decide_application(seller_id=seller_id, approve=True, reason="", by=operator, now=now)
    for colleague in firm.staff:
        invite_staff(seller_id=seller_id, email=colleague.email, role=colleague.role, by=owner, now=now)
    for invitation in open_invitations(seller_id=seller_id, now=now) if firm.staff else ():
        join_seller(key=key_to(invitation.id), person_id=people[invitation.email], now=now)
    return seller_id


def _list_examples_of_forwarders(staff: tuple[UUID, UUID], *, now: datetime) -> None:
    """Put an example of a forwarding address on the list, and propose another; their notes say what they are."""
    first, second = forwarding_texts().example
    made = propose_forwarders([first], by=staff[0], now=now)
    decide_forwarders(made, approve=True, by=staff[1], now=now)
    propose_forwarders([second], by=staff[1], now=now)


def _open_official_store(brand: Brand, seller_id: UUID, *, staff: tuple[UUID, UUID], now: datetime) -> None:
    texts = {language: getattr(brand, language) for language in LANGUAGES}
    country = next(firm.country for firm in firms() if firm.key == brand.firm)
    brand_id = write_brand(
        name=brand.name,
        colour=brand.colour,
        country=country,
        texts=texts,
        also_written=brand.also_written,
        now=now,
    )
    proposed = propose_store(
        brand_id=brand_id,
        seller_id=seller_id,
        document=brand.document,
        valid_from=now.date(),
        valid_to=now.date() + _AUTHORISED_FOR,
        by=staff[0],
        now=now,
    )
    decide_store(proposed, approve=True, by=staff[1], now=now)


def _stock_shelves(
    firm: Firm, seller_id: UUID, wave: int, shelves: Mapping[str, UUID], *, now: datetime
) -> None:
    own = [thing for thing in things()[wave::_WAVES] if firm.key in thing.sold]
    rows = [(thing, offer) for thing in own for offer in offers_of(firm, thing, shelves[thing.shelf])]
    [warehouse] = warehouses_of(seller_id=seller_id)
    stored = store_offers(
        seller_id=seller_id, warehouse_id=warehouse.id, offers=[offer for _, offer in rows], now=now
    )
    counts = [
        Counted(offer_id=offer.offer_id, on_hand=_pieces(thing, place * 7 + wave))
        for place, (offer, (thing, _)) in enumerate(zip(stored, rows, strict=True))
    ]
    count_stock(counts, now=now)


def _pieces(thing: Thing, turn: int) -> int:
    """Return how many pieces there are; what one seller has in one make only never runs out."""
    pieces = _STOCK[turn % len(_STOCK)]
    return pieces if len(thing.sold) > 1 or thing.makes else max(pieces, _STOCK[0])


def offers_of(firm: Firm, thing: Thing, category_id: UUID) -> list[IncomingOffer]:
    """Return what a firm offers of a thing, a row for each make."""
    price, old_price = thing.price_of(firm.key)
    group = thing.key if thing.makes else ""
    return [
        IncomingOffer(
            sku=f"{thing.number}-{number}" if group else thing.number,
            category_id=category_id,
            titles=titles_of(thing),
            descriptions=descriptions_of(thing),
            attributes=attributes_of(thing),
            brand=thing.brand,
            part_number=thing.number,
            gtin="",
            price_minor=_price_minor(price, thing, make),
            old_price_minor=_price_minor(old_price, thing, make) if old_price else None,
            currency=firm.currency,
            weight_g=thing.grams,
            hs_code=thing.hs,
            origin_country=thing.origin,
            is_active=True,
            picture=thing.picture,
            tint=thing.tint,
            options=tuple(make.items()),
            group_key=group,
            text_origins=origins_of(thing),
        )
        for number, make in enumerate(thing.makes or [{}], start=1)
    ]


def _price_minor(whole: int, thing: Thing, make: Mapping[str, str]) -> int:
    """Return the price of a make in minor units, in whole units of the currency."""
    factor = 1.0
    for option in make.values():
        factor *= thing.dearer.get(option, 1.0)
    return round(whole * factor) * 100
