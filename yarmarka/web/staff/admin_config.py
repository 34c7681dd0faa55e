"""Django admin as an app, with a site of our own."""

from django.contrib.admin.apps import AdminConfig


class ReadOnlyAdminConfig(AdminConfig):
    """Finds every app's admin module, and shows what is registered as read-only."""

    default_site = "yarmarka.web.staff.admin_site.ReadOnlySite"
