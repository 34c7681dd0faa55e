"""Where data for benches and tests lies that is no part of the project."""

import os
from pathlib import Path

from yarmarka.cli.installation import ROOT


def shared_data() -> Path:
    """Return the folder of the data sets, or where it would be: $YARMARKA_SHARED_DATA, else shared/data beside the
    checkout or further up."""
    if folder := os.environ.get("YARMARKA_SHARED_DATA"):
        return Path(folder)
    beside = [above / "shared" / "data" for above in ROOT.parents]
    return next((folder for folder in beside if folder.is_dir()), beside[0])
