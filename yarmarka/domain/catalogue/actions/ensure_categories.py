"""Shelves: put up by hand or after a seller's own, and what a seller's own category names mean."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from yarmarka.domain.catalogue.models import Category, CategoryMapping
from yarmarka.domain.catalogue.queries import categories, forget_categories
from yarmarka.domain.catalogue.rules.archetypes import archetype_of
from yarmarka.domain.catalogue.rules.categories import child_named, slug_for
from yarmarka.domain.catalogue.rules.languages import language_of
from yarmarka.domain.catalogue.rules.taxonomy import Taxon, chain_of, taxon_said
from yarmarka.domain.catalogue.types import CategoryCard
from yarmarka.kernel.ids import new_id


def add_category(
    *,
    names: Mapping[str, str],
    parent: CategoryCard | None = None,
    slug: str = "",
    picture: str = "",
    position: int = 0,
    google_id: int | None = None,
    now: datetime,
) -> CategoryCard:
    """Put up a shelf, below `parent` or at the top; address and drawing are made up where none are given.

    `google_id` is its number in Google's product taxonomy; two shelves can't have one number.
    """
    key = new_id(now)
    taken = set(Category.objects.values_list("slug", flat=True))
    row = Category.objects.create(
        id=key,
        parent_id=parent.id if parent else None,
        slug=slug or slug_for(names.get("en") or next(iter(names.values())), taken=taken),
        names=dict(names),
        picture=picture or archetype_of(names.values()).picture,
        position=position,
        google_id=google_id,
        path=[*(parent.path if parent else ()), key],
    )
    forget_categories()
    return CategoryCard(
        id=row.id,
        parent_id=row.parent_id,
        slug=row.slug,
        names=row.names,
        picture=row.picture,
        path=row.path,
        google_id=row.google_id,
    )


def ensure_categories(
    paths: Sequence[Sequence[str]], *, below: CategoryCard | None, now: datetime
) -> dict[tuple[str, ...], CategoryCard]:
    """Return the category at each path of names (widest first) below a root, putting up those that are missing.

    A shelf is found by its name in any language, whatever the case. What a path says in Google's taxonomy, at the top,
    is found by its number and put up under our own names. Run inside a transaction.
    """
    forget_categories()  # what another feed has just put up must not be put up twice
    cards = list(categories())
    return {tuple(path): _reach(path, cards, below=below, now=now) for path in paths}


def remember_categories(mapping: Mapping[str, UUID], *, seller_id: UUID, now: datetime) -> None:
    """Note what a seller's own category names mean, for its next feed; what was said before gives way."""
    rows = [
        CategoryMapping(id=new_id(now), seller_id=seller_id, external_name=name, category_id=category_id)
        for name, category_id in mapping.items()
    ]
    CategoryMapping.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["seller", "external_name"],
        update_fields=["category"],
    )


def _reach(
    path: Sequence[str], cards: list[CategoryCard], *, below: CategoryCard | None, now: datetime
) -> CategoryCard:
    """Walk down a path of names, putting up each shelf that is missing among `cards`."""
    taxon, names = taxon_said(path) if below is None else (None, tuple(path))
    here = _reach_taxon(taxon, cards, now=now) if taxon else below
    for depth, name in enumerate(names):
        found = child_named(cards, name, parent=here)
        if found is None:
            found = _put_up(names[: depth + 1], parent=here, now=now)
            cards.append(found)
        here = found
    if here is None:
        raise ValueError("a path of categories needs a name")
    return here


def _reach_taxon(taxon: Taxon, cards: list[CategoryCard], *, now: datetime) -> CategoryCard:
    """Return the shelf of a category of the taxonomy: by its number, else by our name for it, else put up."""
    here: CategoryCard | None = None
    for one in chain_of(taxon.google_id):
        found = next((card for card in cards if card.google_id == one.google_id), None)
        if found is None:
            found = child_named(cards, one.names["en"], parent=here)
        if found is None:
            found = add_category(
                names=one.names,
                parent=here,
                google_id=one.google_id,
                position=sum(card.parent_id == (here.id if here else None) for card in cards),
                now=now,
            )
            cards.append(found)
        here = found
    assert here is not None
    return here


def _put_up(path: Sequence[str], *, parent: CategoryCard | None, now: datetime) -> CategoryCard:
    name = path[-1].strip()
    return add_category(
        names={language_of(name): name},
        parent=parent,
        picture=archetype_of(reversed(path)).picture,
        position=Category.objects.filter(parent_id=parent.id if parent else None).count(),
        now=now,
    )
