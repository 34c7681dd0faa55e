"""What other parts of the house are told about goods."""

from yarmarka.domain.catalogue.types.attributes import (
    AttributeDefinition,
    AttributeFault,
    AttributeKind,
    AttributeProblem,
    NewAttribute,
    ToldProduct,
)
from yarmarka.domain.catalogue.types.brands import (
    Authorisation,
    AuthorisationStatus,
    BrandCard,
    OfficialStore,
)
from yarmarka.domain.catalogue.types.featured import (
    Contender,
    Featured,
    Reliability,
)
from yarmarka.domain.catalogue.types.offers import (
    CardChange,
    HungPicture,
    IncomingOffer,
    Joined,
    ListedOffer,
    NewPrice,
    OfferForSale,
    OfferPrice,
    OfferStatus,
    Source,
    StoredOffer,
)
from yarmarka.domain.catalogue.types.shelves import (
    CategoryCard,
    ProductFilter,
    ProductIds,
    SearchWords,
    Sort,
)

__all__ = [
    "AttributeDefinition",
    "AttributeFault",
    "AttributeKind",
    "AttributeProblem",
    "Authorisation",
    "AuthorisationStatus",
    "BrandCard",
    "CardChange",
    "CategoryCard",
    "Contender",
    "Featured",
    "HungPicture",
    "IncomingOffer",
    "Joined",
    "ListedOffer",
    "NewAttribute",
    "NewPrice",
    "OfferForSale",
    "OfferPrice",
    "OfferStatus",
    "OfficialStore",
    "ProductFilter",
    "ProductIds",
    "Reliability",
    "SearchWords",
    "Sort",
    "Source",
    "StoredOffer",
    "ToldProduct",
]
