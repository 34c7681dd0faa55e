"""Carriers, lanes and the services on them, coverage, pick-up points, promises, parcels and their events."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from yarmarka.domain.shipping.types import (
    Ending,
    Ground,
    LegKind,
    PointKind,
    Quality,
    RecallStatus,
    Settling,
    Span,
    Speed,
    Stretch,
)
from yarmarka.vocabulary.parcels import ParcelState


class Carrier(models.Model):
    """Who brings parcels."""

    code = models.CharField(max_length=30, primary_key=True)
    names = models.JSONField()

    def __str__(self) -> str:
        return self.code


class Lane(models.Model):
    """A carrier's way from one country to another; its legs say who has the parcel when. Services run on it."""

    id = models.UUIDField(primary_key=True)
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="+")
    code = models.SlugField(max_length=40)
    names = models.JSONField()
    origin_country = models.CharField(max_length=2)
    destination_country = models.CharField(max_length=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["carrier", "code", "origin_country", "destination_country"], name="lane_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.origin_country}→{self.destination_country}"


class Leg(models.Model):
    """A stretch of a lane: who has the parcel, for how many days, and where it is handed over; from when to when."""

    id = models.UUIDField(primary_key=True)
    lane = models.ForeignKey(Lane, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=15, choices=[(kind, kind) for kind in LegKind])
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="+")
    #: where the next leg takes the parcel over, by language; nothing for the last one
    hand_over = models.JSONField(default=dict)
    min_days = models.PositiveSmallIntegerField()
    max_days = models.PositiveSmallIntegerField()
    valid = DateTimeRangeField()
    source = models.CharField(max_length=200)
    verified_on = models.DateField()
    is_example = models.BooleanField(default=False)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="legs_do_not_overlap",
                expressions=[
                    ("lane", RangeOperators.EQUAL),
                    ("position", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(max_days__gte=models.F("min_days")), name="leg_days_are_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.kind}"


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
    lane = models.ForeignKey(Lane, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    speed = models.CharField(
        max_length=10,
        choices=[(one, one) for one in Speed],
        db_default=Speed.STANDARD,
        default=Speed.STANDARD,
    )
    ending = models.CharField(
        max_length=10, choices=[(one, one) for one in Ending], db_default=Ending.DOOR, default=Ending.DOOR
    )
    #: the shopper chooses at which of the carrier's points the parcel waits
    picks_point = models.BooleanField(default=False, db_default=False)
    #: what is given to the carrier after this hour (UTC) sets out a day later; None: no such hour
    cut_off = models.TimeField(null=True, blank=True)
    #: bulky parcels count as so many cubic centimetres a kilogram; 0: by weight alone
    volume_divisor = models.PositiveIntegerField(default=0, db_default=0)
    #: the longest side that is taken; 0: any
    max_side_mm = models.PositiveIntegerField(default=0, db_default=0)
    #: goods up to this value, in the service's currency; None: any
    max_value_minor = models.BigIntegerField(null=True, blank=True)
    takes_batteries = models.BooleanField(default=True, db_default=True)
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


class RateBand(models.Model):
    """A line of a service's rate card: what parcels cost up to a weight and, where it says so, a value of goods.

    It is dated by its service's row. The narrowest band that a parcel fits in counts; where none does, or there are
    none, the service's own base and price of a kilogram.
    """

    id = models.UUIDField(primary_key=True)
    service = models.ForeignKey(DeliveryService, on_delete=models.PROTECT, related_name="+")
    up_to_g = models.PositiveIntegerField()
    #: the value group: goods up to so much, in the service's currency; None: of any value
    up_to_value_minor = models.BigIntegerField(null=True, blank=True)
    base_minor = models.BigIntegerField()
    per_kg_minor = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "up_to_g", "up_to_value_minor"],
                name="rate_band_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"≤ {self.up_to_g} g"


class Coverage(models.Model):
    """How well a carrier reaches a place, with one of its services or with all of them (no code); from when to when."""

    id = models.UUIDField(primary_key=True)
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40, blank=True)
    #: the country that parcels are addressed to, and the place of our own table that lies there
    country = models.CharField(max_length=2)
    place = models.CharField(max_length=30)
    quality = models.CharField(max_length=10, choices=[(one, one) for one in Quality])
    #: days more than elsewhere in the country
    extra_min_days = models.PositiveSmallIntegerField(default=0)
    extra_max_days = models.PositiveSmallIntegerField(default=0)
    #: a season, as MM-DD to MM-DD, in which it is as `quality` says; out of it, nobody goes there
    season_from = models.CharField(max_length=5, blank=True)
    season_until = models.CharField(max_length=5, blank=True)
    notes = models.JSONField(default=dict)
    valid = DateTimeRangeField()
    source = models.CharField(max_length=200)
    verified_on = models.DateField()
    is_example = models.BooleanField(default=False)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="coverage_does_not_overlap",
                expressions=[
                    ("carrier", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    ("country", RangeOperators.EQUAL),
                    ("place", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(extra_max_days__gte=models.F("extra_min_days")), name="coverage_days_are_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(quality=Quality.SEASONAL)
                | Q(season_from__regex=r"^\d\d-\d\d$", season_until__regex=r"^\d\d-\d\d$"),
                name="seasonal_coverage_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.quality}"


class PickupPoint(models.Model):
    """Where a carrier gives parcels out, as it told the last time; gone ones stay for the orders that chose them."""

    id = models.UUIDField(primary_key=True)
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in PointKind])
    country = models.CharField(max_length=2)
    #: the region or contested place of our own table; empty where it is not known
    place = models.CharField(max_length=30, blank=True)
    city = models.CharField(max_length=120)
    #: the city as places are compared: small letters, no ё
    city_key = models.CharField(max_length=120)
    addresses = models.JSONField()
    postal_code = models.CharField(max_length=12, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    #: [weekday, opens, closes] by its own clock; a day that is not there is closed
    hours = models.JSONField(default=list)
    #: days that differ: YYYY-MM-DD → [opens, closes], or nothing when it is closed
    exceptions = models.JSONField(default=dict)
    takes_cards = models.BooleanField(null=True, blank=True)
    max_weight_g = models.PositiveIntegerField(null=True, blank=True)
    max_side_mm = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200)
    told_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["carrier", "code"], name="pickup_point_once"),
            models.CheckConstraint(
                condition=Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="pickup_point_is_on_the_map",
            ),
        ]
        indexes = [
            models.Index(
                fields=["country", "city_key"], condition=Q(gone_at__isnull=True), name="pickup_point_by_city"
            )
        ]

    def __str__(self) -> str:
        return f"{self.carrier_id} {self.code}"


class PromiseMade(models.Model):
    """A delivery date that a shopper was told of a seller order; resolved when it comes.

    The first one is the order's own; the next ones follow the parcel. The newest is current.
    """

    id = models.UUIDField(primary_key=True)
    seller_order = models.ForeignKey("orders.SellerOrder", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    from_on = models.DateField()
    to_on = models.DateField()
    #: how sure the last day is, in per cent; None where it is the carrier's own estimate
    confidence = models.PositiveSmallIntegerField(null=True, blank=True)
    basis = models.CharField(max_length=10)
    deliveries = models.PositiveIntegerField(default=0)
    #: the region or contested place that it goes to; empty where it is not known
    place = models.CharField(max_length=30, blank=True)
    #: why it was made: the sale, the parcel's state, or the carrier's silence
    reason = models.CharField(max_length=30)
    is_current = models.BooleanField(default=True)
    #: the shopper was told by letter that it is later
    is_told = models.BooleanField(default=False)
    delivered_on = models.DateField(null=True, blank=True)
    is_kept = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seller_order"], condition=Q(is_current=True), name="one_promise_is_current"
            ),
            models.UniqueConstraint(
                fields=["seller_order"], condition=Q(reason="sold"), name="one_promise_is_the_sales"
            ),
            models.CheckConstraint(condition=Q(to_on__gte=models.F("from_on")), name="promise_is_a_window"),
            models.CheckConstraint(
                condition=Q(delivered_on__isnull=True, is_kept__isnull=True)
                | Q(delivered_on__isnull=False, is_kept__isnull=False),
                name="promise_is_resolved_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["seller_order", "made_at"], name="promise_by_part"),
            models.Index(
                fields=["to_on"],
                condition=Q(is_current=True, delivered_on__isnull=True),
                name="promise_that_is_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason}: {self.to_on}"


class PromiseTally(models.Model):
    """What became of the promises that a service on a lane made in a week or a month, as it was counted last."""

    id = models.UUIDField(primary_key=True)
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=40)
    #: the lane's code; empty for a service without one
    lane = models.CharField(max_length=40, blank=True)
    origin_country = models.CharField(max_length=2)
    destination_country = models.CharField(max_length=2)
    span = models.CharField(max_length=5, choices=[(one, one) for one in Span])
    begins_on = models.DateField()
    due = models.PositiveIntegerField()
    kept = models.PositiveIntegerField()
    not_come = models.PositiveIntegerField()
    not_over = models.PositiveIntegerField()
    promised_days = models.PositiveBigIntegerField()
    #: [days that it took, days that it was late, how many such]
    outcomes = models.JSONField()
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "promise tallies"
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "carrier",
                    "code",
                    "lane",
                    "origin_country",
                    "destination_country",
                    "span",
                    "begins_on",
                ],
                name="promises_tallied_once",
            ),
            models.CheckConstraint(
                condition=Q(due__gte=models.F("kept") + models.F("not_come")), name="tally_adds_up"
            ),
        ]
        indexes = [models.Index(fields=["span", "begins_on"], name="tally_by_time")]

    def __str__(self) -> str:
        return f"{self.code} {self.origin_country}→{self.destination_country} {self.begins_on}: {self.kept}/{self.due}"


class LearntService(models.Model):
    """What a service's deliveries taught by the last time that anybody looked."""

    id = models.UUIDField(primary_key=True)
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    origin_country = models.CharField(max_length=2)
    destination_country = models.CharField(max_length=2)
    #: the region or contested place that it is about; empty for wherever the service goes
    place = models.CharField(max_length=30, blank=True, default="", db_default="")
    #: by so many days after the order half have come, and nine of ten
    usual_days = models.PositiveSmallIntegerField()
    sure_days = models.PositiveSmallIntegerField()
    #: how many deliveries of the service itself, or to the place itself, taught it
    deliveries = models.PositiveIntegerField()
    learnt_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["carrier", "code", "origin_country", "destination_country", "place"],
                name="service_learnt_once",
            ),
            models.CheckConstraint(
                condition=Q(sure_days__gte=models.F("usual_days")), name="sure_is_not_before_usual"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.origin_country}→{self.destination_country}: {self.sure_days}"


class LearntSilence(models.Model):
    """After how many days of silence a parcel hardly comes any more, as it was learnt the last time."""

    id = models.UUIDField(primary_key=True)
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    origin_country = models.CharField(max_length=2)
    destination_country = models.CharField(max_length=2)
    stretch = models.CharField(max_length=12, choices=[(one, one) for one in Stretch])
    lost_after_days = models.PositiveSmallIntegerField()
    ground = models.CharField(max_length=12, choices=[(one, one) for one in Ground])
    silences = models.PositiveIntegerField()
    learnt_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["carrier", "code", "origin_country", "destination_country", "stretch"],
                name="silence_learnt_once",
            ),
            models.CheckConstraint(condition=Q(lost_after_days__gt=0), name="silence_has_a_length"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.origin_country}→{self.destination_country} {self.stretch}: {self.lost_after_days}"


class Parcel(models.Model):
    """Something on its way, with the carrier's number once there is one."""

    id = models.UUIDField(primary_key=True)
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="+")
    seller_order = models.ForeignKey("orders.SellerOrder", on_delete=models.PROTECT, related_name="+")
    #: nobody looks parcels up by their carrier alone
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="+", db_index=False)
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


class Recall(models.Model):
    """A parcel that is called back. How far that is moves by `rules.recalls.RECALL_NEXT`; nothing else changes."""

    id = models.UUIDField(primary_key=True)
    parcel = models.OneToOneField(Parcel, on_delete=models.PROTECT, related_name="+")
    seller_order = models.ForeignKey("orders.SellerOrder", on_delete=models.PROTECT, related_name="+")
    #: the restriction that called it back
    cause_id = models.UUIDField()
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    settling = models.CharField(max_length=10, choices=[(one, one) for one in Settling])
    status = models.CharField(max_length=10, choices=[(one, one) for one in RecallStatus])
    note = models.CharField(max_length=500, blank=True)
    wanted_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["back", "missed"], closed_at__isnull=False)
                | Q(status__in=["wanted", "by_hand", "agreed"], closed_at__isnull=True),
                name="recall_ends_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["wanted_at"], condition=Q(status__in=["wanted", "by_hand"]), name="recall_to_be_asked"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parcel_id} {self.status}"


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
