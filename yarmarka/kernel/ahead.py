"""Making the next while the last is being used."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar, cast

Item = TypeVar("Item")
_END: Final = object()


def one_ahead(items: Iterable[Item]) -> Iterator[Item]:
    """Yield the items, each made by a thread of its own while the caller works on the one before.

    It pays where the caller waits for something outside, such as the database; the maker must not use the caller's
    connection. What the maker raises is raised here. One item more than is in use is in memory.
    """
    making = iter(items)
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="one-ahead") as maker:
        coming = maker.submit(next, making, _END)
        while (item := coming.result()) is not _END:
            coming = maker.submit(next, making, _END)
            yield cast(Item, item)
