"""The site map: the desk and the reader site, each only in the processes that serve it."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = []

if settings.TRADEWATCH_SERVE != "public":
    from django.contrib import admin

    urlpatterns.append(path("admin/", admin.site.urls))
    urlpatterns.append(path("", include("negotiations.admin.urls")))

if settings.TRADEWATCH_SERVE != "desk":
    urlpatterns.append(path("", include("negotiations.public.machine_urls")))
    urlpatterns += i18n_patterns(path("", include("negotiations.public.urls")), prefix_default_language=False)

handler400 = "negotiations.public.site_views.bad_request"
handler404 = "negotiations.public.site_views.not_found"
handler500 = "tradewatch.outage.server_error"
