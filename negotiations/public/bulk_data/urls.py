"""The files under /data/, each by its full address: there is no other."""

from django.urls import path

from negotiations.public.bulk_data import views
from negotiations.public.bulk_data.files import files

urlpatterns = [path(f"data/{name}", views.file, {"path": name}) for name in (*files(), *views.DESCRIPTIONS)]
