"""The exchange with the seller's 1C: its keys, what the last exchange brought, and what 1C's groups mean."""

from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from yarmarka.domain.intake.actions import issue_key, revoke_key
from yarmarka.domain.intake.queries import keys_of
from yarmarka.domain.intake.types import IssuedKey
from yarmarka.domain.inventory.queries import warehouses_of
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.flows.exchange_files import Corner, corner_of, import_kept, offer_known_again, reports
from yarmarka.flows.feed_report import ImportCode
from yarmarka.flows.feed_uploads import WAITING, Upload, map_categories
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing, YarmarkaError
from yarmarka.web.console.csv_file import csv_answer
from yarmarka.web.seller.feed_rows import said_rows
from yarmarka.web.seller.shelves import ASKED, chosen_shelves, shelf_choices
from yarmarka.web.seller.viewer import for_seller, show
from yarmarka.web.shared.telling import add_problem

_SHOWN: Final = 20


class KeyForm(forms.Form):
    """A name to know a key by, and the price list that holds here."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=80,
        help_text=gettext_lazy("To know it by: “Main office’s 1C”."),
    )
    price_type = forms.CharField(
        label=gettext_lazy("Price list in 1C"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("As 1C names it. Leave it empty to take the first price of each offer."),
    )


@require_safe
@for_seller
def page(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Show the keys and what the last exchange brought."""
    return _page(request, seller, KeyForm(label_suffix=""))


@require_POST
@for_seller
def make_key(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Make a key; its password is on the page that is answered, and never again."""
    form = KeyForm(request.POST, label_suffix="")
    if form.is_valid():
        try:
            issued = issue_key(seller_id=seller.id, seller_slug=seller.slug, **form.cleaned_data, now=now())
        except YarmarkaError as error:
            add_problem(form, error)
        else:
            answer = _page(request, seller, KeyForm(label_suffix=""), issued=issued)
            answer["Cache-Control"] = "private, no-store"
            return answer
    return _page(request, seller, form, status=422)


@require_POST
@for_seller
def revoke(request: HttpRequest, seller: SellerCard, exchange_key_id: UUID) -> HttpResponseBase:
    """End a key."""
    revoke_key(seller_id=seller.id, key_id=exchange_key_id, now=now())
    messages.success(request, _("The key is revoked: nothing signs in with it any more."))
    return redirect("seller:exchange")


@require_POST
@for_seller
def mapping(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Remember what groups of 1C mean, and offer what was told of their goods."""
    meanings = chosen_shelves(request.POST, _unmapped(_reports(seller)))
    if not meanings:
        messages.warning(
            request, _("Choose a category of ours for at least one of yours: nothing was changed.")
        )
        return redirect("seller:exchange")
    map_categories(meanings, seller_id=seller.id, now=now())
    offer_known_again(_corner(seller), seller_slug=seller.slug, price_type=_price_type(seller), now=now())
    return redirect("seller:exchange")


@require_POST
@for_seller
def allow(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Let what the last whole packages left out be gone, though it is much."""
    for upload in _reports(seller):
        if upload.report.get("warnings") and (_corner(seller).files / upload.file).exists():
            import_kept(
                _corner(seller),
                name=upload.file,
                seller_slug=seller.slug,
                price_type=_price_type(seller),
                may_empty=True,
                now=now(),
            )
    messages.success(request, _("What the file leaves out is sold out now."))
    return redirect("seller:exchange")


@require_safe
@for_seller
def report(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Return every refused row of the last exchange as CSV, in the reader's language."""
    uploads = _reports(seller)
    if not uploads:
        raise Missing(what="exchange")
    head = (_("file"), _("line"), _("offer"), _("field"), _("what is wrong"), _("what to do"))
    cells = (
        (upload.name, row.line, row.offer, row.field, row.reason, row.remedy)
        for upload in uploads
        for row in said_rows(upload.report.get("refused", ()))
    )
    return csv_answer("refused-rows.csv", head, cells)


def _page(
    request: HttpRequest,
    seller: SellerCard,
    form: KeyForm,
    *,
    issued: IssuedKey | None = None,
    status: int = 200,
) -> HttpResponseBase:
    uploads = _reports(seller)
    unmapped = _unmapped(uploads)
    refused = [row for upload in uploads for row in upload.report.get("refused", ())]
    return show(
        request,
        seller,
        "exchange",
        form=form,
        issued=issued,
        address=request.build_absolute_uri(reverse("exchange_1c")),
        keys=keys_of(seller_id=seller.id),
        uploads=[_Shown.of(upload) for upload in uploads],
        is_waiting=any(upload.state == WAITING for upload in uploads),
        warnings=said_rows(row for upload in uploads for row in upload.report.get("warnings", ())),
        refused=len(refused),
        rows=said_rows(islice(refused, _SHOWN)),
        unmapped=unmapped[:ASKED],
        unmapped_more=max(0, len(unmapped) - ASKED),
        shelves=shelf_choices() if unmapped else [],
        mapping_url=reverse("seller:exchange_mapping"),
        has_warehouse=bool(warehouses_of(seller_id=seller.id)),
        status=status,
    )


class _Shown:
    """What became of one file, as numbers."""

    def __init__(self, upload: Upload) -> None:
        self.upload, self.report = upload, upload.report
        self.refused = len(upload.report.get("refused", ()))

    @classmethod
    def of(cls, upload: Upload) -> "_Shown":
        """Return what to show of an upload."""
        return cls(upload)


def _unmapped(uploads: list[Upload]) -> list[str]:
    """Return the groups that we don't know, as 1C names them; what was offered again since is not asked again."""
    rows: list[Mapping[str, Any]] = [row for upload in uploads for row in upload.report.get("refused", ())]
    again = next((upload for upload in uploads if not upload.size), None)
    if again is not None:
        rows = [
            row
            for upload in uploads
            if upload.sent_at >= again.sent_at
            for row in upload.report.get("refused", ())
        ]
    wanted = (row["facts"]["value"] for row in rows if row["code"] == ImportCode.CATEGORY_NOT_MAPPED)
    return list(dict.fromkeys(wanted))


def _reports(seller: SellerCard) -> list[Upload]:
    return reports(_corner(seller))


def _corner(seller: SellerCard) -> Corner:
    return corner_of(seller.id, data_dir=Path(settings.DATA_DIR), limit=settings.FEED_UPLOAD_MAX_BYTES)


def _price_type(seller: SellerCard) -> str:
    """Return the price list of the key that was used last."""
    used = sorted(keys_of(seller_id=seller.id), key=lambda key: key.last_used_at or key.created_at)
    return used[-1].price_type if used else ""
