"""The list of a newcomer: what was checked, what is there, what comes next and where."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from yarmarka.domain.documents.types import DocumentStatus
from yarmarka.domain.sellers.rules import ROOMS
from yarmarka.domain.sellers.types import LegalFacts, Role, Room, SellerCard
from yarmarka.presentation.document_words import document_name
from yarmarka.reads.seller_opening import Opening
from yarmarka.web.seller.forms import number_labels
from yarmarka.web.seller.viewer import room_of

#: what became of a document → what its merchant has to do about it, or what is done
_SHOWN: Final[dict[str, str | Promise]] = {
    "": pgettext_lazy("a document", "please send it"),
    DocumentStatus.WAITING: pgettext_lazy("a document", "we are looking at it"),
    DocumentStatus.ASKED_AGAIN: pgettext_lazy("a document", "please send it again, the reason stands there"),
    DocumentStatus.ACCEPTED: "",
}


@dataclass(frozen=True)
class Step:
    """One thing to do. Without an address it is nothing that the reader can do, or need not.

    `is_ours`: the fair does it, and the merchant waits.
    """

    words: str
    is_done: bool
    url: str = ""
    note: str = ""
    is_ours: bool = False


def steps(seller: SellerCard, found: Opening, *, role: Role) -> list[Step]:
    """Return the steps in the order in which they are best taken; those done lead nowhere."""
    return list(_steps(seller, found, role))


def steps_to_be_let_in(seller: SellerCard, found: Opening, *, numbers: LegalFacts) -> list[Step]:
    """Return what is asked of a merchant before it is let in, by the rules of its country, and how far it has come."""
    given = (numbers.registration_number, numbers.tax_number)
    named = zip(number_labels(seller.country), given, strict=False)
    told = [Step(str(label), True, note=number) for label, number in named]
    compared = Step(_("We compare it all with the register and let you in"), False, is_ours=True)
    return [*told, _account(seller), *_documents(seller, found, may_send=True), compared]


def _steps(seller: SellerCard, found: Opening, role: Role) -> Iterator[Step]:
    yield Step(_("The firm and its numbers are checked"), True, note=seller.legal_name)
    yield _account(seller)
    yield from _documents(seller, found, may_send=Room.PEOPLE in ROOMS[role])
    for words, is_done, page in (
        (_("Say where you ship from"), found.has_warehouse, "warehouses"),
        (_("Send your price list"), found.has_goods, "feed"),
        (_("Add pictures of your goods"), found.has_pictures, "offers"),
        (_("Confirm customs codes for sales abroad"), found.has_codes, "customs_codes"),
        (_("Send the first parcel"), found.has_sent, "orders"),
    ):
        may_go = not is_done and (room_of(page) is None or room_of(page) in ROOMS[role])
        yield Step(words, is_done, url=reverse(f"seller:{page}") if may_go else "")


def _account(seller: SellerCard) -> Step:
    known = f"{seller.payout_currency}, … {seller.payout_account[-4:]}"
    return Step(_("The payout account is known"), True, note=known)


def _documents(seller: SellerCard, found: Opening, *, may_send: bool) -> Iterator[Step]:
    for kind, state in found.documents.items():
        is_done = state == DocumentStatus.ACCEPTED
        leads = may_send and not is_done
        yield Step(
            document_name(kind, seller.country),
            is_done,
            url=f"{reverse('seller:documents')}#doc-{kind}" if leads else "",
            note=str(_SHOWN[state]),
            is_ours=state == DocumentStatus.WAITING,
        )
