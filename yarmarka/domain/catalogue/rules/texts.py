"""Whose words a text is, after somebody has said it again."""

from yarmarka.vocabulary.goods import TextOrigin


def origin_after(
    *, chosen: TextOrigin, offered: TextOrigin, stored: TextOrigin | None, is_rewritten: bool
) -> TextOrigin:
    """Return the origin of a text that a form brings back.

    `offered` is what the form showed and `chosen` what came back; `stored` is what was known, None where there was no
    text. What somebody chose holds; a machine's words that a person has rewritten are the person's; else all stays.
    """
    if stored is None or chosen != offered:
        return chosen
    return TextOrigin.SELLER if is_rewritten and stored == TextOrigin.MACHINE else stored
