"""Django admin for operators: every table can be read, none can be written; whatever changes goes through flows."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.admin import ModelAdmin as DjangoAdmin
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet, URLField
from django.db.models.base import ModelBase
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from unfold.admin import ModelAdmin
from unfold.sites import UnfoldAdminSite

from yarmarka.vocabulary.ids import PREFIXES, parse_public_id

#: Rows of a list that are counted: to count the millionth tells an operator nothing, and costs a scan.
_COUNTED = 10_000


class BoundedPaginator(Paginator):  # type: ignore[type-arg]  # generic for the type checker only
    """Counts no further than an operator leafs."""

    @cached_property
    def count(self) -> int:
        """How many rows there are, or the bound."""
        rows: Any = self.object_list
        return int(rows.order_by()[:_COUNTED].count())


class ReadOnly(ModelAdmin):  # type: ignore[misc]  # unfold has no types
    """A table that staff may look at, also when it has millions of rows."""

    paginator = BoundedPaginator
    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 0
    ordering = ("-pk",)
    actions = None
    compressed_fields = True
    formfield_overrides = {
        **ModelAdmin.formfield_overrides,
        URLField: {"assume_scheme": "https"},  # what Django 6 takes for granted
    }

    def has_add_permission(self, request: HttpRequest, *_: Any) -> bool:
        """Nobody adds rows here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes rows here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes rows here."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Staff may look, whatever else they may do."""
        return is_staff(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Staff may look, whatever else they may do."""
        return is_staff(request)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Model], search_term: str
    ) -> tuple[QuerySet[Model], bool]:
        """Search as Django does, and find a row by its key, in the public form or the stored one."""
        key = _key(search_term.strip())
        if key is not None and self.opts.pk.get_internal_type() == "UUIDField":
            return queryset.filter(pk=key), False
        found: tuple[QuerySet[Model], bool] = super().get_search_results(request, queryset, search_term)
        return found


class ReadOnlySite(UnfoldAdminSite):  # type: ignore[misc]  # unfold has no types
    """The admin site: signing in is the shop's own, throttled; to signed-in shoppers it is not there."""

    def register(
        self,
        model_or_iterable: ModelBase | Iterable[ModelBase],
        admin_class: "type[DjangoAdmin[Any]] | None" = None,
        **options: Any,
    ) -> None:
        """Take only read-only tables: what libraries register for writing stays out."""
        if admin_class is not None and issubclass(admin_class, ReadOnly):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Test if this person works for the operator."""
        return is_staff(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send whoever is not signed in to the shop's own door, which limits tries."""
        if is_staff(request):
            return HttpResponseRedirect(reverse("admin:index"))
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))


def is_staff(request: HttpRequest) -> bool:
    """Test if the signed-in person works for the operator and is not shut out."""
    return bool(request.user.is_active and getattr(request.user, "is_staff", False))


def _key(text: str) -> UUID | None:
    for prefix in PREFIXES:
        if key := parse_public_id(prefix, text):
            return key
    try:
        return UUID(text) if len(text) in {32, 36} else None
    except ValueError:
        return None
