"""From a letter's template and its facts to a subject, a plain text and an HTML."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template import Context, Engine
from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import gettext, override

from yarmarka.presentation.dates import likely_zone
from yarmarka.presentation.mail.blocks import Block, parse
from yarmarka.presentation.mail.facts import FACTS
from yarmarka.presentation.mail.letterhead import Letterhead, house_letterhead


@dataclass(frozen=True)
class Mail:
    """A letter, ready to be sent."""

    subject: str
    text: str
    html: str


def render_mail(
    name: str,
    *,
    locale: str,
    facts: Mapping[str, Any],
    head: Letterhead | None = None,
    unsubscribe_url: str = "",
) -> Mail:
    """Return the letter `name` in a language, with a link to decline its like where one may.

    It is written in the name of the house, unless `head` names a shop.

    Raises ValueError if there is no such letter or a fact is missing.
    """
    _check(name, facts)
    with override(locale), timezone.override(likely_zone(locale)):
        written = _fill(f"mail/{name}.txt", _one_line(dict(facts)))
        first, _, body = written.lstrip().partition("\n")
        subject = first.removeprefix("Subject:").strip()
        blocks = parse(body)
        head = head or house_letterhead()
        letter = {
            "subject": subject,
            "blocks": blocks,
            "head": head,
            "language": locale,
            "unsubscribe_url": unsubscribe_url,
        }
        html = get_template("mail/layout.html").render(letter)
        foot = f"-- \n{head.name}, {head.url}"
        if unsubscribe_url:
            foot += "\n" + gettext("No more letters of this kind:") + f"\n{unsubscribe_url}"
        text = "\n\n".join([_plain(blocks), foot]) + "\n"
    return Mail(subject, text, html)


def _check(name: str, facts: Mapping[str, Any]) -> None:
    if name not in FACTS:
        raise ValueError(f"there is no letter {name!r}")
    missing = [fact for fact in FACTS[name] if not fact.endswith("?") and fact not in facts]
    if missing:
        raise ValueError(f"the letter {name!r} lacks {', '.join(missing)}")


def _fill(path: str, facts: dict[str, Any]) -> str:
    # The text is not HTML yet: it is escaped when the layout puts it into HTML.
    template = Engine.get_default().get_template(path)
    return template.render(Context(facts, autoescape=False))


def _one_line(value: Any) -> Any:
    """Take line breaks out of facts: only the template decides where a line begins, and so what it is."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Mapping):
        return {key: _one_line(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_one_line(item) for item in value]
    return value


def _plain(blocks: list[Block]) -> str:
    return "\n\n".join(block.as_text() for block in blocks)
