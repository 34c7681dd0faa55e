"""What a reader means by what they typed: pure rules, without an index or a database."""

from yarmarka.connectors.search.understanding.lexicon import Lexicon
from yarmarka.connectors.search.understanding.meaning import Choice, Understood, Wanted
from yarmarka.connectors.search.understanding.understand import ALL_TRICKS, Trick, understand

__all__ = ["ALL_TRICKS", "Choice", "Lexicon", "Trick", "Understood", "Wanted", "understand"]
