"""The demo's mailbox: letters that were sent to anybody, newest first."""

from pathlib import Path

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp, csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin

from yarmarka.connectors.mail.folder import ReadMail, read_mail, read_mails
from yarmarka.kernel.errors import Missing

_SHOWN = 100


def mailbox(request: HttpRequest) -> HttpResponse:
    """Return the list of letters."""
    mails = [(Path(mail.name).stem, mail) for mail in read_mails(settings.MAIL_DIR, _SHOWN)]
    return render(request, "shared/mailbox.html", {"mails": mails})


@csp_update({"frame-src": [SELF]})
def letter(request: HttpRequest, name: str) -> HttpResponse:
    """Return one letter: its HTML in a frame that can run nothing, and its plain text."""
    return render(request, "shared/letter.html", {"mail": _mail(name), "name": name})


@xframe_options_sameorigin
@csp(
    {
        "default-src": [NONE],
        "style-src": [UNSAFE_INLINE],
        "frame-ancestors": [SELF],
        "sandbox": ["allow-popups"],
    }
)
def letter_html(request: HttpRequest, name: str) -> HttpResponse:
    """Return a letter's HTML as a mail program would show it, under a policy of its own: no scripts, no forms."""
    return HttpResponse(_mail(name).html)


def _mail(name: str) -> ReadMail:
    try:
        return read_mail(settings.MAIL_DIR, f"{name}.eml")
    except FileNotFoundError:
        raise Missing(what="letter") from None
