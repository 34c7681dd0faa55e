"""Which letters and short messages one gets, by topic; the link at a letter's end that switches its topic off."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from yarmarka.connectors.sms import is_configured
from yarmarka.domain.accounts.actions import choose_letters
from yarmarka.domain.accounts.queries import letter_choices_of, people
from yarmarka.domain.accounts.rules import TOPICS
from yarmarka.domain.accounts.types import LetterWay, Topic
from yarmarka.domain.reviews.queries import wants_no_reminders
from yarmarka.flows.remind_of_reviews import switch_reminders
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing
from yarmarka.presentation.mail.unsubscribe import read_token
from yarmarka.web.me.doors import own, person_id_of, show

#: topic → its name, and what it tells of
_WORDS: Final = {
    "orders": (
        _("Orders and money"),
        _(
            "Placed, paid, cancelled, delivered, money returned. Without these you would not know of your money."
        ),
    ),
    "safety": (
        _("Safety of the account"),
        _("New passkeys, changed passwords, codes, your data. They warn you when somebody else is at work."),
    ),
    "parcels": (
        _("Parcels on their way"),
        _("Handed over to the carrier, waiting to be picked up, a question of customs."),
    ),
    "thanks": (_("Orders that are done"), _("A last letter when everything is settled.")),
}


@require_http_methods(["GET", "HEAD", "POST"])
@own
def letters(request: HttpRequest) -> HttpResponse:
    """Show or keep the choices."""
    person_id = person_id_of(request)
    phone = people([person_id])[person_id].phone if is_configured() else ""
    if request.method == "POST":
        wanted = {
            (topic.code, way): f"{topic.code}.{way}" in request.POST
            for topic in TOPICS
            for way in _ways(topic, phone)
        }
        choose_letters(person_id=person_id, wanted=wanted, now=now())
        switch_reminders(person_id=person_id, are_wanted="reminders" in request.POST, now=now())
        messages.success(request, gettext("Your choice is saved."))
        return HttpResponseRedirect(reverse("me:letters"))
    chosen = letter_choices_of(person_id=person_id)
    rows = [_row(topic, chosen, phone) for topic in TOPICS]
    return show(
        request,
        "letters",
        rows=rows,
        phone=phone,
        has_sms=is_configured(),
        wants_reminders=not wants_no_reminders(person_id),
    )


# A mail program sends this form by itself (RFC 8058) and has no cookie of ours; the token in the address is the proof.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once, then switch a topic's letters off; nobody has to sign in for it. Raises Missing."""
    declined = read_token(token)
    if declined is None or declined.topic not in _WORDS:
        raise Missing(what="letter")
    facts: dict[str, Any] = {"name": _WORDS[declined.topic][0], "is_done": request.method == "POST"}
    if request.method == "POST":
        facts["is_off"] = request.POST.get("do") != "again"
        wanted = {(declined.topic, LetterWay.MAIL): not facts["is_off"]}
        choose_letters(person_id=declined.person_id, wanted=wanted, now=now())
    return render(request, "me/unsubscribe.html", facts)


def _ways(topic: Topic, phone: str) -> list[LetterWay]:
    ways = [] if topic.is_service else [LetterWay.MAIL]
    return [*ways, LetterWay.SMS] if topic.by_sms and phone else ways


def _row(topic: Topic, chosen: dict[tuple[str, LetterWay], bool], phone: str) -> dict[str, Any]:
    name, about = _WORDS[topic.code]
    return {
        "code": topic.code,
        "name": name,
        "about": about,
        "is_service": topic.is_service,
        "by_mail": chosen[topic.code, LetterWay.MAIL],
        "may_sms": topic.by_sms and bool(phone),
        "by_sms": chosen[topic.code, LetterWay.SMS],
    }
