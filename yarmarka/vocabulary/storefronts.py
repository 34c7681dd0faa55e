"""The word for a shop that contexts share: its code."""

from typing import Final

#: the storefront that everything is sold in, and that an installation begins with
MARKETPLACE: Final = "marketplace"
