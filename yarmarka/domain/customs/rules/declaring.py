"""Which form a parcel is declared on (UPU Convention Regulations: CN 22 for small letter post, CN 23 for the rest)."""

from typing import Final

from yarmarka.domain.customs.types import Form

#: 300 SDR, in euro cents. An SDR has been worth more than 1.13 euros ever since 2016: taken low, the larger form comes
#: rather too early than too late.
LIMIT_MINOR: Final = 34_000
LIMIT_CURRENCY: Final = "EUR"
_LETTER_POST: Final = frozenset("RLUV")
_LETTER_G: Final = 2_000


def form_for(*, number: str, value_minor: int, weight_g: int) -> Form:
    """Return the form for a parcel by its S10 number, the goods' value in euro cents and its weight."""
    is_letter = number[:1] in _LETTER_POST
    is_small = value_minor <= LIMIT_MINOR and weight_g <= _LETTER_G
    return Form.CN22 if is_letter and is_small else Form.CN23
