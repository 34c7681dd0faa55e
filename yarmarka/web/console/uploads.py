"""How large a file may come in: a price list, pictures, a bank's file from staff, else next to nothing."""

from typing import Any, Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

from yarmarka.domain.documents.rules import MAX_BYTES

#: Forms around a file add a little to it.
_AROUND: Final = 100_000
#: How the address of every form ends that takes pictures.
_PICTURES: Final = ("/pictures/", "/card/")
#: How the addresses of the forms end that take a merchant's documents, and those for its goods.
_DOCUMENTS: Final = ("/seller/documents/", "/seller/stopped/")
#: Ends of the addresses that take a bank's answer or a provider's registry.
_FROM_STAFF: Final = (
    "/money/files/answer/",
    "/money/reconciliation/import/",
    "/restrictions/forwarding/import/",
)


class UploadLimit(FileUploadHandler):
    """Refuses a request by its announced length, before a byte of it is kept; stands first in the list."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 -- the name that Django passes it by
        content_length: Any,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """Raise RequestDataTooBig for more than this page takes from this person."""
        if content_length > self._limit() + _AROUND:
            raise RequestDataTooBig("the file is larger than this page takes")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Leave the keeping to the handlers below."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the keeping to the handlers below."""

    def _limit(self) -> int:
        request = self.request
        if request is None:
            return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        if request.path_info.endswith("/seller/feed/") and request.user.is_authenticated:
            return int(settings.FEED_UPLOAD_MAX_BYTES)
        if request.path_info.endswith(_PICTURES) and request.user.is_authenticated:
            return int(settings.PICTURES_MAX_BYTES)
        if request.path_info.endswith(_DOCUMENTS) and request.user.is_authenticated:
            return MAX_BYTES
        if request.path_info.endswith(_FROM_STAFF) and getattr(request.user, "is_staff", False):
            return int(settings.MONEY_FILE_MAX_BYTES)
        return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
