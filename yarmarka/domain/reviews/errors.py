"""What can go wrong with reviews and questions."""

from yarmarka.kernel.errors import Invalid, YarmarkaError


class NotBought(YarmarkaError):
    """Only who bought a product here reviews it."""

    code, status = "review_not_bought", 403


class NotReceived(YarmarkaError):
    """The product is still on its way: a review can be written once it is received."""

    code, status = "review_not_received", 409


class OwnGoods(YarmarkaError):
    """Who acts for a seller does not review what it sells."""

    code, status = "review_own_goods", 403


class AlreadyReviewed(YarmarkaError):
    """The person has reviewed this product already; that review can be edited."""

    code, status = "already_reviewed", 409


class EditingOver(YarmarkaError):
    """The time in which these words could be changed is over."""

    code, status = "review_editing_over", 409


class WordsInvalid(Invalid):
    """Words that can't be taken: none at all, too many, or no star; the facts say which."""

    code = "words_invalid"


class PhotosFull(YarmarkaError):
    """A review has as many photos as it takes."""

    code, status = "photos_full", 409


class OwnWords(YarmarkaError):
    """Nobody votes for, or reports, their own words."""

    code, status = "own_words", 409


class MayNotAnswer(YarmarkaError):
    """A question is answered by who sells the product or has received it."""

    code, status = "may_not_answer", 403


class AlreadyAnswered(YarmarkaError):
    """The person or the seller has answered this question already."""

    code, status = "already_answered", 409


class TooManyQuestions(YarmarkaError):
    """So many questions in a day are no curiosity."""

    code, status = "too_many_questions", 429


class DecisionUnfounded(Invalid):
    """Who hides somebody's words tells them why."""

    code, status = "decision_unfounded", 422
