"""Writing a review with its photos, voting, reporting, asking and answering."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from yarmarka.domain.pictures.queries import stored
from yarmarka.domain.reviews import actions
from yarmarka.domain.reviews.queries import photos_of, review_by
from yarmarka.domain.reviews.rules import LONGEST, MOST_PHOTOS, STARS, check_editable
from yarmarka.domain.reviews.types import ReportCause, ReviewCard, Subject, SubjectKind, Words
from yarmarka.flows.ask_about_goods import answer_question, ask_question
from yarmarka.flows.moderate_words import report_words
from yarmarka.flows.write_review import add_photo, check_reviewable, edit_review, remove_photo, write_review
from yarmarka.kernel import clock
from yarmarka.kernel.errors import Invalid, YarmarkaError
from yarmarka.reads.product_page import product_page
from yarmarka.vocabulary.ids import parse_public_id
from yarmarka.web.shared.telling import problems_told
from yarmarka.web.shop.doors import SeeOther, came_from, explained, key_in_form, signed_in
from yarmarka.web.shop.shopper import person_id_of, shopper_of

#: what each number of stars means
STAR_WORDS: Final = {
    1: pgettext_lazy("stars", "very bad"),
    2: pgettext_lazy("stars", "bad"),
    3: pgettext_lazy("stars", "so-so"),
    4: pgettext_lazy("stars", "good"),
    5: pgettext_lazy("stars", "very good"),
}
#: prefix of a public id → what it is a subject of
_KINDS: Final = {
    "rvw": SubjectKind.REVIEW,
    "rpl": SubjectKind.REPLY,
    "qst": SubjectKind.QUESTION,
    "ans": SubjectKind.ANSWER,
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(otherwise="orders")
def review(request: HttpRequest, product_id: UUID) -> HttpResponse:
    """Show the reader's review of a product, to write or to change, and keep it."""
    known = review_by(person_id=person_id_of(request), product_id=product_id)
    words = known.words if known else Words(stars=0)
    try:
        if request.method == "POST":
            words = _words(request)
            _keep(request, product_id, words, known)
            return SeeOther(reverse("shop:product_review", args=[product_id]))
        if known:
            check_editable(known, now=clock.now())
        else:
            check_reviewable(product_id=product_id, viewer=person_id_of(request))
    except YarmarkaError as error:
        return _form(request, product_id, words, known, error=error)
    return _form(request, product_id, words, known)


@require_POST
@signed_in(otherwise="orders")
def pictures(request: HttpRequest, product_id: UUID) -> HttpResponse:
    """Put photos into the reader's review, or take one out."""
    viewer, now = person_id_of(request), clock.now()
    with problems_told(request):
        if (place := request.POST.get("remove", "")) in {str(one) for one in range(MOST_PHOTOS)}:
            remove_photo(product_id=product_id, position=int(place), viewer=viewer, now=now)
        for file in request.FILES.getlist("photos")[:MOST_PHOTOS]:
            add_photo(product_id=product_id, original=file.read(), viewer=viewer, now=now)
    return SeeOther(reverse("shop:product_review", args=[product_id]) + "#photos")


@require_POST
@signed_in(otherwise="home")
def vote(request: HttpRequest) -> HttpResponse:
    """Note that the reader found a review helpful, or take that back."""
    review_id, viewer = key_in_form(request, "review", "rvw"), person_id_of(request)
    with problems_told(request):
        if request.POST.get("helpful") == "no":
            actions.withdraw_vote(person_id=viewer, review_id=review_id)
        else:
            actions.vote(person_id=viewer, review_id=review_id, now=clock.now())
    return SeeOther(came_from(request, otherwise="home"))


@require_POST
@signed_in(otherwise="home")
def report(request: HttpRequest) -> HttpResponse:
    """Tell staff that somebody's words should not stand here."""
    cause = request.POST.get("cause", "")
    if cause not in set(ReportCause):
        raise Invalid(field="cause", value=cause[:20])
    with problems_told(request):
        report_words(
            _subject(request),
            cause=ReportCause(cause),
            words=request.POST.get("words", ""),
            viewer=person_id_of(request),
            now=clock.now(),
        )
        messages.success(request, gettext("Thank you. We will look at it; until then it stays as it is."))
    return SeeOther(came_from(request, otherwise="home"))


@require_POST
@signed_in(otherwise="home")
def ask(request: HttpRequest, product_id: UUID) -> HttpResponse:
    """Ask about a product."""
    shopper = shopper_of(request)
    with problems_told(request):
        ask_question(
            product_id=product_id,
            text=request.POST.get("question", ""),
            language=shopper.locale,
            viewer=person_id_of(request),
            now=clock.now(),
        )
        messages.success(request, gettext("Your question is asked. We write to you when somebody answers."))
    return SeeOther(reverse("shop:product", args=[product_id]) + "#questions")


@require_POST
@signed_in(otherwise="home")
def answer(request: HttpRequest) -> HttpResponse:
    """Answer a question about a product."""
    with problems_told(request):
        answer_question(
            question_id=key_in_form(request, "question", "qst"),
            text=request.POST.get("answer", ""),
            language=shopper_of(request).locale,
            viewer=person_id_of(request),
            now=clock.now(),
        )
        messages.success(
            request, gettext("Thank you. Your answer stands on the page, and who asked is told.")
        )
    return SeeOther(came_from(request, otherwise="home"))


def _keep(request: HttpRequest, product_id: UUID, words: Words, known: ReviewCard | None) -> None:
    viewer, now = person_id_of(request), clock.now()
    if known:
        edit_review(product_id=product_id, words=words, viewer=viewer, now=now)
        messages.success(request, gettext("Your review is changed."))
    else:
        write_review(product_id=product_id, words=words, viewer=viewer, now=now)
        messages.success(request, gettext("Thank you. Your review stands on the product's page."))


def _words(request: HttpRequest) -> Words:
    stars = request.POST.get("stars", "")
    return Words(
        stars=int(stars) if stars in {str(one) for one in STARS} else 0,
        text=request.POST.get("text", ""),
        pros=request.POST.get("pros", ""),
        cons=request.POST.get("cons", ""),
        language=shopper_of(request).locale,
    )


def _form(
    request: HttpRequest,
    product_id: UUID,
    words: Words,
    known: ReviewCard | None,
    *,
    error: YarmarkaError | None = None,
) -> HttpResponse:
    shopper = shopper_of(request)
    facts: dict[str, Any] = {
        "product": product_page(
            product_id, currency=shopper.currency, language=shopper.locale, now=clock.now()
        ),
        "words": words,
        "known": known,
        "stars": [(number, STAR_WORDS[number]) for number in STARS],
        "longest": LONGEST,
        "problem": explained(error) if error else None,
        # Words that need correcting leave the form open; who may not review sees why, and no form.
        "is_open": error is None or isinstance(error, Invalid),
        "photos": _photos(known) if known else [],
        "most_photos": MOST_PHOTOS,
    }
    return render(request, "shop/review.html", facts, status=error.status if error else 200)


def _photos(known: ReviewCard) -> list[tuple[int, object]]:
    places = photos_of(known.id)
    pictures_by_id = stored(places.values())
    return [(place, pictures_by_id[key].picture) for place, key in places.items()]


def _subject(request: HttpRequest) -> Subject:
    """Return what a form reports, by its public id. Raises Invalid."""
    text = request.POST.get("subject", "")
    kind = _KINDS.get(text.split("_", 1)[0])
    key = parse_public_id(text.split("_", 1)[0], text) if kind else None
    if kind is None or key is None:
        raise Invalid(field="subject", value=text[:40])
    return Subject(kind, key)
