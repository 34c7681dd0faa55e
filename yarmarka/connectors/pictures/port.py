"""What the house asks of whatever keeps the files of pictures."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Protocol


class PictureStore(Protocol):
    """Keeps a few files under each name: all of them or none, for ever the same."""

    def workshop(self) -> Path:
        """Return a fresh folder to make files in before they are put; on the same disk where that matters."""
        ...

    def put(self, name: str, made: Path) -> None:
        """Keep the folder's files under a name; what lies there already stays. The folder is gone afterwards."""
        ...

    def has(self, name: str) -> bool:
        """Test if something lies under a name."""
        ...

    def find(self, name: str, file: str) -> Path | None:
        """Return a file to read, or nothing."""
        ...

    def remove(self, name: str) -> None:
        """Remove what lies under a name, if anything does."""
        ...

    def names(self, *, before: datetime) -> Iterator[str]:
        """Yield the names under which nothing was written since `before`."""
        ...

    def tidy(self, *, before: datetime) -> int:
        """Remove what was begun before then and never put; return how many there were."""
        ...
