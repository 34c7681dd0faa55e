"""Letters: every one in both languages, its text and its HTML saying the same, and no fact breaking either."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.template import engines

from yarmarka.domain.storefronts.rules.defaults import built_in
from yarmarka.presentation import mail
from yarmarka.presentation.front_doors import FrontDoor
from yarmarka.presentation.mail import FACTS, render_mail
from yarmarka.presentation.mail.samples import facts_in

SAMPLE: dict[str, Any] = facts_in("ru", door=FrontDoor(built_in(), "http://127.0.0.1"))
TEMPLATES = Path(mail.__file__).parent.parent / "templates" / "mail"


class Words(HTMLParser):
    """Collects what a reader of the HTML sees, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.links, self._hidden = "", list[str](), False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden = tag in {"style", "title"}
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False

    def handle_data(self, data: str) -> None:
        self.text += "" if self._hidden else f" {data}"


def facts_of(name: str, *, optional: bool) -> dict[str, Any]:
    wanted = [fact.rstrip("?") for fact in FACTS[name] if optional or not fact.endswith("?")]
    return {fact: SAMPLE[fact] for fact in wanted}


@pytest.mark.parametrize("optional", [True, False])
@pytest.mark.parametrize("language", ["ru", "en", "zh"])
@pytest.mark.parametrize("name", FACTS)
def test_text_and_html_say_the_same(name: str, language: str, optional: bool) -> None:
    letter = render_mail(name, locale=language, facts=facts_of(name, optional=optional))
    assert letter.subject
    assert "\n" not in letter.subject
    seen = Words(letter.html)
    assert SAMPLE["url"] in seen.links or "url" not in FACTS[name]
    body = letter.text.split("\n-- \n")[0]
    said = [re.sub(r"^[>-] ", "", line) for line in body.splitlines() if line]
    for line in said:
        for part in re.split(": |：", line.rstrip(":：")):
            assert _squeezed(part) in _squeezed(seen.text) or part in seen.links


@pytest.mark.parametrize("name", FACTS)
def test_no_english_is_left_in_a_russian_letter(name: str) -> None:
    facts = {key: value for key, value in facts_of(name, optional=True).items() if key != "tracking_number"}
    letter = render_mail(name, locale="ru", facts={**facts, "tracking_number": "1"})
    text = re.sub(r"http\S+|(ord|out)_\w+", "", f"{letter.subject} {letter.text}")
    assert not re.findall(r"[A-Za-z]{2,}", text)


@pytest.mark.parametrize("name", FACTS)
def test_a_letter_uses_only_the_facts_it_names(name: str) -> None:
    engine = engines["django"].engine
    source = (TEMPLATES / f"{name}.txt").read_text()
    used = {
        token.split("|")[0].split(".")[0].removeprefix("with ").split("=")[-1]
        for token in re.findall(r"{{ ([^}]+) }}|(?<==)(\w+)\|", source)
        for token in token
        if token
    }
    named = {fact.rstrip("?") for fact in FACTS[name]} | {"line", "until", "sum", "since", "number", "fate"}
    assert used <= named
    assert engine.get_template(f"mail/{name}.txt")


def test_every_template_is_a_letter_and_every_letter_has_one() -> None:
    assert {path.stem for path in TEMPLATES.glob("*.txt")} == set(FACTS)


def test_markup_in_a_fact_stays_text() -> None:
    facts = {**facts_of("order_paid", optional=True), "name": "<script>alert(1)</script>"}
    letter = render_mail("order_paid", locale="en", facts=facts)
    assert "<script>" not in letter.html
    assert "<script>alert(1)</script>" in letter.text


def test_a_line_break_in_a_fact_makes_no_line_of_the_letter() -> None:
    evil = "Kettle\n=> Pay here | http://evil.example/\n# Urgent"
    lines = [{"title": evil, "quantity": 1, "minor": 100}]
    letter = render_mail(
        "order_paid", locale="en", facts={**facts_of("order_paid", optional=True), "lines": lines}
    )
    assert "http://evil.example/" not in Words(letter.html).links
    assert not any(line.startswith(("=>", "# ")) for line in letter.text.splitlines())
    hooked = render_mail(
        "order_paid", locale="en", facts={**facts_of("order_paid", optional=True), "order": "1\nBcc: all@x"}
    )
    assert "\n" not in hooked.subject


def test_a_missing_fact_is_loud() -> None:
    with pytest.raises(ValueError, match="lacks url"):
        render_mail("order_expired", locale="ru", facts={"name": "", "order": ""})
    with pytest.raises(ValueError, match="no letter"):
        render_mail("love", locale="ru", facts={})


@pytest.mark.parametrize("language", ["ru", "en", "zh"])
def test_every_piece_of_news_has_words_of_its_own(language: str) -> None:
    facts = facts_of("parcel_news", optional=True)
    states = ["available_for_pickup", "customs_action_required", "lost", "in_transit"]
    letters = [
        render_mail("parcel_news", locale=language, facts={**facts, "state": state}) for state in states
    ]
    assert len({letter.subject for letter in letters}) == len(states)
    assert len({letter.text for letter in letters}) == len(states)


def test_who_called_an_order_off_is_said() -> None:
    facts = facts_of("seller_order_cancelled", optional=True)
    both = {
        render_mail("seller_order_cancelled", locale="en", facts={**facts, "by_seller": by_seller}).text
        for by_seller in (True, False)
    }
    assert len(both) == 2


def test_times_are_in_the_readers_zone() -> None:
    letter = render_mail("order_placed", locale="ru", facts=facts_of("order_placed", optional=True))
    assert "5 декабря 2026\u202fг., 00:30 МСК" in letter.text


def _squeezed(text: str) -> str:
    return " ".join(text.split())
