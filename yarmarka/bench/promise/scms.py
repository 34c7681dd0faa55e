"""Reads the delivery history of the Supply Chain Management System (USAID): 10,324 lines to 43 countries, 2006 to 2015.

Time starts with the price quote; lines without its date tell nothing. The scheduled date is never read: it mostly
equals the delivered one and looks filled in afterwards.
"""

import csv
import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Final

from yarmarka.bench.files import Unreadable
from yarmarka.bench.promise.table import Deliveries, LeftOut

_FILE: Final = "SCMS_Delivery_History_Dataset.csv"
_QUOTED: Final = "PQ First Sent to Client Date"
_DELIVERED: Final = "Delivered to Client Date"
_FORMATS: Final = ("%m/%d/%y", "%d-%b-%y")


def read_scms(folder: Path) -> Deliveries:
    """Return the deliveries of the set in a folder: a lane is how it is fulfilled and to which country.

    Raises Unreadable.
    """
    archive = folder / f"{_FILE}.zip"
    if not archive.is_file():
        raise Unreadable(f"{archive} is not there; name a history of your own with --history.")
    with zipfile.ZipFile(archive) as packed:
        text = packed.read(_FILE).decode("utf-8-sig", errors="replace")
    found = Deliveries()
    for number, row in enumerate(csv.DictReader(io.StringIO(text, newline="")), start=2):
        quoted, delivered = _day(row[_QUOTED]), _day(row[_DELIVERED])
        if quoted is None:
            found.left_out.append(LeftOut(number, _QUOTED, "it has no date", "nothing helps"))
        elif delivered is None or delivered < quoted:
            found.left_out.append(LeftOut(number, _DELIVERED, "it lies before the quote", "nothing helps"))
        else:
            found.ordered.append(quoted)
            found.delivered.append(delivered)
            found.promised.append(None)
            found.keys.append((f"{row['Fulfill Via']}→{row['Country']}", row["Shipment Mode"]))
            found.origins.append("")
            found.destinations.append("")
    return found


def _day(text: str) -> int | None:
    for form in _FORMATS:
        try:
            return datetime.strptime(text.strip(), form).toordinal()  # noqa: DTZ007 -- a day, no instant
        except ValueError:
            continue
    return None
