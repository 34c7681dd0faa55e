"""What can be done to goods: taking offers in, shelving them, changing and resting them."""

from yarmarka.domain.catalogue.actions.attributes import (
    end_attribute,
    note_rule,
    retell_products,
    write_attributes,
)
from yarmarka.domain.catalogue.actions.brands import (
    authorise,
    withdraw_authorisation,
    write_brand,
)
from yarmarka.domain.catalogue.actions.cards import check_barcodes, hold_card, rename_options
from yarmarka.domain.catalogue.actions.change_offers import (
    pause_offer,
    release_cards,
    resume_offer,
    set_hs_code,
    set_price,
    set_prices,
    stop_cards,
    withdraw_offer,
)
from yarmarka.domain.catalogue.actions.ensure_categories import (
    add_category,
    ensure_categories,
    remember_categories,
)
from yarmarka.domain.catalogue.actions.hang_pictures import (
    describe_picture,
    hang_picture,
    hang_told,
    move_picture,
    take_picture_down,
)
from yarmarka.domain.catalogue.actions.join_products import (
    hold_goods,
    join_products,
    part_products,
    split_offer,
)
from yarmarka.domain.catalogue.actions.note_changes import note_goods_changes
from yarmarka.domain.catalogue.actions.reference_prices import refresh_reference_prices
from yarmarka.domain.catalogue.actions.store_offers import store_offers

__all__ = [
    "add_category",
    "authorise",
    "check_barcodes",
    "describe_picture",
    "end_attribute",
    "ensure_categories",
    "hang_picture",
    "hang_told",
    "hold_card",
    "hold_goods",
    "join_products",
    "move_picture",
    "note_goods_changes",
    "note_rule",
    "part_products",
    "pause_offer",
    "refresh_reference_prices",
    "release_cards",
    "remember_categories",
    "rename_options",
    "resume_offer",
    "retell_products",
    "set_hs_code",
    "set_price",
    "set_prices",
    "split_offer",
    "stop_cards",
    "store_offers",
    "take_picture_down",
    "withdraw_authorisation",
    "withdraw_offer",
    "write_attributes",
    "write_brand",
]
