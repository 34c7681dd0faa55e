"""Categories of Google's product taxonomy: by number, under names of our own, put up once."""

import pytest

from tests.market import NOW
from yarmarka.cli.shared_data import shared_data
from yarmarka.domain.catalogue.actions import add_category, ensure_categories
from yarmarka.domain.catalogue.models import Category
from yarmarka.domain.catalogue.rules.taxonomy import chain_of, taxa, taxon_said


def test_every_shelf_has_a_name_in_three_languages_that_no_neighbour_has() -> None:
    seen: set[tuple[int | None, str, str]] = set()
    for one in taxa().values():
        assert all(one.names.values()), one
        own = {(one.above, language, name.casefold()) for language, name in one.names.items()}
        assert not own & seen, one
        seen |= own


def test_a_path_means_the_narrowest_category_that_it_names_and_a_number_itself() -> None:
    electronics = chain_of(505771)[0]
    assert taxon_said(["505771"]) == (taxa()[505771], ())
    assert (
        taxon_said(["Electronics", "Audio", "Audio Components", "Headphones & Headsets"])[0] == taxa()[505771]
    )
    assert taxon_said(["electronics", "Наушники"]) == (electronics, ("Наушники",))
    assert taxon_said(["Наушники"]) == (None, ("Наушники",))
    assert taxon_said(["99999999"]) == (None, ())


@pytest.mark.django_db
def test_a_seller_s_words_in_the_taxonomy_become_our_shelves_once() -> None:
    own = add_category(names={"ru": "Техника", "en": "Gadgets"}, google_id=222, now=NOW)
    paths = [("222",), ("Electronics", "Audio", "Караоке"), ("Furniture", "Sofas")]
    found = ensure_categories(paths, below=None, now=NOW)
    assert found[("222",)].id == own.id, "the shelf that has the number, whatever it is called"
    karaoke = found[("Electronics", "Audio", "Караоке")]
    assert (karaoke.names, karaoke.google_id, karaoke.path[0]) == ({"ru": "Караоке"}, None, own.id)
    sofas = found[("Furniture", "Sofas")]
    assert sofas.names == {"ru": "Диваны", "en": "Sofas", "zh": "沙发"}
    assert sofas.google_id == 460
    before = Category.objects.count()
    assert ensure_categories(paths, below=None, now=NOW) == found
    assert Category.objects.count() == before


def test_numbers_and_paths_are_google_s() -> None:
    file = shared_data() / "google_taxonomy" / "taxonomy-with-ids.en-US.txt"
    if not file.exists():
        pytest.skip("Google's own list is not here")
    lines = file.read_text(encoding="utf-8").splitlines()[1:]
    theirs = dict(line.split(" - ", 1) for line in lines)
    assert {str(one.google_id): " > ".join(one.path) for one in taxa().values()}.items() <= theirs.items()
