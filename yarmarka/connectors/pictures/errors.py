"""Why a file is not taken as a picture."""

from yarmarka.kernel.errors import YarmarkaError


class PictureRefused(YarmarkaError):
    """The file can't be taken; the fact `reason` says why, as a line of `REASONS`."""

    code, status = "picture_refused", 422


#: what each reason means; the words for readers stand in `presentation.error_words`
REASONS = {
    "empty": "no bytes at all",
    "too_many_bytes": "a larger file than we take (limit_mb)",
    "not_a_picture": "no kind of picture that we know by its first bytes",
    "unsupported": "a picture of a kind that we don't take (kind)",
    "animated": "several pictures in one file (frames)",
    "too_many_pixels": "more pixels than we take (width, height, limit)",
    "too_small": "a side shorter than we can show (width, height, least)",
    "damaged": "it begins like a picture and can't be read to its end",
    "too_hard": "reading it took more time or memory than a picture needs",
    "crowded": "too many pictures are being taken just now",
}
