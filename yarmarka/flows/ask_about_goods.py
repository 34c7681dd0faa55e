"""Somebody asks about a product; who sells it is told, and who sells or has it answers."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.accounts.queries import people
from yarmarka.domain.catalogue.queries import product_titles, sellers_of
from yarmarka.domain.reviews import actions
from yarmarka.domain.reviews.queries import question
from yarmarka.domain.reviews.rules import answering_seller
from yarmarka.domain.reviews.types import NewAnswer
from yarmarka.domain.sellers.queries import sellers, sellers_staffed_by
from yarmarka.domain.sellers.types import Standing
from yarmarka.flows.tell import to_person, to_seller
from yarmarka.flows.write_review import receipts_of
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.outbox import publish


@transaction.atomic
def ask_question(*, product_id: UUID, text: str, language: str, viewer: UUID, now: datetime) -> UUID:
    """Ask about a product, and tell everybody who sells it; return the question's id.

    Raises Missing, WordsInvalid, TooManyQuestions.
    """
    titles = product_titles([product_id]).get(product_id)
    if titles is None:
        raise Missing(what="product")
    question_id = actions.ask_question(
        person_id=viewer, product_id=product_id, text=text, language=language, now=now
    )
    merchants = sellers(sellers_of(product_id)).values()
    publish(
        [
            to_seller("question_asked", merchant, product_id=product_id, titles=titles, question=text)
            for merchant in merchants
            if merchant.standing == Standing.APPROVED
        ],
        now=now,
    )
    return question_id


@transaction.atomic
def answer_question(*, question_id: UUID, text: str, language: str, viewer: UUID, now: datetime) -> UUID:
    """Answer a question, for the seller that the viewer acts for or as somebody who has the product.

    Who asked is told of it, once by each. Return the answer's id. Raises Missing, MayNotAnswer, AlreadyAnswered,
    WordsInvalid.
    """
    asked = question(question_id)
    seller_id = answering_seller(
        sellers_of(asked.product_id),
        staffed=sellers_staffed_by(viewer),
        receipts=receipts_of(viewer, asked.product_id),
    )
    new = NewAnswer(question_id, person_id=viewer, seller_id=seller_id, text=text, language=language)
    answer_id, is_first = actions.answer_question(new, now=now)
    if is_first and asked.person_id != viewer:
        asker = people([asked.person_id])[asked.person_id]
        letter = to_person(
            "question_answered",
            asker,
            product_id=asked.product_id,
            titles=product_titles([asked.product_id]).get(asked.product_id, {}),
            question=asked.text,
            answer=text,
            seller=sellers([seller_id])[seller_id].trade_name if seller_id else "",
        )
        publish([letter], now=now)
    return answer_id
