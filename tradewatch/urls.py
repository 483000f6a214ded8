"""The site map: the desk and the reader site, each only in the processes that serve it."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = []

if settings.TRADEWATCH_SERVE != "public":
    from django.contrib import admin

    urlpatterns.append(path("admin/", admin.site.urls))
    urlpatterns.append(path("", include("negotiations.admin.urls")))

if settings.TRADEWATCH_SERVE != "desk":
    urlpatterns.append(path("", include("negotiations.public.urls")))

handler400 = "negotiations.public.site_views.bad_request"
handler404 = "negotiations.public.site_views.not_found"
handler500 = "negotiations.public.site_views.server_error"
