"""The demo's mailbox: letters and short messages that were sent to anybody, newest first."""

from pathlib import Path
from typing import Final

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin

from yarmarka.connectors.mail.folder import ReadMail, read_mail, read_mails
from yarmarka.connectors.sms.folder import read_messages
from yarmarka.kernel.errors import Missing
from yarmarka.web.shared.admin_csp import also_allowing, under_policy

_SHOWN: Final = 100
#: of a letter in a frame: it is shown, and can do nothing
LETTER_POLICY: Final = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-popups"],
}


def mailbox(request: HttpRequest) -> HttpResponse:
    """Return the list of letters, and of short messages."""
    mails = [(Path(mail.name).stem, mail) for mail in read_mails(settings.MAIL_DIR, _SHOWN)]
    messages = read_messages(settings.SMS_DIR, _SHOWN)
    return render(request, "shared/mailbox.html", {"mails": mails, "short_messages": messages})


def letter(request: HttpRequest, name: str) -> HttpResponse:
    """Return one letter: its HTML in a frame that can run nothing, and its plain text."""
    page = render(request, "shared/letter.html", {"mail": _mail(name), "name": name})
    return also_allowing(page, {"frame-src": [SELF]})


@xframe_options_sameorigin
def letter_html(request: HttpRequest, name: str) -> HttpResponse:
    """Return a letter's HTML as a mail program would show it, under a policy of its own: no scripts, no forms."""
    return under_policy(HttpResponse(_mail(name).html), LETTER_POLICY)


def _mail(name: str) -> ReadMail:
    try:
        return read_mail(settings.MAIL_DIR, f"{name}.eml")
    except FileNotFoundError:
        raise Missing(what="letter") from None
