"""The link in a letter that ends reminders, and the way back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from yarmarka.domain.reviews.queries import wants_no_reminders
from yarmarka.flows.remind_of_reviews import switch_reminders
from yarmarka.kernel import clock
from yarmarka.kernel.errors import Missing
from yarmarka.presentation.off_links import person_of_key


@csrf_exempt  # a mail program sends this form (RFC 8058): the key in the address is the secret
@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest, key: str) -> HttpResponse:
    """Ask whether reminders should end, or end them; looking alone changes nothing, as mail scanners look."""
    person_id = person_of_key(key)
    if person_id is None:
        raise Missing(what="page")
    if request.method == "POST":
        are_wanted = request.POST.get("remind") == "on"
        switch_reminders(person_id=person_id, are_wanted=are_wanted, now=clock.now())
    facts = {"are_off": wants_no_reminders(person_id), "key": key}
    return render(request, "shop/reminders.html", facts)
