"""Signing up and in: what we add to allauth's forms, and our own letters in place of its."""

from typing import Any, Final

from allauth.account import forms as base
from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from yarmarka.domain.accounts.actions import give_consent
from yarmarka.kernel.clock import now
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.mail import render_mail
from yarmarka.web.shared.context import Page
from yarmarka.web.shared.rules import RULES_VERSION

#: allauth's template → our mail, and its facts under our names
_MAILS: Final = {
    "account/email/password_reset_key": ("password_reset", {"url": "password_reset_url"}),
    "account/email/account_already_exists": ("account_exists", {"url": "password_reset_url"}),
    "account/email/email_confirmation": ("confirm_email", {"url": "activate_url"}),
    "account/email/email_confirmation_signup": ("confirm_email", {"url": "activate_url"}),
    "account/email/unknown_account": ("unknown_account", {"url": "signup_url"}),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Signs people up with their language, and sends them letters of our own kind."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "This e-mail and password do not belong together. Check both, or set a new password."
        ),
        "email_taken": _("There is an account with this e-mail already. Sign in, or set a new password."),
        "too_many_login_attempts": _(
            "Too many failed attempts. For your safety please wait five minutes, or set a new password."
        ),
    }

    def save_user(self, request: HttpRequest, user: Any, form: forms.Form, commit: bool = True) -> Any:
        """Save a new person under their name, in the language that they signed up in."""
        user.full_name = form.cleaned_data.get("full_name", "")
        user.locale = current_language()
        return super().save_user(request, user, form, commit)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead whoever signs in without wanting a certain page to where they work; shoppers, to the shop."""
        page = Page(request)
        if page.is_staff:
            return reverse("staff:home")
        return reverse("seller:home") if page.is_seller else reverse(settings.LOGIN_REDIRECT_URL)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one of our letters in place of allauth's."""
        if template_prefix not in _MAILS:
            super().send_mail(template_prefix, email, context)
            return
        name, facts = _MAILS[template_prefix]
        told = {ours: context[theirs] for ours, theirs in facts.items()}
        mail = render_mail(name, locale=current_language(), facts=told)
        letter = EmailMultiAlternatives(mail.subject, mail.text, settings.DEFAULT_FROM_EMAIL, [email])
        letter.attach_alternative(mail.html, "text/html")
        letter.send()


class _Plain:
    """A form whose fields have labels and no placeholders: a placeholder leaves when one begins to type."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in {"email", "login"}:
                field.label = _("E-mail")


class SignInForm(_Plain, base.LoginForm):  # type: ignore[misc]  # allauth has no types
    """E-mail and password; the way to a new one stands below the form, once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class ResetPasswordForm(_Plain, base.ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """The e-mail to send a link to."""


class NewPasswordForm(_Plain, base.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    """A new password in place of a forgotten one."""


class ChangePasswordForm(_Plain, base.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """A new password in place of a known one."""


class SignUpForm(_Plain, base.SignupForm):  # type: ignore[misc]  # allauth has no types
    """Name, e-mail, password, and a consent that is never ticked beforehand."""

    field_order = ["full_name", "email", "password1", "agreed"]
    full_name = forms.CharField(
        label=_("Name and surname"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("As on parcels: the carrier asks for it."),
    )
    agreed = forms.BooleanField(
        label=_("I agree to the rules of the fair and to the use of my data for my orders"),
        error_messages={"required": _("Without this agreement we may not open an account for you.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _("At least ten characters; a few unrelated words are best.")
        self.fields["agreed"].help_text = format_html(
            '<a href="{}">{}</a>', reverse("rules"), _("Read the rules of the fair")
        )

    def save(self, request: HttpRequest) -> Any:
        """Create the person and write down what they agreed to, both or neither."""
        with transaction.atomic():
            person = super().save(request)
            give_consent(person_id=person.pk, purpose="rules", text_version=RULES_VERSION, now=now())
        return person
