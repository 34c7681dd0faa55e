"""Reviews with their votes and replies, questions with their answers, reports, decisions and ratings.

No words are ever deleted: what must not be seen is hidden, with a reason.
"""

from typing import Any, Final

from django.db import models
from django.db.models import F, GeneratedField, Q
from django.db.models.functions import Cast

from yarmarka.domain.reviews.rules import MOST_PHOTOS, PRIOR_COUNT, PRIOR_STARS
from yarmarka.domain.reviews.types import ReportCause, SubjectKind

_HIDDEN_WITH_A_REASON: Final = Q(hidden_at__isnull=True, hidden_reason="") | (
    Q(hidden_at__isnull=False) & ~Q(hidden_reason="")
)


class Review(models.Model):
    """What somebody says of a product that they received; one for each person and product."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, db_index=False, related_name="+")
    product = models.ForeignKey(
        "catalogue.Product", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    #: who sold it
    seller = models.ForeignKey("sellers.Seller", on_delete=models.PROTECT, db_index=False, related_name="+")
    #: lines are partitioned by month: the flow has looked this one up
    line = models.ForeignKey(
        "orders.OrderLine", on_delete=models.PROTECT, db_index=False, db_constraint=False, related_name="+"
    )
    stars = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    pros = models.TextField(blank=True)
    cons = models.TextField(blank=True)
    language = models.CharField(max_length=5)
    helpful = models.PositiveIntegerField(db_default=0, default=0)
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "product"], name="review_once"),
            models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="review_has_its_stars"),
            models.CheckConstraint(condition=_HIDDEN_WITH_A_REASON, name="review_hidden_with_a_reason"),
        ]
        indexes = [
            models.Index(F("product"), F("id").desc(), name="review_of_product"),
            models.Index(F("seller"), F("id").desc(), name="review_of_seller"),
        ]

    def __str__(self) -> str:
        return f"{self.stars} {self.product_id}"


class Photo(models.Model):
    """A photo that belongs to a review, in its place."""

    id = models.UUIDField(primary_key=True)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, db_index=False, related_name="+")
    picture = models.ForeignKey("pictures.Picture", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "position"], name="photo_has_its_place"),
            models.CheckConstraint(condition=Q(position__lt=MOST_PHOTOS), name="photos_are_few"),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} {self.position}"


class Vote(models.Model):
    """Somebody found a review helpful."""

    id = models.UUIDField(primary_key=True)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, db_index=False, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "person"], name="vote_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.review_id}"


class Reply(models.Model):
    """What the seller answers to a review; one, which it may reword."""

    id = models.UUIDField(primary_key=True)
    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="+")
    seller = models.ForeignKey("sellers.Seller", on_delete=models.PROTECT, db_index=False, related_name="+")
    #: who wrote it for the seller
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, db_index=False, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "replies"
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="reply_says_something"),
            models.CheckConstraint(condition=_HIDDEN_WITH_A_REASON, name="reply_hidden_with_a_reason"),
        ]

    def __str__(self) -> str:
        return str(self.review_id)


class Question(models.Model):
    """What somebody wants to know of a product."""

    id = models.UUIDField(primary_key=True)
    product = models.ForeignKey(
        "catalogue.Product", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, db_index=False, related_name="+")
    text = models.TextField()
    language = models.CharField(max_length=5)
    asked_at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="question_asks_something"),
            models.CheckConstraint(condition=_HIDDEN_WITH_A_REASON, name="question_hidden_with_a_reason"),
        ]
        indexes = [
            models.Index(F("product"), F("id").desc(), name="question_of_product"),
            models.Index(fields=["person", "asked_at"], name="question_of_person"),
        ]

    def __str__(self) -> str:
        return str(self.product_id)


class Answer(models.Model):
    """What a seller of the product, or somebody who has it, answers to a question."""

    id = models.UUIDField(primary_key=True)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, db_index=False, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, db_index=False, related_name="+")
    #: the seller that the person answers for; nobody for who bought the product
    seller = models.ForeignKey(
        "sellers.Seller", on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    text = models.TextField()
    language = models.CharField(max_length=5)
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "person"], condition=Q(seller=None), name="answer_once_per_person"
            ),
            models.UniqueConstraint(
                fields=["question", "seller"],
                condition=Q(seller__isnull=False),
                name="answer_once_per_seller",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="answer_says_something"),
            models.CheckConstraint(condition=_HIDDEN_WITH_A_REASON, name="answer_hidden_with_a_reason"),
        ]
        indexes = [models.Index(fields=["question", "id"], name="answer_to_question")]

    def __str__(self) -> str:
        return str(self.question_id)


#: what a subject of reports and decisions is a row of
TABLE_OF: Final[dict[SubjectKind, Any]] = {
    SubjectKind.REVIEW: Review,
    SubjectKind.REPLY: Reply,
    SubjectKind.QUESTION: Question,
    SubjectKind.ANSWER: Answer,
}


class Decision(models.Model):
    """What staff decided about somebody's words, and why; append-only."""

    id = models.UUIDField(primary_key=True)
    subject_kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in SubjectKind])
    subject_id = models.UUIDField()
    hides = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(hides=False) | ~Q(reason=""), name="hiding_has_a_reason")
        ]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="decision_on_subject")]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id}"


class Report(models.Model):
    """Somebody says that words should not stand here; open until staff decide."""

    id = models.UUIDField(primary_key=True)
    subject_kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in SubjectKind])
    subject_id = models.UUIDField()
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, db_index=False, related_name="+")
    cause = models.CharField(max_length=10, choices=[(cause, cause) for cause in ReportCause])
    words = models.CharField(max_length=500, blank=True)
    reported_at = models.DateTimeField()
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_id", "person"], name="report_once")
        ]
        indexes = [
            models.Index(fields=["reported_at"], condition=Q(decision=None), name="report_open"),
        ]

    def __str__(self) -> str:
        return f"{self.cause} {self.subject_id}"


class _Rating(models.Model):
    """How many shown reviews gave each number of stars."""

    stars_1 = models.PositiveIntegerField(default=0)
    stars_2 = models.PositiveIntegerField(default=0)
    stars_3 = models.PositiveIntegerField(default=0)
    stars_4 = models.PositiveIntegerField(default=0)
    stars_5 = models.PositiveIntegerField(default=0)
    count = GeneratedField(
        expression=F("stars_1") + F("stars_2") + F("stars_3") + F("stars_4") + F("stars_5"),
        output_field=models.PositiveIntegerField(),
        db_persist=True,
    )
    total = GeneratedField(
        expression=F("stars_1") + F("stars_2") * 2 + F("stars_3") * 3 + F("stars_4") * 4 + F("stars_5") * 5,
        output_field=models.PositiveIntegerField(),
        db_persist=True,
    )
    #: see rules.weighed
    weighed = GeneratedField(
        expression=Cast(
            F("stars_1")
            + F("stars_2") * 2
            + F("stars_3") * 3
            + F("stars_4") * 4
            + F("stars_5") * 5
            + int(PRIOR_STARS * PRIOR_COUNT),
            models.DecimalField(max_digits=20, decimal_places=10),
        )
        / (F("stars_1") + F("stars_2") + F("stars_3") + F("stars_4") + F("stars_5") + PRIOR_COUNT),
        output_field=models.DecimalField(max_digits=5, decimal_places=4),
        db_persist=True,
    )

    class Meta:
        abstract = True


class ProductRating(_Rating):
    """The stars of a product."""

    product = models.OneToOneField(
        "catalogue.Product", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.product_id)


class SellerRating(_Rating):
    """The stars of all goods that a seller sold."""

    seller = models.OneToOneField(
        "sellers.Seller", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.seller_id)


class Reminder(models.Model):
    """A shopper was reminded to review what a seller order brought; once."""

    seller_order = models.OneToOneField(
        "orders.SellerOrder",
        primary_key=True,
        on_delete=models.PROTECT,
        db_constraint=False,
        related_name="+",
    )
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.seller_order_id)


class NoReminders(models.Model):
    """A person who wants no reminders."""

    person = models.OneToOneField(
        "accounts.Person", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    since = models.DateTimeField()

    class Meta:
        verbose_name_plural = "people without reminders"

    def __str__(self) -> str:
        return str(self.person_id)
