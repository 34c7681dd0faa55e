"""Tables of the consoles: declared by their columns and filters; sorted, narrowed, kept as views and exported."""

from yarmarka.web.console.tables.cells import (
    NOTHING,
    Cell,
    code,
    count,
    day,
    link,
    moment,
    money,
    several,
    state,
    text,
)
from yarmarka.web.console.tables.page import table_answer
from yarmarka.web.console.tables.table import Asked, Choice, Column, Days, Table, Words

__all__ = [
    "NOTHING",
    "Asked",
    "Cell",
    "Choice",
    "Column",
    "Days",
    "Table",
    "Words",
    "code",
    "count",
    "day",
    "link",
    "moment",
    "money",
    "several",
    "state",
    "table_answer",
    "text",
]
