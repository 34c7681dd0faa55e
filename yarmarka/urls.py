"""Every address: pages under their language, machines and the admin without one."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from yarmarka.api.exchange_1c import exchange
from yarmarka.web.shared.help import help_article, help_index
from yarmarka.web.shared.readers import to_own_language
from yarmarka.web.shared.rules import rules
from yarmarka.web.shared.served_places import served_places
from yarmarka.web.shared.storefronts import brand_stylesheet, theme_stylesheet
from yarmarka.web.shop.feeds import feed
from yarmarka.web.shop.sitemap import robots, sitemap

urlpatterns = [
    path("", to_own_language, name="front_door"),
    path("theme/<slug:colours>.css", theme_stylesheet, name="theme"),
    path("theme/brand/<slug:colours>.css", brand_stylesheet, name="brand_colours"),
    path("api/v1/", include("yarmarka.api.urls")),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("feeds/<slug:kind>/<slug:language>.xml", feed, name="feed"),
    path("exchange/1c/", exchange, name="exchange_1c"),
    path("staff/admin/", admin.site.urls),
    *i18n_patterns(
        path("account/", include("yarmarka.web.shared.account_urls")),
        path("me/", include("yarmarka.web.me.urls")),
        path("rules/", rules, name="rules"),
        path("rules/<slug:slug>/", rules, name="rules_document"),
        path("rules/<slug:slug>/<slug:version>/", rules, name="rules_version"),
        path("places/", served_places, name="served_places"),
        path("help/", help_index, name="help"),
        path("help/<slug:slug>/", help_article, name="help_article"),
        path("seller/", include("yarmarka.web.seller.urls")),
        path("staff/", include("yarmarka.web.staff.urls")),
        path("", include("yarmarka.web.shop.urls")),
    ),
]

if not settings.IS_PRODUCTION:
    urlpatterns += i18n_patterns(path("demo/", include("yarmarka.web.shared.demo_urls")))

handler400 = "yarmarka.web.shared.failures.bad_request"
handler403 = "yarmarka.web.shared.failures.forbidden"
handler404 = "yarmarka.web.shared.failures.not_found"
handler429 = "yarmarka.web.shared.failures.too_many_requests"
handler500 = "yarmarka.web.shared.failures.server_error"
