"""What 1C asks for: the exchange of goods and orders as 1C's own module for sites speaks it, in plain text.

One address for everybody; the key that 1C signs in with says whose goods are meant. Answers begin with `success`,
`progress` or `failure` and are in windows-1251, which every version of 1C reads.
"""

import base64
import binascii
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from yarmarka.connectors.feeds.archives import safe_name
from yarmarka.connectors.feeds.commerceml.orders import write_orders
from yarmarka.domain.intake.actions import note_use
from yarmarka.domain.intake.queries import key_by_id, key_for
from yarmarka.domain.intake.types import ExchangeKey
from yarmarka.domain.sellers.queries import sellers
from yarmarka.domain.sellers.types import SellerCard, Standing
from yarmarka.flows import exchange_orders
from yarmarka.flows.exchange_files import (
    CHUNK_BYTES,
    Corner,
    begin_exchange,
    corner_of,
    import_step,
    keep_piece,
    unpack_all,
)
from yarmarka.flows.feed_uploads import FAILED, WAITING, Upload
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import YarmarkaError
from yarmarka.presentation.errors import explain
from yarmarka.presentation.feed_words import words_for

COOKIE: Final = "exchange"
_SALT: Final = "exchange-1c"
_LASTS_S: Final = 3_600
_PIECE: Final = 64 * 1024
#: so many of the reasons why rows were refused are told; all of them stand in the seller's console
_REASONS: Final = 5
_WORKS_HERE: Final = frozenset({Standing.APPROVED, Standing.SUSPENDED})
_LANGUAGE: Final = "ru"
_ENDS: Final = ("</КоммерческаяИнформация>".encode(), "</КоммерческаяИнформация>".encode("windows-1251"))


@csrf_exempt
def exchange(request: HttpRequest) -> HttpResponse:
    """Answer one step of an exchange."""
    kind, mode = request.GET.get("type", ""), request.GET.get("mode", "")
    if kind not in {"catalog", "sale"}:
        return _text("failure", "type=catalog | type=sale", status=400)
    if mode == "checkauth":
        return _check(request)
    key = _key_in(request)
    seller = sellers([key.seller_id]).get(key.seller_id) if key else None
    if key is None or seller is None or seller.standing not in _WORKS_HERE:
        return _unknown()
    step = _STEPS.get((kind, mode))
    if step is None:
        return _text("failure", f"mode={mode[:40]}", status=400)
    try:
        return step(request, seller, key)
    except YarmarkaError as error:
        words = explain(error, _LANGUAGE)
        return _text("failure", *filter(None, (words.reason or words.title, words.remedy)))


def _check(request: HttpRequest) -> HttpResponse:
    """Sign in; the cookie that is answered opens the other steps for an hour."""
    key = _key_signed_in(request)
    if key is None:
        return _unknown()
    note_use(key.id, now=now())
    ticket = signing.dumps(str(key.id), salt=_SALT)
    return _text("success", COOKIE, ticket, f"timestamp={int(now().timestamp())}")


def _begin(request: HttpRequest, seller: SellerCard, key: ExchangeKey) -> HttpResponse:
    begin_exchange(_corner(request, seller))
    return _text("zip=yes", f"file_limit={CHUNK_BYTES}")


def _keep(request: HttpRequest, seller: SellerCard, key: ExchangeKey) -> HttpResponse:
    if request.method != "POST":
        return _text("failure", "POST", status=405)
    keep_piece(_corner(request, seller), name=request.GET.get("filename", ""), pieces=_pieces(request))
    return _text("success")


def _import(request: HttpRequest, seller: SellerCard, key: ExchangeKey) -> HttpResponse:
    upload = import_step(
        _corner(request, seller), name=request.GET.get("filename", ""), seller=seller, key=key, now=now()
    )
    return _told(upload)


def _told(upload: Upload) -> HttpResponse:
    """Answer how far a file is. Refused rows are no failure: the others came in, and 1C would stop at one."""
    if upload.state == WAITING:
        return _text("progress", str(upload.rows_read))
    if upload.state == FAILED:
        return _text("failure", upload.problem)
    refused = upload.report.get("refused", [])
    with override(_LANGUAGE):
        told = [
            f"{row['line']} {row['offer']}: {words_for(row['code'], field=row['field'], facts=row['facts']).title}"
            for row in [*upload.report.get("warnings", []), *refused][:_REASONS]
        ]
    if not upload.report.get("is_whole", True):
        return _text("failure", *told)
    return _text("success", *told, *([f"+{len(refused) - _REASONS}"] if len(refused) > _REASONS else []))


def _done(request: HttpRequest, seller: SellerCard, key: ExchangeKey) -> HttpResponse:
    """Newer versions of 1C end with `complete`, and ask to let go of what was not told: imports do that already."""
    return _text("success")


def _orders(request: HttpRequest, seller: SellerCard, key: ExchangeKey) -> HttpResponse:
    told = exchange_orders.orders_to_tell(seller_id=seller.id, now=now())
    answer = HttpResponse(write_orders(told, now=now()), content_type="application/xml; charset=utf-8")
    # It names people and where they live: nobody keeps a copy on the way.
    answer["Cache-Control"] = "private, no-store"
    return answer


def _taken(request: HttpRequest, seller: SellerCard, key: ExchangeKey) -> HttpResponse:
    exchange_orders.orders_taken(seller_id=seller.id, now=now())
    return _text("success")


def _hear(request: HttpRequest, seller: SellerCard, key: ExchangeKey) -> HttpResponse:
    """Take the statuses of orders in, as soon as a file of them came; an archive is taken in when it is asked for."""
    answer = _keep(request, seller, key)
    name = safe_name(request.GET.get("filename", ""))
    return answer if name.endswith(".zip") or answer.status_code != 200 else _hear_kept(request, seller, key)


def _hear_kept(request: HttpRequest, seller: SellerCard, key: ExchangeKey) -> HttpResponse:
    corner = _corner(request, seller)
    unpack_all(corner)
    refused: list[exchange_orders.NewsRefused] = []
    for file in sorted(corner.files.glob("*.xml")):
        if file.stat().st_size and _is_whole(file):
            _, problems = exchange_orders.hear_of_orders(file, seller_id=seller.id, now=now())
            refused += problems
    return _text("success", *(f"{one.line} {one.order}: {one.reason}" for one in refused[:_REASONS]))


def _is_whole(file: Path) -> bool:
    """Test if a file's end has come: 1C sends large ones in pieces, and says nowhere which is the last."""
    with file.open("rb") as opened:
        opened.seek(max(0, file.stat().st_size - 400))
        end = opened.read().rstrip()
    return end.endswith(_ENDS)


def _info(request: HttpRequest, seller: SellerCard, key: ExchangeKey) -> HttpResponse:
    """Tell which statuses an order may have here."""
    statuses = "".join(
        f"<Элемент><Ид>{status}</Ид><Название>{words}</Название></Элемент>"
        for status, words in exchange_orders.STATUS_WORDS.items()
    )
    text = f'<?xml version="1.0" encoding="UTF-8"?><Справочники><Статусы>{statuses}</Статусы></Справочники>'
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    while piece := request.read(_PIECE):
        yield piece


def _corner(request: HttpRequest, seller: SellerCard) -> Corner:
    return corner_of(
        seller.id,
        data_dir=Path(settings.DATA_DIR),
        limit=settings.FEED_UPLOAD_MAX_BYTES,
        of=request.GET["type"],
    )


def _key_in(request: HttpRequest) -> ExchangeKey | None:
    """Return the key that a request's cookie speaks for, or its login and password."""
    try:
        ticket = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_LASTS_S)
        return key_by_id(UUID(ticket))
    except (signing.BadSignature, ValueError):
        return _key_signed_in(request)


def _key_signed_in(request: HttpRequest) -> ExchangeKey | None:
    # Passwords are 192 random bits that we made: there is nothing to guess, hence nothing to count.
    kind, _, said = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        login, _, password = base64.b64decode(said, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return key_for(login=login.replace("\x00", "")[:80], password=password)


def _unknown() -> HttpResponse:
    answer = _text(
        "failure", "Неизвестные логин и пароль обмена: создайте ключ в кабинете продавца.", status=401
    )
    answer["WWW-Authenticate"] = 'Basic realm="1C"'
    return answer


def _text(*lines: str, status: int = 200) -> HttpResponse:
    text = "\n".join(lines).encode("windows-1251", errors="replace")
    answer = HttpResponse(text, content_type="text/plain; charset=windows-1251", status=status)
    answer["Cache-Control"] = "no-store"
    return answer


_Step = Callable[[HttpRequest, SellerCard, ExchangeKey], HttpResponse]
_STEPS: Final[Mapping[tuple[str, str], _Step]] = {
    ("catalog", "init"): _begin,
    ("catalog", "file"): _keep,
    ("catalog", "import"): _import,
    ("catalog", "complete"): _done,
    ("catalog", "deactivate"): _done,
    ("sale", "init"): _begin,
    ("sale", "query"): _orders,
    ("sale", "success"): _taken,
    ("sale", "file"): _hear,
    ("sale", "import"): _hear_kept,
    ("sale", "info"): _info,
}
