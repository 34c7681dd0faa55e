"""Stopping deliveries to a place and resuming them: proposals with what they touch, decided by a second person."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yarmarka.domain.accounts.queries import people
from yarmarka.domain.catalogue.queries import categories
from yarmarka.domain.compliance.queries import (
    decisions,
    examples,
    licences,
    listed_words,
    objections,
    restriction,
    restrictions,
    rules_of,
    wish_from,
)
from yarmarka.domain.compliance.rules import evaluate
from yarmarka.domain.compliance.rules.forwarding import is_sign
from yarmarka.domain.compliance.types import DecisionCard, Outcome, RestrictionWish
from yarmarka.domain.governance.queries import proposal, proposals
from yarmarka.domain.governance.types import ProposalCard
from yarmarka.domain.orders.queries import orders, seller_orders
from yarmarka.domain.places.queries import place
from yarmarka.domain.sellers.queries import sellers
from yarmarka.domain.shipping.queries import carriers_names, parcels, recalls_by_hand
from yarmarka.flows.let_held_go import let_held_go
from yarmarka.flows.licences import LICENCE, decide_licence, licence_of, propose_licence
from yarmarka.flows.recall_parcels import NO_INTERFACE, note_asked_by_hand
from yarmarka.flows.stop_and_resume import (
    AT_ONCE,
    RESUME,
    STOP,
    decide,
    preview_of,
    propose_resumption,
    propose_stop,
)
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing, YarmarkaError
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.restriction_words import (
    BY_HAND,
    DIRECTIONS,
    OUTCOMES,
    STATES,
    STEPS,
    TIES,
    handling_words,
)
from yarmarka.reads.held_orders import Held, count_held, held_orders
from yarmarka.vocabulary.goods import in_language
from yarmarka.web.console.paging import page_number, sheet_of
from yarmarka.web.console.visitor import person_id, posted_key, sent
from yarmarka.web.shared.telling import add_problem, problems_told
from yarmarka.web.staff.regime_words import EXAMPLES
from yarmarka.web.staff.restriction_forms import LicenceForm, ResumeForm, StopForm, initial_from, utc
from yarmarka.web.staff.viewer import for_staff, show

#: how the proposals of this page are decided
_DECIDERS: Final = {STOP: decide, RESUME: decide, LICENCE: decide_licence}


_PAGE: Final = 20


@for_staff
@require_safe
def page(request: HttpRequest) -> HttpResponseBase:
    """Return what is stopped, proposed and held, and the licences that there are."""
    return _page(request, _licence_form(None))


def _page(
    request: HttpRequest, licence_form: LicenceForm, resumed: tuple[UUID, ResumeForm] | None = None
) -> HttpResponseBase:
    """Return the page; `resumed` is the form of a resumption that was sent and is wrong."""
    cards = proposals(STOP, RESUME, LICENCE)
    at = now()
    known = restrictions()
    return show(
        request,
        "restrictions",
        waiting=[_row(card) for card in cards if card.is_approved is None],
        decided=[_row(card) for card in cards if card.is_approved is not None],
        restrictions=[
            (
                one,
                _names(one.wish.places),
                _narrower(one.wish),
                one.until is None,
                one.since > at,
                resumed[1] if resumed and resumed[0] == one.id else ResumeForm(restriction=one.id),
            )
            for one in known
        ],
        held=_held(request),
        by_hand=_by_hand(),
        licences=licences(),
        licence_form=licence_form,
        people=people(
            {who for card in cards for who in (card.proposed_by, *(by for by, _for in card.voices))}
        ),
        me=person_id(request),
        status=422 if licence_form.errors or resumed else 200,
    )


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponseBase:
    """Show the form of a stop, and what it would touch; take the proposal in."""
    form = StopForm(sent(request), initial=initial_from(request.GET.get("example", "")))
    preview = None
    if request.method == "POST" and form.is_valid():
        try:
            at = now()
            wish = form.wish(now=at)
            if request.POST.get("do") == "preview":
                preview = _preview(preview_of(wish, by=person_id(request), now=at))
            else:
                propose_stop(wish, by=person_id(request), now=at, at_once=form.is_at_once)
                messages.success(
                    request, _("Proposed. Look at what it touches; somebody else has to approve it.")
                )
                return redirect("staff:restrictions")
        except YarmarkaError as error:
            add_problem(form, error)
    return show(
        request,
        "restriction_propose",
        form=form,
        preview=preview,
        examples=[(wish, _names(wish.places), *EXAMPLES[code]) for code, wish in examples().items()],
        status=422 if form.errors else 200,
    )


@for_staff
@require_POST
def decide_one(request: HttpRequest, proposal_id: UUID) -> HttpResponseBase:
    """Approve a stop, a resumption or a licence, or turn it down."""
    approve = request.POST.get("decision") == "approve"
    do = _DECIDERS.get(proposal(proposal_id).asked.matter)
    if do is None:
        raise Missing(what="proposal")
    with problems_told(request):
        do(proposal_id, approve=approve, by=person_id(request), now=now())
        messages.success(request, _("Approved.") if approve else _("Turned down."))
    return redirect("staff:restrictions")


@for_staff
@require_POST
def resume(request: HttpRequest) -> HttpResponseBase:
    """Propose that a restriction ends; what is wrong stands at its field, and what was typed stays."""
    keys = _keys_in(request, "restriction")
    if not keys:
        messages.error(
            request, _("The form names no restriction. Nothing was changed; propose it anew below.")
        )
        return redirect("staff:restrictions")
    one = restriction(*keys)
    form = ResumeForm(request.POST, restriction=one.id)
    if not form.is_valid():
        return _page(request, _licence_form(None), (one.id, form))
    wanted, at = form.cleaned_data["at"], now()
    try:
        propose_resumption(
            one.id,
            at=utc(wanted) if wanted else at,
            reason=form.cleaned_data["reason"],
            by=person_id(request),
            now=at,
            at_once=wanted is None,
        )
    except Missing:
        raise
    except YarmarkaError as error:
        add_problem(form, error)
        return _page(request, _licence_form(None), (one.id, form))
    messages.success(request, _("Proposed. Look at what it touches; somebody else has to approve it."))
    return redirect("staff:restrictions")


@for_staff
@require_POST
def let_go(request: HttpRequest) -> HttpResponseBase:
    """Let an order go on that was held for somebody to look at."""
    keys = _keys_in(request, "order")
    if not keys:
        messages.error(request, _("The form names no order. Nothing was changed; choose it anew below."))
        return _back_to_held(request)
    try:
        with problems_told(request):
            let_held_go(*keys, reason=request.POST.get("reason", ""), by=person_id(request), now=now())
            messages.success(request, _("The order goes on."))
    except Missing:
        told = _("This order waits for no look any more, or needs a licence first. Nothing was changed.")
        messages.error(request, told)
    return _back_to_held(request)


@for_staff
@require_POST
def asked_by_hand(request: HttpRequest) -> HttpResponseBase:
    """Note that a carrier was asked by hand to bring a parcel back."""
    keys = _keys_in(request, "recall", "parcel")
    if not keys:
        messages.error(request, _("The form names no parcel. Nothing was changed; choose it anew below."))
        return redirect("staff:restrictions")
    recall_id, parcel_id = keys
    note, by = request.POST.get("note", ""), person_id(request)
    try:
        with problems_told(request):
            note_asked_by_hand(recall_id, parcel_id=parcel_id, note=note, by=by, now=now())
            messages.success(request, _("Noted. The parcel's scans will show when it turns round."))
    except Missing:
        told = _(
            "This parcel need not be asked for any more: somebody has, or it moved on. Nothing was changed."
        )
        messages.error(request, told)
    return redirect("staff:restrictions")


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def take_licence(request: HttpRequest) -> HttpResponseBase:
    """Propose to take a licence down; what is wrong stands at its field, and what was typed stays."""
    form = _licence_form(sent(request))
    if form.is_valid():
        try:
            propose_licence(form.licence(), by=person_id(request), now=now())
        except YarmarkaError as error:
            add_problem(form, error)
        else:
            messages.success(request, _("Proposed; somebody else has to approve it."))
            return redirect("staff:restrictions")
    return _page(request, form)


@for_staff
@require_safe
def log(request: HttpRequest) -> HttpResponseBase:
    """Return the log of decisions, each made again from its inputs to see that it comes out the same."""
    cards = decisions()
    heads = orders({card.order_id for card in cards if card.order_id})
    merchants = sellers({card.deal.seller_id for card in cards if card.deal.seller_id})
    return show(
        request,
        "restriction_log",
        rows=[
            {
                "card": card,
                "order": heads.get(card.order_id) if card.order_id else None,
                "seller": merchants.get(card.deal.seller_id) if card.deal.seller_id else None,
                "step": STEPS[card.step],
                "outcome": _("refused") if card.verdict.outcome is Outcome.BLOCK else _outcome_of(card),
                "places": _names(tuple(sorted({*card.deal.to, *card.deal.hinted} & _known_places(card)))),
                "why": [
                    (in_language(one.wish.seller_texts, current_language()), one)
                    for one in card.verdict.by or card.verdict.under_licence
                ],
                "is_same": evaluate(card.deal, rules_of(card.deal, at=card.at)) == card.verdict,
            }
            for card in cards
        ],
    )


def _outcome_of(card: DecisionCard) -> str:
    words = {
        Outcome.HOLD: _("held for a look"),
        Outcome.LICENCE: _("waits for a licence"),
        Outcome.WARN: _("allowed, told"),
        Outcome.ALLOW: _("allowed under a licence"),
    }
    return words[card.verdict.outcome]


def _known_places(card: DecisionCard) -> frozenset[str]:
    """Return the places that the restrictions of a decision name: of a deal's codes those that matter."""
    return frozenset(
        code for one in card.verdict.by or card.verdict.under_licence for code in one.wish.places
    )


def _held(request: HttpRequest) -> dict[str, Any]:
    """Return a page of the orders that somebody has to look at, and how many there are."""
    in_all = count_held()
    sheet = sheet_of(
        request, lambda limit, offset: held_orders(limit=limit, offset=offset), size=_PAGE, in_all=in_all
    )
    said = objections([one.order_id for one in sheet.rows])
    heads = orders({one.order_id for one in sheet.rows})
    rows = [(one, heads[one.order_id], _held_because(one), said.get(one.order_id, ())) for one in sheet.rows]
    previous, following = (url and f"{url}#held" for url in (sheet.previous_url, sheet.next_url))
    return {
        "rows": rows,
        "in_all": in_all,
        "page": sheet.number,
        "previous_url": previous,
        "next_url": following,
    }


def _keys_in(request: HttpRequest, *names: str) -> list[UUID]:
    """Return the keys that a form's hidden fields hold; none at all if one of them is no key."""
    try:
        return [posted_key(request, name, what=name) for name in names]
    except Missing:
        return []


def _back_to_held(request: HttpRequest) -> HttpResponseBase:
    """Go back to the page of held orders that was open."""
    return redirect(f"{reverse('staff:restrictions')}?page={page_number(request)}#held")


def _by_hand() -> list[dict[str, Any]]:
    """Return the parcels that somebody has to call back by hand, with how."""
    recalls = recalls_by_hand()
    sent_ones = parcels([one.parcel_id for one in recalls])
    parts = seller_orders([one.seller_order_id for one in recalls])
    heads = orders({part.order_id for part in parts.values()})
    merchants = sellers({part.seller_id for part in parts.values()})
    names = carriers_names() if recalls else {}
    return [
        {
            "recall": one,
            "parcel": sent_ones[one.parcel_id],
            "carrier": in_language(names[sent_ones[one.parcel_id].carrier], current_language()),
            "order": heads[parts[one.seller_order_id].order_id],
            "seller": merchants[parts[one.seller_order_id].seller_id],
            "said": "" if one.note == NO_INTERFACE else one.note,
            "how": BY_HAND.get(sent_ones[one.parcel_id].carrier, BY_HAND[""]),
        }
        for one in recalls
    ]


def _held_because(held: Held) -> str:
    named = {code for one in restrictions() if one.id in held.restriction_ids for code in one.wish.places}
    named |= set(filter(is_sign, held.places))
    return _names(tuple(sorted(named.intersection(held.places))))


def _licence_form(data: Any) -> LicenceForm:
    codes = {one.wish.code for one in restrictions() if one.wish.outcome is Outcome.LICENCE}
    return LicenceForm(data, codes=sorted(codes))


def _row(card: ProposalCard) -> dict[str, Any]:
    asked = card.asked
    row: dict[str, Any] = {
        "card": card,
        "is_at_once": asked.facts.get(AT_ONCE, False),
        "preview": _preview(asked.preview) if asked.preview else None,
    }
    if asked.matter == LICENCE:
        licence = licence_of(card)
        return row | {"title": _("Take down a licence"), "places": licence.restriction, "licence": licence}
    is_stop = asked.matter == STOP
    wish = wish_from(asked.facts) if is_stop else restriction(UUID(asked.facts["restriction"])).wish
    return row | {
        "title": _("Stop deliveries") if is_stop else _("Resume deliveries"),
        "places": _names(wish.places),
        "narrower": _narrower(wish),
        "texts": [
            (_("Shoppers read"), in_language(wish.shopper_texts, current_language())),
            (_("Sellers read"), in_language(wish.seller_texts, current_language())),
        ],
        "handling": [
            (words, handling_words(state, wish.handling[state]))
            for state, words in STATES.items()
            if state in wish.handling and is_stop and wish.outcome is Outcome.BLOCK
        ],
    }


def _preview(preview: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a proposal touches, in words."""
    return {
        "counts": [
            (_("Saved addresses"), preview["addresses"]),
            (_("People"), preview["people"]),
            (_("Baskets"), preview["baskets"]),
            (_("Offers in them"), preview["offers"]),
            (_("Sellers"), preview["sellers"]),
            *((STATES[state], preview["orders"].get(state, 0)) for state in STATES),
            *_recallable(preview),
        ],
        "money": [(minor, currency) for currency, minor in preview["money"].items()],
    }


def _recallable(preview: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return how many parcels on their way can be called back by machine, where there are any."""
    if not preview["orders"].get("sent") or "recallable" not in preview:
        return []
    return [(_("of these, carriers can be asked by interface to bring back"), preview["recallable"])]


def _narrower(wish: RestrictionWish) -> list[tuple[str, str]]:
    """Return what a restriction leads to and what narrows it, in words; nothing of a plain stop."""
    language = current_language()
    shelves = {one.id: in_language(one.names, language) for one in categories()} if wish.categories else {}
    parties = sellers(wish.parties) if wish.parties else {}
    plain = RestrictionWish("", "", "", "", (), wish.since)
    told = [
        (_("What goes there"), str(OUTCOMES[wish.outcome]) if wish.outcome != plain.outcome else ""),
        (_("Which way"), str(DIRECTIONS[wish.direction]) if wish.direction != plain.direction else ""),
        (_("Only goods with these HS codes"), ", ".join(wish.hs_prefixes)),
        (_("Only goods from these shelves"), ", ".join(shelves.get(one, "–") for one in wish.categories)),
        (_("Only goods of these sellers"), ", ".join(card.trade_name for card in parties.values())),
        (
            _("Only where this ties a sale to the regime"),
            "; ".join(f"{TIES[tie]}: {', '.join(values)}" for tie, values in wish.nexus.items()),
        ),
    ]
    return [(name, words) for name, words in told if words]


def _names(codes: tuple[str, ...]) -> str:
    return ", ".join(
        listed_words(code) if is_sign(code) else in_language(place(code).names, current_language())
        for code in codes
    )
