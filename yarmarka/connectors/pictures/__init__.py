"""Where pictures are developed and kept: a process of its own for the one, a store behind a port for the other."""

from django.conf import settings

from yarmarka.connectors.pictures.local import LocalStore
from yarmarka.connectors.pictures.port import PictureStore

__all__ = ["PictureStore", "picture_store"]


def picture_store() -> PictureStore:
    """Return this installation's store; for another kind (S3 …) this is the place to choose it."""
    return LocalStore(settings.PICTURE_DIR)
