"""What can go wrong with goods."""

from yarmarka.kernel.errors import Invalid, YarmarkaError


class OfferGone(YarmarkaError):
    """An offer can't be bought any more: paused, withdrawn or never there."""

    code, status = "offer_gone", 409


class PriceInvalid(Invalid):
    """A price can't be taken; the facts say why."""

    code = "price_invalid"


class TooManyPictures(Invalid):
    """A product has as many pictures as it may have."""

    code = "too_many_pictures"


class PicturesOfOthers(YarmarkaError):
    """Another seller keeps this product's pictures."""

    code, status = "pictures_of_others", 403


class CategoryUnknown(Invalid):
    """A seller's own category has no counterpart among ours."""

    code = "category_unknown"


class GtinInvalid(Invalid):
    """A number in the place of a GTIN has the wrong length or check digit."""

    code = "gtin_invalid"


class ArticleTaken(Invalid):
    """The seller offers something under this article already."""

    code = "article_taken"


class BarcodeElsewhere(Invalid):
    """A barcode names other goods that are listed already."""

    code = "barcode_elsewhere"


class GoodsShared(YarmarkaError):
    """Others sell the product as well, so what tells its variants apart is not one seller's to change."""

    code, status = "goods_shared", 409


class BrandInvalid(Invalid):
    """A brand can't be written down so: its name, colour or a spelling that another brand has; the facts say which."""

    code = "brand_invalid"


class AuthorisationInvalid(Invalid):
    """An authorisation has no document, or its days run backwards or are over already."""

    code = "authorisation_invalid"


class AuthorisationDecided(YarmarkaError):
    """The authorisation was withdrawn already."""

    code, status = "authorisation_decided", 409


class AuthorisationOverlaps(YarmarkaError):
    """The store is authorised for some of these days already."""

    code, status = "authorisation_overlaps", 409


class RefusalUnexplained(Invalid):
    """A refusal or a withdrawal does not say why."""

    code = "authorisation_reason_missing"


class AttributeInvalid(Invalid):
    """An attribute can't be defined so, or a value is not one that it takes; the facts name the field and say why."""

    code = "attribute_invalid"


class AttributeGone(YarmarkaError):
    """The definition is over already: somebody has just changed or ended it."""

    code, status = "attribute_gone", 409


class AttributeTaken(YarmarkaError):
    """The category has an attribute of this code already."""

    code, status = "attribute_taken", 409


class ProductsJoined(YarmarkaError):
    """One of the two products has gone into another already, or the join was taken back."""

    code, status = "products_joined", 409


class NothingToSplit(YarmarkaError):
    """Nobody else offers the product, so there is nothing to take the offer out of."""

    code, status = "nothing_to_split", 409
