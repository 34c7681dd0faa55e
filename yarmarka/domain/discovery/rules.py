"""What may be noted of a search: words, and nothing that tells who typed them."""

import re
import unicodedata
from typing import Final

#: notes are kept so long (a trigger refuses to let younger ones go)
KEPT_DAYS: Final = 90
#: what fewer visits typed may be somebody's own words: it is in no table and no export
AT_LEAST_VISITS: Final = 3
#: what fewer people bought together may tell of one of them, or be chance
AT_LEAST_SHOPPERS: Final = 3
#: purchases older than this say little of what goes together now
TOGETHER_DAYS: Final = 180
#: companions of a product that are kept
MOST_COMPANIONS: Final = 8
#: an order of more products is a wholesaler's, and says nothing of what goes together
MOST_IN_ORDER: Final = 30
LONGEST_QUERY: Final = 80

_MAIL: Final = re.compile(r"\S+@\S*|\S*@\S+")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+")
#: seven digits and more, however they are grouped: telephones, cards, passports, and barcodes with them
_NUMBER: Final = re.compile(r"\+?\d(?:[\s().-]*\d){6,}")
_LEFT_OUT: Final = "…"


def plain_query(text: str) -> str:
    """Return what was typed as the log keeps it: in small letters, and with an ellipsis in the place of e-mails,
    addresses and long numbers."""
    folded = unicodedata.normalize("NFKC", text.replace("\x00", " ")).lower().replace("ё", "е")
    for private in (_MAIL, _ADDRESS, _NUMBER):
        folded = private.sub(_LEFT_OUT, folded)
    return " ".join(folded.split())[:LONGEST_QUERY]
