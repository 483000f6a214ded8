"""The addresses under /data/, each in full: there is no other file."""

from django.urls import path

from negotiations.public.bulk_data import views
from negotiations.public.bulk_data.files import files

urlpatterns = [
    path("data/", views.data, name="data"),
    path("data/dictionary/", views.dictionary, name="data-dictionary"),
    *(path(f"data/{name}", views.file, {"path": name}) for name in (*files(), *views.DESCRIPTIONS)),
]
