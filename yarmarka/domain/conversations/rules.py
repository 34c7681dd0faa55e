"""What may be written, how much of it, and what is taken out: ways to reach one another past the marketplace.

Taken out before a message is kept: telephone numbers, e-mail addresses, links that lead out, and names in messengers.
Who deals elsewhere has no money in escrow, no timeline and nobody to turn to; and a number in a message is how most
frauds begin. Left in is what belongs to trade: numbers of orders, parcels and barcodes, prices, sizes, dates.
"""

import re
from collections.abc import Collection
from datetime import timedelta
from typing import Final

from yarmarka.domain.conversations.errors import MessageInvalid, ReportUnfounded, TooManyMessages
from yarmarka.domain.conversations.types import Cleaned, ReportCause
from yarmarka.kernel.texts import one_line, trimmed
from yarmarka.vocabulary.goods import is_gtin

LONGEST: Final = 2_000
LONGEST_REPORT: Final = 500
#: what stands where a contact stood
GAP: Final = "•••"
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
#: So much one person may write: within an hour, without an answer, and to begin anew within a day.
MOST_AN_HOUR: Final = 30
MOST_UNANSWERED: Final = 8
MOST_OPENED_A_DAY: Final = 10

_EMAIL: Final = re.compile(
    r"[\w.+\-]+\s?(?:@|\(at\)|\[at\]|\(собака\))\s?[\w\-]+(?:\s?(?:\.|\(dot\)|\[dot\])\s?[\w\-]+)+", re.I
)
_SCHEME: Final = re.compile(r"(?:https?|ftp)://[^\s<>\"]+", re.I)
#: an address without its scheme: the endings that people give one another
_BARE: Final = re.compile(
    r"(?<![\w@./\-])(?:[\w\-]+\.)+(?:com|net|org|ru|рф|su|cn|me|io|info|shop|store|app|link|ly|gg|biz|co|uk|de|tr|eu)"
    r"(?![\w\-])(?:/[^\s<>\"]*)?",
    re.I,
)
#: a messenger, named, and right behind it a name in it
_MESSENGER: Final = re.compile(
    r"\b(?:telegram|телеграм\w*|tg|тг|whats?app|ватс?ап\w*|wechat|weixin|viber|вайбер\w*|skype|скайп\w*|instagram"
    r"|инстаграм\w*|vk|вк|qq|line|signal)\b\s*(?:id|no\.?|号)?\s*[:=：—-]?\s*@?[A-Za-z0-9_.\-]{4,}"
    r"|(?:微信号?|扣扣|加我微信|QQ号?)\s*[:：是为]?\s*[A-Za-z0-9_\-]{4,}",
    re.I,
)
_HANDLE: Final = re.compile(r"(?<![\w@.])@[A-Za-z][A-Za-z0-9_.]{3,}")
#: digits as people part them, with what may stand before; letters right beside them make them a parcel's or an order's
_DIGITS: Final = re.compile(r"(?<![\w\-.,])\+?\(?\d(?:[\s().\-‐-―]{0,2}\d){7,16}(?![\w\-])")
#: a date, as 2026-11-20 or 20.11.2026, and an amount whose thousands are parted
_DATE: Final = re.compile(r"(?:\d{4}[\-.]\d{2}[\-.]\d{2}|\d{2}[\-.]\d{2}[\-.]\d{4})")
_AMOUNT: Final = re.compile(r"\d{1,3}(?: \d{3})+")
#: how numbers that are dialled at home begin, with how many digits they have: Russia, China, Britain, Germany, Turkey
_AT_HOME: Final = re.compile(
    r"(?:[78]\d{10}|9\d{9}|1[3-9]\d{9}|86\d{11}|0\d{9,11}|44\d{10}|90\d{10}|49\d{10,11})"
)


def without_contacts(text: str, *, own_hosts: Collection[str] = ()) -> Cleaned:
    """Return a text with a gap for each contact in it. Links to our own hosts stay."""
    found: list[str] = []

    def gap(kind: str) -> str:
        found.append(kind)
        return GAP

    def link(match: re.Match[str]) -> str:
        return match[0] if _host(match[0]) in own_hosts else gap("link")

    cleaned = _EMAIL.sub(lambda match: gap("email"), text)
    cleaned = _SCHEME.sub(link, cleaned)
    cleaned = "".join(
        piece if _SCHEME.fullmatch(piece) else _BARE.sub(link, piece)
        for piece in re.split(f"({_SCHEME.pattern})", cleaned, flags=re.I)
    )
    cleaned = _MESSENGER.sub(lambda match: gap("messenger"), cleaned)
    cleaned = _HANDLE.sub(lambda match: gap("messenger"), cleaned)
    cleaned = _DIGITS.sub(lambda match: gap("phone") if _is_phone(match[0]) else match[0], cleaned)
    return Cleaned(cleaned, tuple(dict.fromkeys(found)))


def checked_text(text: str) -> str:
    """Return a message without NULs and empty ends. Raises MessageInvalid."""
    tidy = trimmed(text)
    if not tidy:
        raise MessageInvalid(field="text", reason="empty")
    if len(tidy) > LONGEST:
        raise MessageInvalid(field="text", reason="too_long", most=LONGEST)
    return tidy


def check_pace(*, said_within_hour: int, unanswered: int, is_answer: bool) -> None:
    """Raise TooManyMessages when somebody writes faster than can be answered.

    A seller may always answer; where it began, it waits for the shopper's first word as a shopper waits for its.
    """
    if said_within_hour >= MOST_AN_HOUR:
        raise TooManyMessages(reason="hour", most=MOST_AN_HOUR)
    if not is_answer and unanswered >= MOST_UNANSWERED:
        raise TooManyMessages(reason="unanswered", most=MOST_UNANSWERED)


def check_openings(opened_within_day: int) -> None:
    """Raise TooManyMessages when a shopper or a merchant has begun as many within a day as they may."""
    if opened_within_day >= MOST_OPENED_A_DAY:
        raise TooManyMessages(reason="opened", most=MOST_OPENED_A_DAY)


def checked_cause(cause: str) -> ReportCause:
    """Return why a conversation is reported. Raises ReportUnfounded."""
    if cause not in set(ReportCause):
        raise ReportUnfounded(field="cause")
    return ReportCause(cause)


def checked_finding(finding: str) -> str:
    """Return what staff found, in their words. Raises ReportUnfounded for none."""
    said = one_line(finding, longest=LONGEST_REPORT)
    if not said:
        raise ReportUnfounded(field="finding")
    return said


def _is_phone(text: str) -> bool:
    if _DATE.fullmatch(text) or _AMOUNT.fullmatch(text):
        return False
    digits = re.sub(r"\D", "", text)
    if text.startswith("+"):
        return 8 <= len(digits) <= 15
    if text.isdigit() and len(text) >= 12 and is_gtin(text):
        return False
    return bool(_AT_HOME.fullmatch(digits))


def _host(address: str) -> str:
    bare = re.sub(r"^[a-z]+://", "", address, flags=re.I)
    return re.split(r"[/?#:]", bare, maxsplit=1)[0].lower()
