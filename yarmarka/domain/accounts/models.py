"""People, their addresses and what they agreed to."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from yarmarka.domain.accounts.types import LetterWay
from yarmarka.kernel.clock import fresh_id, now
from yarmarka.vocabulary.storefronts import MARKETPLACE


class PersonManager(BaseUserManager["Person"]):
    """Makes people as Django's commands and allauth expect."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """Create a person who signs in with an e-mail address."""
        person = self.model(email=self.normalize_email(email) or None, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """Create an operator with every right."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    """Someone who shops, sells or works here."""

    id = models.UUIDField(primary_key=True, default=fresh_id, editable=False)
    #: nothing for people who signed up by telephone and gave no e-mail
    email = models.EmailField(unique=True, null=True, blank=True)
    full_name = models.CharField(max_length=150, blank=True)
    #: in E.164 where its person has confirmed it; until then it opens nothing and keeps nobody else out
    phone = models.CharField(max_length=20, blank=True)
    phone_confirmed_at = models.DateTimeField(null=True, blank=True)
    locale = models.CharField(max_length=5, default="ru")
    currency = models.CharField(max_length=3, default="RUB")
    country = models.CharField(max_length=2, default="RU")
    #: the code of the storefront that the account was opened in: letters about it lead there
    storefront = models.CharField(max_length=30, default=MARKETPLACE, db_default=MARKETPLACE)
    is_active = models.BooleanField(default=True)
    #: since when nothing personal is left here; the row stays for what refers to it
    forgotten_at = models.DateTimeField(null=True, blank=True)
    is_staff = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=now)

    objects: ClassVar[PersonManager] = PersonManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_email_once"),
            models.UniqueConstraint(
                fields=["phone"],
                condition=models.Q(phone_confirmed_at__isnull=False),
                name="person_confirmed_phone_once",
            ),
            models.CheckConstraint(condition=~models.Q(email=""), name="person_email_is_one_or_none"),
            models.CheckConstraint(
                condition=models.Q(phone_confirmed_at__isnull=True) | ~models.Q(phone=""),
                name="person_confirmed_phone_is_one",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Address(models.Model):
    """Where a person has things sent. Removed addresses stay, unseen, until the person is forgotten."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    country = models.CharField(max_length=2)
    recipient = models.CharField(max_length=150)
    street = models.CharField(max_length=300)
    city = models.CharField(max_length=120)
    region = models.CharField(max_length=120, blank=True)
    district = models.CharField(max_length=120, blank=True)
    postal_code = models.CharField(max_length=12, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "addresses"
        indexes = [models.Index(fields=["person", "-created_at"], name="address_by_person")]

    def __str__(self) -> str:
        return str(self.id)


class Consent(models.Model):
    """What a person agreed to, in which wording, and when (152-FZ art. 9 asks for proof)."""

    id = models.UUIDField(primary_key=True, default=fresh_id)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=40)
    text_version = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.purpose} {self.text_version}"


def password_mark(password: str) -> str:
    """Return what an app's token remembers of the password (its stored hash) that it was issued under."""
    return salted_hmac("yarmarka.accounts.api_token", password, algorithm="sha256").hexdigest()


class SavedView(models.Model):
    """A way of looking at a console's table that a person keeps: its filters and its order, under a name."""

    id = models.UUIDField(primary_key=True, default=fresh_id)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    table = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    #: the query of the page's address
    query = models.CharField(max_length=1000, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "table", "name"], name="saved_view_named_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="saved_view_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.table}: {self.name}"


class ApiToken(models.Model):
    """What an app signs its person in with. Only a digest is kept: the token itself can't be read back."""

    id = models.UUIDField(primary_key=True, default=fresh_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    last_four = models.CharField(max_length=4)
    #: fits while the person keeps the password that the token was issued under
    password_mark = models.CharField(max_length=128)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")), name="api_token_lasts_a_while"
            )
        ]
        indexes = [models.Index(fields=["person", "-created_at"], name="api_token_by_person")]

    def __str__(self) -> str:
        return f"…{self.last_four}"


class LetterChoice(models.Model):
    """Whether a person wants a topic's letters, or its short messages; without a row its default holds."""

    id = models.UUIDField(primary_key=True, default=fresh_id)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    topic = models.CharField(max_length=40)
    way = models.CharField(max_length=4, choices=[(way, way) for way in LetterWay])
    is_wanted = models.BooleanField()
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "topic", "way"], name="letter_choice_once"),
            models.CheckConstraint(
                condition=models.Q(way__in=list(LetterWay)), name="letter_choice_way_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.way}"


class DataCopy(models.Model):
    """A copy of everything that is held about a person, made when they ask for it, kept for a few days."""

    id = models.UUIDField(primary_key=True, default=fresh_id)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "data copies"
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(ready_at__isnull=True),
                name="data_copy_one_in_the_making",
            ),
            models.CheckConstraint(
                condition=models.Q(ready_at__isnull=True, expires_at__isnull=True)
                | models.Q(expires_at__gt=models.F("ready_at")),
                name="data_copy_lasts_a_while",
            ),
        ]
        indexes = [models.Index(fields=["person", "-asked_at"], name="data_copy_by_person")]

    def __str__(self) -> str:
        return str(self.id)


class Farewell(models.Model):
    """A person's wish to be forgotten: it can be taken back until it is due, and stays as the record of its doing."""

    id = models.UUIDField(primary_key=True, default=fresh_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(cancelled_at__isnull=True, done_at__isnull=True),
                name="farewell_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(cancelled_at__isnull=True) | models.Q(done_at__isnull=True),
                name="farewell_cancelled_or_done",
            ),
            models.CheckConstraint(
                condition=models.Q(due_at__gt=models.F("asked_at")), name="farewell_can_be_taken_back"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(cancelled_at__isnull=True, done_at__isnull=True),
                name="farewell_due",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
