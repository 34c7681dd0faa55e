"""The list of a newcomer: what was checked, what is there, what comes next and where."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yarmarka.domain.sellers.rules import ROOMS
from yarmarka.domain.sellers.types import Role, Room, SellerCard
from yarmarka.reads.seller_opening import Opening
from yarmarka.web.seller.viewer import room_of


@dataclass(frozen=True)
class Step:
    """One thing to do. Without an address it is nothing that the reader can do, or need not."""

    words: str
    is_done: bool
    url: str = ""
    note: str = ""


def steps(seller: SellerCard, found: Opening, *, role: Role) -> list[Step]:
    """Return the steps in the order in which they are best taken; those done lead nowhere."""
    return list(_steps(seller, found, role))


def _steps(seller: SellerCard, found: Opening, role: Role) -> Iterator[Step]:
    yield Step(_("The firm and its numbers are checked"), True, note=seller.legal_name)
    yield Step(
        _("Show your documents"),
        not found.documents_left,
        url=reverse("seller:documents") if found.documents_left and Room.PEOPLE in ROOMS[role] else "",
        note=_documents_note(found),
    )
    account = f"{seller.payout_currency}, … {seller.payout_account[-4:]}"
    yield Step(_("The payout account is known"), True, note=account)
    for words, is_done, page in (
        (_("Say where you ship from"), found.has_warehouse, "warehouses"),
        (_("Send your price list"), found.has_goods, "feed"),
        (_("Add pictures of your goods"), found.has_pictures, "offers"),
        (_("Confirm customs codes for sales abroad"), found.has_codes, "customs_codes"),
        (_("Send the first parcel"), found.has_sent, "orders"),
    ):
        may_go = not is_done and (room_of(page) is None or room_of(page) in ROOMS[role])
        yield Step(words, is_done, url=reverse(f"seller:{page}") if may_go else "")


def _documents_note(found: Opening) -> str:
    if found.documents_asked_again:
        count = found.documents_asked_again
        return ngettext("%(count)d to be sent again", "%(count)d to be sent again", count) % {"count": count}
    if found.documents_waiting:
        count = found.documents_waiting
        return ngettext("%(count)d is being looked at", "%(count)d are being looked at", count) % {
            "count": count
        }
    return ""
