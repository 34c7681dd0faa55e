"""Pages in Russian, English and Chinese: the reader's language, the templates, and nothing foreign let in."""

import gettext
from datetime import datetime
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import urlsplit

from babel.dates import format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency
from babel.units import format_unit
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from werkzeug.wrappers import Request, Response

#: language → what it calls itself, and its tag for machines
_NAMES: Final = {"ru": ("Русский", "ru"), "en": ("English", "en"), "zh": ("中文", "zh-Hans")}
LANGUAGES: Final = tuple(_NAMES)
#: Russian as CLDR has it; elsewhere a code is clearer than signs that several currencies share.
_CODED: Final = "¤¤\u00a0#,##0.00"
_MONEY_FORMAT: Final = {"ru": None, "en": _CODED, "zh": _CODED}
_MOMENT_FORMAT: Final = {"zh": "y年M月d日 HH:mm:ss 'UTC'"}
_HERE: Final = Path(__file__).parent
_CATALOGUES: Final = _HERE / "locale"


class Pages:
    """Renders one stand-in's templates over the shared ones."""

    def __init__(self, templates: Path) -> None:
        self._environments = {language: _environment(language, templates) for language in LANGUAGES}

    def page(
        self, request: Request, template: str, *, status: int = 200, form_goes_to: str = "", **facts: Any
    ) -> Response:
        """Return a page. `form_goes_to` is an address outside that answering a form may lead on to."""
        language = language_of(request)
        others = [(other, _with_language(request, other)) for other in LANGUAGES if other != language]
        text = self._environments[language].get_template(template).render(others=others, **facts)
        response = Response(text, status=status, content_type="text/html; charset=utf-8")
        response.headers["Content-Language"] = language
        response.headers["Vary"] = "Accept-Language"
        response.headers["Content-Security-Policy"] = _policy(form_goes_to)
        return response


def language_of(request: Request) -> str:
    """Return the language that `?lang=` asks for, or the browser's first that we have, or Russian."""
    asked = request.args.get("lang", "")
    return (
        asked if asked in LANGUAGES else request.accept_languages.best_match(LANGUAGES, default="ru") or "ru"
    )


def _environment(language: str, templates: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([templates, _HERE / "templates"]),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # The extension adds this method at run time.
    cast(Any, environment).install_gettext_translations(translations(language), newstyle=True)
    environment.globals |= {"language": language, "names": _NAMES}
    environment.filters["money"] = lambda minor, currency: format_currency(
        Decimal(minor).scaleb(-2), currency, locale=language, format=_MONEY_FORMAT[language]
    )
    environment.filters["measure"] = lambda value, unit: format_unit(value, unit, "short", locale=language)
    environment.filters["moment"] = lambda text: format_datetime(
        datetime.fromisoformat(text),
        _MOMENT_FORMAT.get(language, "d MMMM y, HH:mm:ss 'UTC'"),
        locale=language,
    )
    return environment


@cache
def translations(language: str) -> gettext.NullTranslations:
    """Return a language's catalogue; English needs none, since its words are the keys."""
    if language == "en":
        return gettext.NullTranslations()
    compiled = BytesIO()
    with (_CATALOGUES / language / "LC_MESSAGES" / "simulators.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _with_language(request: Request, language: str) -> str:
    return f"{request.path}?lang={language}"


def _policy(form_goes_to: str) -> str:
    parts = urlsplit(form_goes_to)
    # A browser checks the redirect that answers a form, too.
    outside = f" {parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; "
        f"frame-ancestors 'none'; form-action 'self'{outside}"
    )
