"""What Russian Post's operations mean to us: type and attribute → state. Pure.

Any operation 2 is a delivery, and its attribute says to whom. Attributes were added over the years: where we don't know
one, the recipient has it. Source: the codes that the tracking service publishes.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from yarmarka.vocabulary.parcels import ParcelState as S

_NONE: Final[Mapping[int, S]] = MappingProxyType({})
#: attributes of operation 2 that say: handed back to the sender
BACK_TO_SENDER: Final = frozenset({2, 4, 7, 9, 16, 20, 22, 24, 28, 29, 30, 31})

#: operation → what it means by itself, and where an attribute says otherwise
WORDS: Final[Mapping[int, tuple[S, Mapping[int, S]]]] = {
    1: (S.ACCEPTED, _NONE),
    2: (S.DELIVERED, dict.fromkeys(BACK_TO_SENDER, S.RETURNED)),
    3: (S.RETURNING, _NONE),
    4: (S.IN_TRANSIT, _NONE),
    5: (S.EXCEPTION, {1: S.LOST, 2: S.SEIZED}),
    6: (S.AVAILABLE_FOR_PICKUP, _NONE),
    7: (S.AVAILABLE_FOR_PICKUP, _NONE),
    8: (
        S.IN_TRANSIT,
        {
            2: S.AVAILABLE_FOR_PICKUP,
            9: S.AVAILABLE_FOR_PICKUP,
            13: S.ARRIVED_DESTINATION,
            15: S.OUT_FOR_DELIVERY,
            18: S.OUT_FOR_DELIVERY,
            29: S.EXCEPTION,
            40: S.EXCEPTION,
            47: S.EXCEPTION,
            53: S.EXCEPTION,
            65: S.EXCEPTION,
        },
    ),
    9: (S.ARRIVED_DESTINATION, _NONE),
    10: (S.IN_TRANSIT, _NONE),
    11: (S.IMPORT_CUSTOMS, _NONE),
    12: (
        S.ATTEMPT_FAILED,
        {15: S.AVAILABLE_FOR_PICKUP, 19: S.EXCEPTION, 23: S.EXCEPTION, 24: S.EXCEPTION, 28: S.EXCEPTION},
    ),
    13: (S.IN_TRANSIT, _NONE),
    14: (
        S.IMPORT_CUSTOMS,
        {
            1: S.IN_TRANSIT,
            2: S.RETURNING,
            4: S.EXCEPTION,
            6: S.CUSTOMS_ACTION_REQUIRED,
            8: S.CUSTOMS_ACTION_REQUIRED,
            14: S.CUSTOMS_ACTION_REQUIRED,
            17: S.EXCEPTION,
            25: S.EXCEPTION,
            26: S.EXPORT_CUSTOMS,
        },
    ),
    # Nobody wanted it and it lies somewhere: no end that a shopper's money may follow without a person's look.
    15: (S.EXCEPTION, _NONE),
    16: (S.DESTROYED, _NONE),
    17: (S.SEIZED, _NONE),
    18: (S.LOST, _NONE),
    19: (S.IMPORT_CUSTOMS, _NONE),
    20: (S.PRE_TRANSIT, _NONE),
    21: (S.DELIVERED, _NONE),
    22: (S.ATTEMPT_FAILED, _NONE),
    23: (S.IMPORT_CUSTOMS, _NONE),
    24: (S.CUSTOMS_ACTION_REQUIRED, _NONE),
    25: (S.IMPORT_CUSTOMS, _NONE),
    26: (S.EXCEPTION, _NONE),
    27: (S.PRE_TRANSIT, _NONE),
    28: (S.PRE_TRANSIT, _NONE),
    29: (S.IN_TRANSIT, _NONE),
    31: (S.IN_TRANSIT, _NONE),
    32: (S.IMPORT_CUSTOMS, _NONE),
    33: (S.IN_TRANSIT, _NONE),
    34: (S.IN_TRANSIT, _NONE),
    35: (S.EXCEPTION, _NONE),
    37: (S.PRE_TRANSIT, _NONE),
    38: (S.EXCEPTION, _NONE),
    39: (S.IMPORT_CUSTOMS, {9: S.CUSTOMS_ACTION_REQUIRED}),
    40: (S.IMPORT_CUSTOMS, _NONE),
    41: (S.IMPORT_CUSTOMS, _NONE),
    42: (S.ATTEMPT_FAILED, _NONE),
    43: (S.IN_TRANSIT, _NONE),
    44: (S.EXCEPTION, _NONE),
    46: (S.CANCELLED, _NONE),
    48: (S.EXCEPTION, _NONE),
    **dict.fromkeys(range(49, 62), (S.IN_TRANSIT, _NONE)),
    62: (S.RETURNED, _NONE),
    63: (S.IN_TRANSIT, _NONE),
    # Found missing on the way: the first sign of a loss, and a person's to look at.
    1027: (S.EXCEPTION, _NONE),
}


def state_of(operation: int, attribute: int) -> S:
    """Return what an operation means; one that nobody knows is a person's to look at."""
    usual, otherwise = WORDS.get(operation, (S.EXCEPTION, _NONE))
    return otherwise.get(attribute, usual)
