"""A proposal as its page shows it: both cards line by line, what differs, and every clue in words."""

from dataclasses import dataclass
from typing import Any

from yarmarka.domain.matching.rules.proposals import band_of
from yarmarka.presentation.card_words import FIELDS
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.match_words import BANDS, clue_words
from yarmarka.reads.matches import Match, Side
from yarmarka.vocabulary.goods import LANGUAGES, in_language, words_in

_LONGEST = 300


@dataclass(frozen=True)
class Line:
    """One line of two cards beside one another."""

    name: str
    one: str
    other: str

    @property
    def differs(self) -> bool:
        """Whether both say something, and not the same."""
        return bool(self.one and self.other) and self.one.casefold() != self.other.casefold()


@dataclass(frozen=True)
class MatchRow:
    """A proposal in the reader's language; clues as words with their points, for it and against it."""

    match: Match
    band: str
    title: str
    lines: list[Line]
    speaks_for: list[tuple[str, int]]
    #: what it takes, as numbers above zero
    against: list[tuple[str, int]]
    sides: list[Side]


def match_rows(found: list[Match]) -> list[MatchRow]:
    """Return proposals in the reader's language."""
    locale = current_language()
    return [_row(match, locale) for match in found]


def _row(match: Match, locale: str) -> MatchRow:
    clues = [(clue_words(clue, locale), clue.points) for clue in match.evidence]
    band = band_of(match.score)
    sides = [side for side in (match.one, match.other) if side]
    return MatchRow(
        match=match,
        band=str(BANDS[band]) if band else "",
        title=in_language(match.one.titles, locale) if match.one else "",
        lines=_lines(match.one, match.other, locale) if match.one and match.other else [],
        speaks_for=[clue for clue in clues if clue[1] > 0],
        against=[(words, -points) for words, points in clues if points <= 0],
        sides=sides,
    )


def _lines(one: Side, other: Side, locale: str) -> list[Line]:
    languages = [key for key in LANGUAGES if key in one.titles or key in other.titles]
    lines = [
        Line(f"{FIELDS['titles']} ({language})", one.titles.get(language, ""), other.titles.get(language, ""))
        for language in languages
    ]
    lines += [
        Line(str(FIELDS["brand"]), one.brand, other.brand),
        Line(str(FIELDS["part_number"]), one.part_number, other.part_number),
        Line("GTIN", ", ".join(one.gtins), ", ".join(other.gtins)),
        Line(
            str(FIELDS["category_id"]), in_language(one.category, locale), in_language(other.category, locale)
        ),
    ]
    left, right = _facts(one.attributes, locale), _facts(other.attributes, locale)
    both = [name for name in left if name in right]
    alone = [name for name in (*left, *right) if name not in both]
    lines += [Line(name, left.get(name, ""), right.get(name, "")) for name in (*both, *alone[:6])]
    said = [in_language(side.descriptions, locale)[:_LONGEST] for side in (one, other)]
    lines.append(Line(str(FIELDS["descriptions"]), *said))
    return [line for line in lines if line.one or line.other]


def _facts(attributes: list[dict[str, Any]], locale: str) -> dict[str, str]:
    return {
        words_in(
            fact.get("name"), locale
        ): f"{words_in(fact.get('value'), locale)} {words_in(fact.get('unit'), locale)}".strip()
        for fact in attributes
    }
