"""The site as a reader knows it."""

from django.urls import path

from negotiations.public import embeds, entry_views, site_views, views

urlpatterns = [
    path("", views.home, name="home"),
    path("timeline/", views.timeline, name="timeline"),
    path("entries/<slug:key>/", entry_views.entry, name="entry"),
    path("entries/<slug:key>.json", entry_views.entry_data, name="entry-data"),
    path("entries/<slug:key>/editions/<int:number>/", entry_views.edition, name="edition"),
    path("negotiations/", views.negotiations, name="negotiations"),
    path("negotiations/<slug:key>/", views.negotiation, name="negotiation"),
    path("measures/", views.measure_list, name="measures"),
    path("measures/<slug:key>/", views.measure, name="measure"),
    path("economies/<slug:key>/", views.noun, {"kind": "economy"}, name="economy"),
    path("people/<slug:key>/", views.noun, {"kind": "person"}, name="person"),
    path("organisations/<slug:key>/", views.noun, {"kind": "organisation"}, name="organisation"),
    path("topics/<slug:key>/", views.noun, {"kind": "topic"}, name="topic"),
    path("authorities/<slug:key>/", views.noun, {"kind": "authority"}, name="authority"),
    path("sources/<slug:key>/", views.noun, {"kind": "source"}, name="source"),
    path("embed/", embeds.builder, name="embed"),
    path("embed/timeline/", embeds.timeline, name="embed-timeline"),
    path("about/", site_views.about, name="about"),
    path("methodology/", site_views.methodology, name="methodology"),
    path("robots.txt", site_views.robots, name="robots"),
    path("healthz", site_views.healthz, name="healthz"),
    path("readyz", site_views.readyz, name="readyz"),
]
