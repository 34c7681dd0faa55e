"""The seller's price list: send a file, see what was taken, what was not and why, and say what categories mean."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yarmarka.domain.intake.queries import source_of
from yarmarka.domain.inventory.queries import warehouses_of
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.flows.feed_uploads import (
    WAITING,
    Upload,
    columns_missing,
    columns_unknown,
    keep_upload,
    last_upload,
    map_categories,
    take_in,
)
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing
from yarmarka.web.console.csv_file import csv_answer
from yarmarka.web.console.paging import sheet_of
from yarmarka.web.console.visitor import files_sent, sent
from yarmarka.web.seller.feed_rows import SOURCE_PROBLEMS, said_differences, said_rows
from yarmarka.web.seller.forms import FeedForm
from yarmarka.web.seller.shelves import ASKED, chosen_shelves, shelf_choices
from yarmarka.web.seller.viewer import for_seller, show

PER_PAGE: Final = 100


@require_http_methods(["GET", "HEAD", "POST"])
@for_seller
def page(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Show the last report and the form; as POST, take a file in."""
    folder = _folder(seller)
    form = FeedForm(sent(request), files_sent(request), label_suffix="")
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        keep_upload(
            file.chunks(),
            name=file.name[:120],
            folder=folder,
            is_everything=form.cleaned_data["is_everything"],
            is_trial=form.cleaned_data["is_trial"],
            now=now(),
        )
        if columns_missing(folder, seller_id=seller.id) or columns_unknown(folder, seller_id=seller.id):
            return redirect("seller:feed_columns")
        return _taken_in(request, seller)
    return _page(request, seller, form)


@require_POST
@for_seller
def mapping(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Remember what the seller's categories mean, and take the same file in again."""
    upload = _last(seller)
    meanings = chosen_shelves(request.POST, upload.unmapped)
    if not meanings:
        messages.warning(
            request, _("Choose a category of ours for at least one of yours: nothing was changed.")
        )
        return redirect("seller:feed")
    map_categories(meanings, seller_id=seller.id, now=now())
    return _taken_in(request, seller)


@require_POST
@for_seller
def again(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Take the kept file in for real after a trial, or though it leaves out much."""
    return _taken_in(request, seller, is_trial=False, may_empty=request.POST.get("may_empty") == "yes")


@require_safe
@for_seller
def progress(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Show how far the file is; once it is taken in, the whole page is asked for again."""
    upload = last_upload(_folder(seller))
    if upload is None or upload.state != WAITING:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "seller/_feed_progress.html", {"upload": upload})


@require_safe
@for_seller
def report(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Return every refused row as CSV, and what was remarked of rows that came in, in the reader's language."""
    told = _last(seller).report
    became = (("refused", _("refused")), ("notes", _("taken, with a remark")))
    rows = sorted(
        ((row, words) for name, words in became for row in said_rows(told.get(name, ()))),
        key=lambda one: one[0].line,
    )
    head = (_("line"), _("offer"), _("field"), _("what is wrong"), _("what to do"), _("what became of it"))
    cells = ((row.line, row.offer, row.field, row.reason, row.remedy, words) for row, words in rows)
    return csv_answer("refused-rows.csv", head, cells)


def _taken_in(
    request: HttpRequest, seller: SellerCard, *, is_trial: bool | None = None, may_empty: bool = False
) -> HttpResponseBase:
    upload = take_in(
        _folder(seller),
        seller_id=seller.id,
        seller_slug=seller.slug,
        is_trial=is_trial,
        may_empty=may_empty,
        now=now(),
    )
    if upload.state == WAITING:
        messages.info(request, _("The file is large and is being taken in. The report appears on this page."))
    return redirect("seller:feed")


def _page(request: HttpRequest, seller: SellerCard, form: FeedForm) -> HttpResponseBase:
    upload = last_upload(_folder(seller))
    refused: Sequence[Mapping[str, Any]] = upload.report.get("refused", ()) if upload else ()
    unmapped = upload.unmapped if upload else []
    report: Mapping[str, Any] = upload.report if upload else {}
    return show(
        request,
        seller,
        "feed",
        form=form,
        upload=upload,
        refused=len(refused),
        sheet=sheet_of(
            request, lambda limit, offset: said_rows(refused[offset : offset + limit]), size=PER_PAGE
        ),
        notes=said_rows(upload.report.get("notes", ())[:PER_PAGE]) if upload else [],
        note_count=sum(upload.report.get("note_counts", {}).values()) if upload else 0,
        unmapped=unmapped[:ASKED],
        unmapped_more=max(0, len(unmapped) - ASKED),
        shelves=shelf_choices() if unmapped else [],
        mapping_url=reverse("seller:feed_mapping"),
        has_warehouse=bool(warehouses_of(seller_id=seller.id)),
        warnings=said_rows(report.get("warnings", ())),
        differences=said_differences(report.get("differences", ())),
        source=source_of(seller_id=seller.id),
        source_problems=SOURCE_PROBLEMS,
        limit_mb=settings.FEED_UPLOAD_MAX_BYTES // 1_000_000,
        status=422 if form.errors else 200,
    )


def _folder(seller: SellerCard) -> Path:
    return Path(settings.DATA_DIR) / "feeds" / seller.id.hex


def _last(seller: SellerCard) -> Upload:
    upload = last_upload(_folder(seller))
    if upload is None:
        raise Missing(what="feed")
    return upload
