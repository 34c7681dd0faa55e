"""Pictures that a firm's price list names: some are still to come, some did not, each for another reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final
from uuid import UUID

from yarmarka.connectors.feeds.fetching import FetchRefused
from yarmarka.connectors.pictures.errors import PictureRefused
from yarmarka.domain.catalogue.queries import offers_of_seller
from yarmarka.domain.catalogue.rules.pictures import LEAST_SIDE
from yarmarka.domain.intake.actions import name_pictures, note_pictures
from yarmarka.domain.intake.types import NamedPictures, PictureProblem
from yarmarka.domain.inventory.queries import warehouses_of

#: nobody has such an address, so that nothing is ever fetched from there
_PLACE: Final = "https://img.south-lantern.example/goods"
_BUSY: Final = "https://cdn.south-lantern.example/goods"
#: far enough that a demo does not ask meanwhile
_LATER: Final = timedelta(hours=20)
_NOT_FETCHED: Final = FetchRefused.code


@dataclass(frozen=True)
class _Said:
    """Where a picture lies, what came of it, and whether it is asked for again."""

    place: str
    code: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    comes_later: bool = False


#: an article each
_SAID: Final = (
    _Said(_PLACE, _NOT_FETCHED, {"reason": "status", "status": 404}),
    _Said(
        _BUSY, _NOT_FETCHED, {"reason": "status", "status": 429, "retry_after_s": 72_000}, comes_later=True
    ),
    _Said(_PLACE, _NOT_FETCHED, {"reason": "no_answer", "detail": "ConnectTimeout"}, comes_later=True),
    _Said(_PLACE, _NOT_FETCHED, {"reason": "type", "type": "text/html"}),
    _Said(
        _PLACE,
        PictureRefused.code,
        {"reason": "too_small", "width": 220, "height": 180, "least": LEAST_SIDE},
    ),
    _Said("http://192.168.1.20/goods", _NOT_FETCHED, {"reason": "inside"}),
    *(_Said(_PLACE, comes_later=True) for _ in range(3)),
)


def name_some_pictures(*, seller_id: UUID, now: datetime) -> None:
    """Let a seller's price list have named pictures of some articles, and tell what became of them."""
    [warehouse] = warehouses_of(seller_id=seller_id)
    offers = islice(offers_of_seller(seller_id=seller_id, warehouse_id=warehouse.id), len(_SAID))
    named = [_named(seller_id, offer.sku, said, now=now) for offer, said in zip(offers, _SAID, strict=False)]
    name_pictures({one.sku: one.addresses for one in named}, seller_id=seller_id, now=now)
    note_pictures(named, leased_until=now)


def _named(seller_id: UUID, sku: str, said: _Said, *, now: datetime) -> NamedPictures:
    address = f"{said.place}/{sku.lower()}/front.jpg"
    return NamedPictures(
        seller_id=seller_id,
        sku=sku,
        addresses=(address,),
        pictures={},
        problems=(PictureProblem(address, said.code, dict(said.facts)),) if said.code else (),
        due_at=now + _LATER if said.comes_later else None,
        tries=int(bool(said.code)),
    )
