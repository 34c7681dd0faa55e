"""Makers for `test_elsewhere.py`; another process imports them from here."""

import os
from collections.abc import Iterator
from pathlib import Path

from yarmarka.kernel.errors import Invalid


class Counting:
    """Counts, in steps that may be told; says by which process."""

    def __init__(self, most: int) -> None:
        self.most, self.step = most, 1

    def items(self) -> Iterator[tuple[int, int]]:
        number = 0
        while number < self.most:
            yield number, os.getpid()
            number += self.step

    def learn(self, news: int) -> None:
        self.step = news


class Noting(Counting):
    """Counts, and leaves a file for each number that it came to."""

    def __init__(self, most: int, folder: Path) -> None:
        super().__init__(most)
        self.folder = folder

    def items(self) -> Iterator[tuple[int, int]]:
        for number, pid in super().items():
            (self.folder / str(number)).touch()
            yield number, pid


class Tearing(Counting):
    """Breaks after what it counted."""

    def items(self) -> Iterator[tuple[int, int]]:
        yield from super().items()
        raise Invalid(field="price", reason="torn", at=self.most)


class Unsendable(Counting):
    """Breaks with an error that can't be sent."""

    def items(self) -> Iterator[tuple[int, int]]:
        yield from super().items()
        raise KeyError(lambda: "never pickled")


class Ending(Counting):
    """Ends its process in the middle."""

    def items(self) -> Iterator[tuple[int, int]]:
        yield from super().items()
        os._exit(3)


class Curious(Counting):
    """Tells what there is around it."""

    def items(self) -> Iterator[tuple[int, int]]:
        yield len([name for name in os.environ if "SECRET" in name or "DATABASE" in name]), os.getpid()
