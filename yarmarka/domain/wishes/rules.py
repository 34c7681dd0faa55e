"""How long a wish list may become."""

from typing import Final

#: older wishes make room for new ones: nobody looks at more
MOST: Final = 200
