"""What can be wrong with a line of synonyms."""

from yarmarka.kernel.errors import YarmarkaError


class SynonymsInvalid(YarmarkaError):
    """A line has too few words, too many, or one that can't be searched for; `reason` says which."""

    code, status = "synonyms_invalid", 422


class SynonymTaken(YarmarkaError):
    """A word that is typed stands in another line already: it would be unclear which of them holds."""

    code, status = "synonym_taken", 409
