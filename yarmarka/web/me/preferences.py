"""Name, language, currency and country."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from yarmarka.domain.accounts.actions import name_person, prefer
from yarmarka.presentation.countries import country_choices
from yarmarka.presentation.locales import current_language
from yarmarka.vocabulary.places import COUNTRIES
from yarmarka.web.me.doors import own, person_id_of, show
from yarmarka.web.shared.storefronts import page_in
from yarmarka.web.shop.shopper import country_of, currency_of, remember


class _Languages(forms.Select):
    """Each language is named in itself, and says which it is."""

    def create_option(self, name: str, value: Any, *rest: Any, **more: Any) -> dict[str, Any]:
        """Return an option that a screen reader pronounces in its own language."""
        option = super().create_option(name, value, *rest, **more)
        option["attrs"]["lang"] = str(value)
        return option


class Preferences(forms.Form):
    """How a person is called, and how they read the shop."""

    full_name = forms.CharField(
        label=_("Name and surname"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("As on parcels: the carrier asks for it."),
    )
    locale = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        widget=_Languages,
        help_text=_(
            "Of pages and letters. Letters about an order come in the language that it was placed in."
        ),
    )
    currency = forms.ChoiceField(label=_("Prices in"), choices=[(code, code) for code in settings.CURRENCIES])
    country = forms.ChoiceField(label=_("Deliver to"))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        country = self.fields["country"]
        assert isinstance(country, forms.ChoiceField)
        country.choices = country_choices(COUNTRIES, current_language())


@require_http_methods(["GET", "HEAD", "POST"])
@own
def preferences(request: HttpRequest) -> HttpResponse:
    """Show or keep the preferences."""
    assert request.user.is_authenticated
    if request.method == "POST":
        form = Preferences(request.POST)
        return (
            _keep(request, form) if form.is_valid() else show(request, "preferences", form=form, status=422)
        )
    known = {
        "full_name": request.user.full_name,
        "locale": request.user.locale,
        "currency": currency_of(request),
        "country": country_of(request),
    }
    return show(request, "preferences", form=Preferences(initial=known))


def _keep(request: HttpRequest, form: Preferences) -> HttpResponse:
    wanted = dict(form.cleaned_data)
    name_person(person_id=person_id_of(request), full_name=wanted.pop("full_name"))
    prefer(person_id=person_id_of(request), **wanted)
    remember(request, currency=wanted["currency"], country=wanted["country"])
    with override(wanted["locale"]):
        messages.success(request, gettext("Your preferences are saved."))
    return HttpResponseRedirect(page_in(request, wanted["locale"]))
