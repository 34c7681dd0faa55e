"""What people type, as the database can hold it: NUL, which no text of it holds, is left out."""


def one_line(text: str, *, longest: int) -> str:
    """Return a text as one line without needless blanks, cut to a length."""
    return " ".join(text.replace("\x00", "").split())[:longest]


def trimmed(text: str) -> str:
    """Return a text without empty ends, its lines parted as the database's others are."""
    return text.replace("\x00", "").replace("\r\n", "\n").strip()
