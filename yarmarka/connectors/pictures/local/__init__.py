"""A folder of this machine, or a disk that several machines share, as the store of pictures.

A picture's files lie in `ab/abcdef…/`; they are made in `.workshop/` and come to their place by one rename, so that
nobody ever sees half of a picture.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

_WORKSHOP: Final = ".workshop"


class LocalStore:
    """Keeps pictures in a folder."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)

    def workshop(self) -> Path:
        """Return a fresh folder beside the pictures."""
        place = self.folder / _WORKSHOP
        place.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(dir=place))

    def put(self, name: str, made: Path) -> None:
        """Move the folder to its place, unless there is something already."""
        place = self._place(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        # mkdtemp lets only its owner in; a web server in front may be somebody else.
        made.chmod(0o755)
        try:
            made.rename(place)
        except OSError:
            if not place.is_dir():
                raise
            shutil.rmtree(made)

    def has(self, name: str) -> bool:
        """Test if the folder of a name is there."""
        return self._place(name).is_dir()

    def find(self, name: str, file: str) -> Path | None:
        """Return a file to read, or nothing."""
        path = self._place(name) / file
        return path if path.is_file() else None

    def remove(self, name: str) -> None:
        """Take a folder out of its place with one rename, then delete it."""
        out = self.workshop()
        with suppress(FileNotFoundError):
            self._place(name).rename(out / name)
        shutil.rmtree(out)

    def names(self, *, before: datetime) -> Iterator[str]:
        """Yield names whose folder was last written before then."""
        for place in self.folder.glob("[0-9a-f][0-9a-f]/*"):
            if _written_at(place) < before:
                yield place.name

    def tidy(self, *, before: datetime) -> int:
        """Remove old folders of the workshop."""
        left = [made for made in self.folder.glob(f"{_WORKSHOP}/*") if _written_at(made) < before]
        for made in left:
            shutil.rmtree(made, ignore_errors=True)
        return len(left)

    def _place(self, name: str) -> Path:
        return self.folder / name[:2] / name


def _written_at(path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    except FileNotFoundError:
        return datetime.max.replace(tzinfo=UTC)
