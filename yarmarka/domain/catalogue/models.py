"""Categories, products, variants, offers, brands and who may sell them."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, GeneratedField, Q
from django.db.models.functions import Lower

from yarmarka.domain.catalogue.types import AttributeKind, AuthorisationStatus, OfferStatus, Source


class SearchDocument(Func):
    """What full-text search saw of a product before it knew Chinese; migrations before 0009 make it."""

    output_field = SearchVectorField()
    template = (
        "setweight(to_tsvector('russian', translate("
        "coalesce(titles->>'ru','') || ' ' || coalesce(titles->>'en',''), 'ёЁ', 'еЕ')), 'A') || "
        "setweight(to_tsvector('russian', brand || ' ' || part_number) || "
        "to_tsvector('simple', brand || ' ' || part_number), 'B') || "
        "setweight(to_tsvector('russian', translate("
        "left(coalesce(descriptions->>'ru','') || ' ' || coalesce(descriptions->>'en',''), 20000),"
        " 'ёЁ', 'еЕ')), 'D')"
    )


class FullText(SearchDocument):
    """What full-text search sees of a product: titles first, then brand and number, then texts; ё is е.

    The `russian` configuration stems Latin words as English, so one document serves both languages; Chinese stands in
    it by characters and by pairs of neighbours, since no spaces part its words. Brand and number stand in it both
    stemmed, as a query's words are, and whole, as the beginning of a word needs them.
    """

    template = (
        "setweight(to_tsvector('russian', translate("
        "coalesce(titles->>'ru','') || ' ' || coalesce(titles->>'en',''), 'ёЁ', 'еЕ')"
        " || ' ' || catalogue_han_words(coalesce(titles->>'zh',''))), 'A') || "
        "setweight(to_tsvector('russian', brand || ' ' || part_number) || "
        "to_tsvector('simple', brand || ' ' || part_number), 'B') || "
        "setweight(to_tsvector('russian', translate("
        "left(coalesce(descriptions->>'ru','') || ' ' || coalesce(descriptions->>'en',''), 20000),"
        " 'ёЁ', 'еЕ') || ' ' || catalogue_han_words(left(coalesce(descriptions->>'zh',''), 4000))), 'D')"
    )


class Category(models.Model):
    """A shelf of the fair, with its name in each language."""

    id = models.UUIDField(primary_key=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    slug = models.SlugField(max_length=80, unique=True)
    names = models.JSONField()
    picture = models.CharField(max_length=40, default="bag")
    position = models.PositiveIntegerField(default=0)
    #: what it is in Google's product taxonomy, for feeds from and to other places
    google_id = models.PositiveIntegerField(null=True, blank=True, unique=True)
    #: this category and all above it, so that a shelf finds what lies on the shelves below
    path = ArrayField(models.UUIDField())

    class Meta:
        verbose_name_plural = "categories"
        indexes = [models.Index(fields=["parent", "position"], name="category_by_parent")]

    def __str__(self) -> str:
        return self.slug


class CategoryMapping(models.Model):
    """Which of our categories a seller's own one means; remembered from feed to feed."""

    id = models.UUIDField(primary_key=True)
    seller = models.ForeignKey("sellers.Seller", on_delete=models.CASCADE, related_name="+")
    external_name = models.CharField(max_length=300)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seller", "external_name"], name="category_mapped_once_per_seller"
            )
        ]

    def __str__(self) -> str:
        return self.external_name


class Attribute(models.Model):
    """What goods of a category and of those below it are told by; never rewritten: one ends, another begins."""

    id = models.UUIDField(primary_key=True)
    #: nothing stands for all goods
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    code = models.CharField(max_length=40)
    names = models.JSONField()
    spellings = models.JSONField(default=list)
    kind = models.CharField(max_length=6, choices=[(kind, kind) for kind in AttributeKind])
    #: a code of `vocabulary.units`
    unit = models.CharField(max_length=20, blank=True)
    #: each by its word in Russian, English and Chinese, then how else it is written
    choices = models.JSONField(default=list)
    is_required = models.BooleanField(default=False)
    #: of the rule for cards that asks for it; that context keeps it
    rule_id = models.UUIDField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["category", "code"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="attribute_once_per_category",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("made_at")),
                name="attribute_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(unit="") | Q(kind="number"), name="attribute_unit_is_of_a_number"
            ),
            models.CheckConstraint(
                condition=Q(rule_id__isnull=True) | Q(is_required=True), name="attribute_rule_asks_for_it"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Product(models.Model):
    """A thing that is made, whoever sells it."""

    id = models.UUIDField(primary_key=True)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, db_index=False, related_name="+")
    #: the category and all above it, copied so that one index serves a shelf
    category_path = ArrayField(models.UUIDField())
    titles = models.JSONField()
    descriptions = models.JSONField(default=dict)
    #: whose words its texts are where they aren't a seller's own: {"titles": {language: origin}, …}
    text_origins = models.JSONField(default=dict, db_default={})
    attributes = models.JSONField(default=list)
    brand = models.CharField(max_length=120, blank=True)
    part_number = models.CharField(max_length=120, blank=True)
    #: whose row of which feed or form wrote the texts: others only fill in what is missing
    described_by = models.ForeignKey(
        "sellers.Seller", on_delete=models.SET_NULL, null=True, blank=True, db_index=False, related_name="+"
    )
    described_sku = models.CharField(max_length=120, blank=True)
    #: the drawing that stands for it while it has no pictures; empty means that of its category
    picture = models.CharField(max_length=40, blank=True)
    tint = models.PositiveSmallIntegerField(default=0)
    #: the first of its pictures, as `vocabulary.pictures` refers to it; empty while it has none
    cover = models.CharField(max_length=60, blank=True, db_default="", default="")
    is_visible = models.BooleanField(default=True)
    #: the product that this one was found to be: its offers are there, its address leads there, its numbers mean it
    joined_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    #: the lowest price of an offer in stock, in kopecks at the rate of the last change: for sorting only
    reference_minor = models.BigIntegerField(null=True, blank=True)
    offer_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    search = GeneratedField(expression=FullText(), output_field=SearchVectorField(), db_persist=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(joined_into__isnull=True) | Q(is_visible=False) & ~Q(joined_into=F("id")),
                name="product_joined_is_not_shown",
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="product_search"),
            GinIndex(fields=["category_path"], name="product_by_shelf"),
            models.Index(
                F("reference_minor").asc(),
                F("id").asc(),
                condition=Q(is_visible=True, offer_count__gt=0),
                name="product_by_price",
            ),
            models.Index(
                fields=["category", "reference_minor", "id"],
                condition=Q(is_visible=True, offer_count__gt=0),
                name="product_on_shelf_by_price",
            ),
            models.Index(
                F("id").desc(), condition=Q(is_visible=True, offer_count__gt=0), name="product_newest"
            ),
            models.Index(
                Lower("brand"), Lower("part_number"), condition=~Q(part_number=""), name="product_by_part"
            ),
            models.Index(
                Lower("brand"),
                condition=Q(is_visible=True, offer_count__gt=0) & ~Q(brand=""),
                name="product_of_brand",
            ),
            models.Index(
                fields=["joined_into"], condition=Q(joined_into__isnull=False), name="product_joined_into"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class GoodsChange(models.Model):
    """Which products some statement changed, themselves or their offers; triggers write it, indexes read it.

    The general outbox hands each message to one relay; this log is read by every index from where that index is. What
    was written is complete for a reader below the oldest transaction that still runs, hence the transaction's number.
    """

    id = models.BigAutoField(primary_key=True)
    transaction = models.BigIntegerField(db_index=True)
    product_ids = ArrayField(models.UUIDField())
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)


class CardChange(models.Model):
    """What was changed of a live card, by whom and from where; append-only by trigger.

    One row for each product or offer that a statement changed, not for each field: an import pays for every row.
    """

    id = models.BigAutoField(primary_key=True)
    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, db_index=False, db_constraint=False, related_name="+"
    )
    seller = models.ForeignKey(
        "sellers.Seller",
        on_delete=models.PROTECT,
        null=True,
        db_index=False,
        db_constraint=False,
        related_name="+",
    )
    sku = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=5, choices=[(source, source) for source in Source])
    person = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        db_index=False,
        db_constraint=False,
        related_name="+",
    )
    #: field → [what it was, what it is]
    changes = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(F("product"), F("id").desc(), name="card_change_of_product")]

    def __str__(self) -> str:
        return f"{self.product_id} {self.at}"


class ProductPicture(models.Model):
    """One of a product's pictures, in their order; the first is its cover."""

    id = models.UUIDField(primary_key=True)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, db_index=False, related_name="+")
    picture = models.ForeignKey("pictures.Picture", on_delete=models.PROTECT, related_name="+")
    #: the same picture as pages show it: it never changes, so that no page asks another context
    reference = models.CharField(max_length=60)
    #: what is to be seen, by language, for those who can't see it
    alts = models.JSONField(default=dict)
    #: who hung it there and may take it down; nobody for what the fair itself drew
    seller = models.ForeignKey(
        "sellers.Seller", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "picture"], name="product_picture_once"),
            models.UniqueConstraint(
                fields=["product", "position"],
                name="product_picture_place_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Variant(models.Model):
    """One make of a product: a size, a colour; a product without choices has one with no options.

    It is what GS1 calls a trade item, so the number that identifies it stands here.
    """

    id = models.UUIDField(primary_key=True)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, db_index=False, related_name="+")
    options = models.JSONField(default=dict)
    position = models.PositiveSmallIntegerField(default=0)
    gtin = models.CharField(max_length=14, blank=True)
    #: of a joined product: the make that this one was found to be; its number means that one
    stands_for = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["stands_for"], condition=Q(stands_for__isnull=False), name="variant_stands_for"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["gtin"], condition=~Q(gtin=""), name="variant_gtin_once"),
            models.UniqueConstraint(fields=["product", "options"], name="variant_options_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Offer(models.Model):
    """A seller's price for a variant, from one warehouse.

    Foreign keys have no index of their own where one of those below begins with them: an import pays for each.
    """

    id = models.UUIDField(primary_key=True)
    seller = models.ForeignKey("sellers.Seller", on_delete=models.PROTECT, db_index=False, related_name="+")
    warehouse = models.ForeignKey("inventory.Warehouse", on_delete=models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, db_index=False, related_name="+")
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="+")
    sku = models.CharField(max_length=120)
    #: the seller's own word for the product that this is one variant of
    group_key = models.CharField(max_length=120, blank=True)
    #: of the row that was stored last, so that a feed that says it again costs next to nothing
    fingerprint = models.CharField(max_length=32, blank=True)
    price_minor = models.BigIntegerField()
    old_price_minor = models.BigIntegerField(null=True, blank=True)
    #: the price in kopecks at the rate of the last change while the offer can be had, else nothing: for the lists of
    #: shops that sell only some sellers' offers
    reference_minor = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3)
    weight_g = models.PositiveIntegerField()
    #: the weight is a guess by category: the seller has yet to give the real one
    is_weight_assumed = models.BooleanField(default=False)
    #: of the packed piece; 0 where nobody has told: all three, or none
    length_mm = models.PositiveIntegerField(default=0, db_default=0)
    width_mm = models.PositiveIntegerField(default=0, db_default=0)
    height_mm = models.PositiveIntegerField(default=0, db_default=0)
    hs_code = models.CharField(max_length=10, blank=True)
    origin_country = models.CharField(max_length=2, blank=True)
    status = models.CharField(max_length=10, choices=[(status, status) for status in OfferStatus])
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seller", "sku", "warehouse"], name="offer_sku_once"),
            models.CheckConstraint(condition=Q(price_minor__gt=0), name="offer_costs_something"),
            models.CheckConstraint(condition=Q(weight_g__gt=0), name="offer_weighs_something"),
            models.CheckConstraint(
                condition=Q(length_mm=0, width_mm=0, height_mm=0)
                | Q(
                    length_mm__range=(1, 100_000), width_mm__range=(1, 100_000), height_mm__range=(1, 100_000)
                ),
                name="offer_has_three_sides_or_none",
            ),
        ]
        indexes = [
            models.Index(fields=["product", "status"], name="offer_by_product"),
            models.Index(fields=["seller", "group_key"], condition=~Q(group_key=""), name="offer_by_group"),
        ]

    def __str__(self) -> str:
        return self.sku


class KeptApart(models.Model):
    """A person took a seller's article out of a product: no number that agrees puts it back there."""

    id = models.UUIDField(primary_key=True)
    seller = models.ForeignKey("sellers.Seller", on_delete=models.CASCADE, db_index=False, related_name="+")
    sku = models.CharField(max_length=120)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "kept apart"
        constraints = [
            models.UniqueConstraint(fields=["seller", "sku", "product"], name="kept_apart_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sku} {self.product_id}"


class Brand(models.Model):
    """A brand that has a place of its own: what it says of itself, and its colour."""

    id = models.UUIDField(primary_key=True)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    colour = models.CharField(max_length=7)
    country = models.CharField(max_length=2, blank=True)
    #: what the brand says of itself, by language
    texts = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(colour__regex=r"^#[0-9A-Fa-f]{6}$"), name="brand_has_a_colour"
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class BrandSpelling(models.Model):
    """How sellers write a brand, in small letters: a spelling means one brand only."""

    spelling = models.CharField(primary_key=True, max_length=120)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return self.spelling


class BrandAuthorisation(models.Model):
    """A document by which a brand lets a seller sell its goods as an official store.

    It is here once two people have seen the document: its id is that of the proposal by which they did.
    """

    id = models.UUIDField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, db_index=False, related_name="+")
    seller = models.ForeignKey("sellers.Seller", on_delete=models.PROTECT, related_name="+")
    #: what the document is and which number it bears
    document = models.CharField(max_length=300)
    #: days on which it is in force, in UTC
    valid = DateRangeField()
    status = models.CharField(max_length=10, choices=[(status, status) for status in AuthorisationStatus])
    #: why it was withdrawn
    reason = models.CharField(max_length=500, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="brand_authorised_once_at_a_time",
                expressions=[
                    ("brand", RangeOperators.EQUAL),
                    ("seller", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                condition=Q(status="approved"),
            ),
            models.CheckConstraint(condition=~Q(document=""), name="brand_authorisation_has_a_document"),
            models.CheckConstraint(
                condition=Q(valid__isempty=False, valid__lower_inf=False, valid__upper_inf=False),
                name="brand_authorisation_begins_and_ends",
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | ~Q(reason=""),
                name="brand_authorisation_refusal_says_why",
            ),
            models.CheckConstraint(
                condition=Q(status="withdrawn", withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                | ~Q(status="withdrawn") & Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True),
                name="brand_authorisation_withdrawal_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seller_id} for {self.brand_id}"
