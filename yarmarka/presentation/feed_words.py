"""Words for what is wrong with a seller's feed: add a code by adding a line. Facts go in as %(name)s."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yarmarka.connectors.feeds.types import FeedCode
from yarmarka.domain.catalogue.types import AttributeFault
from yarmarka.flows.feed_report import ImportCode
from yarmarka.presentation.locales import current_language
from yarmarka.vocabulary.goods import words_in


class FeedWords(NamedTuple):
    """What is wrong, and what the seller can do."""

    title: str | Promise
    remedy: str | Promise


_LEFT_OUT: Final = _("The offer was taken without it. Correct the feed and send it again.")

WORDS: Final[Mapping[str, FeedWords]] = {
    FeedCode.FEED_BROKEN: FeedWords(
        _("The file can't be read any further: %(reason)s."),
        _("Offers above this line were read, those below were not. Make the file anew and send it again."),
    ),
    FeedCode.FEED_NOT_YML: FeedWords(
        _("The file begins with <%(root)s>, but a YML feed begins with <yml_catalog>."),
        _("Choose the YML export in your shop's software."),
    ),
    FeedCode.FEED_NOT_COMMERCEML: FeedWords(
        _("The file begins with <%(root)s>: that is no CommerceML file."),
        _("Choose the exchange with a site in 1C: it makes the right files."),
    ),
    FeedCode.FEED_NOT_GOOGLE: FeedWords(
        _("The file begins with <%(root)s>: that is no feed of Google Merchant."),
        _("Choose the export for Google Merchant Center in your shop's software."),
    ),
    FeedCode.FEED_EMPTY: FeedWords(
        _("There is nothing in the file."),
        _("The first row names the columns, the goods stand below it. Make the file anew and send it again."),
    ),
    FeedCode.FEED_DECLARES_ENTITIES: FeedWords(
        _("The file declares things of its own in DOCTYPE."),
        _("Take the DOCTYPE line out: for safety, such files are not read."),
    ),
    FeedCode.FEED_HAS_TOO_MANY_CATEGORIES: FeedWords(
        _("The feed has more than %(limit)s categories."),
        _("Leave out the categories that no offer is in."),
    ),
    FeedCode.VALUE_MISSING: FeedWords(
        _("There is no %(field)s."),
        _("Fill it in and send the feed again."),
    ),
    FeedCode.VALUE_TOO_LONG: FeedWords(
        _("%(field)s is %(length)s characters long; %(limit)s is the most."),
        _("Shorten it and send the feed again."),
    ),
    FeedCode.ID_REPEATED: FeedWords(
        _("The number %(id)s was used above already."),
        _("Give every offer and every category a number of its own."),
    ),
    FeedCode.NOT_A_NUMBER: FeedWords(
        _("%(field)s is not a number: “%(value)s”."),
        _("Write digits, and a point before the decimals: 1499.00."),
    ),
    FeedCode.NOT_POSITIVE: FeedWords(
        _("%(field)s is “%(value)s”, but has to be more than zero."),
        _("Correct the value and send the feed again."),
    ),
    FeedCode.NEGATIVE: FeedWords(
        _("%(field)s is “%(value)s”, but can't be less than zero."),
        _("Correct the value and send the feed again."),
    ),
    FeedCode.TOO_PRECISE: FeedWords(
        _("%(field)s is “%(value)s”: that is more than two decimals."),
        _("Round the price to kopecks, cents or fen."),
    ),
    FeedCode.TOO_LARGE: FeedWords(
        _("%(field)s is “%(value)s”; %(limit)s is the most."),
        _("Check the unit: prices are in roubles or yuan, weights in kilograms, sizes in centimetres."),
    ),
    FeedCode.CURRENCY_UNKNOWN: FeedWords(
        _("We don't trade in the currency “%(value)s”."),
        _("Use one of these: %(known)s."),
    ),
    FeedCode.CATEGORY_UNKNOWN: FeedWords(
        _("The feed has no category with the number “%(value)s”."),
        _("Add the category to the list at the beginning of the feed."),
    ),
    FeedCode.DIMENSIONS_INVALID: FeedWords(
        _("The size “%(value)s” can't be understood."),
        _("Write length, width and height in centimetres: 20.5/15/4."),
    ),
    FeedCode.OFFER_TOO_BIG: FeedWords(
        _("The offer says more than can be read."),
        _("Shorten the description, or leave out some characteristics."),
    ),
    FeedCode.BARCODE_INVALID: FeedWords(
        _("“%(value)s” is not a barcode number: its check digit or its length is wrong."),
        _LEFT_OUT,
    ),
    FeedCode.OLD_PRICE_NOT_HIGHER: FeedWords(
        _("The old price is not higher than the price."),
        _LEFT_OUT,
    ),
    FeedCode.PICTURE_INVALID: FeedWords(
        _("“%(value)s” is not a picture's web address."),
        _LEFT_OUT,
    ),
    FeedCode.TOO_MANY_PICTURES: FeedWords(
        _("There are more than %(limit)s pictures."),
        _("The first of them were taken."),
    ),
    FeedCode.HS_CODE_INVALID: FeedWords(
        _("“%(value)s” is not a customs code: it has six or ten digits."),
        _LEFT_OUT,
    ),
    FeedCode.ORIGIN_UNKNOWN: FeedWords(
        _("We don't know the country “%(value)s”."),
        _("The offer was taken without it. Write the country's usual name or its two-letter code."),
    ),
    FeedCode.DESCRIPTION_CUT: FeedWords(
        _("The description is longer than %(limit)s characters."),
        _("Its beginning was taken."),
    ),
    FeedCode.TEXT_LANGUAGE_UNKNOWN: FeedWords(
        _("Goods are not described in the language “%(value)s” here."),
        _("The offer was taken without this text. Languages are: %(known)s."),
    ),
    FeedCode.TEXT_ORIGIN_UNKNOWN: FeedWords(
        _("Whose words a text is can't be “%(value)s”."),
        _("It was taken as your own. Say one of these: %(known)s."),
    ),
    FeedCode.PARENT_UNKNOWN: FeedWords(
        _("The feed has no category with the number “%(parent)s” above this one."),
        _("The category was taken as one of the topmost."),
    ),
    ImportCode.CATEGORY_NOT_MAPPED: FeedWords(
        _("We don't know yet which of our categories “%(value)s” is."),
        _("Choose one of our categories for it, and send the feed again."),
    ),
    ImportCode.PRICE_TOO_HIGH: FeedWords(
        _("A price of %(value)s is higher than we can sell at."),
        _("Check the price: perhaps it lacks its decimal point."),
    ),
    ImportCode.PRODUCT_UNTOLD: FeedWords(
        _("1C has told a price for these goods, but never what they are."),
        _("Send the whole catalogue once: import.xml first, then offers.xml."),
    ),
    ImportCode.WAREHOUSE_UNKNOWN: FeedWords(
        _("1C has the warehouse “%(value)s”, and you have none of that name here."),
        _("Add a warehouse of the same name, or leave this one out in 1C: what lies there is not offered."),
    ),
    ImportCode.TOO_MANY_GONE: FeedWords(
        _(
            "The file leaves out %(gone)s of your %(known)s offers. That looks like a mistake, so they stay on sale."
        ),
        _("If they are really gone, say so on the page of the price list; if not, make the file anew."),
    ),
    ImportCode.NOT_STORABLE: FeedWords(
        _("The offer can't be stored, and the fault may be ours."),
        _("Write to us and name the line: we will see what happened. The other offers were taken."),
    ),
    ImportCode.WEIGHT_ASSUMED: FeedWords(
        _("The weight is not told: %(weight_g)s g is assumed, and the delivery's price hangs on it."),
        _("Weigh the packed goods and fill in <weight>, in kilograms."),
    ),
    ImportCode.STOCK_ASSUMED: FeedWords(
        _("How many there are is not told: %(pieces)s is assumed."),
        _("Fill in <count>, or set the stock in your console."),
    ),
    ImportCode.BARCODE_OF_ONE_SHOP: FeedWords(
        _("The barcode %(value)s is one that a shop gives within its walls."),
        _("The offer was taken without it. If the maker gave the goods a number of their own, fill that in."),
    ),
    ImportCode.CARD_WAITS: FeedWords(
        _("The card is stored, but a rule for cards asks a person of the fair to look at it first: %(met)s."),
        _(
            "You need do nothing; under “Goods, Stopped cards” stands why, and a letter will tell the decision."
        ),
    ),
    ImportCode.CARD_REFUSED: FeedWords(
        _("The card is stored, but a rule for cards does not let it be sold: %(met)s."),
        _("Under “Goods, Stopped cards” stands the reason. Correct the card, or appeal there."),
    ),
    AttributeFault.NOT_A_NUMBER: FeedWords(
        _("“%(attribute)s” is not a number: “%(value)s”."),
        _("Write one number, such as 12 or 1.5, and its unit if it has one."),
    ),
    AttributeFault.COMMA_UNCLEAR: FeedWords(
        _("“%(attribute)s” is “%(value)s”: the comma may part thousands or decimals."),
        _("Write thousands without a comma, and decimals with a point."),
    ),
    AttributeFault.TOO_LARGE: FeedWords(
        _("“%(attribute)s” is “%(value)s”: that is more than can be."),
        _("Check the number."),
    ),
    AttributeFault.UNIT_UNKNOWN: FeedWords(
        _("“%(attribute)s” is “%(value)s”, in a unit that we don't know."),
        _("Give it in %(unit)s."),
    ),
    AttributeFault.UNIT_OF_ANOTHER_MEASURE: FeedWords(
        _("“%(attribute)s” is “%(value)s”, but its unit measures something else."),
        _("Give it in %(unit)s."),
    ),
    AttributeFault.NOT_A_CHOICE: FeedWords(
        _("“%(attribute)s” can't be “%(value)s”."),
        _("Choose one of these: %(choices)s."),
    ),
    AttributeFault.NOT_YES_OR_NO: FeedWords(
        _("“%(attribute)s” is “%(value)s”, but can only be yes or no."),
        _("Write yes or no."),
    ),
    AttributeFault.TOO_LONG: FeedWords(
        _("“%(attribute)s” is longer than it may be: “%(value)s…”."),
        _("Shorten it, or say it in the description."),
    ),
    ImportCode.GROUP_WITHOUT_CHOICES: FeedWords(
        _("Nothing tells the offers of the group %(value)s apart."),
        _("Name the colour, the size or what else differs in <param>. Until then each is sold on its own."),
    ),
}


#: what stops the reading of a file, as the reader of XML calls it, in the words of whoever made the file
REASONS: Final[Mapping[str, str | Promise]] = {
    "syntax error": _("this is no XML"),
    "no element found": _("the file ends too early"),
    "not well-formed (invalid token)": _("a character stands where none may"),
    "mismatched tag": _("a tag is closed by the end of another"),
    "duplicate attribute": _("a tag says the same attribute twice"),
    "junk after document element": _("something stands behind the end"),
    "unclosed token": _("a tag is not finished"),
    "unclosed CDATA section": _("a CDATA section is not finished"),
    "undefined entity": _("a name like &this; is not known"),
    "reference to invalid character number": _("a character of this number does not exist"),
    "XML or text declaration not at start of entity": _("something stands before the first line"),
    "unknown encoding": _("its encoding is not known; choose UTF-8"),
    "a tag without end": _("a tag without end"),
    "elements nested too deep": _("tags are nested too deep"),
}

#: facts that are told in several languages
_IN_LANGUAGES: Final = frozenset({"attribute", "choices", "unit", "met"})


def words_for(code: str, *, field: str, facts: Mapping[str, Any]) -> FeedWords:
    """Return what is wrong and what to do, in the language that is active now.

    For `field`, pass the field as the row names it: `price`, `param`.
    """
    title, remedy = WORDS[code]
    locale = current_language()
    known: dict[str, Any] = {"field": f"<{field}>", **facts}
    known |= {name: words_in(value, locale) or "–" for name, value in facts.items() if name in _IN_LANGUAGES}
    if (reason := facts.get("reason")) in REASONS:
        known["reason"] = REASONS[str(reason)]
    return FeedWords(str(title) % known, str(remedy) % known)
