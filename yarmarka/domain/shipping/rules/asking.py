"""How often a carrier is asked about a parcel that it says nothing of: as its lane moves.

A parcel is left alone for a sixtieth of the silence after which, on this stretch of its lane, hardly one comes any more
(`lateness`): for three hours where a week would be too long, for a day where two months are nothing.
"""

from datetime import timedelta
from typing import Final

ASKS_UNTIL_LOST: Final = 60
#: where nothing is known of a lane yet
USUAL_PACE: Final = timedelta(hours=6)
#: nobody wants to wait longer than that for a scan that was made
SLOWEST_PACE: Final = timedelta(days=1)
