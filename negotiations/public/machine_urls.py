"""The addresses that machines ask for: files, frames, the API. Each is the same in every language."""

from django.urls import include, path

from negotiations.public import (
    embeds,
    entry_views,
    measure_views,
    oembed,
    operating_views,
    product_views,
    rate_views,
    site_views,
    sitemaps,
    social,
)
from negotiations.public.bulk_data.urls import urlpatterns as data_urls

urlpatterns = [
    path("entries/<slug:key>.json", entry_views.entry_data, name="entry-data"),
    path("entries/<slug:key>/picture.png", social.picture, {"kind": "entry"}, name="entry-picture"),
    path(
        "negotiations/<slug:key>/picture.png",
        social.picture,
        {"kind": "negotiation"},
        name="negotiation-picture",
    ),
    path("measures/<slug:key>/picture.png", social.picture, {"kind": "measure"}, name="measure-picture"),
    path("measures.csv", measure_views.measure_file, name="measures-file"),
    path("measures/<slug:key>.csv", measure_views.measure_history_file, name="measure-file"),
    path("rates.json", rate_views.rates_data, name="rates-data"),
    path("products/<slug:key>.csv", product_views.product_list_file, name="product-list-file"),
    path("embed/v1.js", embeds.v1, name="embed-script"),
    path("embed/frame.js", embeds.frame_script, name="embed-frame-script"),
    path("embed/timeline/", embeds.frame, {"what": "timeline"}, name="embed-timeline"),
    path("embed/timeline.svg", embeds.image, {"what": "timeline"}, name="embed-timeline-image"),
    path("embed/entries/<slug:key>/", embeds.frame, {"what": "entry"}, name="embed-entry"),
    path("embed/entries/<slug:key>.svg", embeds.image, {"what": "entry"}, name="embed-entry-image"),
    path("embed/measures/<slug:key>/", embeds.frame, {"what": "measure"}, name="embed-measure"),
    path("embed/measures/<slug:key>.svg", embeds.image, {"what": "measure"}, name="embed-measure-image"),
    path("embed/negotiations/<slug:key>/", embeds.frame, {"what": "negotiation"}, name="embed-negotiation"),
    path(
        "embed/negotiations/<slug:key>.svg",
        embeds.image,
        {"what": "negotiation"},
        name="embed-negotiation-image",
    ),
    path("oembed", oembed.oembed, name="oembed"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap-section"),
    path("llms.txt", site_views.llms, name="llms"),
    path("robots.txt", site_views.robots, name="robots"),
    path("healthz", site_views.healthz, name="healthz"),
    path("readyz", site_views.readyz, name="readyz"),
    path("metrics", operating_views.metrics, name="metrics"),
    path(".well-known/security.txt", operating_views.security, name="security"),
    *data_urls,
    path("", include("negotiations.public.api.urls")),
]
