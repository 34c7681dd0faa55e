"""Signing up with a telephone alone."""

from typing import Any

from allauth.account.views import SignupView

from yarmarka.web.shared.accounts import SignUpByPhoneForm


class SignUpByPhoneView(SignupView):  # type: ignore[misc]  # allauth has no types
    """The steps of signing up, with a form of its own."""

    template_name = "account/signup_by_phone.html"

    def get_form_class(self) -> Any:
        """Return the form that asks for a telephone in place of an e-mail and a password."""
        return SignUpByPhoneForm


sign_up_by_phone = SignUpByPhoneView.as_view()
