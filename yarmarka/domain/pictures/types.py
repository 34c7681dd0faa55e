"""What other parts of the house are told about stored pictures."""

from dataclasses import dataclass
from uuid import UUID

from yarmarka.vocabulary.pictures import Picture


@dataclass(frozen=True)
class StoredPicture:
    """A picture that is kept, by the key that other tables refer to it by."""

    id: UUID
    picture: Picture
