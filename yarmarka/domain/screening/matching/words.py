"""The vocabulary of names: legal forms, words of firms, titles, nicknames; read once from `words.toml`."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Final


@dataclass(frozen=True)
class Words:
    """Words by what they mean in a name."""

    legal_forms: dict[tuple[str, ...], str]
    longest_form: int
    meanings: dict[str, str]
    chinese: dict[str, str]
    common: frozenset[str]
    places: frozenset[str]
    ships: frozenset[str]
    particles: frozenset[str]
    titles: frozenset[str]
    fillers: frozenset[str]
    compound_surnames: frozenset[str]
    surname_readings: dict[str, str]
    numbers: dict[str, str]
    given_names: dict[str, str]


def _read() -> Words:
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    lists = {name: frozenset(words) for name, words in table["lists"].items()}
    forms = {
        tuple(form.split()): meaning for meaning, forms in table["legal_forms"].items() for form in forms
    }
    return Words(
        legal_forms=forms,
        longest_form=max(map(len, forms)),
        meanings={word: meaning for meaning, words in table["words"].items() for word in words},
        chinese=dict(sorted(table["chinese"].items(), key=lambda pair: -len(pair[0]))),
        surname_readings=table["surname_readings"],
        numbers=table["numbers"],
        given_names={name: name for name in table["given_names_alone"]["names"]}
        | {word: name for name, words in table["given_names"].items() for word in words},
        **lists,
    )


WORDS: Final = _read()
