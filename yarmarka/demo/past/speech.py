"""What people say once the goods are there: reviews, what sellers answer, what others find helpful; and questions."""

from datetime import datetime, timedelta
from uuid import UUID

from yarmarka.demo.past.plan import Wanted
from yarmarka.demo.past.stage import Past, Step
from yarmarka.demo.voices import Asked
from yarmarka.domain.reviews.actions import vote
from yarmarka.domain.reviews.types import Words
from yarmarka.flows.ask_about_goods import answer_question, ask_question
from yarmarka.flows.write_review import reply_to_review, write_review


def speak(past: Past, product_id: UUID, seller_id: UUID, wish: Wanted, person: UUID) -> Step:
    """Return the step in which somebody reviews what they have received."""
    voice = wish.voice
    assert voice is not None, "only who has something to say speaks"

    def step(when: datetime) -> None:
        words = Words(
            stars=voice.stars,
            text=voice.text,
            pros=voice.pros,
            cons=voice.cons,
            language=voice.language,
        )
        review_id = write_review(product_id=product_id, words=words, viewer=person, now=when)
        for other in _who_found_it_helpful(past, person, len(voice.text)):
            past.at(when + timedelta(days=2), _nod(review_id, other))
        if voice.reply:
            past.at(
                when + timedelta(hours=19), _reply(review_id, seller_id, past.owners[seller_id], voice.reply)
            )

    return step


def ask(past: Past, product_id: UUID, asked: Asked, *, person: UUID, seller_id: UUID) -> Step:
    """Return the step in which somebody asks about goods; who sells them answers on the next day, if it has yet."""

    def step(when: datetime) -> None:
        question_id = ask_question(
            product_id=product_id, text=asked.text, language=asked.language, viewer=person, now=when
        )
        if asked.answer:
            past.at(when + timedelta(hours=15), _answer(question_id, asked, past.owners[seller_id]))

    return step


def _who_found_it_helpful(past: Past, author: UUID, length: int) -> list[UUID]:
    """Return some others, more of them for longer words; the same each time."""
    shoppers = [past.people[email] for email in past.shoppers]
    many = length // 60 if length % 3 else 0
    return [person for person in shoppers[length % 30 :][: min(many, 6)] if person != author]


def _nod(review_id: UUID, person: UUID) -> Step:
    def step(when: datetime) -> None:
        vote(person_id=person, review_id=review_id, now=when)

    return step


def _reply(review_id: UUID, seller_id: UUID, owner: UUID, text: str) -> Step:
    def step(when: datetime) -> None:
        reply_to_review(review_id=review_id, seller_id=seller_id, text=text, by=owner, now=when)

    return step


def _answer(question_id: UUID, asked: Asked, owner: UUID) -> Step:
    def step(when: datetime) -> None:
        answer_question(
            question_id=question_id, text=asked.answer, language=asked.language, viewer=owner, now=when
        )

    return step
