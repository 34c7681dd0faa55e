"""What shoppers say and ask about the seller's goods, and the seller's answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yarmarka.domain.reviews.queries import seller_ratings
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.flows.ask_about_goods import answer_question
from yarmarka.flows.write_review import reply_to_review
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Invalid
from yarmarka.presentation.locales import current_language
from yarmarka.reads.seller_talk import questions_to_answer, reviews_to_answer
from yarmarka.vocabulary.ids import parse_public_id
from yarmarka.web.console.paging import sheet_of
from yarmarka.web.console.visitor import person_id
from yarmarka.web.seller.viewer import for_seller, show
from yarmarka.web.shared.telling import problems_told

_PAGE = 20


@require_safe
@for_seller
def page(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Show reviews and questions, those that wait for an answer first."""
    return show(
        request,
        seller,
        "talk",
        rating=seller_ratings([seller.id]).get(seller.id),
        questions=questions_to_answer(seller_id=seller.id),
        sheet=sheet_of(
            request,
            lambda limit, offset: reviews_to_answer(seller_id=seller.id, limit=limit, offset=offset),
            size=_PAGE,
        ),
    )


@require_POST
@for_seller
def reply(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Answer a review, or reword the answer."""
    with problems_told(request):
        key = parse_public_id("rvw", request.POST.get("review", ""))
        if key is None:
            raise Invalid(field="review", value="")
        reply_to_review(
            review_id=key,
            seller_id=seller.id,
            text=request.POST.get("reply", ""),
            by=person_id(request),
            now=now(),
        )
        messages.success(request, _("Your answer stands under the review."))
    return redirect("seller:talk")


@require_POST
@for_seller
def answer(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Answer a question, or reword the answer."""
    with problems_told(request):
        key = parse_public_id("qst", request.POST.get("question", ""))
        if key is None:
            raise Invalid(field="question", value="")
        answer_question(
            question_id=key,
            text=request.POST.get("answer", ""),
            language=current_language(),
            viewer=person_id(request),
            now=now(),
        )
        messages.success(request, _("Your answer stands on the product's page."))
    return redirect("seller:talk")
