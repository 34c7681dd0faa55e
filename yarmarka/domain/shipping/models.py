"""Carriers, delivery services, parcels and their events."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from yarmarka.vocabulary.parcels import ParcelState


class Carrier(models.Model):
    """Who brings parcels."""

    code = models.CharField(max_length=30, primary_key=True)
    names = models.JSONField()

    def __str__(self) -> str:
        return self.code


class DeliveryService(models.Model):
    """A carrier's way from one country to another, with its price and usual days, from when to when."""

    id = models.UUIDField(primary_key=True)
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    names = models.JSONField()
    origin_country = models.CharField(max_length=2)
    destination_country = models.CharField(max_length=2)
    base_minor = models.BigIntegerField()
    per_kg_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    max_weight_g = models.PositiveIntegerField()
    min_days = models.PositiveSmallIntegerField()
    max_days = models.PositiveSmallIntegerField()
    #: how long a shopper may look the goods over after delivery before the seller is paid
    inspection_days = models.PositiveSmallIntegerField()
    valid = DateTimeRangeField()
    source = models.CharField(max_length=200)
    verified_on = models.DateField()
    is_example = models.BooleanField(default=False)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="delivery_services_do_not_overlap",
                expressions=[
                    ("carrier", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    ("origin_country", RangeOperators.EQUAL),
                    ("destination_country", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [
            models.Index(fields=["origin_country", "destination_country"], name="service_by_route"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.origin_country}→{self.destination_country}"


class LearntService(models.Model):
    """What a service's deliveries taught by the last time that anybody looked."""

    id = models.UUIDField(primary_key=True)
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    origin_country = models.CharField(max_length=2)
    destination_country = models.CharField(max_length=2)
    #: by so many days after the order half have come, and nine of ten
    usual_days = models.PositiveSmallIntegerField()
    sure_days = models.PositiveSmallIntegerField()
    #: how many deliveries of the service itself taught it
    deliveries = models.PositiveIntegerField()
    learnt_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["carrier", "code", "origin_country", "destination_country"],
                name="service_learnt_once",
            ),
            models.CheckConstraint(
                condition=Q(sure_days__gte=models.F("usual_days")), name="sure_is_not_before_usual"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.origin_country}→{self.destination_country}: {self.sure_days}"


class Parcel(models.Model):
    """Something on its way, with the carrier's number once there is one."""

    id = models.UUIDField(primary_key=True)
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="+")
    seller_order = models.ForeignKey("orders.SellerOrder", on_delete=models.PROTECT, related_name="+")
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=30, choices=[(state, state) for state in ParcelState])
    state_at = models.DateTimeField()
    weight_g = models.PositiveIntegerField()
    created_at = models.DateTimeField()
    handed_over_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    #: when its carrier was last asked about it
    asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # Posts use a number again after a year, so only a number in use must be unique.
            models.UniqueConstraint(
                fields=["carrier", "number"],
                condition=~Q(number="")
                & ~Q(state__in=["delivered", "returned", "lost", "destroyed", "seized", "cancelled"]),
                name="parcel_number_in_use_once",
            ),
        ]
        indexes = [models.Index(fields=["number", "-created_at"], name="parcel_by_number")]

    def __str__(self) -> str:
        return self.number or str(self.id)


class CarrierDay(models.Model):
    """How often a carrier was asked about parcels on a day (UTC): many have a quota."""

    id = models.BigAutoField(primary_key=True)
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    asked = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["carrier", "day"], name="carrier_day_once")]

    def __str__(self) -> str:
        return f"{self.carrier_id} {self.day}"


class LegNumber(models.Model):
    """A further number of a parcel: another leg of its way, or a carrier that goes on under a number of its own."""

    id = models.UUIDField(primary_key=True)
    parcel = models.ForeignKey(Parcel, on_delete=models.PROTECT, related_name="+")
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["parcel", "carrier", "number"], name="leg_number_once"),
            models.CheckConstraint(condition=~Q(number=""), name="leg_number_is_one"),
        ]
        indexes = [models.Index(fields=["number", "-since"], name="parcel_by_leg_number")]

    def __str__(self) -> str:
        return self.number


class ParcelEvent(models.Model):
    """What a carrier said of a parcel (partitioned by month; the id is derived from what was said)."""

    id = models.UUIDField(primary_key=True)
    parcel = models.ForeignKey(Parcel, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=30)
    raw_code = models.CharField(max_length=60)
    texts = models.JSONField()
    place = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    occurred_at = models.DateTimeField()
    received_at = models.DateTimeField()
    raw = models.JSONField()

    def __str__(self) -> str:
        return f"{self.state} {self.occurred_at:%F %R}"
