"""Giving a shopper money back: pieces called off before shipping, amounts afterwards, or something out of goodwill."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from yarmarka.domain.orders.types import Duties
from yarmarka.flows.cancel_orders import Caller, cancel_pieces
from yarmarka.flows.refund_parts import REASONS, BorneBy, RefundWish, give_goodwill, refund_part
from yarmarka.kernel.clock import fresh_id, now
from yarmarka.kernel.errors import Missing, YarmarkaError
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.money import format_money
from yarmarka.reads.staff_order import OrderFile, PartFile, order_file
from yarmarka.vocabulary.goods import in_language
from yarmarka.vocabulary.money import Money, minor_units
from yarmarka.web.console.visitor import person_id
from yarmarka.web.console.words import CANCEL_REASONS, REFUND_REASONS
from yarmarka.web.shared.telling import sentence
from yarmarka.web.staff.viewer import for_staff, show

#: not one of those that share what the seller earned: the marketplace gives on its own
_FUND: Final = "fund"
_BORNE_BY: Final = (
    (BorneBy.SELLER.value, gettext_lazy("the seller; its balance may fall below zero")),
    (
        BorneBy.SELLER_THEN_FUND.value,
        gettext_lazy("the seller as far as its balance reaches, then the guarantee fund"),
    ),
    (_FUND, gettext_lazy("the guarantee fund alone, as goodwill; the seller keeps all")),
)


class PiecesForm(forms.Form):
    """How many pieces of each line are not sent."""

    reason = forms.ChoiceField(label=gettext_lazy("Why"), choices=list(CANCEL_REASONS.items()))

    def __init__(self, part: PartFile, data: QueryDict | None = None, **named: Any) -> None:
        super().__init__(data, label_suffix="", **named)
        own = {
            str(line.id): forms.IntegerField(
                label=in_language(line.titles, current_language()),
                help_text=_("At most %(count)d") % {"count": line.pieces_left},
                required=False,
                min_value=0,
                max_value=line.pieces_left,
            )
            for line in part.lines
            if line.pieces_left
        }
        self.fields = own | self.fields

    def pieces(self) -> dict[UUID, int]:
        """Return the pieces by line."""
        return {
            UUID(name): value
            for name, value in self.cleaned_data.items()
            if isinstance(self.fields[name], forms.IntegerField) and value
        }


class AmountsForm(forms.Form):
    """What of each line's price and of delivery goes back, why, and who bears it."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why"), choices=[(code, REFUND_REASONS[code]) for code in REASONS]
    )
    borne_by = forms.ChoiceField(
        label=gettext_lazy("Borne by"),
        choices=_BORNE_BY,
        initial=BorneBy.SELLER.value,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Staff alone read it."),
    )
    request_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, part: PartFile, data: QueryDict | None = None, **named: Any) -> None:
        super().__init__(data, label_suffix="", **named)
        own = {
            str(line.id): _amount(
                in_language(line.titles, current_language()), Money(line.left_minor, part.currency)
            )
            for line in part.lines
        }
        delivery = _amount(_("Delivery"), Money(part.delivery_left_minor, part.currency))
        at_import = {
            name: _amount(label, Money(left, part.currency))
            for name, label, left in (
                ("duty", _("Customs duty"), part.duty_left_minor),
                ("import_tax", _("Taxes at import"), part.import_tax_left_minor),
            )
            if left
        }
        self.fields = own | {"delivery": delivery} | at_import | self.fields

    def wish(self, part: PartFile, *, by: UUID) -> RefundWish:
        """Return what is asked for."""
        given, borne_by = self.cleaned_data, self.cleaned_data["borne_by"]
        return RefundWish(
            seller_order_id=part.id,
            request_key=given["request_key"],
            by=by,
            reason=given["reason"],
            goods={line.id: minor_units(given[str(line.id)] or Decimal(0)) for line in part.lines},
            delivery_minor=minor_units(given["delivery"] or Decimal(0)),
            duties=Duties(
                minor_units(given.get("duty") or Decimal(0)),
                minor_units(given.get("import_tax") or Decimal(0)),
            ),
            note=given["note"],
            borne_by=BorneBy.SELLER if borne_by == _FUND else BorneBy(borne_by),
        )


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, order_id: UUID, seller_order_id: UUID) -> HttpResponseBase:
    """Return what of a seller order can go back, and give it back; sending the same page twice gives back once."""
    file = order_file(order_id=order_id)
    part = next((part for part in file.parts if part.id == seller_order_id), None)
    if part is None or not (part.may_lose_pieces or part.may_be_refunded):
        raise Missing(what="page")
    if request.method != "POST":
        form = (
            PiecesForm(part)
            if part.may_lose_pieces
            else AmountsForm(part, initial={"request_key": fresh_id()})
        )
        return _page(request, file, part, form)
    deed = _call_off if part.may_lose_pieces else _refund
    return deed(request, file, part)


def _call_off(request: HttpRequest, file: OrderFile, part: PartFile) -> HttpResponseBase:
    form = PiecesForm(part, request.POST)

    def do() -> None:
        cancel_pieces(
            seller_order_id=part.id,
            pieces=form.pieces(),
            caller=Caller(staff=person_id(request)),
            reason=form.cleaned_data["reason"],
            now=now(),
        )
        messages.success(
            request, _("Called off. The money is on its way back; both sides were told by e-mail.")
        )

    return _done(request, file, part, form, do)


def _refund(request: HttpRequest, file: OrderFile, part: PartFile) -> HttpResponseBase:
    form = AmountsForm(part, request.POST)

    def do() -> None:
        wish = form.wish(part, by=person_id(request))
        if form.cleaned_data["borne_by"] == _FUND:
            whole = sum(wish.goods.values()) + wish.delivery_minor + wish.duties.total_minor
            give_goodwill(wish, amount_minor=whole, now=now())
        else:
            refund_part(wish, now=now())
        messages.success(request, _("The money is on its way back; the shopper was told by e-mail."))

    return _done(request, file, part, form, do)


def _done(
    request: HttpRequest, file: OrderFile, part: PartFile, form: forms.Form, do: Callable[[], None]
) -> HttpResponseBase:
    if form.is_valid():
        try:
            do()
        except Missing:
            raise
        except YarmarkaError as error:
            form.add_error(None, sentence(error))
        else:
            return redirect("staff:order", order_id=file.id)
    return _page(request, file, part, form, status=422)


def _page(
    request: HttpRequest, file: OrderFile, part: PartFile, form: forms.Form, *, status: int = 200
) -> HttpResponseBase:
    return show(request, "give_back", file=file, part=part, form=form, status=status)


def _amount(label: str, left: Money) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        help_text=_("At most %(sum)s") % {"sum": format_money(left.minor, left.currency, current_language())},
        required=False,
        min_value=0,
        max_value=left.major,
        max_digits=14,
        decimal_places=2,
    )
