"""Every browser of a test has a handler of its own, which would look for all static files anew: 15 ms each."""

from typing import Any, Final

_FOUND: Final[dict[str, Any]] = {}


def find_static_files_once() -> None:
    """Let all handlers of this process share what the first one found."""
    from whitenoise.middleware import WhiteNoiseMiddleware

    find = WhiteNoiseMiddleware.add_files_from_finders

    def find_once(self: WhiteNoiseMiddleware) -> None:
        if not _FOUND:
            find(self)
            _FOUND.update(self.files)
        self.files.update(_FOUND)

    WhiteNoiseMiddleware.add_files_from_finders = find_once
