"""What can go wrong with a list's file."""


class ListUnreadable(Exception):
    """A file is no list of the format it was said to be; the row (or entry) and the reason are named."""

    def __init__(self, *, file: str, row: int, why: str) -> None:
        super().__init__(f"{file}, row {row}: {why}")
