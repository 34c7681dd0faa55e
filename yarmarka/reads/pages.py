"""Which page of a list is this, and what is around it?"""

from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True)
class ListPage:
    """A page (from 1) of a list; of a very long one the total is a lower bound."""

    number: int
    size: int
    total: int
    is_total_exact: bool = True

    @property
    def pages(self) -> int:
        """How many pages can be leafed through; an empty list has one."""
        return max(1, ceil(self.total / self.size))

    @property
    def has_previous(self) -> bool:
        """Whether there is a page before this one."""
        return self.number > 1

    @property
    def has_next(self) -> bool:
        """Whether there is a page after this one."""
        return self.number < self.pages

    @property
    def offset(self) -> int:
        """How many rows lie before this page."""
        return (self.number - 1) * self.size
