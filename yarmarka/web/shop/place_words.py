"""What the reader's place is called: the city as their language calls it, and its region."""

from yarmarka.domain.places.queries import city_names, place
from yarmarka.presentation.countries import country_name
from yarmarka.vocabulary.goods import in_language
from yarmarka.web.shop.shopper import Shopper


def place_words(shopper: Shopper) -> str:
    """Return where goods would be sent: `Казань, Татарстан`, or the country alone, as far as it was told."""
    chosen, language = shopper.place, shopper.locale
    if chosen is None:
        return country_name(shopper.country, language)
    within = (
        in_language(place(chosen.code).names, language)
        if chosen.code
        else country_name(chosen.country, language)
    )
    named = city_names(chosen.words)
    words = in_language(named, language) if named else chosen.words
    return f"{words}, {within}" if words and words.casefold() != within.casefold() else within
