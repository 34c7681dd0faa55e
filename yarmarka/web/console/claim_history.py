"""A claim's history and who bears its refund, as consoles show them."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yarmarka.presentation.locales import current_language
from yarmarka.presentation.money import format_money
from yarmarka.reads.claim_page import ClaimPage
from yarmarka.web.console.words import CAUSES, PAYERS

STEPS: Final[Mapping[str, Promise | str]] = {
    "opened": _("Claim opened, money frozen: %(cause)s"),
    "became": _("Claim goes on: %(cause)s"),
    "contested": _("The seller contests it"),
    "agreed": _("The seller agrees"),
    "refunded": _("Claim ended: refunded"),
    "declined": _("Claim declined"),
    "withdrawn": _("Claim withdrawn by the shopper"),
    "arrived": _("Claim ended: the parcel came"),
    "overtaken": _("Claim ended: settled another way"),
    "found": _("The parcel turned up after the refund"),
    "carrier_paid": _("The carrier paid what it owed"),
    "carrier_refused": _("The carrier will not pay: the guarantee fund bears it"),
}
#: steps that somebody has to look at
PROBLEMS: Final = frozenset({"opened", "became", "contested", "found"})


def step_words(kind: str, facts: Mapping[str, Any]) -> str:
    """Return what a step of a claim is called."""
    return str(STEPS[kind]) % {"cause": CAUSES.get(facts.get("cause", ""), "")}


def history(page: ClaimPage) -> list[dict[str, Any]]:
    """Return what happened to a claim as lines of a timeline, the newest first."""
    return [
        {
            "at": step.at,
            "title": step_words(step.kind.value, step.facts),
            "kind": "problem" if step.kind.value in PROBLEMS else "message",
            "note": borne(step.facts),
        }
        for step in reversed(list(page.steps))
    ]


def borne(refund: Mapping[str, Any]) -> str:
    """Return who bore a refund, and what of it the seller was compensated; nothing where there was none."""
    if "payer" not in refund:
        return ""
    said = str(PAYERS[refund["payer"]])
    covered = refund.get("covered_minor")
    if not covered:
        return said
    return f"{said}: {format_money(covered, refund['payout_currency'], current_language())}"
