"""Which language a feed says that a text is in, and whose words: in the ways that feeds write both."""

from collections.abc import Iterable
from typing import Final

from yarmarka.connectors.feeds.findings import Findings
from yarmarka.connectors.feeds.types import FeedCode, FeedText
from yarmarka.vocabulary.goods import LANGUAGES, TextOrigin

_ORIGINS: Final = {
    word: origin
    for origin, words in {
        TextOrigin.SELLER: ("seller", "own", "продавец", "продавца", "卖家", "原文"),
        TextOrigin.TRANSLATOR: (
            "translator",
            "human",
            "переводчик",
            "переводчика",
            "人工",
            "人工翻译",
            "译者",
        ),
        TextOrigin.MACHINE: ("machine", "auto", "машина", "машинный", "机器", "机器翻译", "机翻"),
    }.items()
    for word in words
}


def spoken_texts(
    told: Iterable[tuple[str, str, str]], *, field: str, name: str, found: Findings
) -> list[FeedText]:
    """Return the texts of (language, origin, text) whose language is named; of each language the first.

    A language that goods aren't described in is noted and its text left out; an origin that nobody knows is noted,
    and the words count as the seller's own. `name` is the field as the format calls it.
    """
    texts: dict[str, FeedText] = {}
    for named, whose, text in told:
        language = named.strip().lower().replace("_", "-").split("-")[0]
        if language not in LANGUAGES:
            found.note(name, FeedCode.TEXT_LANGUAGE_UNKNOWN, value=named[:20], known=", ".join(LANGUAGES))
            continue
        origin = _ORIGINS.get(whose.strip().casefold()) if whose.strip() else TextOrigin.SELLER
        if origin is None:
            known = ", ".join(TextOrigin)
            found.note(name, FeedCode.TEXT_ORIGIN_UNKNOWN, value=whose[:20], known=known)
        texts.setdefault(language, FeedText(field, language, text, origin or TextOrigin.SELLER))
    return list(texts.values())
