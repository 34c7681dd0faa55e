"""From what was typed to what is wanted: one pass over the words, each rule where the ones before it know nothing."""

import itertools
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from yarmarka.connectors.search.understanding.corrections import (
    by_layout,
    by_near_sound,
    by_sound,
    by_spelling,
    split,
)
from yarmarka.connectors.search.understanding.dictionary import Phrase, is_foreign
from yarmarka.connectors.search.understanding.folding import (
    bigrams,
    fold,
    is_han,
    joined_codes,
    parts_of,
    words_of,
)
from yarmarka.connectors.search.understanding.layouts import other_layout
from yarmarka.connectors.search.understanding.lexicon import Lexicon
from yarmarka.connectors.search.understanding.meaning import Choice, Understood, Wanted
from yarmarka.connectors.search.understanding.measures import measures_in, size_of
from yarmarka.connectors.search.understanding.stems import stem


class Trick(StrEnum):
    """A rule that can be left out, so that a bench can say what it is worth."""

    TYPO = "typo"
    LAYOUT = "layout"
    TRANSLITERATION = "transliteration"
    CROSS_LANGUAGE = "cross_language"
    SYNONYMS = "synonyms"


ALL_TRICKS: Final = frozenset(Trick)
MAX_LENGTH: Final = 200
_MOST_WORDS: Final = 16
_MOST_CHOICES: Final = 40
#: words that say how things belong together, and not what they are
_SMALL_WORDS: Final = (
    "и в во на для с со от к ко по за из под или a an the for with of and in on to by from 的 和 与"
)
_SMALL: Final = frozenset(_SMALL_WORDS.split(" "))
#: a word this rare beside one this much more frequent, one slip away, was hardly meant
_RARE, _TIMES = 2, 40


@dataclass(frozen=True)
class _Word:
    """A word of the query, with the choices found so far."""

    text: str
    choices: tuple[Choice, ...]

    @property
    def stem(self) -> str:
        """What phrases of the dictionary know it by: its best reading."""
        best = max(self.choices, key=lambda choice: choice.weight)
        return best.stems[0] if len(best.stems) == 1 else self.text


def understand(text: str, lexicon: Lexicon, *, tricks: frozenset[Trick] = ALL_TRICKS) -> Understood:
    """Return what is wanted; nothing wanted when there is no word. Typed well, a query stays what it is."""
    read_as: dict[str, str] = {}
    words: list[_Word] = []
    without: list[str] = []
    signs: list[tuple[str, str]] = []
    for chunk in text[:MAX_LENGTH].split()[:_MOST_WORDS]:
        if chunk.startswith("-") and len(chunk) > 1 and not chunk[1].isdigit() and words:
            without += [stem(word) for word in words_of(fold(chunk))]
            continue
        words += _read(chunk, lexicon, tricks, read_as)
    folded = fold(text[:MAX_LENGTH])
    signs = measures_in(folded)
    meant = [word for word in words if word.text not in _SMALL and word.stem not in _SMALL] or words
    wanted = _phrases(_joined(meant, lexicon), lexicon, tricks)
    last = words_of(folded)[-1:] if words else []
    unfinished = last and not text.endswith(" ") and not is_han(last[0]) and len(last[0]) > 1
    return Understood(_with_measures(wanted, signs), last[0] if unfinished else "", read_as, tuple(without))


def _read(chunk: str, lexicon: Lexicon, tricks: frozenset[Trick], read_as: dict[str, str]) -> list[_Word]:
    """Return the words of a piece between spaces, each with what it may have been meant to be."""
    folded = fold(chunk)
    words = words_of(folded)
    strange = [word for word in words if _is_strange(word, lexicon)]
    if not words and Trick.LAYOUT not in tricks:
        return []
    if Trick.LAYOUT in tricks and (strange or not words) and (typed := by_layout(chunk, lexicon)):
        read_as[chunk] = " ".join(typed)
        return [_word(word, "layout", 0.97) for word in typed]
    found: list[_Word] = []
    for word in words:
        if is_han(word):
            found += [_han(piece) for piece in lexicon.dictionary.cut(word)]
        elif word in strange:
            found += _guess(word, lexicon, tricks, read_as)
        else:
            found.append(_known(word, lexicon, tricks))
    for code in joined_codes(folded):
        found = [replace(word, choices=(*word.choices, Choice((code,), 1.0, "joined"))) for word in found]
    return found


def _is_strange(word: str, lexicon: Lexicon) -> bool:
    return not (is_han(word) or any(map(str.isdigit, word)) or word in _SMALL or lexicon.knows(size_of(word)))


def _known(word: str, lexicon: Lexicon, tricks: frozenset[Trick]) -> _Word:
    known = _word(word, "typed", 1.0)
    parts = parts_of(word)
    if parts and not lexicon.counts.get(word):
        return replace(known, choices=(*known.choices, Choice(tuple(map(stem, parts)), 0.95, "split")))
    if Trick.TYPO in tricks and word.isalpha() and word not in lexicon.dictionary.words:
        count = lexicon.count(word)
        if count <= _RARE and len(word) > 3:
            better = [
                (other, weight)
                for other, weight in by_spelling(word, lexicon)
                if lexicon.count(other) > _TIMES * count
            ]
            return replace(known, choices=(*known.choices, *_guesses(better[:1], "spelling", 0.7)))
    return known


def _guess(word: str, lexicon: Lexicon, tricks: frozenset[Trick], read_as: dict[str, str]) -> list[_Word]:
    """Return an unknown word as what it may be, rule by rule; as it stands when no rule knows better."""
    as_typed = Choice((stem(word),), 0.5, "typed")
    if Trick.TRANSLITERATION in tricks and (sounding := by_sound(word, lexicon)):
        read_as[word] = sounding[0][0]
        return [_Word(word, (*_guesses(sounding, "sound"), as_typed))]
    if pair := split(word, lexicon):
        read_as[word] = " ".join(pair)
        whole = Choice((stem(word),), 1.0, "typed")
        return [
            replace(_word(part, "split", 0.97), choices=(*_word(part, "split", 0.97).choices, whole))
            for part in pair
        ]
    guesses: list[Choice] = []
    if Trick.TYPO in tricks:
        guesses += _guesses(by_spelling(word, lexicon), "spelling")
    if Trick.TRANSLITERATION in tricks and (not guesses or max(one.weight for one in guesses) < 0.8):
        guesses += _guesses(by_near_sound(word, lexicon), "sound")
    if Trick.LAYOUT in tricks and Trick.TYPO in tricks and not guesses:
        swapped = words_of(fold(other_layout(word)))
        if len(swapped) == 1:
            guesses += _guesses(by_spelling(swapped[0], lexicon), "layout", 0.8)
    if not guesses:
        return [_Word(word, (Choice((stem(word),), 1.0, "typed"),))]
    best = sorted(guesses, key=lambda choice: -choice.weight)
    read_as[word] = best[0].stems[0]
    return [_Word(word, (*best[:4], as_typed))]


def _guesses(guesses: list[tuple[str, float]], why: str, share: float = 1.0) -> list[Choice]:
    return [Choice((stem(word),), weight * share, why) for word, weight in guesses]


def _word(word: str, why: str, weight: float) -> _Word:
    return _Word(word, (Choice((stem(size_of(word)),), weight, why),))


def _han(piece: str) -> _Word:
    return _Word(piece, (Choice((piece,), 1.0, "typed"),))


def _joined(words: list[_Word], lexicon: Lexicon) -> list[_Word]:
    """Let neighbours that are one word elsewhere be found as that word, too."""
    found = list(words)
    for at, (first, second) in enumerate(itertools.pairwise(words)):
        joined = first.text + second.text
        if not is_han(joined) and (lexicon.counts.get(joined) or joined in lexicon.dictionary.words):
            choice = Choice((stem(joined),), 0.95, "joined")
            for place in (at, at + 1):
                found[place] = replace(found[place], choices=(*found[place].choices, choice))
    return found


def _phrases(words: list[_Word], lexicon: Lexicon, tricks: frozenset[Trick]) -> list[Wanted]:
    """Put words together that are one thing in the dictionary, and add what else means it."""
    stems = [word.stem for word in words]
    found: list[Wanted] = []
    at = 0
    while at < len(words):
        length = max(1, lexicon.dictionary.longest_at(stems, at))
        found.append(_wanted(words[at : at + length], lexicon, tricks))
        at += length
    return found


def _wanted(words: list[_Word], lexicon: Lexicon, tricks: frozenset[Trick]) -> Wanted:
    dictionary = lexicon.dictionary
    phrase: Phrase = tuple(word.stem for word in words)
    if len(words) == 1:
        choices = [*words[0].choices]
    else:
        weight = min(max(choice.weight for choice in word.choices) for word in words)
        choices = [Choice(phrase, weight, "typed")]
        choices += [choice for word in words for choice in word.choices if choice.why == "joined"]
    for choice in tuple(choices):
        for other, weight in dictionary.others(choice.stems):
            foreign = is_foreign(choice.stems[0], other[0])
            trick = Trick.CROSS_LANGUAGE if foreign else Trick.SYNONYMS
            if trick in tricks:
                choices.append(Choice(other, weight * choice.weight, str(trick)))
    best: dict[Phrase, Choice] = {}
    for choice in choices:
        key = _as_indexed(choice.stems)
        if key not in best or best[key].weight < choice.weight:
            best[key] = replace(choice, stems=key)
    ordered = sorted(best.values(), key=lambda choice: -choice.weight)[:_MOST_CHOICES]
    return Wanted(
        " ".join(word.text for word in words),
        tuple(ordered),
        is_accessory=phrase in dictionary.accessories,
        is_brand=phrase in dictionary.brands,
    )


def _as_indexed(stems: Phrase) -> Phrase:
    """Return Chinese runs as the bigrams that goods are indexed by."""
    return tuple(piece for one in stems for piece in (bigrams(one) if is_han(one) else (one,)))


def _with_measures(wanted: list[Wanted], signs: list[tuple[str, str]]) -> tuple[Wanted, ...]:
    """Put a number and its unit together as one thing that goods may write in another way."""
    found = list(wanted)
    for written, sign in signs:
        parts = set(words_of(written))
        places = [at for at, one in enumerate(found) if one.text in parts]
        if not places:
            continue
        stems = tuple(stem(found[at].text) for at in places)
        choices = (
            Choice((sign,), 1.0, "measure"),
            Choice(stems, 0.8, "typed"),
            Choice(stems[:1], 0.5, "number"),
        )
        found[places[0]] = Wanted(written, choices)
        found = [one for at, one in enumerate(found) if at not in places[1:]]
    return tuple(found)
