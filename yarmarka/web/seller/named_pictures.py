"""Why a picture that a price list names did not come, in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yarmarka.connectors.pictures.errors import PictureRefused
from yarmarka.domain.catalogue.errors import PicturesOfOthers
from yarmarka.domain.intake.rules import may_come_later
from yarmarka.domain.intake.types import NamedPictures, PictureProblem
from yarmarka.flows.bring_pictures import FileNotCome
from yarmarka.kernel.errors import YarmarkaError
from yarmarka.presentation.errors import explain

#: why nothing came from an address → what to tell, and what helps
_NOT_FETCHED: Final = {
    "address": (_("This is no address that files are fetched from."), _("Begin it with https://, without a password.")),
    "port": (
        _("Files are fetched from the usual ports of the web only."),
        _("Give an address without a port."),
    ),
    "inside": (_("The address leads into a private network."), _("Give one that anybody can open.")),
    "no_answer": (_("There was no answer from the address."), _("See if it opens in a browser elsewhere.")),
    "status": (
        _("The server there answered that it has no such file."),
        _("Correct the address in your price list."),
    ),
    "busy": (
        _("The server there is busy or out of order."),
        _("Ask whoever runs it to let us fetch pictures."),
    ),
    "type": (_("There is a page at the address, and no picture."), _("Give the address of the picture itself.")),
    "too_large": (
        _("The file is larger than we take."),
        _("Save it smaller: 1,500 pixels at its longest side are enough here."),
    ),
    "too_slow": (_("The file came too slowly."), _("Put it on a faster server, or save it smaller.")),
    "too_many_redirects": (
        _("The address sends from one place to the next without end."),
        _("Give the address where the picture really lies."),
    ),
}  # fmt: skip
#: code of an error → the error, whose words stand where all do
_SAID_ELSEWHERE: Final[dict[str, type[YarmarkaError]]] = {
    error.code: error for error in (PictureRefused, PicturesOfOthers, FileNotCome)
}


@dataclass(frozen=True)
class NamedPictureSaid:
    """A picture that did not come: of which article, from where, why, what to do, when it is asked for again."""

    article: str
    address: str
    reason: str
    remedy: str
    again_at: datetime | None


def said_pictures(rows: Iterable[NamedPictures]) -> list[NamedPictureSaid]:
    """Return every picture that did not come, in words."""
    return [
        NamedPictureSaid(
            named.sku,
            problem.address,
            *_words(problem),
            named.due_at if may_come_later(problem.facts) else None,
        )
        for named in rows
        for problem in named.problems
    ]


def _words(problem: PictureProblem) -> tuple[str, str]:
    if error := _SAID_ELSEWHERE.get(problem.code):
        told = explain(error(**problem.facts), get_language() or "en")
        return told.reason or told.title, told.remedy
    why = problem.facts.get("reason", "")
    if why == "status" and may_come_later(problem.facts):
        why = "busy"
    reason, remedy = _NOT_FETCHED.get(why, _NOT_FETCHED["no_answer"])
    return str(reason), str(remedy)
