"""Whatever people are called and wherever they live: all of it is printed, and inside its box."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.units import mm

from tests.presentation.papers.examples import FROM_CHINA, FROM_TULA, HEADPHONES, KAZAN, SLIP
from tests.presentation.papers.reading import everything, ink
from yarmarka.presentation.papers import PackingLine, render_label, render_packing_slip
from yarmarka.presentation.papers.fonts import printable, width_of
from yarmarka.presentation.papers.text import wrap
from yarmarka.vocabulary.money import Money

#: Letters of names as they come: scripts mixed, invisible signs, emoji, letters that no font here has.
LETTERS = st.one_of(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "M", "Zs", "Cf", "Cc")),
    st.sampled_from("абвгдежзийклмн ЁЪЫЭЮЯ -- abc WWW 大街路号楼，。 ßşğı ҚғөҰ\u200d\ufe0f\u0301🙂\t\n"),
)
NAMES = st.text(LETTERS, max_size=60)
LONG_NAMES = st.text(LETTERS, max_size=700)


def everything_of(text: str) -> str:
    return "".join(printable(text).split())


def assert_inside(pdf: bytes, *, width: float, height: float) -> None:
    for page in ink(pdf):
        for letter in page:
            assert 2 * mm <= letter.left <= letter.right <= width - 2 * mm, letter
            assert 2 * mm <= letter.top <= letter.bottom <= height - 2 * mm, letter


@settings(max_examples=25, deadline=None)
@given(name=NAMES, street=LONG_NAMES, city=NAMES, service=NAMES)
def test_an_address_stays_on_the_label(name: str, street: str, city: str, service: str) -> None:
    where = replace(KAZAN, recipient=name, street=street, city=city)
    for facts in (FROM_CHINA, FROM_TULA):
        pdf = render_label(replace(facts, recipient=where, service_name=service), locale="ru")
        assert_inside(pdf, width=100 * mm, height=150 * mm)


@settings(max_examples=25, deadline=None)
@given(name=NAMES, street=LONG_NAMES)
def test_sender_and_recipient_keep_to_their_columns(name: str, street: str) -> None:
    where = replace(KAZAN, recipient=name, street=street)
    facts = replace(FROM_CHINA, recipient=where, sender=replace(where, country="GB"))
    pdf = render_label(facts, locale="ru")
    line = 38 * mm
    for letter in ink(pdf)[0]:
        if 40 * mm < letter.top < 76 * mm:
            assert letter.right <= line or letter.left >= line, letter
            assert letter.bottom <= 78 * mm, letter


@settings(max_examples=25, deadline=None)
@given(name=st.text(st.sampled_from("абвЖЩ ёЁ-ПереулокWQ大街"), min_size=1, max_size=300))
def test_no_letter_of_a_name_is_lost(name: str) -> None:
    where = replace(KAZAN, recipient=name)
    text = everything(render_label(replace(FROM_TULA, recipient=where), locale="ru"))
    assert everything_of(name) in text


@settings(max_examples=25, deadline=None)
@given(titles=st.lists(LONG_NAMES, min_size=1, max_size=6), pieces=st.integers(1, 10**6))
def test_goods_stay_in_the_declaration_and_on_the_slip(titles: list[str], pieces: int) -> None:
    value = Money(10**11, "RUB")
    contents = tuple(replace(HEADPHONES, description=title, quantity=pieces, value=value) for title in titles)
    facts = replace(FROM_CHINA, contents=contents, declared=Money(len(titles) * 10**11, "RUB"))
    assert_inside(render_label(facts, locale="ru"), width=100 * mm, height=150 * mm)
    lines = tuple(
        PackingLine(sku=title[:40], title=title, quantity=pieces, variant=title) for title in titles
    )
    slip = render_packing_slip(replace(SLIP, lines=lines, note=titles[0]), locale="ru")
    assert_inside(slip, width=210 * mm, height=297 * mm)


@given(text=LONG_NAMES, width=st.floats(30, 300), size=st.floats(5, 20))
def test_wrapped_lines_are_no_wider_than_asked_and_lose_nothing(text: str, width: float, size: float) -> None:
    lines = wrap(text, width=width, size=size)
    assert all(width_of(line, size) <= width + 0.01 for line in lines)
    assert "".join("".join(lines).split()) == everything_of(text)


def test_a_letter_that_no_font_has_leaves_a_box() -> None:
    assert printable("Anna🙂 \u0e01\u200d!") == "Anna□ □!"
