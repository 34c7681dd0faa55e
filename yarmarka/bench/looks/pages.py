"""The pages that are looked at, and how somebody gets to each."""

from dataclasses import dataclass
from typing import Final

GUEST: Final = "guest"
SHOPPER: Final = "shopper"
#: a second shopper, for what has to be bought before it can be looked at
BUYER: Final = "buyer"
SELLER: Final = "seller"
OPERATOR: Final = "operator"


@dataclass(frozen=True)
class Page:
    """A page, found at a path below the language, or behind the first link of another page that fits a pattern.

    Where `through` is given, the link stands on one of the other page's own links that fit it. Where `after` is, it is
    where somebody comes who does this first: see `deeds`. A `gesture` is made in the open page before its picture is
    taken: see `gestures`.

    `shop` is the prefix of a storefront that is not the marketplace.

    `meant_for_search` pages are judged for search engines as well; `budgeted` ones belong to every audit.
    """

    name: str
    who: str = GUEST
    path: str = ""
    on: str = ""
    through: str = ""
    link: str = ""
    after: str = ""
    gesture: str = ""
    shop: str = ""
    meant_for_search: bool = False
    budgeted: bool = False
    expected: int = 200


PAGES: Final = (
    Page("home", path="/", meant_for_search=True, budgeted=True),
    Page("category", on="home", link=r"/c/[\w-]+/$", meant_for_search=True, budgeted=True),
    Page("suggestions", path="/", gesture="type_on_the_wrong_layout"),
    Page("search", path="/search/?q=чай"),
    Page("search-narrowed", path="/search/?q=чайник&comes=here&from=500&to=5000&rating=4"),
    Page("search-relaxed", path="/search/?q=чайник скафандр"),
    Page("product", on="category", link=r"/p/prd_\w+/$", meant_for_search=True, budgeted=True),
    Page("seller", on="product", link=r"/sellers/[\w-]+/$", meant_for_search=True),
    Page("facets", on="category", link=r"/c/[\w-]+/\?\w"),
    Page("mall", path="/", shop="mall", meant_for_search=True),
    Page("brands", path="/brands/", shop="mall", meant_for_search=True),
    Page("brand", on="brands", link=r"/brands/[\w-]+/$", shop="mall", meant_for_search=True),
    Page("help", path="/help/", meant_for_search=True),
    Page("help-article", on="help", link=r"/help/[\w-]+/$", meant_for_search=True),
    Page("place", path="/place/"),
    Page("places", path="/places/"),
    Page("delivery", path="/delivery/"),
    Page("lane", on="delivery", link=r"/delivery/\w+/\w+/\w+-\w+/$"),
    Page("pickup-points", path="/delivery/points/"),
    Page("consents", path="/consents/"),
    Page("rules", path="/rules/", meant_for_search=True),
    Page("wishes", path="/wishes/"),
    Page("sign-in", path="/account/login/"),
    Page("sign-up", path="/account/signup/"),
    Page("sign-in-code", path="/account/login/code/"),
    Page("sign-up-phone", path="/account/signup/phone/"),
    Page("sign-up-passkey", path="/account/signup/passkey/"),
    Page("not-found", path="/nowhere/", expected=404),
    Page("failure", path="/demo/components/problem/", expected=503),
    Page("maintenance", path="/demo/components/maintenance/", expected=503),
    Page("components", path="/demo/components/"),
    Page("components-console", path="/demo/components/console/"),
    Page("mail", path="/demo/mail/"),
    Page("all-letters", path="/demo/letters/"),
    Page("letter", path="/demo/letters/order_paid/"),
    Page("basket", who=SHOPPER, path="/basket/", budgeted=True),
    Page("checkout", who=SHOPPER, path="/checkout/", budgeted=True),
    Page("orders", who=SHOPPER, path="/orders/"),
    Page("order", who=SHOPPER, on="orders", link=r"/orders/ord_\w+/$", budgeted=True),
    Page("payment-return", who=BUYER, after="pay"),
    Page("checkout-pickup", who=BUYER, after="choose_a_point"),
    Page("review", who=SHOPPER, on="orders", through=r"/orders/ord_\w+/$", link=r"/p/prd_\w+/review/$"),
    Page("addresses", who=SHOPPER, path="/addresses/"),
    Page("account", who=SHOPPER, path="/me/"),
    Page("preferences", who=SHOPPER, path="/me/preferences/"),
    Page("letters", who=SHOPPER, path="/me/letters/"),
    Page("sessions", who=SHOPPER, path="/me/sessions/"),
    Page("security", who=SHOPPER, path="/me/security/"),
    Page("data", who=SHOPPER, path="/me/data/"),
    Page("deletion", who=SHOPPER, path="/me/data/delete/"),
    Page("authenticator", who=SHOPPER, path="/account/app/"),
    Page("messages", who=SHOPPER, path="/messages/"),
    Page("seller-desk", who=SELLER, path="/seller/"),
    Page("seller-orders", who=SELLER, path="/seller/orders/"),
    Page("seller-orders-all", who=SELLER, path="/seller/orders/?status=all"),
    Page("seller-offers", who=SELLER, path="/seller/offers/"),
    Page("seller-offer", who=SELLER, on="seller-offers", link=r"/seller/offers/off_\w+/$"),
    Page("seller-stopped", who=SELLER, path="/seller/stopped/"),
    Page("seller-card-history", who=SELLER, on="seller-stopped", link=r"/seller/offers/off_\w+/history/$"),
    Page("seller-bulk", who=SELLER, path="/seller/offers/edit/"),
    Page("seller-feed", who=SELLER, path="/seller/feed/"),
    Page("seller-feed-pictures", who=SELLER, path="/seller/feed/pictures/"),
    Page("seller-feed-columns", who=SELLER, after="send_a_table"),
    Page("seller-warehouses", who=SELLER, path="/seller/warehouses/"),
    Page("seller-order", who=SELLER, on="seller-orders-all", link=r"/seller/orders/slo_\w+/$"),
    Page("seller-months", who=SELLER, path="/seller/money/months/"),
    Page("seller-claims", who=SELLER, path="/seller/claims/"),
    Page("seller-apply", who=SHOPPER, path="/seller/apply/?country=CN"),
    Page("seller-reviews", who=SELLER, path="/seller/talk/"),
    Page("seller-standing", who=SELLER, path="/seller/standing/"),
    Page("seller-messages", who=SELLER, path="/seller/messages/"),
    Page("seller-documents", who=SELLER, path="/seller/documents/"),
    Page("seller-new-card", who=SELLER, path="/seller/offers/new/card/"),
    Page("seller-people", who=SELLER, path="/seller/people/"),
    Page("seller-money", who=SELLER, path="/seller/money/"),
    Page("staff-desk", who=OPERATOR, path="/staff/"),
    Page("staff-orders", who=OPERATOR, path="/staff/orders/"),
    Page("staff-order", who=OPERATOR, on="staff-orders", link=r"/staff/orders/ord_\w+/$"),
    Page("staff-claims", who=OPERATOR, path="/staff/claims/"),
    Page("staff-claim", who=OPERATOR, on="staff-claims", link=r"/staff/claims/clm_\w+/$"),
    Page("staff-search", who=OPERATOR, path="/staff/search/?q=чай"),
    Page("staff-parcels", who=OPERATOR, path="/staff/parcels/"),
    Page("staff-proposals", who=OPERATOR, path="/staff/proposals/"),
    Page("staff-forwarding", who=OPERATOR, path="/staff/restrictions/forwarding/"),
    Page("staff-customs", who=OPERATOR, path="/staff/customs/"),
    Page("staff-sellers", who=OPERATOR, path="/staff/sellers/"),
    Page("staff-seller", who=OPERATOR, on="staff-sellers", link=r"/staff/sellers/slr_\w+/$"),
    Page("staff-seller-months", who=OPERATOR, on="staff-seller", link=r"/staff/sellers/slr_\w+/months/$"),
    Page("staff-conversations", who=OPERATOR, path="/staff/conversations/"),
    Page("staff-lanes", who=OPERATOR, path="/staff/lanes/"),
    Page("staff-new-lane", who=OPERATOR, path="/staff/lanes/new/"),
    Page("staff-new-service", who=OPERATOR, path="/staff/lanes/services/new/"),
    Page("staff-legs", who=OPERATOR, on="staff-lanes", link=r"/staff/lanes/[\w-]+/legs/$"),
    Page("staff-restrictions", who=OPERATOR, path="/staff/restrictions/"),
    Page("staff-restriction-propose", who=OPERATOR, path="/staff/restrictions/propose/"),
    Page(
        "staff-restriction-preview",
        who=OPERATOR,
        path="/staff/restrictions/propose/",
        gesture="preview_a_flood",
    ),
    Page("staff-screening", who=OPERATOR, path="/staff/screening/"),
    Page("staff-payouts", who=OPERATOR, path="/staff/money/payouts/"),
    Page("staff-configuration", who=OPERATOR, path="/staff/configuration/"),
    Page("staff-audit", who=OPERATOR, path="/staff/audit/"),
    Page("staff-moderation", who=OPERATOR, path="/staff/moderation/"),
    Page("staff-cards", who=OPERATOR, path="/staff/cards/"),
    Page("staff-matches", who=OPERATOR, path="/staff/matches/"),
    Page("staff-card-rules", who=OPERATOR, path="/staff/cards/rules/"),
    Page("staff-attributes", who=OPERATOR, path="/staff/cards/attributes/"),
    Page("staff-card-history", who=OPERATOR, on="staff-cards", link=r"/staff/cards/prd_\w+/history/$"),
    Page("staff-synonyms", who=OPERATOR, path="/staff/synonyms/"),
    Page("staff-why-here", who=OPERATOR, path="/staff/why-here/?q=чайник"),
    Page("staff-shops", who=OPERATOR, path="/staff/shops/"),
    Page("staff-shop-front", who=OPERATOR, path="/staff/shops/mall/front/"),
    Page("staff-brands", who=OPERATOR, path="/staff/brands/"),
    Page("staff-money", who=OPERATOR, path="/staff/money/"),
)
