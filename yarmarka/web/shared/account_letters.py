"""Letters and short messages about an account: our own in place of allauth's, in the language of the page."""

from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext as _

from yarmarka.connectors.sms import is_configured, send_sms
from yarmarka.kernel.clock import fresh_id
from yarmarka.presentation.front_doors import FrontDoor
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.mail import render_mail
from yarmarka.presentation.mail.letterhead import letterhead_of

#: allauth's template → our mail, and its facts under our names
_MAILS: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "account/email/password_reset_key": ("password_reset", {"url": "password_reset_url"}),
    "account/email/account_already_exists": ("account_exists", {"url": "password_reset_url"}),
    "account/email/email_confirmation": ("confirm_email", {"code": "code"}),
    "account/email/email_confirmation_signup": ("confirm_email", {"code": "code"}),
    "account/email/login_code": ("login_code", {"code": "code"}),
    "account/email/unknown_account": ("unknown_account", {"url": "signup_url"}),
}
#: allauth's notice → what was changed, as the letter about it says
_CHANGES: Final = {
    "account/email/password_changed": "password",
    "account/email/password_reset": "password",
    "account/email/password_set": "password",
    "account/email/email_changed": "email",
    "account/email/email_confirm": "email",
    "account/email/email_deleted": "email",
    "mfa/email/totp_activated": "app_added",
    "mfa/email/totp_deactivated": "app_removed",
    "mfa/email/webauthn_added": "passkey_added",
    "mfa/email/webauthn_removed": "passkey_removed",
    "mfa/email/recovery_codes_generated": "codes",
}


def send_account_letter(template: str, email: str, context: dict[str, Any], *, door: FrontDoor) -> None:
    """Send our letter for one of allauth's templates, from the shop that it was asked for in.

    Raises KeyError for a template that we have no words for.
    """
    language = current_language()
    if change := _CHANGES.get(template):
        name, told = (
            "account_changed",
            {"change": change, "url": door.address("me:security", language=language)},
        )
    else:
        name, facts = _MAILS[template]
        told = {ours: context[theirs] for ours, theirs in facts.items()}
    head = letterhead_of(door, language=language)
    mail = render_mail(name, locale=language, facts=told, head=head)
    letter = EmailMultiAlternatives(mail.subject, mail.text, settings.DEFAULT_FROM_EMAIL, [email])
    letter.attach_alternative(mail.html, "text/html")
    letter.send()


def send_code(phone: str, code: str) -> None:
    """Send a code to a telephone; without one, tell its owner that the number has an account already."""
    if not is_configured():
        return
    text = (
        _("%(code)s is your code for Yarmarka. Tell it to nobody, us included.") % {"code": code}
        if code
        else _("Somebody, most likely you, tried to open an account at Yarmarka. You have one: sign in.")
    )
    send_sms(to=phone, text=text, key=fresh_id())
