"""What understanding a query comes to: for each thing that is wanted, every way in which goods may say it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Choice:
    """One way to say something: stems that must all be there, how much it says (1 is as typed), and by which rule."""

    stems: tuple[str, ...]
    weight: float
    why: str


@dataclass(frozen=True)
class Wanted:
    """A word or phrase of the query with all its choices, the best first."""

    text: str
    choices: tuple[Choice, ...]
    is_accessory: bool = False
    is_brand: bool = False


@dataclass(frozen=True)
class Understood:
    """A query as it was understood. `beginning` is a last word that may be unfinished, `endings` words of goods that
    begin so; `read_as` what was put right."""

    wanted: tuple[Wanted, ...]
    beginning: str = ""
    read_as: dict[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
